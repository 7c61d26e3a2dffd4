import { LEDGER_SORTS, type LedgerRow } from '../../../shared/contract/ledger.ts'
import type { MessageId } from '../../../shared/i18n/index.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { lookOf, type Status } from '../../ui/status.ts'

const currency = (row: LedgerRow) => row.currency

/** Where the list opens: newest first, which is also the order of an index. */
export const NEWEST_FIRST = { id: 'date', descending: true } as const

export function ledgerRowId(row: LedgerRow): string {
  return row.documentId
}

/** The database has an order for it. */
export function isSortable({ id }: GridColumn<LedgerRow>): boolean {
  return LEDGER_SORTS.some((one) => one === id)
}

export function ledgerColumns(
  baseCurrency: string,
  say: SayText,
): readonly GridColumn<LedgerRow>[] {
  return [
    { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date, pinned: true },
    {
      kind: 'text',
      id: 'document',
      head: 'head.document',
      text: (row) => row.documentNo,
      link: true,
      pinned: true,
    },
    {
      kind: 'text',
      id: 'kind',
      head: 'head.kind',
      text: (row, words) => words(`kind.${row.kind}`),
      values: (row) => [row.kind],
      valueText: (value, words) => words(`kind.${value}` as MessageId),
    },
    { kind: 'text', id: 'customer', head: 'head.code', text: (row) => row.customer },
    {
      kind: 'text',
      id: 'customerName',
      head: 'head.account',
      text: (row) => row.customerName,
      fills: true,
      widthMin: 180,
    },
    {
      kind: 'node',
      id: 'status',
      head: 'head.status',
      extra: 30,
      text: (row, words) => words(lookOf(row.status).word),
      values: (row) => [row.status],
      valueText: (value, words) => words(lookOf(value as Status).word),
      node: (row) => <StatusBadge status={row.status} />,
    },
    { kind: 'day', id: 'due', head: 'head.due', day: (row) => row.dueDate },
    { kind: 'text', id: 'currency', head: 'head.currency', text: currency },
    {
      kind: 'money',
      id: 'amount',
      head: 'head.amount',
      minor: (row) => row.amountMinor,
      currency,
      strong: true,
      total: true,
    },
    {
      kind: 'money',
      id: 'base',
      head: { text: say('ledger.base', { currency: baseCurrency }) },
      minor: (row) => row.baseMinor,
      currency: () => baseCurrency,
      hidden: true,
    },
    {
      kind: 'text',
      id: 'reference',
      head: 'head.reference',
      text: (row) => row.reference,
      hidden: true,
    },
    {
      kind: 'text',
      id: 'description',
      head: 'head.description',
      text: (row) => row.description,
      hidden: true,
    },
    { kind: 'text', id: 'batch', head: 'ledger.file', text: (row) => row.batch, hidden: true },
  ]
}

/** Built-in views by what they filter. */
export const LEDGER_VIEWS = [
  { id: 'all', filters: {} },
  { id: 'open', filters: { status: { kind: 'set', mode: 'only', values: ['open'] } } },
  { id: 'receipts', filters: { kind: { kind: 'set', mode: 'only', values: ['receipt'] } } },
  { id: 'reversed', filters: { status: { kind: 'set', mode: 'only', values: ['reversed'] } } },
] as const
