/** What may stand on a card, and its field groups as sync.md 11 moves them. */
import {
  customerByCode,
  customerByRow,
  customerByUuid,
  type CustomerRow,
  type NewCustomerRow,
} from '../../../db/local/customers.ts'
import { checkTaxId } from '../../../shared/domain/tax-id.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import { isIban } from '../../../shared/domain/iban.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { commitment } from '../../../sync/engine/document-core.ts'
import type { Context } from '../context.ts'

/** Personal values travel beside the operation, which carries only their commitments (sync.md 7). */
const PERSONAL: ReadonlySet<string> = new Set([
  'name',
  'address',
  'contact',
  'email',
  'phone',
  'iban',
  'taxId',
])

/** Row of the parent a card names; refuses an unknown one and a circle. */
export function parentOf(context: Context, code: string | null, own: string): number | null {
  if (code === null || code === '') return null
  const parent = customerByCode(context.db, code)
  if (!parent) throw new Refusal('customer.parent_unknown', { customer: code })
  let above: CustomerRow | undefined = parent
  for (let depth = 0; above && depth < 100; depth += 1) {
    if (above.code === own)
      throw new Refusal('customer.parent_circle', { customer: own, parent: code })
    above = above.parent === null ? undefined : customerByRow(context.db, above.parent)
  }
  return parent.rowid
}

/** Refuses a tax id, terms or an IBAN that cannot be right. */
export function checkFields(fields: {
  taxId?: string | null | undefined
  country?: string | null | undefined
  terms?: string | null | undefined
  iban?: string | null | undefined
}): void {
  if (fields.taxId && !checkTaxId(fields.taxId, fields.country ?? null).ok)
    throw new Refusal('tax_id.invalid', { value: fields.taxId })
  if (fields.terms && !parseTerms(fields.terms))
    throw new Refusal('terms.invalid', { value: fields.terms })
  if (fields.iban && !isIban(fields.iban)) throw new Refusal('iban.invalid', { value: fields.iban })
}

/** Field groups as sync.md 11 moves them. Absent values are left out. */
export function groupsOf(context: Context, row: CustomerRow): Record<string, Plain> {
  const groups: Record<string, Plain | undefined> = {
    code: row.code,
    name: row.name,
    parent: row.parent === null ? undefined : customerByRow(context.db, row.parent)?.customerId,
    taxId: joined({ number: row.taxId, office: row.taxOffice }),
    address: joined({ address: row.address, city: row.city, country: row.country }),
    contact: row.contact ?? undefined,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    iban: row.iban ?? undefined,
    currency: row.currency ?? undefined,
    terms: row.terms ?? undefined,
    limit: row.creditLimitMinor ?? undefined,
    segment: row.segment ?? undefined,
    priceList: row.priceList ?? undefined,
    discount: row.discount ?? undefined,
    language: row.language ?? undefined,
    tags: row.tags.length === 0 ? undefined : [...row.tags],
  }
  for (const [key, value] of Object.entries(row.custom)) groups[`custom.${key}`] = value
  return Object.fromEntries(
    Object.entries(groups).filter((entry): entry is [string, Plain] => entry[1] !== undefined),
  )
}

/** Columns of a card from its field groups in clear: `groupsOf` the other way. An unknown parent is none. */
export function cardFields(
  { db }: Pick<Context, 'db'>,
  groups: Readonly<Record<string, Plain | undefined>>,
): Omit<NewCustomerRow, 'customerId' | 'batch' | 'recordedAt'> {
  const text = (group: string) => {
    const value = groups[group]
    return typeof value === 'string' ? value : null
  }
  const part = (group: string, field: string) => {
    const value = groups[group]
    const found =
      typeof value === 'object' && !Array.isArray(value)
        ? (value as Readonly<Record<string, Plain | undefined>>)[field]
        : undefined
    return typeof found === 'string' ? found : null
  }
  const parent = text('parent')
  const { limit, tags } = groups
  return {
    code: text('code') ?? '',
    name: text('name') ?? '',
    parent: parent === null ? null : (customerByUuid(db, parent)?.rowid ?? null),
    taxId: part('taxId', 'number'),
    taxOffice: part('taxId', 'office'),
    country: part('address', 'country'),
    city: part('address', 'city'),
    address: part('address', 'address'),
    contact: text('contact'),
    email: text('email'),
    phone: text('phone'),
    iban: text('iban'),
    currency: text('currency'),
    terms: text('terms'),
    creditLimitMinor: typeof limit === 'number' ? limit : null,
    segment: text('segment'),
    priceList: text('priceList'),
    discount: text('discount'),
    language: text('language'),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    custom: Object.fromEntries(
      Object.entries(groups).flatMap(([group, value]) =>
        group.startsWith('custom.') && typeof value === 'string'
          ? [[group.slice('custom.'.length), value]]
          : [],
      ),
    ),
  }
}

/** Is only its commitment part of what an operation signs? */
export function isPersonal(group: string): boolean {
  return PERSONAL.has(group)
}

function joined(values: Record<string, string | null>): Plain | undefined {
  const present = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
  )
  return present.length === 0 ? undefined : Object.fromEntries(present)
}

/** Field groups as an operation carries them: personal ones apart, their commitments in their place. */
export function separate(
  context: Context,
  customerId: string,
  groups: Record<string, Plain>,
): { open: Record<string, Plain>; personal: Record<string, Plain> | undefined } {
  const open: Record<string, Plain> = {}
  const personal: Record<string, Plain> = {}
  for (const [group, value] of Object.entries(groups)) {
    if (!PERSONAL.has(group)) open[group] = value
    else {
      personal[group] = value
      open[group] = { c: commitment(context.company.saltKey, customerId, JSON.stringify(value)) }
    }
  }
  return { open, personal: Object.keys(personal).length === 0 ? undefined : personal }
}

/** The named groups that are there. */
export function pick(
  groups: Record<string, Plain>,
  names: readonly string[],
): Record<string, Plain> {
  return Object.fromEntries(
    names.flatMap((name) => (groups[name] === undefined ? [] : [[name, groups[name]]])),
  )
}

/** Trimmed; null for nothing. */
export function blank(value: string | null | undefined): string | null {
  const text = value?.trim()
  return text ? text : null
}

/** Without spaces, in capitals; null for nothing. */
export function compactIban(value: string | null | undefined): string | null {
  const text = blank(value)
  return text === null ? null : text.replace(/\s+/g, '').toUpperCase()
}
