import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { AgingRow } from '../../../shared/contract/reports.ts'
import { rampStep } from '../../ui/AgingBar.tsx'
import { bucketLabel } from '../../ui/buckets.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { OPEN_ITEM_COLUMNS, OPEN_ITEM_DESCRIPTION } from '../../ui/open-item-columns.ts'
import { bucketColumn } from './cells.ts'

const currency = (row: AgingRow) => row.currency

/** The rows that need a person first; one built-in view has them all. */
export const AGING_ORDER = [{ id: 'overdue', descending: true }]

export function agingRowId(row: AgingRow): string {
  return `${row.customerId} ${row.currency}`
}

/** What is on the account and pays nothing yet: one column, or one for each kind. */
const TOGETHER: readonly GridColumn<AgingRow>[] = [
  {
    kind: 'money',
    id: 'credits',
    head: 'aging.credits',
    minor: (row) => row.unappliedMinor + row.creditNotesMinor,
    currency,
    total: true,
    blankZero: true,
  },
]
const APART: readonly GridColumn<AgingRow>[] = [
  {
    kind: 'money',
    id: 'unapplied',
    head: 'head.unapplied',
    minor: (row) => row.unappliedMinor,
    currency,
    total: true,
    blankZero: true,
  },
  {
    kind: 'money',
    id: 'creditNotes',
    head: 'head.creditNotes',
    minor: (row) => row.creditNotesMinor,
    currency,
    total: true,
    blankZero: true,
  },
]

export function agingColumns(
  buckets: readonly string[],
  options: { readonly withCurrency: boolean; readonly group: boolean; readonly credits: boolean },
  traits: Traits,
  say: SayText,
): readonly GridColumn<AgingRow>[] {
  const extra: GridColumn<AgingRow>[] = [
    {
      kind: 'text',
      id: 'currency',
      head: 'head.currency',
      text: currency,
      groups: true,
      hidden: !options.withCurrency,
    },
  ]
  if (options.group)
    extra.push({
      kind: 'number',
      id: 'members',
      head: 'aging.members',
      number: (row) => row.members,
      as: 'count',
    })
  return [
    { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.customer, pinned: true },
    {
      kind: 'text',
      id: 'name',
      head: 'head.account',
      text: (row) => row.name,
      link: true,
      pinned: true,
      fills: true,
      widthMax: 230,
      widthMin: 120,
    },
    ...extra,
    {
      kind: 'money',
      id: 'total',
      head: 'head.balance',
      minor: (row) => row.totalMinor,
      currency,
      strong: true,
      total: true,
    },
    ...buckets.map(
      (key, index): GridColumn<AgingRow> => ({
        kind: 'money',
        id: bucketColumn(key),
        head: { text: bucketLabel(key, say) },
        minor: (row) => row.bucketMinors[index] ?? 0,
        currency,
        total: true,
        blankZero: true,
        heat: (row) => {
          const open = row.bucketMinors.reduce((sum, minor) => sum + Math.max(0, minor), 0)
          return open === 0
            ? null
            : {
                step: rampStep(index, buckets.length),
                // The root keeps small shares visible.
                share: Math.sqrt(Math.max(0, row.bucketMinors[index] ?? 0) / open),
              }
        },
      }),
    ),
    {
      kind: 'money',
      id: 'overdue',
      head: 'aging.head.overdue',
      minor: (row) => row.overdueMinor,
      currency,
      total: true,
      blankZero: true,
      tone: (row) => (row.overdueMinor > 0 ? 'danger' : null),
    },
    ...(options.credits ? APART : TOGETHER),
    ...traitColumns(traits),
  ]
}

/** What accounts are grouped by, by account code. */
export type Traits = ReadonlyMap<string, Trait>
interface Trait {
  readonly parentCode: string | null
  readonly city: string | null
  readonly segment: string | null
  readonly priceList: string | null
  readonly tags: readonly string[]
  readonly custom: Readonly<Record<string, string>>
}

function traitColumns(traits: Traits): GridColumn<AgingRow>[] {
  const column = (
    id: string,
    head: GridColumn<AgingRow>['head'],
    of: (trait: Trait) => string | null | undefined,
  ): GridColumn<AgingRow> => ({
    kind: 'text',
    id,
    head,
    text: (row) => {
      const trait = traits.get(row.customer)
      return trait === undefined ? null : (of(trait) ?? null)
    },
    hidden: true,
    groups: true,
  })
  const fields = new Set([...traits.values()].flatMap(({ custom }) => Object.keys(custom)))
  return [
    column('parent', 'head.parent', (trait) => trait.parentCode),
    column('segment', 'head.segment', (trait) => trait.segment),
    column('city', 'head.city', (trait) => trait.city),
    column('priceList', 'head.priceList', (trait) => trait.priceList),
    {
      ...column('tags', 'head.tags', (trait) => trait.tags.join(', ')),
      values: (row) => traits.get(row.customer)?.tags ?? [],
    },
    ...[...fields]
      .toSorted()
      .map((field) => column(`field ${field}`, { text: field }, (trait) => trait.custom[field])),
  ]
}

export const ITEM_COLUMNS: readonly GridColumn<OpenItem>[] = [
  ...OPEN_ITEM_COLUMNS,
  OPEN_ITEM_DESCRIPTION,
]
