/** Days, amounts and currencies as bank formats write them; what cannot be one is a fault with its place. */
import { digitsOf, isCurrency } from '../currency.ts'
import { isIsoDate, type IsoDate } from '../days.ts'
import { nearestDay } from '../tabular/dates.ts'
import { type DecimalMark, readAmount } from '../tabular/numbers.ts'
import type { TableProblem } from '../tabular/table.ts'
import { BankFault } from './fault.ts'

export interface Place {
  /** Row or line of the file, from 1. */
  readonly row: number
  /** The field as its format names it. */
  readonly column: string
}

/** Nobody reads more; a bank that errs so does it in every line. */
const PROBLEMS_MAX = 200

/** Gathers what a person should know of a file that is read all the same. */
export class Notes {
  readonly problems: TableProblem[] = []

  add(place: Place, code: string, value: string, params: TableProblem['params'] = {}): void {
    if (this.problems.length < PROBLEMS_MAX)
      this.problems.push({ ...place, code, value: value.slice(0, 100), params })
  }
}

/**
 * Year, month and day in digits. Interest is reckoned in months of 30 days, so banks do state the
 * 30th of February: a day from 29 to 31 that its month does not have is the month's last, and noted.
 */
export function statedDay(
  year: string,
  month: string,
  dayOfMonth: string,
  place: Place,
  notes: Notes,
): IsoDate {
  const text = `${year}-${month}-${dayOfMonth}`
  if (isIsoDate(text)) return text
  const nearest = nearestDay(text, 'Y-M-D')
  if (nearest === null) throw new BankFault('bank.day_invalid', { ...place, value: text })
  notes.add(place, 'bank.day_unreal', text, { date: nearest })
  return nearest
}

/** Six digits `YYMMDD`: from 1980 to 2079. */
export function shortDay(text: string, place: Place, notes: Notes): IsoDate {
  if (!/^\d{6}$/.test(text)) throw new BankFault('bank.day_invalid', { ...place, value: text })
  const year = Number(text.slice(0, 2)) < 80 ? `20${text.slice(0, 2)}` : `19${text.slice(0, 2)}`
  return statedDay(year, text.slice(2, 4), text.slice(4, 6), place, notes)
}

/** An unsigned or signed decimal of a currency, exactly; `12,` and superfluous zeros are usual. */
export function statedMinor(
  text: string,
  mark: DecimalMark,
  currency: string,
  place: Place,
): number {
  const digits = digitsOf(currency)
  let plain = text.trim()
  const at = plain.lastIndexOf(mark)
  if (at >= 0) {
    const fraction = plain.slice(at + 1)
    const kept = fraction.slice(0, digits) + fraction.slice(digits).replace(/0+$/, '')
    plain = kept === '' ? plain.slice(0, at) : plain.slice(0, at + 1) + kept
  }
  const reading = readAmount(plain, mark, digits)
  if (!reading.ok) throw new BankFault(reading.code, { ...place, value: text.slice(0, 100) })
  return reading.minor
}

export function statedCurrency(text: string, place: Place): string {
  const code = text.trim().toUpperCase()
  if (!isCurrency(code)) throw new BankFault('currency.unknown', { ...place, value: text })
  return code
}

/** Null for what says that there is none. */
export function realReference(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim()
  return /^(?:|NONREF|NOTPROVIDED|NOT PROVIDED|[KE]REF\+?|0+)$/i.test(trimmed) ? null : trimmed
}

/** One line, without control characters and doubled spaces. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

/** As `oneLine`; null when nothing is left. */
export function named(text: string | null | undefined): string | null {
  const line = oneLine(text ?? '')
  return line === '' ? null : line
}
