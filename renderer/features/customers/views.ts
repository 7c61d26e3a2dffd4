/** The views of the customers grid and which rows each shows. */
import type { z } from 'zod'
import type { ViewColumn } from '../../../shared/contract/views.ts'
import type { customerRow } from '../../../shared/contract/customers.ts'
import type { TotalRow } from '../../ui/grid-totals.ts'

export type CustomerRow = z.output<typeof customerRow>

/** Built into the screen; saved views show the rows of one of them. */
export const CUSTOMER_VIEWS = ['all', 'overdue', 'overLimit', 'unapplied'] as const
export type CustomerView = (typeof CUSTOMER_VIEWS)[number]

/** What each built-in view shows, in order; the rest comes with the column chooser. */
const SHOWN: Readonly<Record<CustomerView, readonly string[]>> = {
  all: ['code', 'name', 'status', 'currency', 'balance', 'overdue', 'limit'],
  overdue: ['code', 'name', 'status', 'currency', 'balance', 'overdue', 'oldestDue'],
  overLimit: ['code', 'name', 'status', 'currency', 'balance', 'overdue', 'limit'],
  unapplied: ['code', 'name', 'currency', 'balance', 'unapplied', 'creditNotes'],
}

/** The columns of a built-in view; those it does not name are hidden. */
export function columnsOfView(
  view: CustomerView,
  columns: readonly { readonly id: string; readonly pinned?: boolean }[],
): ViewColumn[] {
  const shown = SHOWN[view]
  const places = [...shown, ...columns.map(({ id }) => id).filter((id) => !shown.includes(id))]
  return places.map((id) => ({
    id,
    width: null,
    frozen: columns.find((one) => one.id === id)?.pinned === true,
    hidden: !shown.includes(id),
  }))
}

export function isCustomerView(id: string): id is CustomerView {
  return CUSTOMER_VIEWS.some((one) => one === id)
}

export function isIn(view: CustomerView, row: CustomerRow): boolean {
  switch (view) {
    case 'all':
      return true
    case 'overdue':
      return row.overdueMinor > 0
    case 'overLimit':
      return isOverLimit(row)
    case 'unapplied':
      return row.unappliedMinor !== 0 || row.creditNotesMinor !== 0
  }
}

export function isOverLimit(row: CustomerRow): boolean {
  return row.creditLimitMinor !== null && row.balanceMinor > row.creditLimitMinor
}

/** Share of the limit in use, or null without a limit. */
export function limitShare(row: CustomerRow): number | null {
  return row.creditLimitMinor === null || row.creditLimitMinor === 0
    ? null
    : Math.max(0, row.balanceMinor / row.creditLimitMinor)
}

/** A customer has a row per currency. */
export function rowIdOf(row: CustomerRow): string {
  return `${row.customerId} ${row.currency}`
}

/** One total in company currency at booked rates: it equals the control account (M25). */
export function totalsInBase(rows: readonly CustomerRow[], currency: string): readonly TotalRow[] {
  if (rows.length === 0) return []
  const sum = (minorOf: (row: CustomerRow) => number) =>
    rows.reduce((total, row) => total + BigInt(minorOf(row)), 0n)
  return [
    {
      currency,
      sums: new Map([
        ['balance', sum((row) => row.balanceBaseMinor)],
        ['overdue', sum((row) => row.overdueBaseMinor)],
        ['balanceBase', sum((row) => row.balanceBaseMinor)],
      ]),
    },
  ]
}
