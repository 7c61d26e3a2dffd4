import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { StatementLine } from '../../../shared/contract/reports.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { lookOf, type Status } from '../../ui/status.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'

export function statusOfItem(item: OpenItem): Status {
  if (item.disputedMinor > 0) return 'disputed'
  if (item.openMinor < 0) return 'unapplied'
  return item.daysPastDue > 0 ? 'overdue' : 'open'
}

const itemCurrency = (row: OpenItem) => row.currency

export const ITEM_COLUMNS: readonly GridColumn<OpenItem>[] = [
  {
    kind: 'text',
    id: 'document',
    head: 'head.document',
    text: (row) => row.documentNo,
    link: true,
  },
  { kind: 'text', id: 'account', head: 'head.code', text: (row) => row.customer },
  { kind: 'text', id: 'kind', head: 'head.kind', text: (row, say) => say(`kind.${row.kind}`) },
  { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date },
  { kind: 'day', id: 'due', head: 'head.due', day: (row) => row.dueDate },
  {
    kind: 'number',
    id: 'days',
    head: 'head.days',
    number: (row) => row.daysPastDue,
    as: 'count',
    tone: (row) => (row.daysPastDue > 0 && row.openMinor > 0 ? 'danger' : 'quiet'),
  },
  { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
  {
    kind: 'money',
    id: 'original',
    head: 'head.original',
    minor: (row) => row.originalMinor,
    currency: itemCurrency,
  },
  {
    kind: 'money',
    id: 'open',
    head: 'head.open',
    minor: (row) => row.openMinor,
    currency: itemCurrency,
    strong: true,
    total: true,
  },
  {
    kind: 'node',
    id: 'status',
    head: 'head.status',
    extra: 30,
    text: (row, say) => say(lookOf(statusOfItem(row)).word),
    node: (row) => <StatusBadge status={statusOfItem(row)} />,
  },
  {
    kind: 'text',
    id: 'description',
    head: 'head.description',
    text: (row) => row.description,
    fills: true,
  },
]

export type DocumentRow = StatementLine & { readonly currency: string }

const documentCurrency = (row: DocumentRow) => row.currency

export const DOCUMENT_COLUMNS: readonly GridColumn<DocumentRow>[] = [
  { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date },
  {
    kind: 'text',
    id: 'document',
    head: 'head.document',
    text: (row) => row.documentNo,
    link: true,
  },
  { kind: 'text', id: 'account', head: 'head.code', text: (row) => row.customer },
  { kind: 'text', id: 'kind', head: 'head.kind', text: (row, say) => say(`kind.${row.kind}`) },
  { kind: 'day', id: 'due', head: 'head.due', day: (row) => row.dueDate },
  { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
  {
    kind: 'money',
    id: 'debit',
    head: 'head.debit',
    minor: (row) => row.debitMinor,
    currency: documentCurrency,
    blankZero: true,
    total: true,
  },
  {
    kind: 'money',
    id: 'credit',
    head: 'head.credit',
    minor: (row) => row.creditMinor,
    currency: documentCurrency,
    blankZero: true,
    total: true,
  },
  {
    kind: 'money',
    id: 'open',
    head: 'head.open',
    minor: (row) => row.openMinor,
    currency: documentCurrency,
    blankZero: true,
    total: true,
  },
  {
    kind: 'text',
    id: 'description',
    head: 'head.description',
    text: (row) => row.description,
    fills: true,
  },
]
export const NEWEST_FIRST = { columnId: 'date', descending: true } as const
