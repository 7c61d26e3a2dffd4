/**
 * Which of our own lines would make a difference, where the other side gives a balance and no lines: a
 * document it lacks, one it has twice, or one it has on the wrong side. Only a lone suspect is named.
 */
import type { BookLine, Cause } from './line.ts'
import { subsetsOf, Work } from './sums.ts'

export interface Suspicion {
  readonly cause: Extract<Cause, 'missing_in_theirs' | 'duplicate' | 'sign'>
  readonly lines: readonly BookLine[]
}

/** Pairs are looked for among the newest lines only: old ones were agreed before. */
const NEWEST = 60

/** `differenceMinor` is ours less theirs; null where nothing, or more than one thing, would make it. */
export function linesMaking(differenceMinor: number, lines: readonly BookLine[]): Suspicion | null {
  const single = [
    ...lines
      .filter(({ minor }) => minor === differenceMinor)
      .map((line) => ({ cause: 'missing_in_theirs' as const, lines: [line] })),
    ...lines
      .filter(({ minor }) => minor === -differenceMinor)
      .map((line) => ({ cause: 'duplicate' as const, lines: [line] })),
    ...lines
      .filter(({ minor }) => 2 * minor === differenceMinor)
      .map((line) => ({ cause: 'sign' as const, lines: [line] })),
  ]
  if (single.length > 0) return single.length === 1 ? (single[0] ?? null) : null
  const newest = lines.slice(-NEWEST)
  const pairs = subsetsOf(
    differenceMinor,
    newest.map(({ minor }) => minor),
    2,
    new Work(100_000),
  )
  const [pair] = pairs
  if (pairs.length !== 1 || !pair) return null
  return { cause: 'missing_in_theirs', lines: pair.flatMap((i) => newest[i] ?? []) }
}
