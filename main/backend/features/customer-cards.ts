/** Customer cards: opening, changing, archiving, and telling which could be the same. */
import type { z } from 'zod'
import {
  allCustomers,
  customerByCode,
  customerByRow,
  type CustomerRow,
  insertCustomer,
  type NewCustomerRow,
  updateCustomer,
} from '../../../db/local/customers.ts'
import { totalsAt } from '../../../db/local/ledger-sums.ts'
import type { CustomerCard, customers as contract } from '../../../shared/contract/customers.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { forgetNames } from './search.ts'
import {
  blank,
  checkFields,
  compactIban,
  groupsOf,
  parentOf,
  pick,
  separate,
} from './customer-fields.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Fields = Out<'create'>

export type NewCustomer = z.output<(typeof contract)['create']['input']>['customer']

const DIRECT = [
  'name',
  'taxId',
  'taxOffice',
  'country',
  'city',
  'address',
  'contact',
  'email',
  'phone',
  'iban',
  'currency',
  'terms',
  'creditLimitMinor',
  'segment',
  'priceList',
  'discount',
  'language',
] as const

export function createCustomer(context: Context, input: In<'create'>): Fields {
  const { db } = context
  const existing = customerByCode(db, input.customer.code)
  if (existing) {
    if (existing.customerId === input.customerId) return cardOf(context, existing)
    throw new Refusal('customer.exists', { customer: existing.code, name: existing.name })
  }
  const taxId = input.customer.taxId
  if (taxId && !input.acceptDuplicate) {
    const twin = allCustomers(db).find((other) => other.taxId === taxId && !other.archived)
    if (twin)
      throw new Refusal('customer.duplicate', { customer: twin.code, name: twin.name, taxId })
  }
  const journal = new Journal(context)
  const row = addCustomer(context, journal, input.customerId, input.customer, null)
  journal.close('customers.create', row.code, {})
  return cardOf(context, row)
}

/** Checks and writes a new card with its operation; shared with the import. */
export function addCustomer(
  context: Context,
  journal: Journal,
  customerId: string,
  customer: NewCustomer,
  batch: number | null,
): CustomerRow {
  const parent = parentOf(context, customer.parentCode ?? null, customer.code)
  checkFields(customer)
  const row: NewCustomerRow = {
    customerId,
    code: customer.code,
    name: customer.name,
    parent,
    taxId: blank(customer.taxId),
    taxOffice: blank(customer.taxOffice),
    country: blank(customer.country),
    city: blank(customer.city),
    address: blank(customer.address),
    contact: blank(customer.contact),
    email: blank(customer.email),
    phone: blank(customer.phone),
    iban: compactIban(customer.iban),
    currency: customer.currency ?? null,
    terms: blank(customer.terms),
    creditLimitMinor: customer.creditLimitMinor ?? null,
    segment: blank(customer.segment),
    priceList: blank(customer.priceList),
    discount: blank(customer.discount),
    language: customer.language ?? null,
    tags: customer.tags ?? [],
    custom: customer.custom ?? {},
    batch,
    recordedAt: context.nowMs,
  }
  const rowid = insertCustomer(context.db, row)
  forgetNames(context.db)
  const stored = { ...row, rowid, archived: false, version: 1 }
  const groups = groupsOf(context, stored)
  const { open, personal } = separate(context, customerId, groups)
  journal.operations.write(journal.operations.newId(), {
    kind: 'master.create',
    entityId: customerId,
    payload: { entity: 'customer', fields: open },
    private: personal,
    deps: depsOf(context, { customers: idsIn(groups['parent']) }),
  })
  return stored
}

export function patchCustomer(context: Context, input: In<'patch'>): Fields {
  const before = customerOf(context, input.code)
  const journal = new Journal(context)
  const after = changeCustomer(context, journal, before, input.patch)
  if (after !== before) journal.close('customers.patch', before.code, {})
  return cardOf(context, after)
}

/** Applies a patch by field group with old and new value; answers the same row when nothing differs. */
export function changeCustomer(
  context: Context,
  journal: Journal,
  before: CustomerRow,
  patch: In<'patch'>['patch'],
): CustomerRow {
  checkFields({ ...patch, country: patch.country ?? before.country })
  const after: CustomerRow = {
    ...before,
    ...Object.fromEntries(
      DIRECT.filter((field) => patch[field] !== undefined).map((field) => [
        field,
        typeof patch[field] === 'string' ? blank(patch[field]) : (patch[field] ?? null),
      ]),
    ),
    ...(patch.iban === undefined ? {} : { iban: compactIban(patch.iban) }),
    ...(patch.name === undefined ? {} : { name: patch.name }),
    ...(patch.parentCode === undefined
      ? {}
      : { parent: parentOf(context, patch.parentCode, before.code) }),
    ...(patch.tags === undefined ? {} : { tags: patch.tags }),
    ...(patch.custom === undefined ? {} : { custom: { ...before.custom, ...patch.custom } }),
  }
  return writeCard(context, journal, before, after)
}

/** Writes a changed card with its operation: each group that differs, with old and new value. */
export function writeCard(
  context: Context,
  journal: Journal,
  before: CustomerRow,
  after: CustomerRow,
): CustomerRow {
  const from = groupsOf(context, before)
  const to = groupsOf(context, after)
  const changed = Object.keys({ ...from, ...to }).filter(
    (group) => JSON.stringify(from[group] ?? null) !== JSON.stringify(to[group] ?? null),
  )
  if (changed.length === 0) return before
  updateCustomer(context.db, after)
  forgetNames(context.db)
  const old = separate(context, before.customerId, pick(from, changed))
  const fresh = separate(context, before.customerId, pick(to, changed))
  journal.operations.write(journal.operations.newId(), {
    kind: 'master.patch',
    entityId: before.customerId,
    baseVersion: before.version,
    payload: { entity: 'customer', groups: changed, from: old.open, to: fresh.open },
    private: { from: old.personal ?? {}, to: fresh.personal ?? {} },
    deps: depsOf(context, {
      customers: [before.customerId, ...(changed.includes('parent') ? idsIn(to['parent']) : [])],
    }),
  })
  return { ...after, version: before.version + 1 }
}

export function archiveCustomer(context: Context, input: In<'archive'>): Fields {
  const before = customerOf(context, input.code)
  if (before.archived === input.archived) return cardOf(context, before)
  if (input.archived) refuseWithBalance(context, before)
  const journal = new Journal(context)
  const after = setArchived(context, journal, before, input.archived)
  journal.close('customers.archive', before.code, { archived: input.archived })
  return cardOf(context, after)
}

/** An account with a balance or open items stays in sight. */
export function refuseWithBalance(context: Context, card: CustomerRow): void {
  const balance = totalsAt(context.db, '9999-12-31' as never, [card.rowid]).find(
    (total) => total.debitMinor !== total.creditMinor,
  )
  const open = context.db
    .prepare<[number], { n: number }>(
      'select 1 as n from item where customer_id = ? and open_minor <> 0 limit 1',
    )
    .get(card.rowid)
  if (balance || open) throw new Refusal('customer.has_balance', { customer: card.code })
}

export function setArchived(
  context: Context,
  journal: Journal,
  before: CustomerRow,
  archived: boolean,
): CustomerRow {
  const after = { ...before, archived }
  updateCustomer(context.db, after)
  forgetNames(context.db)
  journal.operations.write(journal.operations.newId(), {
    kind: 'master.archive',
    entityId: before.customerId,
    baseVersion: before.version,
    payload: { entity: 'customer', archived },
    deps: depsOf(context, { customers: [before.customerId] }),
  })
  return after
}

export function findDuplicates(context: Context, input: In<'duplicates'>): Out<'duplicates'> {
  const taxId = input.taxId?.trim()
  const name = input.name ? normalTitle(input.name) : ''
  return allCustomers(context.db)
    .filter((row) => row.code !== input.exceptCode && !row.archived)
    .flatMap((row): Out<'duplicates'> => {
      if (taxId && row.taxId === taxId)
        return [{ code: row.code, name: row.name, taxId: row.taxId, reason: 'tax_id' as const }]
      return name.length >= 4 && normalTitle(row.name) === name
        ? [{ code: row.code, name: row.name, taxId: row.taxId, reason: 'name' as const }]
        : []
    })
    .slice(0, 20)
}

export function cardOf(context: Context, row: CustomerRow): CustomerCard {
  const {
    rowid: _rowid,
    parent,
    version: _version,
    batch: _batch,
    recordedAt: _recorded,
    ...card
  } = row
  return {
    ...card,
    parentCode: parent === null ? null : (customerByRow(context.db, parent)?.code ?? null),
    tags: [...card.tags],
    custom: { ...card.custom },
  } as CustomerCard
}

function idsIn(group: Plain | undefined): string[] {
  return typeof group === 'string' ? [group] : []
}

/** A title without its legal form, folded: "İnci Mobilya San. ve Tic. A.Ş." meets "INCI MOBILYA". */
function normalTitle(title: string): string {
  return fold(title)
    .replace(/[^a-z0-9 ]/g, ' ')
    .replace(
      /\b(a s|as|ltd|sti|san|tic|ve|gmbh|co|kg|ag|inc|llc|limited|sirketi|anonim|sanayi|ticaret)\b/g,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
}
