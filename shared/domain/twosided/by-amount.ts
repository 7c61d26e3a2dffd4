/** Lines of equal amount without a common number: payments mostly, which each side numbers itself. */
import { type Entry, kindOfPair, pairUp, type Pool } from './pool.ts'

/** A payment is booked where it is noticed: some days after it was made. */
const SHIFT_MAX = 10
/** An amount that stands once in each book is the same one even so late. */
const UNIQUE_SHIFT_MAX = 45
/** Even under contradicting numbers. */
const DESPITE_NUMBER = 3

export function matchAmounts(pool: Pool): void {
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
  byAmount((o, t) => days(o, t) <= SHIFT_MAX && !pool.conflict(o, t))
  byAmount(
    (o, t) =>
      pool.isUnique(o.minor) &&
      days(o, t) <= (pool.conflict(o, t) ? DESPITE_NUMBER : UNIQUE_SHIFT_MAX),
  )
}
