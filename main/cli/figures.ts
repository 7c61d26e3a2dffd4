/** Shapes that the aging and the statement share. */
import { resolve } from 'node:path'
import { money } from './output.ts'

export function figuresJson(
  buckets: readonly string[],
  row: {
    currency: string
    bucketMinors: readonly number[]
    unappliedMinor: number
    creditNotesMinor: number
    totalMinor: number
    disputedMinor: number
  },
): Record<string, string> {
  return {
    currency: row.currency,
    ...Object.fromEntries(
      buckets.map((key, i) => [key, money(row.bucketMinors[i] ?? 0, row.currency)]),
    ),
    unapplied: money(row.unappliedMinor, row.currency),
    credit_notes: money(row.creditNotesMinor, row.currency),
    total: money(row.totalMinor, row.currency),
    disputed: money(row.disputedMinor, row.currency),
  }
}

/** Files asked for beside, or instead of, what is printed. */
export function outputs(options: {
  readonly pdf?: string
  readonly xlsx?: string
  readonly csv?: string
}): { format: 'pdf' | 'xlsx' | 'csv'; to: string }[] {
  return (['pdf', 'xlsx', 'csv'] as const).flatMap((format) => {
    const to = options[format]
    return to === undefined ? [] : [{ format, to: resolve(to) }]
  })
}
