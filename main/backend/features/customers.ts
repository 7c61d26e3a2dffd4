/** The grid's figures, and one customer's page. */
import type { z } from 'zod'
import {
  allCustomers,
  childrenOf,
  customerByRow,
  type CustomerRow,
  familyOf,
} from '../../../db/local/customers.ts'
import { totalsAt, type Totals } from '../../../db/local/ledger-sums.ts'
import { ALL_KNOWN } from '../../../db/local/open-items.ts'
import { lastReceipts } from '../../../db/local/receipts.ts'
import type { customers as contract } from '../../../shared/contract/customers.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { fold } from '../../../shared/domain/fold.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { openSource } from '../reports/open-source.ts'
import { agingOf, type AgingReport } from './aging.ts'
import { openItemsOf } from './open-items.ts'
import { cardOf } from './customer-cards.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Fields = Out<'create'>

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
          taxId: card.taxId,
          priceList: card.priceList,
          tags: [...card.tags],
          custom: { ...card.custom },
          bucketMinors:
            figure === undefined ? aging.buckets.map(() => 0) : [...figure.bucketMinors],
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
          limitCurrency: (card.currency ?? context.company.currency) as NonNullable<
            Fields['currency']
          >,
          oldestDue: figure?.oldestDue ?? null,
          lastReceiptOn: receipts.get(card.rowid) ?? null,
          archived: card.archived,
        }
      })
    })
  return { asOf, buckets: [...aging.buckets], rows }
}

export function customerTraits(context: Context): Out<'traits'> {
  const cards = allCustomers(context.db)
  const codes = new Map(cards.map((card) => [card.rowid, card.code]))
  return cards.map(({ code, parent, city, segment, priceList, tags, custom }) => ({
    code,
    parentCode: parent === null ? null : (codes.get(parent) ?? null),
    city,
    segment,
    priceList,
    tags: [...tags],
    custom: { ...custom },
  }))
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
