/**
 * Reads the rows of a worksheet in the strict form programs write them in, several times faster than a
 * parser of all XML does. It understands `row`, `c`, `f`, `v` and a plain `is`, with attributes it
 * knows, in text that comes in pieces; whatever else it meets (comments, prefixes, rich text, an
 * unknown entity, anything not well formed) makes it throw `Unusual`, and the sheet is read again by
 * the parser, which alone decides what is damaged. So it never accepts what the parser would not.
 *
 * What stands around the rows is kept as a document of its own, for the parser.
 */
import { INLINE, NOT_USUAL, PRESERVED, startText, usualCell } from './sheet-cell.ts'
import type { SheetRows } from './sheet-rows.ts'
import { decoded, Unusual } from './xml-text.ts'

const OPEN = '<sheetData>'
const CLOSE = '</sheetData>'
const ROW_END = '</row>'
/** Text before the rows: column widths and views; more is none of the usual files. */
const PREFIX_MAX = 1 << 20
/** A row longer than this is left to the parser, which does not look at it twice. */
const ROW_MAX = 1 << 23

// What XML 1.0 forbids in text, or would read in another way.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const SECTION_END = ']]>'

export class SheetScanner {
  readonly #rows: SheetRows
  #state: 'before' | 'rows' | 'after' = 'before'
  #text = ''
  #prefix = ''
  #suffix = ''
  #heldReturn = false

  constructor(rows: SheetRows) {
    this.#rows = rows
  }

  write(piece: string): void {
    let text = this.#lineEnds(piece)
    if (this.#state === 'rows' && this.#text !== '') {
      // The row that was cut is put together alone: joining it with all would copy every piece.
      const cut = text.indexOf(ROW_END) + ROW_END.length
      if (cut >= ROW_END.length) {
        this.#text += text.slice(0, cut)
        this.#takeRows()
        text = text.slice(cut)
      }
    }
    this.#text += text
    if (this.#state === 'before') this.#findRows()
    if (this.#state === 'rows') this.#takeRows()
    if (this.#state === 'after') {
      this.#suffix += this.#text
      this.#text = ''
    }
  }

  /** The document without its rows. */
  end(): string {
    if (this.#state !== 'after' || this.#heldReturn) throw new Unusual('no end of rows')
    return `${this.#prefix}${OPEN}${CLOSE}${this.#suffix}`
  }

  /** XML reads every line end as one line feed. */
  #lineEnds(piece: string): string {
    let text = this.#heldReturn ? `\r${piece}` : piece
    this.#heldReturn = text.endsWith('\r')
    if (this.#heldReturn) text = text.slice(0, -1)
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  }

  #findRows(): void {
    const at = this.#text.indexOf(OPEN)
    if (at < 0) {
      if (this.#text.length > PREFIX_MAX) throw new Unusual('no rows')
      return
    }
    this.#prefix = this.#text.slice(0, at)
    if (/<!|<\?(?!xml )/.test(this.#prefix)) throw new Unusual('more than elements')
    this.#text = this.#text.slice(at + OPEN.length)
    this.#state = 'rows'
  }

  #takeRows(): void {
    const text = this.#text
    // The end comes after the last row; a sheet where it does not is none of the usual ones.
    const lastRow = text.lastIndexOf(ROW_END) + ROW_END.length
    const close = text.indexOf(CLOSE, lastRow < ROW_END.length ? 0 : lastRow)
    const rowEnd = close >= 0 ? close : lastRow
    if (close < 0 && rowEnd < ROW_END.length) {
      if (text.length > ROW_MAX) throw new Unusual('long row')
      return
    }
    if (FORBIDDEN.test(text) || text.includes(SECTION_END))
      throw new Unusual('forbidden characters')
    scanRows(text, rowEnd, this.#rows)
    this.#text = text.slice(close >= 0 ? close + CLOSE.length : rowEnd)
    if (close >= 0) this.#state = 'after'
  }
}

const ROW = [
  'r',
  'hidden',
  'spans',
  's',
  'customFormat',
  'ht',
  'customHeight',
  'outlineLevel',
  'collapsed',
  'thickTop',
  'thickBot',
  'ph',
  'x14ac:dyDescent',
] as const
const CELL = ['r', 's', 't', 'cm', 'vm', 'ph'] as const
const FORMULA = [
  't',
  'ref',
  'si',
  'ca',
  'aca',
  'xml:space',
  'dt2D',
  'dtr',
  'r1',
  'r2',
  'bx',
] as const

/** Values of the attributes met last, by the place of their name in the list it was read with. */
const found: (string | undefined)[] = []

function scanRows(text: string, end: number, rows: SheetRows): void {
  let at = 0
  startText()
  for (;;) {
    at = blanks(text, at)
    if (at >= end) return
    if (!text.startsWith('<row', at)) throw new Unusual('no row')
    at = attributes(text, at + 4, ROW)
    const number = found[0]
    if (number !== undefined && !/^\d{1,7}$/.test(number)) throw new Unusual('row number')
    const hidden = found[1]
    rows.startRow(number, hidden === '1' || hidden === 'true')
    if (!isSelfClosed) at = scanCells(text, at, rows)
    rows.endRow()
  }
}

function scanCells(text: string, from: number, rows: SheetRows): number {
  let at = from
  for (;;) {
    at = blanks(text, at)
    if (text.startsWith(ROW_END, at)) return at + ROW_END.length
    if (!text.startsWith('<c', at)) throw new Unusual('no cell')
    const next = usualCell(text, at + 2, rows)
    if (next !== NOT_USUAL) {
      at = next
      continue
    }
    at = attributes(text, at + 2, CELL)
    const place = found[0]
    const style = found[1]
    const type = found[2] ?? 'n'
    if (place !== undefined && !/^[A-Z]{1,4}\d{1,7}$/.test(place)) throw new Unusual('place')
    rows.startCell(place)
    let value: string | null = null
    let inline: string | null = null
    let hasFormula = false
    while (!isSelfClosed) {
      at = blanks(text, at)
      if (text.startsWith('</c>', at)) {
        at += 4
        break
      }
      if (text.startsWith('<v>', at)) {
        if (value !== null) throw new Unusual('two values')
        const end = text.indexOf('<', at + 3)
        value = decoded(text.slice(at + 3, end))
        at = past(text, end, '</v>')
      } else if (text.startsWith(INLINE, at)) {
        if (inline !== null) throw new Unusual('two texts')
        const begin = past(
          text,
          text.startsWith(PRESERVED, at + 6) ? at + 6 + PRESERVED.length : at + 6,
          '>',
        )
        const end = text.indexOf('<', begin)
        inline = decoded(text.slice(begin, end))
        at = past(text, end, '</t></is>')
      } else if (text.startsWith('<f', at)) {
        if (hasFormula) throw new Unusual('two formulas')
        hasFormula = true
        rows.formula()
        at = attributes(text, at + 2, FORMULA)
        if (!isSelfClosed) {
          const end = text.indexOf('<', at)
          decoded(text.slice(at, end))
          at = past(text, end, '</f>')
        }
        isSelfClosed = false
      } else throw new Unusual('unknown element')
    }
    rows.endCell(type, style, value, inline ?? '', hasFormula)
  }
}

/** The tag read last ended in `/>`. */
let isSelfClosed = false

/** Reads attributes up to the end of the tag; each of the known ones at most once. */
function attributes(text: string, from: number, known: readonly string[]): number {
  let at = from
  found.length = 0
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === GREATER) {
      isSelfClosed = false
      return at + 1
    }
    if (code === SLASH) {
      isSelfClosed = true
      return past(text, at, '/>')
    }
    if (code !== BLANK && code !== LINE_FEED && code !== TAB) throw new Unusual('tag')
    at = blanks(text, at)
    const after = text.charCodeAt(at)
    if (after === GREATER || after === SLASH) continue
    const equals = text.indexOf('="', at)
    const index = equals < 0 ? -1 : known.indexOf(text.slice(at, equals))
    if (index < 0 || found[index] !== undefined) throw new Unusual('attribute')
    const end = text.indexOf('"', equals + 2)
    if (end < 0) throw new Unusual('attribute')
    const value = text.slice(equals + 2, end)
    if (UNPLAIN.test(value)) throw new Unusual('attribute')
    found[index] = value
    at = end + 1
  }
}

const UNPLAIN = /[<&\n\t]/
const BLANK = 32
const LINE_FEED = 10
const TAB = 9
const SLASH = 47
const GREATER = 62

function blanks(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== LINE_FEED && code !== BLANK && code !== TAB) return at
    at += 1
  }
}

function past(text: string, at: number, expected: string): number {
  if (at < 0 || !text.startsWith(expected, at)) throw new Unusual(`no ${expected}`)
  return at + expected.length
}
