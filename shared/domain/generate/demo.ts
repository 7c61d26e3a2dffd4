/**
 * The demo company: R1–R3 of the reference data with their worked figures, and fourteen months of a
 * believable distributor ending on a chosen day. Pure and seeded: same seed, same plan.
 */
import { addDays, addMonths, firstOfMonth, type IsoDate, laterOf, monthOf } from '../days.ts'
import { accountsOf, type DemoAccount } from './demo-accounts.ts'
import { DemoLedger, type OpenInvoice } from './demo-ledger.ts'
import {
  DEMO_CURRENCY,
  type DemoPlan,
  type PlannedCustomer,
  type PlannedDocument,
} from './demo-plan.ts'
import { referenceSet } from './demo-reference.ts'
import { Prng } from './prng.ts'
import { RateWalk } from './rates.ts'

export interface DemoOptions {
  readonly seed: number
  readonly customers: number
  /** Met within one in a hundred: how many payments a set of invoices draws is part of the play. */
  readonly documents: number
  readonly until: IsoDate
}

const MONTHS = 14
const REASONS = ['PRICE', 'QUANTITY', 'DELIVERY'] as const
/** A limit covers about this many months of what an account buys. */
const TRUSTED_MONTHS = 3

export function demoPlan({ seed, customers: wanted, documents, until }: DemoOptions): DemoPlan {
  const random = new Prng(seed)
  const from = firstOfMonth(addMonths(monthOf(until), 1 - MONTHS))
  const rates = new RateWalk(random, {
    from: addDays(from, -10),
    until,
    start: { EUR: 412_000, USD: 380_000 },
    drift: 0.0003,
    step: 0.003,
    // R3 is revalued at this rate.
    fixed: new Map([['USD 2026-09-30', 420_500]]),
  })
  const reference = referenceSet(until)
  const own = Math.max(1, wanted - reference.customers.length)
  const { customers, accounts } = accountsOf(random, own)
  const size = Math.max(1, documents - reference.documents.length)
  const ledger = ledgerOfSize(seed, rates, accounts, from, until, size)
  const large = ledger.open().filter((item) => item.openMinor > 1_000_00)
  return {
    company: { name: 'Toros Dağıtım A.Ş.', currency: DEMO_CURRENCY, timezone: 'Europe/Istanbul' },
    bucketEdges: [30, 60, 90, 120],
    letterhead: {
      address: 'Organize Sanayi Bölgesi 14. Cadde No: 7, 34776 Ümraniye / İstanbul',
      taxOffice: 'Sarıgazi',
      taxId: '8510234566',
      contact: '+90 216 555 10 20 · muhasebe@toros.example',
      iban: 'TR33 0006 1005 1978 6457 8413 26',
    },
    rates: rates.rows,
    customers: [...reference.customers, ...trusted(customers, ledger.documents)],
    documents: [...ledger.documents, ...reference.documents].toSorted(byDay),
    disputes: spread(large, 9, 3).map((item, i) => ({
      documentNo: item.documentNo,
      amountMinor: Math.ceil(item.openMinor / (2 + (i % 3))),
      reason: REASONS[i % REASONS.length] ?? 'PRICE',
      on: laterOf(item.documentDate, addDays(until, -3 * i)),
    })),
    agreements: spread(large, 5, 11).map((item, i) => ({
      documentNo: item.documentNo,
      dueOn: addDays(until, 30),
      on: laterOf(item.documentDate, addDays(until, -4 * i)),
      reason: 'Ödeme planı',
    })),
    closedThrough: addMonths(monthOf(until), -2),
  }
}

/** Plays the months up to four times, each with a better guess of the invoices a day. */
function ledgerOfSize(
  seed: number,
  rates: RateWalk,
  accounts: readonly DemoAccount[],
  from: IsoDate,
  until: IsoDate,
  size: number,
): DemoLedger {
  let perDay = size / (MONTHS * 61)
  for (let round = 1; ; round += 1) {
    const ledger = new DemoLedger(new Prng(seed + 1), rates)
    ledger.run(accounts, from, until, perDay)
    const made = ledger.documents.length
    if (round === 4 || Math.abs(made - size) * 200 <= size || made === 0) return ledger
    perDay *= size / made
  }
}

/** Those who buy much have been given a limit to buy on; of the others the first one stands. */
function trusted(
  customers: readonly PlannedCustomer[],
  documents: readonly PlannedDocument[],
): PlannedCustomer[] {
  const bought = new Map<string, number>()
  for (const { kind, customerCode, amountMinor } of documents)
    if (kind === 'invoice') bought.set(customerCode, (bought.get(customerCode) ?? 0) + amountMinor)
  return customers.map((customer) => {
    const first = Number(customer.fields['creditLimitMinor'])
    const wanted = ((bought.get(customer.code) ?? 0) / MONTHS) * TRUSTED_MONTHS
    const creditLimitMinor = Math.max(first, Math.round(wanted / 1000_00) * 1000_00)
    return { ...customer, fields: { ...customer.fields, creditLimitMinor } }
  })
}

/** Every sixteenth from `first` on, `count` of them: an invoice stands in one list at most. */
function spread(items: readonly OpenInvoice[], count: number, first: number): OpenInvoice[] {
  return items.filter((_, i) => i % 16 === first).slice(0, count)
}

/** By day; within a day as planned, since a payment names an invoice before it. */
function byDay(a: PlannedDocument, b: PlannedDocument): number {
  return a.documentDate === b.documentDate ? 0 : a.documentDate < b.documentDate ? -1 : 1
}
