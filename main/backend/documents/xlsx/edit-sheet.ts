/**
 * The two sheets of a round trip (their layout: shared/domain/roundtrip/sheet.ts) as XML text.
 *
 * Cells a person may edit are unlocked, the others tinted and locked by a protection without a
 * password: a hint, not a defence. A blank cell is written too, as only a cell of its own is unlocked.
 * Text stands in cells of text format, so that a spreadsheet leaves codes and tax numbers alone and
 * takes nothing for a formula.
 */
import { digitsOf } from '../../../../shared/domain/currency.ts'
import { toDecimalString } from '../../../../shared/domain/money.ts'
import { BLANK, DAY, MONEY, NUMBER, type PackedRows } from '../packed-rows.ts'
import type { EditColumn, EditHead, MemoryHead } from '../table-shape.ts'
import { columnName, inlineText, serialOf, type SheetBody } from './sheet.ts'
import type { Styles } from './styles.ts'
import { escapeXml, XML_HEAD } from './xml.ts'

const WORKSHEET = `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
/** Marks in row 1, headings in row 2. */
const HEAD_ROWS = 2
/** Columns that stay in sight: the hidden key, code and name. */
const FROZEN = 3
const DAY_FORMAT = 'dd.mm.yyyy'
const NUMBER_FORMAT = '#,##0.##'
const TEXT_FORMAT = '@'

export class EditSheetWriter implements SheetBody {
  readonly state = 'visible'
  readonly rowsAfter: number
  readonly titleRow = HEAD_ROWS
  readonly #head: EditHead
  readonly #styles: Styles
  readonly #names: readonly string[]
  /** Style of each column's cells; of amounts in the row's currency it depends on the cell. */
  readonly #own: readonly (number | null)[]
  readonly #amounts: (number | undefined)[][] = []
  #row = HEAD_ROWS

  constructor(head: EditHead, styles: Styles) {
    this.#head = head
    this.#styles = styles
    this.rowsAfter = head.room
    this.#names = Array.from({ length: head.columns.length + 1 }, (_, i) => columnName(i))
    this.#own = head.columns.map((column) => {
      const format = formatOf(column, column.currency)
      return format === null ? null : styles.edit(format, column.locked)
    })
  }

  get lastRow(): number {
    return this.#row
  }

  /** From the headings to the last record. */
  get filter(): string {
    return `$B$${HEAD_ROWS}:$${this.#names.at(-1)}$${this.#row}`
  }

  open(isFirst: boolean): string {
    const { columns } = this.#head
    const corner = `${columnName(FROZEN)}${HEAD_ROWS + 1}`
    const widths = columns
      .map(
        ({ width }, i) => `<col min="${i + 2}" max="${i + 2}" width="${width}" customWidth="1"/>`,
      )
      .join('')
    const marks = [this.#head.keyMark, ...columns.map(({ mark }) => mark)].map((mark, i) =>
      textCell(this.#names[i], 1, 0, mark),
    )
    const headings = columns.map(({ heading, locked }, i) =>
      textCell(this.#names[i + 1], 2, this.#styles.editHead(locked), heading),
    )
    return `${WORKSHEET}<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}><pane xSplit="${FROZEN}" ySplit="${HEAD_ROWS}" topLeftCell="${corner}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="4" hidden="1" customWidth="1"/>${widths}</cols><sheetData><row r="1" hidden="1">${marks.join('')}</row><row r="2">${textCell('A', 2, 0, this.#head.keyHeading)}${headings.join('')}</row>`
  }

  /** The first value of a row is its key; an amount without a value is a blank of its currency. */
  rows({ rows, columns, codes, values, currencies }: PackedRows): string {
    const names = this.#names
    let xml = ''
    let at = 0
    let next = 0
    for (let i = 0; i < rows; i += 1) {
      const row = (this.#row += 1)
      xml += `<row r="${row}">`
      for (let column = 0; column < columns; column += 1) {
        const code = codes[at++] ?? BLANK
        const value = code === BLANK ? '' : (values[next++] ?? '')
        if (column === 0) {
          xml += textCell('A', row, 0, value as string)
          continue
        }
        const currency = code >= MONEY ? (currencies[code - MONEY] ?? '') : ''
        const style = this.#own[column - 1] ?? this.#amountStyle(column - 1, currency)
        if (value === '') xml += `<c r="${names[column]}${row}" s="${style}"/>`
        else if (code >= MONEY)
          xml += `<c r="${names[column]}${row}" s="${style}"><v>${toDecimalString(value as number, currency)}</v></c>`
        else if (code === DAY)
          xml += `<c r="${names[column]}${row}" s="${style}"><v>${serialOf(value as string)}</v></c>`
        else if (code === NUMBER)
          xml += `<c r="${names[column]}${row}" s="${style}"><v>${value}</v></c>`
        else xml += textCell(names[column], row, style, value as string)
      }
      xml += '</row>'
    }
    return xml
  }

  close(): string {
    const { columns, room } = this.#head
    const last = this.#row
    let xml = ''
    // Empty rows below, unlocked but for what is calculated, to type new records into.
    for (let row = last + 1; row <= last + room; row += 1) {
      const cells = columns.map((column, i) => {
        if (column.locked && column.kind !== 'text') return ''
        const style = this.#styles.edit(formatOf(column, column.currency ?? 'EUR') ?? '', false)
        return `<c r="${this.#names[i + 1]}${row}" s="${style}"/>`
      })
      xml += `<row r="${row}">${cells.join('')}</row>`
    }
    return `${xml}</sheetData><sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" sort="0" autoFilter="0"/><autoFilter ref="${this.filter.replaceAll('$', '')}"/>${this.#validations(last + room)}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`
  }

  /** What the books would refuse anyway, refused while typing. */
  #validations(last: number): string {
    const rules = this.#head.columns.flatMap(({ allows, locked }, i) => {
      if (allows === null || locked) return []
      const place = `sqref="${this.#names[i + 1]}${HEAD_ROWS + 1}:${this.#names[i + 1]}${last}"`
      return allows === 'not_negative'
        ? `<dataValidation type="decimal" operator="greaterThanOrEqual" allowBlank="1" showErrorMessage="1" ${place}><formula1>0</formula1></dataValidation>`
        : `<dataValidation type="list" allowBlank="1" showErrorMessage="1" ${place}><formula1>${escapeXml(`"${allows.join(',')}"`)}</formula1></dataValidation>`
    })
    return rules.length === 0 || last <= HEAD_ROWS
      ? ''
      : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
  }

  #amountStyle(column: number, currency: string): number {
    const styles = (this.#amounts[column] ??= [])
    const digits = digitsOf(currency)
    return (styles[digits] ??= this.#styles.edit(
      amountFormat(digits),
      this.#head.columns[column]?.locked ?? true,
    ))
  }
}

/** The very hidden sheet: text in the first columns and nothing else. */
export class MemorySheetWriter implements SheetBody {
  readonly state: MemoryHead['state']
  readonly rowsAfter = 0
  readonly filter = null
  readonly titleRow = null
  #row = 0

  constructor({ state }: MemoryHead) {
    this.state = state
  }

  get lastRow(): number {
    return this.#row
  }

  open(): string {
    return `${WORKSHEET}<sheetData>`
  }

  rows({ rows, columns, codes, values }: PackedRows): string {
    let xml = ''
    let at = 0
    let next = 0
    for (let i = 0; i < rows; i += 1) {
      const row = (this.#row += 1)
      xml += `<row r="${row}">`
      for (let column = 0; column < columns; column += 1)
        if (codes[at++] !== BLANK)
          xml += textCell(columnName(column), row, 0, String(values[next++]))
      xml += '</row>'
    }
    return xml
  }

  close(): string {
    return '</sheetData></worksheet>'
  }
}

/** Null where the row's currency decides. */
function formatOf({ kind }: EditColumn, currency: string | null): string | null {
  if (kind === 'text') return TEXT_FORMAT
  if (kind === 'day') return DAY_FORMAT
  if (kind === 'number') return NUMBER_FORMAT
  return currency === null ? null : amountFormat(digitsOf(currency))
}

function amountFormat(digits: number): string {
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
}

function textCell(name: string | undefined, row: number, style: number, text: string): string {
  return `<c r="${name}${row}" s="${style}" t="inlineStr">${inlineText(text)}</c>`
}
