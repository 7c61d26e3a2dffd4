/** Lines without a common number whose amounts are almost the same, and say why they differ. */
import { type Found, likelyCause, type Tolerance } from './causes.ts'
import type { Entry, Pool } from './pool.ts'

interface Near {
  readonly o: Entry
  readonly t: Entry
  readonly days: number
  readonly rank: number
}

const DAYS = 5
/** How sure each cause is without a number, best first. */
const RANK: Readonly<Record<string, number>> = {
  sign: 0,
  rounding: 1,
  amount: 2,
  bank_fee: 3,
  discount: 4,
  fx: 5,
}

export function pairNear(pool: Pool, tolerance: Tolerance): void {
  const untold = (side: 'ours' | 'theirs') => pool.free(side).filter(({ isTold }) => !isTold)
  // What was paid, or invoiced, in both books is gone: an amount that is left over twice is one document.
  const left = new Map<number, number>()
  for (const { minor } of [...untold('ours'), ...untold('theirs')])
    left.set(Math.abs(minor), (left.get(Math.abs(minor)) ?? 0) + 1)
  const isAlone = (o: Entry) => left.get(Math.abs(o.minor)) === 2
  const theirs = new Map<number, Entry[]>()
  for (const t of untold('theirs')) theirs.set(t.day, [...(theirs.get(t.day) ?? []), t])
  const found: Near[] = []
  for (const o of untold('ours'))
    for (let day = o.day - DAYS; day <= o.day + DAYS; day += 1)
      for (const t of theirs.get(day) ?? []) {
        const rank = o.minor === -t.minor && !isAlone(o) ? null : rankOf(pool, o, t, tolerance)
        if (rank !== null) found.push({ o, t, days: Math.abs(o.day - t.day), rank })
      }
  const differs = ({ o, t }: Near) => Math.abs(Math.abs(o.minor) - Math.abs(t.minor))
  found.sort(
    (x, y) =>
      x.rank - y.rank ||
      x.days - y.days ||
      differs(x) - differs(y) ||
      x.o.line.at - y.o.line.at ||
      x.t.line.at - y.t.line.at,
  )
  for (const { o, t } of found) if (pool.isFree(o) && pool.isFree(t)) pool.pair([o], [t])
}

function rankOf(pool: Pool, o: Entry, t: Entry, tolerance: Tolerance): number | null {
  if (pool.conflict(o, t)) return null
  const days = Math.abs(o.day - t.day)
  if (o.minor === -t.minor) return days <= 3 ? (RANK['sign'] ?? null) : null
  if (Math.sign(o.minor) !== Math.sign(t.minor)) return null
  const cause = likelyCause(o, t, Math.abs(o.minor), Math.abs(t.minor), tolerance)
  return cause !== null && isCredible(cause, days) ? (RANK[cause.cause] ?? null) : null
}

/** Without a number, the less a slip says the nearer the days must be. */
function isCredible({ cause, reason }: Found, days: number): boolean {
  if (cause === 'amount')
    return reason === 'digit_wrong' || reason === 'digit_lost' ? days === 0 : days <= 3
  return cause === 'rounding' || cause === 'bank_fee' ? days <= 3 : days <= DAYS
}
