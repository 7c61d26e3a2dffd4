/** One line against several, and several against several, without a number that says so. */
import type { MatchKind } from './line.ts'
import type { Entry, Pool } from './pool.ts'
import { runsOf, subsetsOf, sumsOf, type Work } from './sums.ts'

/** How far in days parts lie from the whole, and how many are looked at, by how many make it. */
const REACH: readonly { readonly size: number; readonly days: number; readonly most: number }[] = [
  { size: 2, days: 10, most: 40 },
  { size: 3, days: 5, most: 18 },
]
/** A run of neighbours: a month's deliveries as one line. */
const RUN = { before: 35, after: 10, most: 40 }
const SAME_DAY_MOST = 10
/** Sums of round amounts come about by chance: these must lie so near. */
const ROUND = 10_000
const ROUND_DAYS = 2

/**
 * A line that says itself what it is stands for itself; that two such, or one and a stranger, add up
 * to a third is chance.
 */
function summable(pool: Pool, side: Side): Entry[] {
  return pool.free(side).filter(({ isTold }) => !isTold)
}

export function matchSums(pool: Pool, work: Work): void {
  for (const { size, days, most } of REACH)
    for (const isNet of [false, true]) {
      wholeAgainstParts(pool, 'ours', work, { size, days, most, isNet })
      wholeAgainstParts(pool, 'theirs', work, { size, days, most, isNet })
    }
}

/** The sums that need more: whole days against whole days, runs of neighbours. */
export function matchWideSums(pool: Pool, work: Work): void {
  sameDays(pool, work)
  runs(pool, 'ours', work)
  runs(pool, 'theirs', work)
}

interface Search {
  readonly size: number
  readonly days: number
  readonly most: number
  readonly isNet: boolean
}

type Side = 'ours' | 'theirs'
const OTHER: Readonly<Record<Side, Side>> = { ours: 'theirs', theirs: 'ours' }

function wholeAgainstParts(pool: Pool, side: Side, work: Work, search: Search): void {
  const others = byDay(summable(pool, OTHER[side]))
  for (const whole of byDay(summable(pool, side))) {
    if (!pool.isFree(whole) || work.isOut) continue
    const near = around(others, whole.day - search.days, whole.day + search.days)
      .filter((part) => pool.isFree(part) && isPart(part, whole, search.isNet))
      .toSorted(
        (a, b) =>
          Math.abs(a.day - whole.day) - Math.abs(b.day - whole.day) || a.line.at - b.line.at,
      )
      .slice(0, search.most)
    const sets = subsetsOf(
      whole.minor,
      near.map(({ minor }) => minor),
      search.size,
      work,
    ).map((indexes) => indexes.flatMap((i) => near[i] ?? []))
    const [first, second] = sets
    if (!first) continue
    const chosen = second === undefined ? first : clearly(first, second, whole)
    if (chosen && isTelling(chosen, whole) && (!search.isNet || hasBoth(chosen)))
      take(pool, side, whole, chosen)
  }
}

function isPart(part: Entry, whole: Entry, isNet: boolean): boolean {
  if (isNet) return true
  return (
    Math.sign(part.minor) === Math.sign(whole.minor) && Math.abs(part.minor) < Math.abs(whole.minor)
  )
}

function hasBoth(parts: readonly Entry[]): boolean {
  return parts.some(({ minor }) => minor > 0) && parts.some(({ minor }) => minor < 0)
}

/** Of two ways, the one that lies on the whole's own day while the other does not. */
function clearly(a: readonly Entry[], b: readonly Entry[], whole: Entry): readonly Entry[] | null {
  const isOfDay = (set: readonly Entry[]) => set.every(({ day }) => day === whole.day)
  if (isOfDay(a) === isOfDay(b)) return null
  return isOfDay(a) ? a : b
}

function isTelling(parts: readonly Entry[], whole: Entry): boolean {
  if (!parts.every(({ minor }) => minor % ROUND === 0)) return true
  return parts.every(({ day }) => Math.abs(day - whole.day) <= ROUND_DAYS)
}

function take(pool: Pool, side: Side, whole: Entry, parts: readonly Entry[]): void {
  const kind: MatchKind = hasBoth(parts) ? 'netted' : side === 'ours' ? 'split' : 'grouped'
  if (side === 'ours') pool.match(kind, [whole], parts)
  else pool.match(kind, parts, [whole])
}

function sameDays(pool: Pool, work: Work): void {
  const days = new Map<number, { ours: Entry[]; theirs: Entry[] }>()
  for (const side of ['ours', 'theirs'] as const)
    for (const entry of summable(pool, side)) {
      const own = days.get(entry.day) ?? { ours: [], theirs: [] }
      own[side].push(entry)
      days.set(entry.day, own)
    }
  for (const { ours, theirs } of days.values()) {
    if (work.isOut) return
    if (ours.length < 2 || theirs.length < 2) continue
    if (ours.length > SAME_DAY_MOST || theirs.length > SAME_DAY_MOST) continue
    const own = sumsOf(
      ours.map(({ minor }) => minor),
      work,
    )
    const other = sumsOf(
      theirs.map(({ minor }) => minor),
      work,
    )
    const common = [...own]
      .flatMap(([sum, a]) => {
        const b = other.get(sum)
        return sum !== 0 && a && b ? [{ a, b }] : []
      })
      .toSorted((x, y) => x.a.length + x.b.length - y.a.length - y.b.length)
    for (const { a, b } of common) {
      const [left, right] = [a.flatMap((i) => ours[i] ?? []), b.flatMap((i) => theirs[i] ?? [])]
      const isWhole = [...left, ...right].every((entry) => pool.isFree(entry))
      const isRound = [...left, ...right].every(({ minor }) => minor % ROUND === 0)
      if (isWhole && !isRound) pool.match('many_to_many', left, right)
    }
  }
}

function runs(pool: Pool, side: Side, work: Work): void {
  const others = byDay(summable(pool, OTHER[side]))
  for (const whole of byDay(summable(pool, side))) {
    if (work.isOut) return
    const near = around(others, whole.day - RUN.before, whole.day + RUN.after)
      .filter((part) => pool.isFree(part) && isPart(part, whole, false))
      .slice(-RUN.most)
    const [first, second] = runsOf(
      whole.minor,
      near.map(({ minor }) => minor),
      work,
    )
    if (!first || second) continue
    const parts = near.slice(first[0], first[1] + 1)
    if (isTelling(parts, whole)) take(pool, side, whole, parts)
  }
}

function byDay(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => a.day - b.day || a.line.at - b.line.at)
}

/** Entries of a list in order of days between two of them, both included. */
function around(sorted: readonly Entry[], from: number, to: number): Entry[] {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.day ?? 0) < from) low = middle + 1
    else high = middle
  }
  const found: Entry[] = []
  for (let i = low; i < sorted.length; i += 1) {
    const entry = sorted[i]
    if (!entry || entry.day > to) break
    found.push(entry)
  }
  return found
}
