/** The columns of the customers list while it is edited, and the patches that changes in them make. */
import type { z } from 'zod'
import type { customerPatch } from '../../../shared/contract/customers.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import type { CellValue, GridColumn } from '../../ui/grid-columns.ts'
import type { CellRefusal, GridChange } from '../../ui/grid-edit.ts'
import type { CustomerRow } from './views.ts'

export type Patch = z.output<typeof customerPatch>
type Change = GridChange<CustomerRow>

const CUSTOM = 'custom.'

const FIXED: readonly GridColumn<CustomerRow>[] = [
  { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.code, pinned: true },
  {
    kind: 'text',
    id: 'name',
    head: 'head.account',
    text: (row) => row.name,
    fills: true,
    pinned: true,
  },
  { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
]

const FIELDS: readonly GridColumn<CustomerRow>[] = [
  {
    kind: 'text',
    id: 'terms',
    head: 'head.terms',
    text: (row) => row.terms,
    edit: {
      check: (value, _row, say) =>
        typeof value === 'string' && parseTerms(value) === null ? say('customer.terms.bad') : null,
    },
  },
  {
    kind: 'money',
    id: 'creditLimit',
    head: 'head.limit',
    minor: (row) => row.creditLimitMinor,
    currency: (row) => row.limitCurrency,
    edit: {
      check: (value, _row, say) =>
        typeof value === 'number' && value < 0 ? say('customers.edit.negative') : null,
    },
  },
  { kind: 'text', id: 'segment', head: 'head.segment', text: (row) => row.segment, edit: {} },
  {
    kind: 'text',
    id: 'priceList',
    head: 'customer.field.priceList',
    text: (row) => row.priceList,
    edit: {},
  },
  {
    kind: 'text',
    id: 'tags',
    head: 'customer.field.tags',
    text: (row) => row.tags.join(', '),
    edit: {},
  },
]

/** The fields that may be changed in bulk, and one column for each custom field in use. */
export function editColumns(rows: readonly CustomerRow[]): readonly GridColumn<CustomerRow>[] {
  const keys = new Set(rows.flatMap((row) => Object.keys(row.custom)))
  return [
    ...FIXED,
    ...FIELDS,
    ...[...keys].toSorted().map(
      (key): GridColumn<CustomerRow> => ({
        kind: 'text',
        id: CUSTOM + key,
        head: { text: key },
        text: (row) => row.custom[key] ?? null,
        edit: {},
      }),
    ),
  ]
}

export interface CardChange {
  readonly code: string
  readonly patch: Patch
  readonly was: Patch
}

/**
 * One patch per card. An account has a row per currency: two of its rows may not get different values
 * for one field, so the second is refused with `reason`.
 */
export function cardChanges(
  changes: readonly Change[],
  reason: string,
): { readonly cards: readonly CardChange[]; readonly refused: readonly CellRefusal[] } {
  const cards = new Map<string, CardChange>()
  const given = new Map<string, CellValue>()
  const refused: CellRefusal[] = []
  for (const { row, rowId, columnId, from, to } of changes) {
    const key = `${row.code} ${columnId}`
    if (given.has(key) && given.get(key) !== to) {
      refused.push({ rowId, columnId, reason })
      continue
    }
    given.set(key, to)
    const card = cards.get(row.code)
    cards.set(row.code, {
      code: row.code,
      patch: joined(card?.patch, patchOf(columnId, to)),
      was: joined(card?.was, patchOf(columnId, from)),
    })
  }
  return { cards: [...cards.values()], refused }
}

/** The cell that a field of a card stands in, among those that changed. */
export function cellsOf(
  changes: readonly Change[],
  code: string,
  field: string | null,
): readonly Change[] {
  const own = changes.filter(({ row }) => row.code === code)
  const named = own.filter(({ columnId }) => fieldOf(columnId) === field)
  return named.length > 0 ? named : own
}

function joined(first: Patch | undefined, second: Patch): Patch {
  const custom = { ...first?.custom, ...second.custom }
  return { ...first, ...second, ...(Object.keys(custom).length > 0 ? { custom } : {}) }
}

function patchOf(columnId: string, value: CellValue): Patch {
  const text = typeof value === 'string' ? value : null
  if (columnId.startsWith(CUSTOM))
    return { custom: { [columnId.slice(CUSTOM.length)]: text ?? '' } }
  switch (columnId) {
    case 'creditLimit':
      return { creditLimitMinor: typeof value === 'number' ? value : null }
    case 'tags':
      return { tags: tagsOf(text ?? '') }
    case 'terms':
      return { terms: text }
    case 'segment':
      return { segment: text }
    case 'priceList':
      return { priceList: text }
    default:
      throw new Error(`the column ${columnId} is only shown`)
  }
}

function fieldOf(columnId: string): string {
  if (columnId.startsWith(CUSTOM)) return 'custom'
  return columnId === 'creditLimit' ? 'creditLimitMinor' : columnId
}

function tagsOf(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
