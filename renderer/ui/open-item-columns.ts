/** Columns of open items, as the customer page and the drill-down of the aging both show them. */
import type { OpenItem } from '../../shared/contract/documents.ts'
import type { MessageId } from '../../shared/i18n/index.ts'
import type { GridColumn } from './grid-columns.ts'

const itemCurrency = (row: OpenItem) => row.currency

export function openItemRowId(row: OpenItem): string {
  return `${row.documentId} ${row.installment}`
}

/** From the document to what is open of it. */
export const OPEN_ITEM_COLUMNS: readonly GridColumn<OpenItem>[] = [
  {
    kind: 'text',
    id: 'document',
    head: 'head.document',
    text: (row) => row.documentNo,
    link: true,
  },
  {
    kind: 'text',
    id: 'account',
    head: 'head.code',
    text: (row) => row.customer,
    groups: true,
  },
  {
    kind: 'text',
    id: 'kind',
    head: 'head.kind',
    text: (row, say) => say(`kind.${row.kind}`),
    values: (row) => [row.kind],
    valueText: (value, say) => say(`kind.${value}` as MessageId),
    groups: true,
  },
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
  {
    kind: 'text',
    id: 'currency',
    head: 'head.currency',
    text: (row) => row.currency,
    groups: true,
  },
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

export const OPEN_ITEM_DESCRIPTION: GridColumn<OpenItem> = {
  kind: 'text',
  id: 'description',
  head: 'head.description',
  text: (row) => row.description,
  fills: true,
}
