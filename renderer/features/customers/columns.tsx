import type { MessageId } from '../../../shared/i18n/index.ts'
import { bucketLabel } from '../../ui/buckets.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { ShareBar } from '../../ui/ShareBar.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { lookOf, type Status } from '../../ui/status.ts'
import { isOverLimit, limitShare, type CustomerRow } from './views.ts'

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
  values: (row) => [statusOf(row)],
  valueText: (value, say) => say(lookOf(value as Status).word),
  node: (row) => <StatusBadge status={statusOf(row)} />,
}
const CURRENCY: GridColumn<CustomerRow> = {
  kind: 'text',
  id: 'currency',
  head: 'head.currency',
  text: (row) => row.currency,
  groups: true,
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
  hidden: true,
  head: 'head.unapplied',
  minor: (row) => row.unappliedMinor,
  currency,
  total: true,
}
const CREDIT_NOTES: GridColumn<CustomerRow> = {
  kind: 'money',
  id: 'creditNotes',
  hidden: true,
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
  share: limitShare,
  node: (row) => <ShareBar share={limitShare(row)} />,
}
const OLDEST: GridColumn<CustomerRow> = {
  kind: 'day',
  id: 'oldestDue',
  hidden: true,
  head: 'head.oldestDue',
  day: (row) => row.oldestDue,
}

/** Before the name of a field of the company's own, in its column's id. */
export const FIELD = 'field '

/** Columns whose figure is made of open items; the balance is made of the statement. */
export const OPENS_ITEMS: ReadonlySet<string> = new Set([
  'overdue',
  'unapplied',
  'creditNotes',
  'oldestDue',
])

const text = (
  id: string,
  head: MessageId,
  of: (row: CustomerRow) => string | null,
  groups = false,
): GridColumn<CustomerRow> => ({
  kind: 'text',
  id,
  head,
  text: of,
  hidden: true,
  ...(groups ? { groups } : {}),
})

const FURTHER: readonly GridColumn<CustomerRow>[] = [
  {
    kind: 'money',
    id: 'notDue',
    head: 'head.notDue',
    minor: (row) => row.notDueMinor,
    currency,
    hidden: true,
  },
  {
    kind: 'money',
    id: 'creditLimit',
    head: 'head.limit',
    minor: (row) => row.creditLimitMinor,
    currency: (row) => row.limitCurrency,
    hidden: true,
  },
  {
    kind: 'day',
    id: 'lastReceipt',
    head: 'head.lastReceipt',
    day: (row) => row.lastReceiptOn,
    hidden: true,
  },
  text('terms', 'head.terms', (row) => row.terms),
  text('city', 'head.city', (row) => row.city, true),
  text('segment', 'head.segment', (row) => row.segment, true),
  text('parent', 'head.parent', (row) => row.parentCode, true),
  {
    ...text('tags', 'head.tags', (row) => row.tags.join(', '), true),
    values: (row) => row.tags,
  },
  text('priceList', 'head.priceList', (row) => row.priceList, true),
  text('taxId', 'head.taxId', (row) => row.taxId),
]

/**
 * Every column there is: the fixed ones, the buckets of the company, its own fields. Buckets are in
 * account currency, and so without a total in the company's.
 */
export function customerColumns(
  buckets: readonly string[],
  fields: readonly string[],
  baseCurrency: string,
  say: SayText,
): readonly GridColumn<CustomerRow>[] {
  return [
    CODE,
    NAME,
    STATUS,
    CURRENCY,
    BALANCE,
    OVERDUE,
    LIMIT,
    OLDEST,
    UNAPPLIED,
    CREDIT_NOTES,
    {
      kind: 'money',
      id: 'balanceBase',
      head: { text: say('head.balanceBase', { currency: baseCurrency }) },
      minor: (row) => row.balanceBaseMinor,
      currency: () => baseCurrency,
      hidden: true,
    },
    ...buckets.slice(1).map(
      (key, index): GridColumn<CustomerRow> => ({
        kind: 'money',
        id: `bucket ${key}`,
        head: { text: bucketLabel(key, say) },
        minor: (row) => row.bucketMinors[index + 1] ?? 0,
        currency,
        blankZero: true,
        hidden: true,
      }),
    ),
    ...FURTHER,
    ...fields.map(
      (field): GridColumn<CustomerRow> => ({
        kind: 'text',
        id: FIELD + field,
        head: { text: field },
        text: (row) => row.custom[field] ?? null,
        hidden: true,
        groups: true,
      }),
    ),
  ]
}

/** The company's own fields among these accounts, in the order of their names. */
export function fieldsOf(rows: readonly CustomerRow[]): readonly string[] {
  const fields = new Set<string>()
  for (const { custom } of rows) for (const field of Object.keys(custom)) fields.add(field)
  return [...fields].toSorted().slice(0, FIELDS_MAX)
}

const FIELDS_MAX = 40
