/**
 * Puts a paper on pages: letterhead and recipient on the first, a running head on the others, table
 * heads repeated, rows never split, sums carried over from page to page, a foot with the page's number.
 */
import { blockHeight, drawBlock } from './blocks.ts'
import { Canvas, INK, LINE, SOFT } from './canvas.ts'
import { measureColumns } from './columns.ts'
import { drawBars, drawStrip } from './figures.ts'
import { drawLetterhead, drawRunningHead } from './heads.ts'
import type { Block, PageFormat, Paper, Section } from './paper.ts'
import type { Press } from './press.ts'
import { INSET, TableRows } from './table-rows.ts'
import type { Tag } from './tags.ts'

const MARGIN = 42
const BOTTOM = 46
const SIZES: Readonly<Record<PageFormat['paper'], readonly [number, number]>> = {
  A4: [595.28, 841.89],
  Letter: [612, 792],
}

export function layOut(paper: Paper, format: PageFormat, press: Press): readonly Canvas[] {
  const [short, long] = SIZES[format.paper]
  const size =
    format.orientation === 'portrait'
      ? { width: short, height: long }
      : { width: long, height: short }
  const run = new Run(paper, size, press)
  if (paper.letter) {
    for (const block of paper.letter) run.addBlock(block)
    if (paper.sections.length > 0) run.startPage()
  }
  paper.sections.forEach((section, i) => run.addSection(section, i > 0))
  run.addNotes()
  run.addFeet()
  return run.pages
}

class Run {
  readonly pages: Canvas[] = []
  readonly #paper: Paper
  readonly #size: { readonly width: number; readonly height: number }
  readonly #press: Press
  readonly #root: Tag | null
  #y = 0

  constructor(paper: Paper, size: { width: number; height: number }, press: Press) {
    this.#paper = paper
    this.#size = size
    this.#press = press
    this.#root = press.tags ? press.tags.add(press.tags.root, 'Sect') : null
    this.startPage()
  }

  get #page(): Canvas {
    return this.pages.at(-1) as Canvas
  }

  get #room(): number {
    return this.#size.height - BOTTOM - this.#y
  }

  addBlock(block: Block): void {
    if (block.kind === 'section') {
      this.addSection(block.section, false)
      return
    }
    const { tags, fonts } = this.#press
    const place = { left: MARGIN, width: this.#size.width - 2 * MARGIN, fonts }
    if (this.#room < blockHeight(block, place)) this.startPage()
    const tag = () => (tags && this.#root ? tags.add(this.#root, 'P') : null)
    this.#y = drawBlock(this.#page, block, this.#y, place, tag)
  }

  addSection(section: Section, isNext: boolean): void {
    const { tags, fonts } = this.#press
    const rows = new TableRows(
      section,
      measureColumns(
        section.columns,
        section.rows,
        section.carried && section.rows.length > 0
          ? [section.carried(section.rows.length - 1)]
          : [],
        fonts,
        MARGIN + INSET,
        this.#size.width - 2 * (MARGIN + INSET),
      ),
      fonts,
      tags,
      this.#root,
    )
    const intro = (section.heading === null ? 0 : 24) + (section.strip.length > 0 ? 58 : 0)
    if (isNext) {
      if (this.#room < intro + rows.headHeight + rows.heightOf(0, 3) + 60) this.startPage()
      else this.#y += 20
    }
    if (section.heading !== null) {
      this.#y += 16
      const tag = tags && this.#root ? tags.add(this.#root, 'H2') : null
      this.#page.text(tag, section.heading, MARGIN, this.#y, 10.5, 'bold')
      this.#y += 8
    }
    if (section.strip.length > 0)
      this.#y = drawStrip(this.#page, section.strip, this.#y, MARGIN, tags, this.#root)
    this.#addRows(section, rows)
    if (section.bars) {
      if (this.#room < 62) this.startPage()
      this.#y = drawBars(this.#page, section.bars, this.#y + 16, MARGIN, tags, this.#root)
    }
  }

  #addRows(section: Section, rows: TableRows): void {
    this.#y = rows.drawHead(this.#page, this.#y)
    if (section.rows.length === 0) {
      this.#y += 14
      const tag = this.#press.tags && this.#root ? this.#press.tags.add(this.#root, 'P') : null
      this.#page.text(tag, section.empty, MARGIN, this.#y, 8, 'plain', { grey: SOFT })
      this.#y += 8
    }
    const { carried, carriedWords } = section
    for (let i = 0; i < section.rows.length; i += 1) {
      const isLast = i === section.rows.length - 1
      const reserve = carried && !isLast ? rows.carriedHeight : 0
      const isFirstHere = rows.isFresh(this.#page)
      // A total does not stand alone at the head of a page: it takes the row before it along.
      const next = section.rows[i + 1]
      const together =
        next?.look === 'total' && i > 0 ? rows.heightOf(i, i + 2) : rows.heightOf(i, i + 1)
      if (this.#room < together + reserve && !isFirstHere) {
        if (carried && carriedWords && i > 0)
          rows.drawCarried(this.#page, this.#y, carriedWords.forward, carried(i - 1))
        this.startPage()
        this.#y = rows.drawHead(this.#page, this.#y)
        if (carried && carriedWords && i > 0)
          this.#y = rows.drawCarried(this.#page, this.#y, carriedWords.brought, carried(i - 1))
      }
      this.#y = rows.draw(this.#page, this.#y, i)
    }
  }

  addNotes(): void {
    const { notes } = this.#paper
    if (notes.length === 0) return
    if (this.#room < 20 + notes.length * 11) this.startPage()
    this.#y += 12
    for (const note of notes) {
      this.#y += 11
      const tag = this.#press.tags && this.#root ? this.#press.tags.add(this.#root, 'P') : null
      this.#page.text(tag, note, MARGIN, this.#y, 8, 'plain', { grey: SOFT })
    }
  }

  /** Only now is it known how many pages there are. */
  addFeet(): void {
    const { printed, pageWords, letterhead } = this.#paper
    this.pages.forEach((page, i) => {
      const y = this.#size.height - 24
      const right = this.#size.width - MARGIN
      page.rule(MARGIN, right, y - 12, 0.5, LINE)
      page.text(null, `${letterhead.name} · ${printed}`, MARGIN, y, 7, 'plain', { grey: SOFT })
      const words = pageWords
        .replace('{page}', String(i + 1))
        .replace('{pages}', String(this.pages.length))
      page.text(null, words, right, y, 7, 'plain', { align: 'right', grey: INK })
    })
  }

  startPage(): void {
    const { index, id } = this.#press.newPage()
    const page = new Canvas(this.#size, this.#press.fonts, this.#press.tags, index, id)
    const isFirst = this.pages.length === 0
    this.pages.push(page)
    this.#y = isFirst
      ? drawLetterhead(page, this.#paper, MARGIN, this.#press, this.#root)
      : drawRunningHead(page, this.#paper, MARGIN)
  }
}
