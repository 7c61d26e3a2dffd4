/** Lines that stand in one book only: booked twice, booked outside the period, or missing opposite. */
import { toDayNumber } from '../days.ts'
import type { Tolerance } from './causes.ts'
import { isLikely, likeness, numberKey } from './document-numbers.ts'
import type { BookLine, Cause, Reason } from './line.ts'
import { wordingOf } from './words.ts'

export interface Leftover {
  readonly line: BookLine
  readonly cause: Cause
  readonly reason: Reason
  readonly see: BookLine | null
}

/** A counter-entry is looked for so many days outside the period. */
export const OUTSIDE_DAYS = 60
/** Without a common number it must lie nearer. */
const OUTSIDE_UNNUMBERED = 20
/** Twins without a number stand on one day, or the next. */
const TWIN_DAYS = 1

/** Explains the lines of one book that found no counterpart. */
export function explainLeftovers(
  side: 'ours' | 'theirs',
  free: readonly BookLine[],
  /** Lines of the same book that did. */
  settled: readonly BookLine[],
  /** Of the other book, outside the period. */
  outside: readonly BookLine[],
  tolerance: Tolerance,
): Leftover[] {
  const twins = new Twins(settled)
  const later = new Outside(outside)
  return free.map((line) => {
    const twin = twins.of(line)
    if (twin) return { line, cause: 'duplicate', reason: 'booked_twice', see: twin }
    const counter = later.take(line)
    if (counter) return { line, cause: 'timing', reason: 'counter_entry_outside', see: counter }
    const said = causeSaid(line, tolerance)
    if (said) return { line, ...said, see: null }
    const cause: Cause = side === 'ours' ? 'missing_in_theirs' : 'missing_in_ours'
    return { line, cause, reason: 'alone', see: null }
  })
}

/** What matched already, by amount; each line can have been booked twice once. */
class Twins {
  readonly #byAmount = new Map<number, BookLine[]>()

  constructor(lines: readonly BookLine[]) {
    for (const line of lines)
      this.#byAmount.set(line.minor, [...(this.#byAmount.get(line.minor) ?? []), line])
  }

  of(line: BookLine): BookLine | null {
    const list = this.#byAmount.get(line.minor) ?? []
    const key = numberKey(line.number)
    const found = list.findIndex((other) => {
      const alike = likeness(key, numberKey(other.number))
      if (alike === 'same' || alike === 'variant') return true
      const isUnnumbered = key.plain === '' && other.number.trim() === ''
      return isUnnumbered && daysApart(line, other) <= TWIN_DAYS
    })
    return found < 0 ? null : (list.splice(found, 1)[0] ?? null)
  }
}

class Outside {
  readonly #byAmount = new Map<number, BookLine[]>()

  constructor(lines: readonly BookLine[]) {
    for (const line of lines)
      this.#byAmount.set(line.minor, [...(this.#byAmount.get(line.minor) ?? []), line])
  }

  take(line: BookLine): BookLine | null {
    const list = this.#byAmount.get(line.minor) ?? []
    const key = numberKey(line.number)
    const isSame = (other: BookLine) => isLikely(key, numberKey(other.number))
    const nearest = (fits: (other: BookLine) => boolean) =>
      list.filter(fits).toSorted((a, b) => daysApart(line, a) - daysApart(line, b))[0]
    const counter =
      nearest((other) => isSame(other) && daysApart(line, other) <= OUTSIDE_DAYS) ??
      nearest(
        (other) =>
          daysApart(line, other) <= OUTSIDE_UNNUMBERED &&
          // Two numbers of one series are two documents.
          !(key.series !== '' && key.series === numberKey(other.number).series),
      )
    if (counter) list.splice(list.indexOf(counter), 1)
    return counter ?? null
  }
}

function daysApart(a: BookLine, b: BookLine): number {
  return Math.abs(toDayNumber(a.on) - toDayNumber(b.on))
}

/** A line that says itself what it is. */
function causeSaid(
  line: BookLine,
  { feeMinor, roundingMinor }: Tolerance,
): { cause: Cause; reason: Reason } | null {
  const words = wordingOf(line.text)
  const size = Math.abs(line.minor)
  if (line.kind === 'fx_difference' || words.isFx) return { cause: 'fx', reason: 'rate_booked' }
  if (words.isFee && size <= feeMinor * 5) return { cause: 'bank_fee', reason: 'fee_booked' }
  if (words.isDiscount) return { cause: 'discount', reason: 'percent' }
  const isSmall = size <= roundingMinor
  if (isSmall && (words.isRounding || line.kind === 'write_off'))
    return { cause: 'rounding', reason: 'cents' }
  return null
}
