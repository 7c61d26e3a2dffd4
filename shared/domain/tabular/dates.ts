/**
 * Reads days written as text, as date cells, or as serial numbers of a workbook.
 *
 * The order of day and month is decided once per file over all its date columns. Serials count from
 * 1899-12-30 (which reproduces the 1900 leap-year fault of spreadsheets from 1 March 1900 on) or from
 * 1904-01-01; they are read in date columns only.
 */
import { fromDayNumber, isIsoDate, type IsoDate } from '../days.ts'
import type { Cell } from './table.ts'

export type DateOrder = 'D.M.Y' | 'M/D/Y' | 'Y-M-D'

export interface DateDecision {
  readonly order: DateOrder
  readonly isAmbiguous: boolean
}

const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?$/
const YEAR_LAST =
  /^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})(?:[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?)?$/i
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const TIME = /^(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const EPOCH_1900 = -25_569
const EPOCH_1904 = -24_107

/**
 * Which of the first two numbers is the day: one beyond 12 tells. Between points the day always comes
 * first, so that one mistyped `03.25.2026` is refused and does not turn a whole file around.
 */
export function decideDateOrder(texts: Iterable<string>): DateDecision {
  let dayFirst = 0
  let monthFirst = 0
  let yearFirst = 0
  let points = 0
  let unclear = 0
  for (const text of texts) {
    const trimmed = text.trim()
    if (YEAR_FIRST.test(trimmed) || COMPACT.test(trimmed)) {
      yearFirst += 1
      continue
    }
    const parts = YEAR_LAST.exec(trimmed)
    if (!parts) continue
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (first > 12 && second <= 12) dayFirst += 1
    else if (second > 12 && first <= 12) monthFirst += trimmed.includes('.') ? 0 : 1
    else unclear += 1
    if (trimmed.includes('.')) points += 1
  }
  if (dayFirst + monthFirst > 0)
    return { order: monthFirst > dayFirst ? 'M/D/Y' : 'D.M.Y', isAmbiguous: false }
  if (unclear > 0) return { order: 'D.M.Y', isAmbiguous: points === 0 }
  return { order: yearFirst > 0 ? 'Y-M-D' : 'D.M.Y', isAmbiguous: false }
}

/** `D.M.Y`, `M/D/Y`, `Y-M-D` in any usual spelling (`dd.mm.yyyy`); null when it is none. */
export function parseDateOrder(text: string): DateOrder | null {
  const letters = text
    .toUpperCase()
    .replace(/[^DMY]/g, '')
    .replace(/(.)\1+/g, '$1')
  return letters === 'DMY'
    ? 'D.M.Y'
    : letters === 'MDY'
      ? 'M/D/Y'
      : letters === 'YMD'
        ? 'Y-M-D'
        : null
}

/** The day of a cell, or null when it is none. */
export function readDay(cell: Cell, order: DateOrder, date1904: boolean): IsoDate | null {
  if (cell !== null && typeof cell === 'object') return isIsoDate(cell.day) ? cell.day : null
  if (typeof cell === 'number') return readSerial(cell, date1904)
  if (typeof cell !== 'string') return null
  const text = cell.trim().replace(/^'/, '')
  const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(.*)$/.exec(text)
  if (yearFirst)
    return TIME.test(yearFirst[4] ?? '') ? makeDay(yearFirst[1], yearFirst[2], yearFirst[3]) : null
  const compact = COMPACT.exec(text)
  if (compact) return makeDay(compact[1], compact[2], compact[3])
  const parts = YEAR_LAST.exec(text)
  if (!parts) return null
  const year = (parts[3] ?? '').length === 2 ? `20${parts[3]}` : parts[3]
  return order === 'M/D/Y' ? makeDay(year, parts[1], parts[2]) : makeDay(year, parts[2], parts[1])
}

function readSerial(serial: number, date1904: boolean): IsoDate | null {
  const day = Math.floor(serial) + (date1904 ? EPOCH_1904 : EPOCH_1900)
  if (!Number.isFinite(serial) || serial < 1 || serial > 110_000) return null
  const date = fromDayNumber(day)
  return isIsoDate(date) ? date : null
}

function makeDay(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): IsoDate | null {
  const text = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  return isIsoDate(text) ? text : null
}

/** The last day of the month a text names when its day is beyond it: 31.09.2026 means 30.09.2026. */
export function nearestDay(cell: Cell, order: DateOrder): IsoDate | null {
  if (typeof cell !== 'string') return null
  const text = cell.trim()
  const yearFirst = YEAR_FIRST.exec(text)
  const yearLast = YEAR_LAST.exec(text)
  const [year, month, day] = yearFirst
    ? [yearFirst[1], yearFirst[2], yearFirst[3]]
    : order === 'M/D/Y'
      ? [yearLast?.[3], yearLast?.[1], yearLast?.[2]]
      : [yearLast?.[3], yearLast?.[2], yearLast?.[1]]
  if (year?.length !== 4 || Number(day) < 29 || Number(day) > 31) return null
  for (let last = Number(day); last >= 28; last -= 1) {
    const found = makeDay(year, month, String(last))
    if (found !== null) return found
  }
  return null
}
