/** How well a comparison found what a labelled pair was made with. */
import type { BookLine, Comparison } from '../../shared/domain/twosided/line.ts'
import type { Label } from './pair-parts.ts'

export interface Score {
  /** Items made, found with the lines and the cause of their label. */
  labels: number
  right: number
  /** Items the comparison named, and those that are no label's. */
  named: number
  spurious: number
  /** `made > named`, counted; `-` where there is none. */
  readonly confusion: Map<string, number>
}

export function emptyScore(): Score {
  return { labels: 0, right: 0, named: 0, spurious: 0, confusion: new Map() }
}

/** Adds one comparison: an item counts as right with the very lines and the cause of the label. */
export function scoreInto(score: Score, labels: readonly Label[], found: Comparison): void {
  const keyOf = (ours: readonly number[], theirs: readonly number[]) =>
    `${ours.toSorted((a, b) => a - b).join(',')}|${theirs.toSorted((a, b) => a - b).join(',')}`
  const twins = (lines: readonly BookLine[]) => lines.map(({ at }) => at)
  const items = new Map(
    found.items.map((item) => [keyOf(twins(item.ours), twins(item.theirs)), item.cause]),
  )
  const seen = new Set<string>()
  for (const label of labels) {
    let key = keyOf(label.ours, label.theirs)
    // Of two equal lines either may be the one too many.
    if (label.cause === 'duplicate' && items.get(key) !== 'duplicate') {
      const other = found.items.find(
        (item) =>
          item.cause === 'duplicate' &&
          item.minor === label.minor &&
          !seen.has(keyOf(twins(item.ours), twins(item.theirs))),
      )
      if (other) key = keyOf(twins(other.ours), twins(other.theirs))
    }
    seen.add(key)
    const cause = items.get(key) ?? '-'
    score.labels += 1
    if (cause === label.cause) score.right += 1
    count(score.confusion, `${label.cause} > ${cause}`)
  }
  for (const [key, cause] of items) {
    score.named += 1
    if (seen.has(key)) continue
    score.spurious += 1
    count(score.confusion, `- > ${cause}`)
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

export function confusionTable({ confusion, labels, right, named, spurious }: Score): string {
  const rows = [...confusion].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [
    `${right} of ${labels} labels right (${((100 * right) / labels).toFixed(2)} %), ${spurious} of ${named} items are no label's`,
    ...rows.map(([key, times]) => `${String(times).padStart(7)}  ${key}`),
  ].join('\n')
}
