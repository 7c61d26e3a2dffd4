/**
 * Two books of one account laid against each other: what says the same, what differs and why.
 *
 * Stages from the surest evidence to the weakest, each on what the ones before left over: number and
 * amount; parts under one number; one number with two amounts; equal amounts near in time; exact sums
 * of few; amounts that almost agree and say why; sums of whole days and runs. Every line ends in
 * exactly one match or one item, so the items add up to what the lines differ by; see line.ts.
 */
import { addMinor } from '../money.ts'
import { matchAmounts } from './by-amount.ts'
import { matchNumbersAndAmounts, matchParts, pairSameNumbers } from './by-number.ts'
import { matchSums, matchWideSums } from './by-sum.ts'
import { causeOf, type Tolerance } from './causes.ts'
import { correctionOf } from './corrections.ts'
import { explainLeftovers } from './leftovers.ts'
import {
  type Book,
  type BookLine,
  CAUSES,
  type Cause,
  type Comparison,
  type Item,
  type Reason,
  sumOf,
} from './line.ts'
import { pairNear } from './near.ts'
import { type Entry, type Pair, Pool } from './pool.ts'
import { Work } from './sums.ts'

export interface Question {
  readonly ours: Book
  readonly theirs: Book
  /** Lines of both books outside the period, where counter-entries may stand. */
  readonly outside: { readonly ours: readonly BookLine[]; readonly theirs: readonly BookLine[] }
  readonly tolerance: Tolerance
}

/** Some seconds of the slowest machine; a year's books of a large account need a tenth. */
const STEPS = 12_000_000

export function compareBooks(question: Question, steps: number = STEPS): Comparison {
  const { ours, theirs, outside, tolerance } = question
  const pool = new Pool(ours.lines, theirs.lines)
  const work = new Work(steps)
  matchNumbersAndAmounts(pool)
  pool.learnNumbers()
  matchParts(pool)
  pairSameNumbers(pool)
  matchAmounts(pool, tolerance)
  matchSums(pool, work)
  pairNear(pool, tolerance)
  matchWideSums(pool, work)
  for (const side of ['ours', 'theirs'] as const) cancelPairs(pool, side)

  const settled = (side: 'ours' | 'theirs') => [
    ...pool.matched.flatMap((match) => match[side]),
    ...pool.differing.flatMap((pair) => pair[side].map(({ line }) => line)),
  ]
  const leftovers = (['ours', 'theirs'] as const).flatMap((side) =>
    explainLeftovers(
      side,
      pool.free(side).map(({ line }) => line),
      settled(side),
      outside[side === 'ours' ? 'theirs' : 'ours'],
      tolerance,
    ).map(({ line, cause, reason, see }) =>
      itemOf(cause, reason, side === 'ours' ? [line] : [], side === 'ours' ? [] : [line], see),
    ),
  )
  const openingMinor = addMinor(ours.openingMinor, -theirs.openingMinor)
  const items = [
    ...pool.differing.map((pair) => differingItem(pair, tolerance)),
    ...leftovers,
    ...(openingMinor === 0 ? [] : [openingItem(openingMinor)]),
  ].toSorted(byCauseAndDay)
  const differenceMinor = addMinor(ours.closingMinor, -theirs.closingMinor)
  const explained = items.reduce((sum, { minor }) => addMinor(sum, minor), 0)
  return {
    ours: { openingMinor: ours.openingMinor, closingMinor: ours.closingMinor },
    theirs: { openingMinor: theirs.openingMinor, closingMinor: theirs.closingMinor },
    differenceMinor,
    matched: pool.matched.toSorted((a, b) => firstAt(a) - firstAt(b)),
    items,
    explanation: CAUSES.flatMap((cause) => {
      const own = items.filter((item) => item.cause === cause)
      if (own.length === 0) return []
      return [{ cause, minor: own.reduce((sum, { minor }) => addMinor(sum, minor), 0), items: own }]
    }),
    unexplainedMinor: addMinor(differenceMinor, -explained),
    isCut: work.isOut,
  }
}

/** A document and its reversal within one book are nothing to the other. */
function cancelPairs(pool: Pool, side: 'ours' | 'theirs'): void {
  const open = new Map<string, Entry[]>()
  for (const entry of pool.free(side)) {
    if (entry.key.plain === '') continue
    const other = open.get(`${entry.key.plain} ${-entry.minor}`)?.shift()
    if (other) pool.match('netted', ...withSide(side, [other, entry]))
    else {
      const key = `${entry.key.plain} ${entry.minor}`
      open.set(key, [...(open.get(key) ?? []), entry])
    }
  }
}

function withSide(
  side: 'ours' | 'theirs',
  entries: readonly Entry[],
): [readonly Entry[], readonly Entry[]] {
  return side === 'ours' ? [entries, []] : [[], entries]
}

function differingItem({ ours, theirs }: Pair, tolerance: Tolerance): Item {
  const [o, t] = [ours[0], theirs[0]]
  const { cause, reason } =
    o && t
      ? causeOf(o, t, tolerance)
      : { cause: 'amount' as const, reason: 'other_amount' as const }
  return itemOf(
    cause,
    reason,
    ours.map(({ line }) => line),
    theirs.map(({ line }) => line),
    null,
  )
}

function itemOf(
  cause: Cause,
  reason: Reason,
  ours: readonly BookLine[],
  theirs: readonly BookLine[],
  see: BookLine | null,
): Item {
  const minor = addMinor(sumOf(ours), -sumOf(theirs))
  return {
    cause,
    reason,
    minor,
    ours,
    theirs,
    see,
    correction: correctionOf(cause, minor, ours, theirs),
  }
}

function openingItem(minor: number): Item {
  return {
    cause: 'opening',
    reason: 'opening_differs',
    minor,
    ours: [],
    theirs: [],
    see: null,
    correction: correctionOf('opening', minor, [], []),
  }
}

function firstAt({
  ours,
  theirs,
}: {
  ours: readonly BookLine[]
  theirs: readonly BookLine[]
}): number {
  return ours[0]?.at ?? theirs[0]?.at ?? 0
}

function byCauseAndDay(a: Item, b: Item): number {
  const [x, y] = [a.ours[0] ?? a.theirs[0], b.ours[0] ?? b.theirs[0]]
  return (
    CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause) ||
    byText(x?.on ?? '', y?.on ?? '') ||
    byText(x?.number ?? '', y?.number ?? '') ||
    (x?.at ?? 0) - (y?.at ?? 0)
  )
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
