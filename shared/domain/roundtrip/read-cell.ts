/**
 * A cell as a person or a program left it, read as the column's kind of value.
 *
 * How a column is read is decided once, over all its cells: the decimal mark of amounts that became
 * text, the order of day and month. A program that made a number of a code, a tax number or a phone
 * number (and lost its leading zeros) is seen through where the number is the one exported, or where
 * the column says how many digits an honest value has. What cannot be told is refused, never guessed.
 */
import { digitsOf } from '../currency.ts'
import { type DateOrder, decideDateOrder, readDay } from '../tabular/dates.ts'
import { decideDecimalMark, type DecimalMark, readAmount, readNumber } from '../tabular/numbers.ts'
import { brokenCell, type Cell, cellText, isBlank } from '../tabular/table.ts'
import type { SheetColumn, Value } from './sheet.ts'

/** How the cells of one column are read. */
export interface ColumnRule {
  readonly mark: DecimalMark
  /** No text tells the marks apart: `1.000` can be 1 or 1000. */
  readonly markUnclear: boolean
  readonly order: DateOrder
  readonly date1904: boolean
}

export type Reading =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly found: string }

/** `fallback` is the mark of the export's language. */
export function ruleOf(
  column: SheetColumn,
  cells: Iterable<Cell | undefined>,
  fallback: DecimalMark,
  date1904: boolean,
): ColumnRule {
  const texts: string[] = []
  if (column.kind !== 'text')
    for (const cell of cells) if (typeof cell === 'string' && !brokenCell(cell)) texts.push(cell)
  const { mark, isAmbiguous } = decideDecimalMark(column.kind === 'day' ? [] : texts, fallback)
  const { order } = decideDateOrder(column.kind === 'day' ? texts : [])
  return { mark, markUnclear: isAmbiguous, order, date1904 }
}

/** `then` is the value exported into this very cell, null for a new row; `currency` is the amount's. */
export function readCell(
  column: SheetColumn,
  cell: Cell | undefined,
  then: Value,
  currency: string,
  rule: ColumnRule,
): Reading {
  if (isBlank(cell) || cell === undefined) return { ok: true, value: null }
  const broken = brokenCell(cell)
  if (broken !== null) return refused(broken, cell)
  if (column.kind === 'text') return readText(column, cell, then, rule)
  if (column.kind === 'day') {
    const day = readDay(cell, rule.order, rule.date1904)
    return day === null ? refused('date.invalid', cell) : { ok: true, value: day }
  }
  if (column.kind === 'number') {
    const number = typeof cell === 'string' ? readNumber(cell, rule.mark)?.toNumber() : cell
    return typeof number === 'number'
      ? { ok: true, value: number }
      : refused('amount.invalid', cell)
  }
  if (typeof cell === 'string' && rule.markUnclear && /\d[.,]\d{3}(?!\d)/.test(cell))
    return refused('amount.ambiguous', cell)
  const amount = readAmount(cell, rule.mark, digitsOf(currency))
  return amount.ok ? { ok: true, value: amount.minor } : refused(amount.code, cell)
}

/** Text as it is compared: trimmed, composed, non-breaking blanks as blanks. */
function readText(column: SheetColumn, cell: Cell, then: Value, rule: ColumnRule): Reading {
  if (typeof cell === 'boolean') return refused('cell.became_boolean', cell)
  if (cell !== null && typeof cell === 'object') return refused('cell.became_day', cell)
  if (typeof cell === 'number') return numberAsText(column, cell, then, rule)
  // As it was exported, blanks and all.
  if (cell === then) return { ok: true, value: then }
  const text = plain(String(cell))
  if (text === then) return { ok: true, value: then }
  if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(text)) return refused('cell.number_lost', cell)
  return { ok: true, value: text === '' ? null : text }
}

function numberAsText(column: SheetColumn, cell: number, then: Value, rule: ColumnRule): Reading {
  if (typeof then === 'string' && isSameNumber(then, cell)) return { ok: true, value: then }
  // Beyond 15 digits a spreadsheet has put zeros in the place of the last ones.
  if (Math.abs(cell) >= 1e15) return refused('cell.number_lost', cell)
  if (!Number.isInteger(cell)) return { ok: true, value: String(cell).replace('.', rule.mark) }
  const digits = String(cell)
  const width = column.widths.toSorted((a, b) => a - b).find((one) => one >= digits.length)
  return { ok: true, value: width === undefined || cell < 0 ? digits : digits.padStart(width, '0') }
}

/** `0012` and 12, `10,50` and 10.5, `0532 111 22 33` and 5321112233. */
function isSameNumber(text: string, number: number): boolean {
  const compact = text.replace(/\s/g, '')
  return /^-?\d+(?:[.,]\d+)?$/.test(compact) && Number(compact.replace(',', '.')) === number
}

/**
 * Is the cell just what was exported? Quick, and true only where `readCell` would read `then`; most
 * cells of most files are so.
 */
export function isAsExported(
  { kind }: SheetColumn,
  cell: Cell,
  then: Value,
  digits: number,
): boolean {
  if (then === null) return isBlank(cell)
  if (kind === 'day') return cell !== null && typeof cell === 'object' && cell.day === then
  if (kind !== 'amount') return cell === then
  // Far from where binary fractions could hide half a minor unit.
  if (typeof cell !== 'number' || typeof then !== 'number' || Math.abs(then) > 1e12) return false
  return Math.abs(cell * 10 ** digits - then) < 1e-3
}

function plain(text: string): string {
  return text
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
    .normalize('NFC')
}

function refused(code: string, cell: Cell): Reading {
  return { ok: false, code, found: cellText(cell).slice(0, 200) }
}
