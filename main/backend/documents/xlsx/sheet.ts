/**
 * One worksheet as XML text (ECMA-376 18.3): heads, rows as they come, totals as formulas with their
 * values. Text is written inline; amounts as the exact decimal of their minor units.
 */
import { digitsOf } from '../../../../shared/domain/currency.ts'
import { type IsoDate, toDayNumber } from '../../../../shared/domain/days.ts'
import { toDecimalString } from '../../../../shared/domain/money.ts'
import { looksLikeFormula } from '../formula.ts'
import { BLANK, DAY, MONEY, NUMBER, type PackedRows, TEXT } from '../packed-rows.ts'
import type { SheetHead, Sum, TableCell } from '../table-shape.ts'
import type { Styles, Weight } from './styles.ts'
import { escapeText, escapeXml, XML_HEAD } from './xml.ts'

/** Days between 1899-12-30, where a spreadsheet counts from, and 1970-01-01. */
const EPOCH = 25_569
/** Characters of one cell (Excel specifications). */
const TEXT_MAX = 32_767
/** Rows of a sheet, head and totals included. */
export const ROWS_MAX = 1_048_576
const WIDTH_MAX = 80
/** Rows up to which a total per currency follows the filter. */
const FILTERED_MAX = 20_000

/** A sheet in the making: text to write before, for and after its rows. */
export interface SheetBody {
  readonly state: 'visible' | 'veryHidden'
  /** Rows `close` adds at most. */
  readonly rowsAfter: number
  /** Rows written so far. */
  readonly lastRow: number
  /** Range the filter covers (`$A$1:$C$9`), asked before the sheet is closed; null without one. */
  readonly filter: string | null
  /** Row repeated on each printed page. */
  readonly titleRow: number | null
  open(isFirst: boolean): string
  rows(packed: PackedRows): string
  close(): string
}

export class SheetWriter implements SheetBody {
  readonly state = 'visible'
  readonly titleRow = 1
  readonly #head: SheetHead
  readonly #styles: Styles
  readonly #columns: readonly string[]
  /** Currencies met per column, to know whether a plain SUBTOTAL is right. */
  readonly #currencies: Set<string>[]
  readonly #amountStyles = new Map<string, number>()
  /** Rows written, the head included. */
  #row = 1

  readonly #hasFilter: boolean

  constructor(head: SheetHead, styles: Styles, hasFilter: boolean) {
    this.#hasFilter = hasFilter
    this.#head = head
    this.#styles = styles
    this.#columns = head.headings.map((_, i) => columnName(i))
    this.#currencies = head.headings.map(() => new Set())
  }

  get rowsAfter(): number {
    return this.#head.totals.length + 1
  }

  get lastRow(): number {
    return this.#row
  }

  get filter(): string | null {
    const end = columnName(Math.max(0, this.#columns.length - 1))
    return this.#hasFilter ? `$A$1:$${end}$${this.#row}` : null
  }

  open(isFirst: boolean): string {
    const { headings, frozenColumns = 0 } = this.#head
    const corner = `${columnName(frozenColumns)}2`
    const pane = `<pane ${frozenColumns > 0 ? `xSplit="${frozenColumns}" ` : ''}ySplit="1" topLeftCell="${corner}" activePane="${frozenColumns > 0 ? 'bottomRight' : 'bottomLeft'}" state="frozen"/>`
    const columns = widthsOf(this.#head)
      .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
      .join('')
    const isNumber = numberColumns(this.#head)
    const head = headings.map((heading, i) =>
      this.#textCell(
        i,
        1,
        heading,
        isNumber[i] ? this.#styles.numberHead() : this.#styles.text('head', false),
      ),
    )
    return `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="14"/>${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData><row r="1" ht="20" customHeight="1">${head.join('')}</row>`
  }

  rows({ rows, columns, codes, values, currencies }: PackedRows): string {
    const text = this.#styles.text('plain', false)
    const quoted = this.#styles.text('plain', true)
    const day = this.#styles.day('plain')
    const number = this.#styles.number('plain')
    const names = this.#columns
    let xml = ''
    let at = 0
    let next = 0
    for (let i = 0; i < rows; i += 1) {
      const row = (this.#row += 1)
      xml += `<row r="${row}">`
      for (let column = 0; column < columns; column += 1) {
        const code = codes[at++] ?? BLANK
        if (code === BLANK) continue
        const value = values[next++] ?? ''
        const place = `<c r="${names[column]}${row}" s="`
        if (code === TEXT) {
          const style = looksLikeFormula(value as string) ? quoted : text
          xml += `${place}${style}" t="inlineStr">${inlineText(value as string)}</c>`
        } else if (code === DAY) xml += `${place}${day}"><v>${serialOf(value as string)}</v></c>`
        else if (code === NUMBER) xml += `${place}${number}"><v>${value}</v></c>`
        else {
          const currency = currencies[code - MONEY] ?? ''
          this.#currencies[column]?.add(currency)
          xml += `${place}${this.#amountStyle(currency)}"><v>${toDecimalString(value as number, currency)}</v></c>`
        }
      }
      xml += '</row>'
    }
    return xml
  }

  /** Totals stand apart from the rows: a filter's reach ends at a blank row. */
  close(): string {
    const last = this.#row
    const { totals, headings } = this.#head
    let xml = ''
    if (totals.length > 0) this.#row += 1
    for (const cells of totals) {
      const row = (this.#row += 1)
      const found = headings.map((_, i) => this.#totalCell(i, row, cells[i] ?? null, last))
      xml += `<row r="${row}">${found.join('')}</row>`
    }
    const end = this.#columns.at(-1)
    const filter =
      end === undefined || !this.#hasFilter ? '' : `<autoFilter ref="A1:${end}${last}"/>`
    return `${xml}</sheetData>${filter}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
  }

  #totalCell(column: number, row: number, cell: TableCell, last: number): string {
    const style = this.#styles.text('total', false)
    if (cell === null) return `<c r="${this.#columns[column]}${row}" s="${style}"/>`
    const formula =
      typeof cell === 'object' && 'sum' in cell && cell.sum !== undefined && last > 1
        ? `<f>${escapeXml(this.#formula(column, last, cell.sum, 'minor' in cell ? cell.currency : ''))}</f>`
        : ''
    return this.#plainCell(column, row, cell, 'total', formula)
  }

  #formula(column: number, last: number, sum: Sum, currency: string): string {
    const range = (index: number) => `${this.#columns[index]}2:${this.#columns[index]}${last}`
    if (sum !== 'shown') {
      const start = toDecimalString(sum.startMinor, currency)
      return `SUM(${start},${range(sum.plus)})-SUM(${range(sum.minus)})`
    }
    const { currencyColumn } = this.#head
    const mixed = (this.#currencies[column]?.size ?? 0) > 1
    if (!mixed || currencyColumn === undefined) return `SUBTOTAL(109,${range(column)})`
    // A reference for each row is what makes a filter count; of very many rows it takes minutes.
    if (last > FILTERED_MAX)
      return `SUMIFS(${range(column)},${range(currencyColumn)},"${currency}")`
    const own = this.#columns[column]
    return `SUMPRODUCT(SUBTOTAL(109,OFFSET(${own}2,ROW(${range(column)})-2,0)),--(${range(currencyColumn)}="${currency}"))`
  }

  #plainCell(
    column: number,
    row: number,
    cell: Exclude<TableCell, null>,
    weight: Weight,
    formula: string,
  ): string {
    if (typeof cell === 'string')
      return this.#textCell(column, row, cell, this.#styles.text(weight, looksLikeFormula(cell)))
    const [style, value] =
      'day' in cell
        ? [this.#styles.day(weight), serialOf(cell.day)]
        : 'number' in cell
          ? [this.#styles.number(weight), cell.number]
          : [
              this.#styles.amount(weight, digitsOf(cell.currency)),
              toDecimalString(cell.minor, cell.currency),
            ]
    return `<c r="${this.#columns[column]}${row}" s="${style}">${formula}<v>${value}</v></c>`
  }

  #textCell(column: number, row: number, text: string, style: number): string {
    return `<c r="${this.#columns[column]}${row}" s="${style}" t="inlineStr">${inlineText(text)}</c>`
  }

  #amountStyle(currency: string): number {
    let style = this.#amountStyles.get(currency)
    if (style === undefined) {
      style = this.#styles.amount('plain', digitsOf(currency))
      this.#amountStyles.set(currency, style)
    }
    return style
  }
}

/** The text of a cell: escaped, no longer than a cell may be, and with its blanks where it has any. */
export function inlineText(text: string): string {
  const kept = escapeText(text.length > TEXT_MAX ? text.slice(0, TEXT_MAX) : text)
  return BLANKS.test(kept)
    ? `<is><t xml:space="preserve">${kept}</t></is>`
    : `<is><t>${kept}</t></is>`
}

/** What a reader may take away: blanks at an end, several together, ends of lines. */
const BLANKS = /^\s|\s$|\s\s|[\t\n]/

/** The number a spreadsheet keeps a day as. */
export function serialOf(day: string): number {
  return toDayNumber(day as IsoDate) + EPOCH
}

/** A, B, … Z, AA, … */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26))
}

/** Wide enough for the totals, which are the longest amounts of their column. */
function widthsOf({ headings, widths, totals }: SheetHead): number[] {
  return headings.map((heading, i) =>
    Math.min(
      WIDTH_MAX,
      Math.max(
        widths[i] ?? 12,
        Math.min(heading.length + 3, 18),
        ...totals.map((cells) => shownLength(cells[i] ?? null) + 3),
      ),
    ),
  )
}

function shownLength(cell: TableCell): number {
  if (cell === null || typeof cell === 'string') return 0
  if ('day' in cell) return 10
  if ('number' in cell) return String(cell.number).length
  const decimal = toDecimalString(cell.minor, cell.currency)
  return decimal.length + Math.floor(Math.max(0, decimal.replace(/\..*/, '').length - 1) / 3)
}

/** Columns whose totals are amounts or numbers have their heading to the right as well. */
function numberColumns({ headings, totals }: SheetHead): boolean[] {
  return headings.map((_, i) =>
    totals.some((cells) => {
      const cell = cells[i] ?? null
      return cell !== null && typeof cell === 'object' && !('day' in cell)
    }),
  )
}
