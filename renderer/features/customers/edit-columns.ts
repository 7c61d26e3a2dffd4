/** The columns of the customers list while it is edited, and the patches that changes in them make. */
import type { z } from 'zod'
import type { customerPatch, customers } from '../../../shared/contract/customers.ts'
import { code, name } from '../../../shared/contract/fields.ts'
import type { ViewColumn } from '../../../shared/contract/views.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import { FIELD } from './columns.tsx'
import type { CellValue, ColumnEdit, GridColumn } from '../../ui/grid-columns.ts'
import type { NewRow } from '../../ui/edit-plan.ts'
import type { CellRefusal, GridChange } from '../../ui/grid-edit.ts'
import type { CustomerRow } from './views.ts'

export type Patch = z.output<typeof customerPatch>
type Change = GridChange<CustomerRow>

const EDITS: Readonly<Record<string, ColumnEdit<CustomerRow>>> = {
  terms: {
    check: (value, _row, say) =>
      typeof value === 'string' && parseTerms(value) === null ? say('customer.terms.bad') : null,
  },
  creditLimit: {
    check: (value, _row, say) =>
      typeof value === 'number' && value < 0 ? say('customers.edit.negative') : null,
  },
  segment: {},
  priceList: {},
  tags: {},
}

/** What a row pasted as new may bring beside that. */
const NEW_EDITS: Readonly<Record<string, ColumnEdit<CustomerRow>>> = {
  code: {
    required: true,
    check: (value, _row, say) =>
      code.safeParse(value).success ? null : say('customers.edit.badCode'),
  },
  name: {
    required: true,
    check: (value, _row, say) =>
      name.safeParse(value).success ? null : say('customers.edit.badName'),
  },
  currency: {
    check: (value, _row, say) =>
      value === null || isCurrency(String(value).toUpperCase())
        ? null
        : say('customers.edit.badCurrency', { example: 'TRY, EUR, USD' }),
  },
  city: {},
}

/** What stands before the cells that can be changed, so that it is plain whose they are. */
const NAMED = ['code', 'name', 'currency']

function editOf(columnId: string): ColumnEdit<CustomerRow> | undefined {
  return columnId.startsWith(FIELD) ? {} : EDITS[columnId]
}

/** The columns of the list with those that may be changed in bulk made changeable. */
export function editColumns(
  columns: readonly GridColumn<CustomerRow>[],
): readonly GridColumn<CustomerRow>[] {
  return columns.map((column): GridColumn<CustomerRow> => {
    const edit = editOf(column.id)
    const editNew = NEW_EDITS[column.id]
    return {
      ...column,
      ...(edit === undefined ? {} : { edit }),
      ...(editNew === undefined ? {} : { editNew }),
    }
  })
}

/** Shows whose row it is and then what can be changed in it, the fields of the company's own last. */
export function editPlaces(columns: readonly GridColumn<CustomerRow>[]): ViewColumn[] {
  const first = [...NAMED, ...Object.keys(EDITS)]
  const others = columns.filter(({ id }) => !first.includes(id))
  return [...first.flatMap((id) => columns.find((one) => one.id === id) ?? []), ...others].map(
    ({ id, pinned }) => ({
      id,
      width: null,
      frozen: pinned === true,
      hidden: !NAMED.includes(id) && editOf(id) === undefined,
    }),
  )
}

/** A row to read the amounts of a new account against. */
export function draftRow(
  textOf: (columnId: string) => string,
  currency: CustomerRow['currency'],
): CustomerRow {
  const typed = textOf('currency').toUpperCase()
  const own = isCurrency(typed) ? (typed as CustomerRow['currency']) : currency
  return {
    customerId: '' as CustomerRow['customerId'],
    code: textOf('code'),
    name: textOf('name'),
    parentCode: null,
    currency: own,
    city: null,
    segment: null,
    terms: null,
    taxId: null,
    priceList: null,
    tags: [],
    custom: {},
    bucketMinors: [],
    balanceMinor: 0,
    balanceBaseMinor: 0,
    overdueBaseMinor: 0,
    overdueMinor: 0,
    notDueMinor: 0,
    unappliedMinor: 0,
    creditNotesMinor: 0,
    creditLimitMinor: null,
    limitCurrency: own,
    oldestDue: null,
    lastReceiptOn: null,
    archived: false,
  }
}

type Opens = NonNullable<z.input<(typeof customers)['patchMany']['input']>['opens']>

/** The accounts that new rows open, each under an id of its own. */
export function opensOf(news: readonly NewRow[]): Opens {
  return news.map(({ values }) => {
    const text = (id: string) => {
      const value = values.get(id)
      return typeof value === 'string' ? value : null
    }
    const patches = [...values].flatMap(([id, value]) => (editOf(id) ? [patchOf(id, value)] : []))
    return {
      customerId: crypto.randomUUID(),
      customer: {
        ...patches.reduce<Patch>(joined, {}),
        code: text('code') ?? '',
        name: text('name') ?? '',
        currency: (text('currency')?.toUpperCase() ?? null) as CustomerRow['currency'] | null,
        city: text('city'),
      },
    }
  })
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
  if (columnId.startsWith(FIELD)) return { custom: { [columnId.slice(FIELD.length)]: text ?? '' } }
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
  if (columnId.startsWith(FIELD)) return 'custom'
  return columnId === 'creditLimit' ? 'creditLimitMinor' : columnId
}

function tagsOf(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
