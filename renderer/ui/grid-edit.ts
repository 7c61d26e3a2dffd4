/**
 * What a cell of an editable grid may become: typed or pasted text read by the kind of its column.
 *
 * Values are raw: minor units for money, `YYYY-MM-DD` for days, trimmed text or null for nothing.
 * Reading never changes anything; what cannot be read is refused with a sentence for the person.
 */
import { amountProblem, readingOf } from './amount-words.ts'
import { parseAmount } from './parse-amount.ts'
import { dayOrderOf, parseDay } from './parse-day.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { digitsOf } from '../../shared/domain/currency.ts'
import { exactDecimal } from '../../shared/domain/format.ts'
import { FORMAT_LOCALES, type Formatters } from '../../shared/i18n/formatters.ts'
import { cellText, type CellValue, type GridColumn } from './grid-columns.ts'
import type { SayText } from './language.tsx'

export interface GridChange<Row> {
  readonly row: Row
  readonly rowId: string
  readonly columnId: string
  readonly from: CellValue
  readonly to: CellValue
}

export interface CellRefusal {
  readonly rowId: string
  readonly columnId: string
  readonly reason: string
}

export type Reading =
  /** `note` is said while typing: what an unclear amount was read as. */
  | { readonly kind: 'value'; readonly value: CellValue; readonly note: string | null }
  | { readonly kind: 'refused'; readonly reason: string }

export interface ReadWords {
  readonly say: SayText
  readonly format: Formatters
  readonly today: IsoDate
}

/** The raw value a cell has now. */
export function valueOf<Row>(column: GridColumn<Row>, row: Row, say: SayText): CellValue {
  switch (column.kind) {
    case 'money':
      return column.minor(row)
    case 'day':
      return column.day(row)
    case 'number':
      return column.number(row)
    case 'text':
    case 'node':
      return column.text(row, say) || null
  }
}

/** The text an editor opens with: exact, without grouping, as it would be typed. */
export function editText<Row>(column: GridColumn<Row>, row: Row, words: ReadWords): string {
  const { say, format } = words
  const value = valueOf(column, row, say)
  if (value === null) return ''
  if (column.kind === 'money')
    return exactDecimal(Number(value), digitsOf(column.currency(row))).replace('.', format.decimal)
  return column.kind === 'day' ? format.date(String(value)) : String(value)
}

/** A raw value as the cell will show it. */
export function shownText<Row>(
  column: GridColumn<Row>,
  row: Row,
  value: CellValue,
  { say, format }: ReadWords,
): string {
  if (value === null) return ''
  switch (column.kind) {
    case 'money':
      return format.money(Number(value), column.currency(row))
    case 'day':
      return format.date(String(value))
    case 'number':
      return column.as === 'percent' ? format.percent(Number(value)) : format.count(Number(value))
    case 'text':
      return String(value)
    case 'node':
      return cellText(column, row, say, format)
  }
}

/** Reads text for a cell; a cell that may not be changed refuses any. */
export function readCell<Row>(
  column: GridColumn<Row>,
  row: Row,
  text: string,
  words: ReadWords,
): Reading {
  const { say } = words
  const { edit } = column
  if (edit === undefined) return refused(say('edit.locked'))
  const locked = edit.locked?.(row, say) ?? null
  if (locked !== null) return refused(locked)
  const reading = readKind(column, row, text.trim(), words)
  if (reading.kind === 'refused') return reading
  if (reading.value === null && edit.required === true) return refused(say('field.required'))
  const reason = edit.check?.(reading.value, row, say) ?? null
  return reason === null ? reading : refused(reason)
}

function readKind<Row>(
  column: GridColumn<Row>,
  row: Row,
  text: string,
  { say, format, today }: ReadWords,
): Reading {
  switch (column.kind) {
    case 'money': {
      const currency = column.currency(row)
      const read = parseAmount(text, currency, format.decimal)
      if (read.kind === 'empty') return value(null)
      if (read.kind !== 'amount') return refused(amountProblem(read, currency, say, format) ?? '')
      const isPlain = !read.ambiguous && /^[\d.,\s]*$/.test(text)
      return {
        kind: 'value',
        value: read.minor,
        note: isPlain ? null : readingOf(read, currency, say, format),
      }
    }
    case 'day': {
      if (text === '') return value(null)
      const pattern = FORMAT_LOCALES[format.choice.formatLocale].date
      const day = parseDay(text, { order: dayOrderOf(pattern), today })
      return day === null
        ? refused(say('field.date.invalid', { example: format.date(today) }))
        : value(day)
    }
    case 'text':
      return value(text === '' ? null : text.normalize('NFC'))
    case 'number':
    case 'node':
      return refused(say('edit.locked'))
  }
}

function value(of: CellValue): Reading {
  return { kind: 'value', value: of, note: null }
}

function refused(reason: string): Reading {
  return { kind: 'refused', reason }
}
