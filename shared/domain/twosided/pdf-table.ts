/**
 * Words of a PDF's pages, by their place, as a table.
 *
 * A PDF knows no table: it places words. Words of one height are a line; words parted by a gap are
 * cells; the line that names most columns gives the columns their places, and every cell of the lines
 * below goes to the column it lies under best. Headings repeated on other pages keep their places for
 * the lines below them, since a page may be laid out anew.
 */
import { fieldsOfHeading } from '../tabular/fields.ts'
import type { Table, TableRow } from '../tabular/table.ts'

/** Points, from the page's lower left; `page` from 0. */
export interface Word {
  readonly page: number
  readonly left: number
  readonly right: number
  readonly base: number
  readonly height: number
  readonly text: string
}

interface Part {
  readonly left: number
  readonly right: number
  readonly text: string
}

interface Line {
  readonly parts: readonly Part[]
}

/** Fewer named columns than this are no headings. */
const HEADS_MIN = 3

/** Rows are lines counted over all pages from the top; null where no line names columns. */
export function tableOfWords(words: readonly Word[]): Table | null {
  const lines = linesOf(words)
  const scores = lines.map(({ parts }) => headingScore(parts))
  const most = Math.max(0, ...scores)
  if (most < HEADS_MIN) return null
  const first = scores.indexOf(most)
  let heads = lines[first]?.parts ?? []
  const rows = lines.map(({ parts }, i): TableRow => {
    if (i >= first && scores[i] === most) heads = parts
    return {
      row: i + 1,
      cells: i < first ? parts.map(({ text }) => text) : cellsUnder(heads, parts),
    }
  })
  return {
    sheet: null,
    encoding: null,
    separator: null,
    date1904: false,
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)),
    merges: [],
    hiddenColumns: [],
  }
}

/** How many different columns of a statement the parts name. */
function headingScore(parts: readonly Part[]): number {
  return new Set(parts.flatMap(({ text }) => fieldsOfHeading('ledger', text)[0]?.field ?? [])).size
}

function linesOf(words: readonly Word[]): Line[] {
  const sorted = words
    .filter(({ text }) => text.trim() !== '')
    .toSorted((a, b) => a.page - b.page || b.base - a.base || a.left - b.left)
  const lines: Word[][] = []
  for (const word of sorted) {
    const line = lines.at(-1)
    const [head] = line ?? []
    const isSame =
      head !== undefined &&
      head.page === word.page &&
      Math.abs(head.base - word.base) <= Math.max(head.height, word.height, 4) * 0.45
    if (line && isSame) line.push(word)
    else lines.push([word])
  }
  return lines.map((line) => ({ parts: partsOf(line.toSorted((a, b) => a.left - b.left)) }))
}

/** Words nearer than a blank or two are one cell. */
function partsOf(line: readonly Word[]): Part[] {
  const parts: { left: number; right: number; text: string }[] = []
  for (const { left, right, height, text } of line) {
    const last = parts.at(-1)
    const gap = last === undefined ? Infinity : left - last.right
    if (last && gap < Math.max(height, 4) * 0.55) {
      last.text += gap > Math.max(height, 4) * 0.12 && !last.text.endsWith(' ') ? ` ${text}` : text
      last.right = Math.max(last.right, right)
    } else parts.push({ left, right, text })
  }
  return parts.map((part) => ({ ...part, text: part.text.trim() }))
}

function cellsUnder(heads: readonly Part[], parts: readonly Part[]): (string | null)[] {
  const cells: (string | null)[] = heads.map(() => null)
  for (const part of parts) {
    const at = columnOf(heads, part)
    const held = cells[at]
    cells[at] = held === null || held === undefined ? part.text : `${held} ${part.text}`
  }
  return cells
}

/** Under its heading, or nearest to one of its edges or its middle: figures are set to the right. */
function columnOf(heads: readonly Part[], part: Part): number {
  let best = 0
  let least = Infinity
  heads.forEach((head, i) => {
    const overlap = Math.min(head.right, part.right) - Math.max(head.left, part.left)
    const edge = Math.min(
      Math.abs(head.left - part.left),
      Math.abs(head.right - part.right),
      Math.abs((head.left + head.right) / 2 - (part.left + part.right) / 2),
    )
    const distance = overlap > 0 ? Math.min(edge, 2) : edge
    if (distance < least) [best, least] = [i, distance]
  })
  return best
}
