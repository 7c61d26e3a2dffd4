import type { GridColumn } from '../../ui/grid-columns.ts'
import { ShareBar } from '../../ui/ShareBar.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { lookOf, type Status } from '../../ui/status.ts'
import { isOverLimit, limitShare, type CustomerRow, type CustomerView } from './views.ts'

export function statusOf(row: CustomerRow): Status {
  if (row.archived) return 'archived'
  return isOverLimit(row) ? 'overLimit' : 'ok'
}

const currency = (row: CustomerRow) => row.currency

const CODE: GridColumn<CustomerRow> = {
  kind: 'text',
  id: 'code',
  head: 'head.code',
  text: (row) => row.code,
  pinned: true,
}
const NAME: GridColumn<CustomerRow> = {
  kind: 'text',
  id: 'name',
  head: 'head.account',
  text: (row) => row.name,
  link: true,
  fills: true,
  pinned: true,
}
const STATUS: GridColumn<CustomerRow> = {
  kind: 'node',
  id: 'status',
  head: 'head.status',
  extra: 30,
  text: (row, say) => say(lookOf(statusOf(row)).word),
  node: (row) => <StatusBadge status={statusOf(row)} />,
}
const CURRENCY: GridColumn<CustomerRow> = {
  kind: 'text',
  id: 'currency',
  head: 'head.currency',
  text: (row) => row.currency,
}
const BALANCE: GridColumn<CustomerRow> = {
  kind: 'money',
  id: 'balance',
  head: 'head.balance',
  minor: (row) => row.balanceMinor,
  currency,
  total: true,
}
const OVERDUE: GridColumn<CustomerRow> = {
  kind: 'money',
  id: 'overdue',
  head: 'head.overdue',
  minor: (row) => row.overdueMinor,
  currency,
  total: true,
  tone: (row) => (row.overdueMinor > 0 ? 'danger' : null),
}
const UNAPPLIED: GridColumn<CustomerRow> = {
  kind: 'money',
  id: 'unapplied',
  head: 'head.unapplied',
  minor: (row) => row.unappliedMinor,
  currency,
  total: true,
}
const CREDIT_NOTES: GridColumn<CustomerRow> = {
  kind: 'money',
  id: 'creditNotes',
  head: 'head.creditNotes',
  minor: (row) => row.creditNotesMinor,
  currency,
  total: true,
}
const LIMIT: GridColumn<CustomerRow> = {
  kind: 'node',
  id: 'limit',
  head: 'head.limitUsed',
  end: true,
  extra: 44,
  text: (row) => {
    const share = limitShare(row)
    return share === null ? '' : `${Math.round(share * 100)}%`
  },
  sort: (row) => limitShare(row) ?? -1,
  node: (row) => <ShareBar share={limitShare(row)} />,
}
const OLDEST: GridColumn<CustomerRow> = {
  kind: 'day',
  id: 'oldestDue',
  head: 'head.oldestDue',
  day: (row) => row.oldestDue,
}

/** Columns whose figure is made of open items; the balance is made of the statement. */
export const OPENS_ITEMS: ReadonlySet<string> = new Set([
  'overdue',
  'unapplied',
  'creditNotes',
  'oldestDue',
])

/** Each view shows what it is about; the rest comes with the column chooser. */
export const CUSTOMER_COLUMNS: Readonly<Record<CustomerView, readonly GridColumn<CustomerRow>[]>> =
  {
    all: [CODE, NAME, STATUS, CURRENCY, BALANCE, OVERDUE, LIMIT],
    overdue: [CODE, NAME, STATUS, CURRENCY, BALANCE, OVERDUE, OLDEST],
    overLimit: [CODE, NAME, STATUS, CURRENCY, BALANCE, OVERDUE, LIMIT],
    unapplied: [CODE, NAME, CURRENCY, BALANCE, UNAPPLIED, CREDIT_NOTES],
  }
