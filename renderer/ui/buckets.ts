import type { SayText } from './language.tsx'

/** Words for the bucket keys of the contract: `not_due`, `1-30`, `121+`, `unapplied`, `credit_notes`. */
export function bucketLabel(key: string, say: SayText): string {
  if (key === 'not_due') return say('bucket.notDue')
  if (key === 'unapplied') return say('bucket.unapplied')
  if (key === 'credit_notes') return say('bucket.creditNotes')
  const last = /^(\d+)\+$/.exec(key)
  return last ? `> ${Number(last[1]) - 1}` : key.replace('-', '–')
}

/** "30-60-90" or "30, 60, 90" as rising edges; null when it is none. */
export function edgesOf(text: string): number[] | null {
  const parts = text.split(/[\s,;/-]+/).filter((part) => part !== '')
  const edges = parts.map(Number)
  const isRising = edges.every(
    (edge, index) =>
      Number.isInteger(edge) && edge >= 1 && edge <= 3650 && edge > (edges[index - 1] ?? 0),
  )
  return edges.length >= 1 && edges.length <= 8 && isRising ? edges : null
}

/** Edges as text that `edgesOf` reads: "30-60-90". */
export function edgesText(edges: readonly number[]): string {
  return edges.join('-')
}

/** What a bucket of those edges is called, not-due first: the contract's keys by due date. */
export function bucketKeys(edges: readonly number[]): readonly string[] {
  return [
    'not_due',
    ...edges.map((edge, index) => `${(edges[index - 1] ?? 0) + 1}-${edge}`),
    `${(edges.at(-1) ?? 0) + 1}+`,
  ]
}
