/**
 * The customers grid as a sheet to edit: one row per account, its card, and figures that are only
 * looked at. What can be typed on the card can be edited; code and currency name and measure the
 * account, figures are calculated: they are locked.
 */
import { allCustomers, type CustomerRow } from '../../../db/local/customers.ts'
import {
  type CustomerCard,
  customerPatch,
  newCustomer,
} from '../../../shared/contract/customers.ts'
import { isIban } from '../../../shared/domain/iban.ts'
import type { Validate } from '../../../shared/domain/roundtrip/diff.ts'
import type { LineProblem } from '../../../shared/domain/roundtrip/lines.ts'
import type { SheetColumn, SheetRow, Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { checkTaxId } from '../../../shared/domain/tax-id.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import { catalogues, type Language, type MessageId } from '../../../shared/i18n/index.ts'
import type { Context } from '../context.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { listCustomers } from '../features/customers.ts'

type CardKey = Exclude<keyof CustomerCard, 'customerId' | 'archived' | 'custom'>

/** Field of the sheet -> key of the card, and its heading. */
const CARD: Readonly<
  Record<string, { readonly key: CardKey; readonly heading: MessageId; readonly locked?: true }>
> = {
  code: { key: 'code', heading: 'customer.field.code', locked: true },
  name: { key: 'name', heading: 'customer.field.name' },
  parent_code: { key: 'parentCode', heading: 'customer.field.parentCode' },
  tax_id: { key: 'taxId', heading: 'customer.field.taxId' },
  tax_office: { key: 'taxOffice', heading: 'customer.field.taxOffice' },
  country: { key: 'country', heading: 'customer.field.country' },
  city: { key: 'city', heading: 'customer.field.city' },
  address: { key: 'address', heading: 'customer.field.address' },
  contact: { key: 'contact', heading: 'customer.field.contact' },
  email: { key: 'email', heading: 'customer.field.email' },
  phone: { key: 'phone', heading: 'customer.field.phone' },
  iban: { key: 'iban', heading: 'customer.field.iban' },
  currency: { key: 'currency', heading: 'customer.field.currency', locked: true },
  terms: { key: 'terms', heading: 'customer.field.terms' },
  credit_limit: { key: 'creditLimitMinor', heading: 'customer.field.creditLimitMinor' },
  segment: { key: 'segment', heading: 'customer.field.segment' },
  price_list: { key: 'priceList', heading: 'customer.field.priceList' },
  discount: { key: 'discount', heading: 'customer.field.discount' },
  language: { key: 'language', heading: 'customer.field.language' },
  tags: { key: 'tags', heading: 'customer.field.tags' },
}
const CUSTOM = 'custom.'
/** Turkish numbers of firms and of persons: as numbers they lose their zeros. */
const WIDTHS: Readonly<Record<string, number[]>> = { tax_id: [10, 11] }

/** The columns of a company: its own fields are those some account has. */
export function customerColumns(context: Context, language: Language): SheetColumn[] {
  const words = catalogues[language]
  const own = new Set(allCustomers(context.db).flatMap(({ custom }) => Object.keys(custom)))
  const text = (field: string, heading: string, locked: boolean): SheetColumn => ({
    field,
    heading,
    kind: 'text',
    locked,
    currency: null,
    widths: WIDTHS[field] ?? [],
  })
  const { currency } = context.company
  const figure = (field: string, heading: string, kind: 'amount' | 'day'): SheetColumn => ({
    ...text(field, kind === 'amount' ? `${heading} (${currency})` : heading, true),
    kind,
    currency: kind === 'amount' ? (currency as SheetColumn['currency']) : null,
  })
  return [
    ...Object.entries(CARD).map(
      ([field, { heading, locked }]): SheetColumn => ({
        ...text(field, words[heading], locked === true),
        kind: field === 'credit_limit' ? 'amount' : 'text',
      }),
    ),
    ...[...own].toSorted().map((key) => text(`${CUSTOM}${key}`, key, false)),
    figure('balance', words['head.balance'], 'amount'),
    figure('overdue', words['head.overdue'], 'amount'),
    figure('oldest_due', words['head.oldestDue'], 'day'),
    figure('last_receipt', words['head.lastReceipt'], 'day'),
  ]
}

interface Figures {
  balance: number
  overdue: number
  oldestDue: string | null
  lastReceipt: string | null
}

/**
 * Accounts that are not archived, in the order of `codes` or by code. Figures are in company
 * currency, over all currencies of the account, as of today. `withFigures: false` leaves them empty.
 */
export function customerRows(
  context: Context,
  cache: OpenCache | null,
  columns: readonly SheetColumn[],
  choice: { readonly codes?: readonly string[] | undefined; readonly withFigures: boolean },
): SheetRow[] {
  const everyone = allCustomers(context.db)
  const codeOfRow = new Map(everyone.map((row) => [row.rowid, row.code]))
  const all = everyone.filter((row) => !row.archived)
  const byCode = new Map(all.map((row) => [row.code, row]))
  const figures = choice.withFigures ? figuresOf(context, cache) : new Map<string, Figures>()
  const wanted =
    choice.codes === undefined
      ? all
      : [...new Set(choice.codes)].flatMap((code) => byCode.get(code) ?? [])
  return wanted.map((row) => ({
    key: row.customerId,
    currency: row.currency ?? context.company.currency,
    values: columns.map(({ field }) =>
      valueOf(field, row, codeOfRow, figures.get(row.code), context.company.currency),
    ),
  }))
}

function valueOf(
  field: string,
  row: CustomerRow,
  codes: ReadonlyMap<number, string>,
  figures: Figures | undefined,
  companyCurrency: string,
): Value {
  if (field.startsWith(CUSTOM)) return row.custom[field.slice(CUSTOM.length)] || null
  switch (field) {
    case 'balance':
      return figures?.balance ?? null
    case 'overdue':
      return figures?.overdue ?? null
    case 'oldest_due':
      return figures?.oldestDue ?? null
    case 'last_receipt':
      return figures?.lastReceipt ?? null
    case 'parent_code':
      return row.parent === null ? null : (codes.get(row.parent) ?? null)
    case 'currency':
      return row.currency ?? companyCurrency
    case 'tags':
      return row.tags.length === 0 ? null : row.tags.join(', ')
    default: {
      const key = CARD[field]?.key
      return key === undefined || key === 'tags' || key === 'parentCode' ? null : row[key]
    }
  }
}

function figuresOf(context: Context, cache: OpenCache | null): Map<string, Figures> {
  const found = new Map<string, Figures>()
  const { rows } = listCustomers(context, cache, { rollUp: false, includeArchived: true })
  for (const row of rows) {
    const own = found.get(row.code) ?? {
      balance: 0,
      overdue: 0,
      oldestDue: null,
      lastReceipt: null,
    }
    own.balance += row.balanceBaseMinor
    own.overdue += row.overdueBaseMinor
    if (row.oldestDue !== null && (own.oldestDue === null || row.oldestDue < own.oldestDue))
      own.oldestDue = row.oldestDue
    own.lastReceipt = row.lastReceiptOn
    found.set(row.code, own)
  }
  return found
}

/** The part of a card that changed cells make. */
export function patchOf(values: ReadonlyMap<string, Value>): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  const custom: Record<string, string> = {}
  for (const [field, value] of values) {
    if (field.startsWith(CUSTOM)) custom[field.slice(CUSTOM.length)] = String(value ?? '')
    else if (field === 'tags') patch['tags'] = tagsOf(value)
    else {
      const key = CARD[field]?.key
      if (key !== undefined) patch[key] = value
    }
  }
  return Object.keys(custom).length === 0 ? patch : { ...patch, custom }
}

function tagsOf(value: Value): string[] {
  return String(value ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** The rules of the card, cell by cell: what `customers.patch` and `customers.create` would refuse. */
export function customerRules(codes: ReadonlySet<string>): Validate {
  return (field, value, values, key) => {
    if (field === 'code' && key === null && typeof value === 'string' && codes.has(value))
      return { code: 'customer.exists', params: { customer: value, name: value } }
    if (value === null)
      return field === 'name' || field === 'code' ? problem('required.missing', null) : null
    if (field.startsWith(CUSTOM)) return shapeOf('custom', { [field]: value })
    if (field === 'credit_limit' && Number(value) < 0) return problem('amount.negative', value)
    const text = String(value)
    if (field === 'tax_id') {
      const country = values.get('country')
      if (!checkTaxId(text, typeof country === 'string' ? country : null).ok)
        return problem('tax_id.invalid', value)
    }
    if (field === 'terms' && !parseTerms(text)) return problem('terms.invalid', value)
    if (field === 'iban' && !isIban(text)) return problem('iban.invalid', value)
    if (field === 'parent_code' && !codes.has(text))
      return { code: 'customer.parent_unknown', params: { customer: text } }
    if (field === 'parent_code' && key !== null && values.get('code') === text)
      return problem('parent.self', null)
    const cardKey = CARD[field]?.key
    return cardKey === undefined ? null : shapeOf(cardKey, field === 'tags' ? tagsOf(value) : value)
  }
}

function shapeOf(key: string, value: unknown): LineProblem | null {
  const shape = key === 'code' ? newCustomer.shape.code : patchShape(key)
  return shape === undefined || shape.safeParse(value).success
    ? null
    : {
        code: key === 'language' ? 'language.unknown' : 'text.unfit',
        params: typeof value === 'string' ? { value: value.slice(0, 60) } : {},
      }
}

function patchShape(key: string) {
  const shapes: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> =
    customerPatch.shape
  return Object.hasOwn(shapes, key) ? shapes[key] : undefined
}

function problem(code: string, value: Value): LineProblem {
  return { code, params: value === null ? {} : { value: String(value) } }
}
