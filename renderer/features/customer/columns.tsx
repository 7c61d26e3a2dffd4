import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { StatementLine } from '../../../shared/contract/reports.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { lookOf, type Status } from '../../ui/status.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { OPEN_ITEM_COLUMNS, OPEN_ITEM_DESCRIPTION } from '../../ui/open-item-columns.ts'
import { currencyColumn, descriptionColumn, paperColumns } from '../../ui/paper-columns.ts'

export function statusOfItem(item: OpenItem): Status {
  if (item.disputedMinor > 0) return 'disputed'
  if (item.openMinor < 0) return 'unapplied'
  return item.daysPastDue > 0 ? 'overdue' : 'open'
}

export const ITEM_COLUMNS: readonly GridColumn<OpenItem>[] = [
  ...OPEN_ITEM_COLUMNS,
  {
    kind: 'node',
    id: 'status',
    head: 'head.status',
    extra: 30,
    text: (row, say) => say(lookOf(statusOfItem(row)).word),
    node: (row) => <StatusBadge status={statusOfItem(row)} />,
  },
  OPEN_ITEM_DESCRIPTION,
]

export type DocumentRow = StatementLine & { readonly currency: string }

const documentCurrency = (row: DocumentRow) => row.currency

export const DOCUMENT_COLUMNS: readonly GridColumn<DocumentRow>[] = [
  { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date },
  ...paperColumns<DocumentRow>(),
  { kind: 'day', id: 'due', head: 'head.due', day: (row) => row.dueDate },
  currencyColumn<DocumentRow>(),
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
  descriptionColumn<DocumentRow>(),
]

export const NEWEST_FIRST = { columnId: 'date', descending: true } as const
