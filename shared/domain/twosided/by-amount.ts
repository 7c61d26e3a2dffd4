/** Lines of equal amount without a common number: payments mostly, which each side numbers itself. */
import type { Tolerance } from './causes.ts'
import { type Entry, kindOfPair, pairUp, type Pool } from './pool.ts'

/** An amount that stands once in each book is the same one even so late. */
const UNIQUE_SHIFT_MAX = 45
/** Even under contradicting numbers. */
const DESPITE_NUMBER = 3

export function matchAmounts(pool: Pool, { shiftDays }: Tolerance): void {
  const days = (o: Entry, t: Entry) => Math.abs(o.day - t.day)
  const byAmount = (fits: (o: Entry, t: Entry) => boolean) =>
    pairUp(
      pool.free('ours'),
      pool.free('theirs'),
      ({ minor }) => [String(minor)],
      fits,
      (o, t) => pool.match(kindOfPair(o, t), [o], [t]),
    )
  byAmount((o, t) => o.day === t.day && !pool.conflict(o, t))
  byAmount((o, t) => days(o, t) <= shiftDays && !pool.conflict(o, t))
  byAmount(
    (o, t) =>
      pool.isUnique(o.minor) &&
      days(o, t) <= (pool.conflict(o, t) ? DESPITE_NUMBER : UNIQUE_SHIFT_MAX),
  )
}
