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
  xlsx?: string
  csv?: string
}): { format: 'xlsx' | 'csv'; to: string }[] {
  return [
    ...(options.xlsx === undefined ? [] : [{ format: 'xlsx' as const, to: resolve(options.xlsx) }]),
    ...(options.csv === undefined ? [] : [{ format: 'csv' as const, to: resolve(options.csv) }]),
  ]
}
