/**
 * Calendar days of the ledger.
 *
 * A day is the text `YYYY-MM-DD` (compared as text) or, in projections and arrays, the number of
 * days since 1970-01-01. No clock is read here: `today` is always an argument. Arithmetic is the
 * proleptic Gregorian calendar (Howard Hinnant's civil-day formulas), so no time zone can leak in.
 */

export type IsoDate = string & { readonly __brand: 'IsoDate' }
/** `YYYY-MM`, an accounting period. */
export type IsoMonth = string & { readonly __brand: 'IsoMonth' }

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/

/** True for a real day between 1900 and 2199, the span the ledger accepts. */
export function isIsoDate(text: string): text is IsoDate {
  const parts = DAY_PATTERN.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false
  return day >= 1 && day <= daysInMonth(year, month)
}

export function isIsoMonth(text: string): text is IsoMonth {
  return MONTH_PATTERN.test(text)
}

/** Parses a day that must be one; throws on anything else (a bug, not bad input). */
export function day(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a day: ${text}`)
  return text
}

/** Days since 1970-01-01; exact for every day the ledger accepts. */
export function toDayNumber(date: IsoDate): number {
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  const dayOfMonth = Number(date.slice(8, 10))
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export function fromDayNumber(number: number): IsoDate {
  const z = number + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}` as IsoDate
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** `to` − `from` in days. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

export function monthOf(date: IsoDate): IsoMonth {
  return date.slice(0, 7) as IsoMonth
}

export function addMonths(month: IsoMonth, months: number): IsoMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}` as IsoMonth
}

export function firstOfMonth(month: IsoMonth): IsoDate {
  return `${month}-01` as IsoDate
}

export function lastOfMonth(month: IsoMonth): IsoDate {
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5, 7))
  return `${month}-${pad(daysInMonth(year, number), 2)}` as IsoDate
}

export function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b
}

/** The calendar day of an instant in a named time zone. */
export function dayIn(timeZone: string, epochMs: number): IsoDate {
  return formatterFor(timeZone).format(epochMs) as IsoDate
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Swedish dates are ISO dates; a formatter costs 50 µs to make, so one is kept per zone. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
