/** Customer cards: opening, changing, archiving; the grid's figures; search; history. */
import type { z } from 'zod'
import {
  allCustomers,
  childrenOf,
  customerByCode,
  customerByRow,
  type CustomerRow,
  familyOf,
  insertCustomer,
  type NewCustomerRow,
  updateCustomer,
} from '../../../db/local/customers.ts'
import { totalsAt, type Totals } from '../../../db/local/ledger-sums.ts'
import { cardOperations } from '../../../db/local/log.ts'
import { ALL_KNOWN } from '../../../db/local/open-items.ts'
import { lastReceipts } from '../../../db/local/receipts.ts'
import type { CustomerCard, customers as contract } from '../../../shared/contract/customers.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { checkTaxId } from '../../../shared/domain/tax-id.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import { isIban } from '../../../shared/domain/iban.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { commitment } from '../../../sync/engine/document-core.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { openSource } from '../reports/open-source.ts'
import { agingOf, type AgingReport } from './aging.ts'
import { forgetNames } from './search.ts'
import { openItemsOf } from './open-items.ts'

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
  })
  return { ...after, version: before.version + 1 }
}

export function archiveCustomer(context: Context, input: In<'archive'>): Fields {
  const before = customerOf(context, input.code)
  if (before.archived === input.archived) return cardOf(context, before)
  if (input.archived) {
    const balance = totalsAt(context.db, '9999-12-31' as never, [before.rowid]).find(
      (total) => total.debitMinor !== total.creditMinor,
    )
    const open = context.db
      .prepare<[number], { n: number }>(
        'select 1 as n from item where customer_id = ? and open_minor <> 0 limit 1',
      )
      .get(before.rowid)
    if (balance || open) throw new Refusal('customer.has_balance', { customer: before.code })
  }
  const journal = new Journal(context)
  const after = setArchived(context, journal, before, input.archived)
  journal.close('customers.archive', before.code, { archived: input.archived })
  return cardOf(context, after)
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
  })
  return after
}

export function listCustomers(
  context: Context,
  cache: OpenCache | null,
  input: In<'list'>,
): Out<'list'> {
  const asOf = input.asOf ?? context.today
  const options = {
    asOf,
    by: 'due',
    group: input.rollUp,
    excludeDisputed: false,
    all: false,
  } as const
  const aging = agingOf(context, cache, { ...options, inCompanyCurrency: false })
  const rowsByCustomer = Map.groupBy(aging.rows, (row) => row.customer)
  const base = baseFigures(context, cache, asOf)
  const receipts = lastReceipts(context.db, asOf)
  const cards = allCustomers(context.db)
  const codes = new Map(cards.map((card) => [card.rowid, card.code]))
  const wanted = input.search === undefined ? null : fold(input.search)
  const rows = cards
    .filter(
      (card) =>
        (input.includeArchived || !card.archived) && (!input.rollUp || card.parent === null),
    )
    .filter((card) => input.segment === undefined || card.segment === input.segment)
    .filter(
      (card) =>
        wanted === null || fold(`${card.code} ${card.name} ${card.taxId ?? ''}`).includes(wanted),
    )
    .flatMap((card) => {
      const members = input.rollUp ? familyOf(context.db, card.rowid) : [card.rowid]
      const figures = rowsByCustomer.get(card.code) ?? []
      const own = figures.length > 0 ? figures : [undefined]
      return own.map((figure) => {
        const currency =
          figure?.currency ??
          (card.currency as Fields['currency']) ??
          (context.company.currency as NonNullable<Fields['currency']>)
        return {
          customerId: card.customerId,
          code: card.code,
          name: card.name,
          parentCode: card.parent === null ? null : (codes.get(card.parent) ?? null),
          currency,
          city: card.city,
          segment: card.segment,
          terms: card.terms,
          tags: [...card.tags],
          balanceMinor: figure?.totalMinor ?? 0,
          balanceBaseMinor: members.reduce(
            (sum, member) => sum + (base.get(`${member} ${currency}`)?.balanceMinor ?? 0),
            0,
          ),
          overdueBaseMinor: members.reduce(
            (sum, member) => sum + (base.get(`${member} ${currency}`)?.overdueMinor ?? 0),
            0,
          ),
          overdueMinor: figure?.overdueMinor ?? 0,
          notDueMinor: figure?.bucketMinors[0] ?? 0,
          unappliedMinor: figure?.unappliedMinor ?? 0,
          creditNotesMinor: figure?.creditNotesMinor ?? 0,
          creditLimitMinor: card.creditLimitMinor,
          oldestDue: figure?.oldestDue ?? null,
          lastReceiptOn: receipts.get(card.rowid) ?? null,
          archived: card.archived,
        }
      })
    })
  return { asOf, rows }
}

export function getCustomer(context: Context, input: In<'get'>): Out<'get'> {
  const { db } = context
  const customer = customerOf(context, input.code)
  const asOf = input.asOf ?? context.today
  const members = input.group ? familyOf(db, customer.rowid) : [customer.rowid]
  const aging = agingOf(context, null, {
    asOf,
    by: 'due',
    inCompanyCurrency: false,
    group: input.group,
    customerCode: customer.code,
    excludeDisputed: false,
    all: true,
  })
  const items = openItemsOf(context, {
    customerCode: customer.code,
    group: input.group,
    asOf,
  }).items
  const totals = totalsAt(db, asOf, members)
  const receipt = lastReceiptOf(context, members, asOf)
  const card = cardOf(context, customer)
  return {
    asOf,
    card,
    ancestors: ancestorsOf(context, customer),
    children: childrenOf(db, customer.rowid).map((child) => ({
      code: child.code,
      name: child.name,
      figures: agingOf(context, null, {
        asOf,
        by: 'due',
        inCompanyCurrency: false,
        group: true,
        customerCode: child.code,
        excludeDisputed: false,
        all: false,
      }).totals.map(({ currency, totalMinor }) => ({ currency, balanceMinor: totalMinor })),
    })),
    figures: aging.totals.map((total) => figuresOf(aging, total, totals, items)),
    lastReceiptOn: receipt?.on ?? null,
    lastReceiptMinor: receipt?.minor ?? null,
    lastReceiptCurrency: receipt?.currency ?? null,
  }
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

export function customerHistory(context: Context, input: In<'history'>): Out<'history'> {
  const customer = customerOf(context, input.code)
  return cardOperations(context.db, customer.customerId).flatMap((operation) => {
    const envelope = JSON.parse(operation.envelope) as {
      kind: string
      entered_at: string
      payload: {
        groups?: string[]
        from?: Record<string, unknown>
        to?: Record<string, unknown>
        archived?: boolean
      }
    }
    const personal = operation.private
      ? (JSON.parse(operation.private) as {
          from?: Record<string, unknown>
          to?: Record<string, unknown>
        })
      : {}
    const entry = (field: string, from: unknown, to: unknown) => ({
      at: envelope.entered_at,
      actor: context.company.userName,
      field,
      from: shown(from),
      to: shown(to),
    })
    if (envelope.kind === 'master.create') return [entry('created', null, customer.code)]
    if (envelope.kind === 'master.archive')
      return [entry('archived', !envelope.payload.archived, envelope.payload.archived)]
    return (envelope.payload.groups ?? []).map((group) =>
      entry(
        group,
        personal.from?.[group] ?? envelope.payload.from?.[group],
        personal.to?.[group] ?? envelope.payload.to?.[group],
      ),
    )
  })
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

function figuresOf(
  aging: AgingReport,
  total: AgingReport['totals'][number],
  totals: readonly Totals[],
  items: ReturnType<typeof openItemsOf>['items'],
): Out<'get'>['figures'][number] {
  const own = totals.filter((one) => one.currency === total.currency)
  const sum = (pick: (one: Totals) => number) => own.reduce((all, one) => all + pick(one), 0)
  const ownItems = items.filter((item) => item.currency === total.currency)
  const payableMinor = ownItems
    .filter((item) => item.kind === 'supplier_invoice')
    .reduce((all, item) => all + item.openMinor, 0)
  const overdue = ownItems.filter((item) => item.openMinor > 0 && item.daysPastDue > 0)
  const undisputed = overdue.reduce((all, item) => all + item.openMinor - item.disputedMinor, 0)
  const waits = ownItems.flatMap((item) => item.daysUnapplied ?? [])
  return {
    currency: total.currency,
    debitMinor: sum((one) => one.debitMinor),
    creditMinor: sum((one) => one.creditMinor),
    balanceMinor: total.totalMinor,
    balanceBaseMinor: sum((one) => one.baseMinor),
    payableMinor,
    receivableMinor: total.totalMinor - payableMinor,
    overdueMinor: total.overdueMinor,
    notDueMinor: total.bucketMinors[0] ?? 0,
    unappliedMinor: total.unappliedMinor,
    creditNotesMinor: total.creditNotesMinor,
    disputedMinor: total.disputedMinor,
    chaseMinor: Math.max(0, undisputed + total.unappliedMinor),
    daysUnapplied: waits.length === 0 ? null : Math.max(...waits),
    buckets: aging.buckets.map((key, i) => ({ key, minor: total.bucketMinors[i] ?? 0 })),
    openItems: ownItems.length,
  }
}

interface BaseFigures {
  balanceMinor: number
  overdueMinor: number
}

/** In company currency per customer and currency, at booked rates: what is open, and overdue of it. */
function baseFigures(
  context: Context,
  cache: OpenCache | null,
  asOf: IsoDate,
): Map<string, BaseFigures> {
  const day = toDayNumber(asOf)
  const source = openSource(context.db, cache, { day, knownAt: ALL_KNOWN, customers: null })
  const balances: number[] = []
  const overdue: number[] = []
  source.visit((account, column, _minor, baseMinor, dueDay) => {
    balances[account] = (balances[account] ?? 0) + baseMinor
    if (column === 'bucket' && dueDay < day) overdue[account] = (overdue[account] ?? 0) + baseMinor
  })
  const { customers, currencies } = source.accounts
  const figures = new Map<string, BaseFigures>()
  balances.forEach((balanceMinor, account) =>
    figures.set(`${customers[account]} ${currencies[account]}`, {
      balanceMinor,
      overdueMinor: overdue[account] ?? 0,
    }),
  )
  return figures
}

function lastReceiptOf(
  context: Context,
  members: readonly number[],
  asOf: string,
):
  | { on: Out<'get'>['asOf']; minor: number; currency: NonNullable<Fields['currency']> }
  | undefined {
  const list = members.map((id) => Math.trunc(id)).join(', ')
  return context.db
    .prepare<
      [string],
      { on: Out<'get'>['asOf']; minor: number; currency: NonNullable<Fields['currency']> }
    >(
      `select doc_on as "on", -amount_minor as minor, currency from doc where customer_id in (${list}) and doc_on <= ? and kind in ('receipt', 'cheque', 'note')
         and not exists (select 1 from doc as r where r.reverses = doc.id) order by doc_on desc, id desc limit 1`,
    )
    .get(asOf)
}

function ancestorsOf(context: Context, customer: CustomerRow): { code: string; name: string }[] {
  const path: { code: string; name: string }[] = []
  let parent = customer.parent
  while (parent !== null && path.length < 100) {
    const row = customerByRow(context.db, parent)
    if (!row) break
    path.unshift({ code: row.code, name: row.name })
    parent = row.parent
  }
  return path
}

function parentOf(context: Context, code: string | null, own: string): number | null {
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

function checkFields(fields: {
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

function joined(values: Record<string, string | null>): Plain | undefined {
  const present = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
  )
  return present.length === 0 ? undefined : Object.fromEntries(present)
}

function separate(
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

function pick(groups: Record<string, Plain>, names: readonly string[]): Record<string, Plain> {
  return Object.fromEntries(
    names.flatMap((name) => (groups[name] === undefined ? [] : [[name, groups[name]]])),
  )
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object'
    ? Object.values(value).join(', ')
    : String(value as string | number | boolean)
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

function blank(value: string | null | undefined): string | null {
  const text = value?.trim()
  return text ? text : null
}

function compactIban(value: string | null | undefined): string | null {
  const text = blank(value)
  return text === null ? null : text.replace(/\s+/g, '').toUpperCase()
}
