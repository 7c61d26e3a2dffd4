/** Columns of open items, as the customer page and the drill-down of the aging both show them. */
import type { OpenItem } from '../../shared/contract/documents.ts'
import type { GridColumn } from './grid-columns.ts'
import { currencyColumn, descriptionColumn, paperColumns } from './paper-columns.ts'

const itemCurrency = (row: OpenItem) => row.currency

export function openItemRowId(row: OpenItem): string {
  return `${row.documentId} ${row.installment}`
}

/** From the document to what is open of it. */
export const OPEN_ITEM_COLUMNS: readonly GridColumn<OpenItem>[] = [
  ...paperColumns<OpenItem>(),
  { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.documentDate },
  {
    kind: 'day',
    id: 'due',
    head: 'head.due',
    day: (row) => row.dueDate,
    // Without a due date the ledger keeps the document date: the debt is due at once.
    mark: (row) =>
      row.originalMinor > 0 && row.dueDate === row.documentDate ? 'due.atOnce' : null,
  },
  {
    kind: 'number',
    id: 'days',
    head: 'head.days',
    number: (row) => row.daysPastDue,
    as: 'count',
    tone: (row) => (row.daysPastDue > 0 && row.openMinor > 0 ? 'danger' : 'quiet'),
  },
  currencyColumn<OpenItem>(),
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
]

export const OPEN_ITEM_DESCRIPTION = descriptionColumn<OpenItem>()
