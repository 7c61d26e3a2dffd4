/** A section's table as rows with heights: measured once, then drawn wherever they fall. */
import { type Canvas, type Fonts, INK, LINE, SOFT, TINT, type Weight } from './canvas.ts'
import type { Measured } from './columns.ts'
import type { Row, Section } from './paper.ts'
import type { Tag, Tags } from './tags.ts'
import { wrapText } from './wrap.ts'

const PADDING = 3
/** Between a table's edge and its text. */
export const INSET = 4
const BELOW_SIZE = 6.8

export class TableRows {
  readonly headHeight: number
  readonly carriedHeight: number
  readonly #section: Section
  readonly #measured: Measured
  readonly #fonts: Fonts
  readonly #tags: Tags | null
  readonly #table: Tag | null
  readonly #leading: number
  readonly #headLines: readonly (readonly string[])[]
  readonly #wrapped = new Map<
    number,
    { cells: readonly (readonly string[])[]; below: readonly string[] }
  >()
  #headOn: Canvas | null = null
  #rowsOn: Canvas | null = null

  constructor(
    section: Section,
    measured: Measured,
    fonts: Fonts,
    tags: Tags | null,
    root: Tag | null,
  ) {
    this.#section = section
    this.#measured = measured
    this.#fonts = fonts
    this.#tags = tags
    this.#table = tags && root ? tags.add(root, 'Table') : null
    this.#leading = measured.size * 1.3
    this.#headLines = section.columns.map((column, i) => {
      const place = measured.places[i]
      const width = (place?.right ?? 0) - (place?.left ?? 0)
      return wrapText(column.heading, fonts.bold, measured.size, Math.max(width, 20))
    })
    this.headHeight =
      Math.max(...this.#headLines.map(({ length }) => length)) * this.#leading + 2 * PADDING + 1
    this.carriedHeight = this.#leading + 2 * PADDING
  }

  /** No row stands on this page yet. */
  isFresh(page: Canvas): boolean {
    return this.#rowsOn !== page
  }

  /** Of the rows from `start` up to but not including `end`. */
  heightOf(start: number, end: number): number {
    let height = 0
    for (let i = start; i < Math.min(end, this.#section.rows.length); i += 1)
      height += this.#heightOfRow(i)
    return height
  }

  drawHead(page: Canvas, top: number): number {
    const { places, size } = this.#measured
    const [first, last] = [places[0], places.at(-1)]
    if (!first || !last) return top
    page.box(first.left - INSET, top, last.right - first.left + 2 * INSET, this.headHeight, 0.915)
    const isFirst = this.#headOn === null
    this.#headOn = page
    const row = isFirst && this.#tags && this.#table ? this.#tags.add(this.#table, 'TR') : null
    this.#section.columns.forEach((column, i) => {
      const place = places[i]
      if (!place) return
      const tag = row && this.#tags ? this.#tags.add(row, 'TH') : null
      const lines = this.#headLines[i] ?? []
      lines.forEach((line, n) => {
        const y = top + this.headHeight - PADDING - 1 - (lines.length - 1 - n) * this.#leading - 1
        page.text(tag, line, column.align === 'left' ? place.left : place.right, y, size, 'bold', {
          align: column.align,
        })
      })
    })
    return top + this.headHeight
  }

  draw(page: Canvas, top: number, index: number): number {
    this.#rowsOn = page
    const row = this.#section.rows[index]
    if (!row) return top
    const height = this.#heightOfRow(index)
    const { cells, below } = this.#wrap(index)
    const tag = this.#tags && this.#table ? this.#tags.add(this.#table, 'TR') : null
    this.#ground(page, row, top, height, index)
    const weight: Weight = row.look === 'line' ? 'plain' : 'bold'
    this.#cells(page, tag, cells, top, weight, INK)
    const place = this.#measured.places[1]
    const belowTag = tag && this.#tags && below.length > 0 ? this.#tags.add(tag, 'TD') : null
    const belowTop = top + PADDING + linesOf(cells) * this.#leading - 1.5
    below.forEach((line, n) => {
      const y = belowTop + (n + 1) * BELOW_SIZE * 1.3
      page.text(belowTag, line, place?.left ?? 0, y, BELOW_SIZE, 'plain', { grey: SOFT })
    })
    return top + height
  }

  /** Sums carried over to, or brought over from, another page; not part of the table itself. */
  drawCarried(page: Canvas, top: number, words: string, amounts: readonly string[]): number {
    const { places, size } = this.#measured
    const [first, last] = [places[0], places.at(-1)]
    if (!first || !last) return top
    page.box(first.left - INSET, top, last.right - first.left + 2 * INSET, this.carriedHeight, 0.97)
    const y = top + PADDING + size
    page.text(null, words, first.left, y, size, 'bold', { grey: SOFT })
    amounts.forEach((text, i) => {
      const place = places[i]
      if (place) page.text(null, text, place.right, y, size, 'bold', { align: 'right', grey: SOFT })
    })
    return top + this.carriedHeight
  }

  #ground(page: Canvas, row: Row, top: number, height: number, index: number): void {
    const { places } = this.#measured
    const [left, right] = [(places[0]?.left ?? 0) - INSET, (places.at(-1)?.right ?? 0) + INSET]
    if (row.look === 'group') page.box(left, top, right - left, height, TINT)
    if (row.look === 'total') {
      page.rule(left, right, top, 0.8, 0.25)
      page.rule(left, right, top + height, 0.4, 0.25)
      page.rule(left, right, top + height + 1.6, 0.4, 0.25)
    } else if (this.#section.rows[index + 1]?.look !== 'total')
      page.rule(left, right, top + height, 0.35, LINE)
  }

  #cells(
    page: Canvas,
    row: Tag | null,
    cells: readonly (readonly string[])[],
    top: number,
    weight: Weight,
    grey: number,
  ): void {
    const { places, size } = this.#measured
    cells.forEach((lines, i) => {
      const place = places[i]
      const column = this.#section.columns[i]
      if (!place || !column) return
      const tag = row && this.#tags ? this.#tags.add(row, 'TD') : null
      lines.forEach((line, n) => {
        const y = top + PADDING + size + n * this.#leading - 0.5
        page.text(tag, line, column.align === 'left' ? place.left : place.right, y, size, weight, {
          align: column.align,
          grey,
        })
      })
    })
  }

  #heightOfRow(index: number): number {
    const { cells, below } = this.#wrap(index)
    return (
      linesOf(cells) * this.#leading +
      2 * PADDING +
      (below.length > 0 ? below.length * BELOW_SIZE * 1.3 + 1 : 0)
    )
  }

  /** Wrapped when first met; a row is measured and drawn right after, so few are kept. */
  #wrap(index: number): { cells: readonly (readonly string[])[]; below: readonly string[] } {
    const known = this.#wrapped.get(index)
    if (known) return known
    if (this.#wrapped.size > 64) this.#wrapped.clear()
    const row = this.#section.rows[index]
    const { places, size } = this.#measured
    const font = row?.look === 'line' ? this.#fonts.plain : this.#fonts.bold
    const right = places.at(-1)?.right ?? 0
    const cells = (row?.cells ?? []).map((text, i) => {
      const place = places[i]
      if (text === '' || !place) return []
      // A group's name runs on over the columns beside it, which are empty.
      const isWide = row?.look === 'group' && row.cells.slice(i + 1).every((cell) => cell === '')
      return wrapText(text, font, size, (isWide ? right : place.right) - place.left)
    })
    const start = places[1]?.left ?? 0
    const below = row?.below
      ? wrapText(row.below, this.#fonts.plain, BELOW_SIZE, right - start)
      : []
    const made = { cells, below }
    this.#wrapped.set(index, made)
    return made
  }
}

function linesOf(cells: readonly (readonly string[])[]): number {
  let most = 1
  for (const lines of cells) if (lines.length > most) most = lines.length
  return most
}
