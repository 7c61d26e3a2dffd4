/**
 * Reads a day as accountants type it, without reaching for separators:
 *
 *   31102026  311026  3110  31   31.10  31/10/26  31-10-2026   2026-10-31   t today   m month end
 *   -3 three days ago   +5 in five days
 *
 * `order` is that of the format locale; a leading four-digit year is always year-month-day. A year
 * left out is today's, two digits are of this century.
 */
import { addDays, isIsoDate, lastOfMonth, monthOf, type IsoDate } from '../../shared/domain/days.ts'

export type DayOrder = 'dmy' | 'mdy' | 'ymd'

export interface DayContext {
  readonly order: DayOrder
  readonly today: IsoDate
}

/** The day, or null when there is no such one. */
export function parseDay(text: string, { order, today }: DayContext): IsoDate | null {
  const typed = text.trim().toLowerCase()
  if (typed === 't') return today
  if (typed === 'm') return lastOfMonth(monthOf(today))
  const offset = /^([+-])(\d{1,4})$/.exec(typed)
  if (offset) return dayOrNull(addDays(today, Number(typed)))

  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(typed)
  if (iso) return from(iso[1], iso[2], iso[3], today)
  const parts = /^\d+$/.test(typed)
    ? splitDigits(typed, order)
    : typed.split(/[-./ ]/).filter(Boolean)
  if (parts === null || parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part)))
    return null
  const [first, second, third] = parts
  if (parts.length === 1) return from(undefined, undefined, first, today)
  if (parts.length === 2)
    return order === 'dmy'
      ? from(undefined, second, first, today)
      : from(undefined, first, second, today)
  if (order === 'dmy') return from(third, second, first, today)
  if (order === 'mdy') return from(third, first, second, today)
  return from(first, second, third, today)
}

export function dayOrderOf(pattern: string): DayOrder {
  if (pattern.startsWith('yyyy')) return 'ymd'
  return pattern.startsWith('MM') ? 'mdy' : 'dmy'
}

function splitDigits(digits: string, order: DayOrder): string[] | null {
  const cut = (...lengths: number[]) => {
    let at = 0
    return lengths.map((length) => digits.slice(at, (at += length)))
  }
  switch (digits.length) {
    case 1:
    case 2:
      return [digits]
    case 4:
      return cut(2, 2)
    case 6:
      return cut(2, 2, 2)
    case 8:
      return order === 'ymd' ? cut(4, 2, 2) : cut(2, 2, 4)
    default:
      return null
  }
}

function from(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  today: IsoDate,
): IsoDate | null {
  if (year !== undefined && year.length !== 2 && year.length !== 4) return null
  const fullYear = year === undefined ? today.slice(0, 4) : year.length === 2 ? `20${year}` : year
  return dayOrNull(
    `${fullYear}-${(month ?? today.slice(5, 7)).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`,
  )
}

function dayOrNull(text: string): IsoDate | null {
  return isIsoDate(text) ? text : null
}
