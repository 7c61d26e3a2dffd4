/** What can be done to a month, and which other months go with it. */
import type { MonthRow, Valuation } from './columns.tsx'

export const PERIOD_ACTS = ['close', 'soft', 'reopen'] as const
export type PeriodAct = (typeof PERIOD_ACTS)[number]

export function isAllowed(act: PeriodAct, { state }: Pick<MonthRow, 'state'>): boolean {
  if (act === 'close') return state !== 'closed'
  if (act === 'soft') return state === 'open'
  return state !== 'open'
}

/**
 * Closing takes every month before it that is not as closed; reopening opens the later ones too.
 * `documents` are those of the month and of the others.
 */
export function affectedBy(
  act: PeriodAct,
  row: MonthRow,
  months: readonly MonthRow[],
): { readonly others: readonly MonthRow[]; readonly documents: number } {
  const others = months
    .filter((one) => (act === 'reopen' ? one.month > row.month : one.month < row.month))
    .filter((one) => isAllowed(act, one))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
  return { others, documents: [row, ...others].reduce((sum, one) => sum + one.documents, 0) }
}

/** A difference that is not in the journal as it would be posted now, or a rate that is missing. */
export function hasUnposted(valuation: Valuation): boolean {
  return (
    valuation.missing.length > 0 ||
    valuation.entries.some((entry) => entry.differenceMinor !== entry.standingMinor)
  )
}
