/**
 * The demo company: R1–R3 of the reference data with their worked figures, and fourteen months of a
 * believable distributor ending on a chosen day. Pure and seeded: same seed, same plan.
 */
import {
  addDays,
  addMonths,
  firstOfMonth,
  type IsoDate,
  type IsoMonth,
  monthOf,
  toDayNumber,
} from '../days.ts'
import type { EnteredKind } from '../kinds.ts'
import { dueDate, parseTerms } from '../terms.ts'
import { demoName } from './demo-names.ts'
import { Prng, Zipf } from './prng.ts'

export interface PlannedCustomer {
  readonly code: string
  readonly name: string
  readonly parentCode?: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface PlannedDocument {
  readonly kind: EnteredKind
  readonly documentNo: string
  readonly customerCode: string
  readonly documentDate: IsoDate
  readonly dueDate?: IsoDate
  readonly amountMinor: number
  readonly taxMinor?: number
  readonly currency?: string
  readonly rate?: string
  readonly description?: string
  readonly method?: string
  readonly installments?: readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[]
  readonly allocateTo?: readonly { readonly documentNo: string; readonly amountMinor: number }[]
}

export interface DemoPlan {
  readonly company: { readonly name: string; readonly currency: string; readonly timezone: string }
  readonly bucketEdges: readonly number[]
  readonly rates: readonly {
    readonly currency: string
    readonly date: IsoDate
    readonly rate: string
  }[]
  readonly customers: readonly PlannedCustomer[]
  readonly documents: readonly PlannedDocument[]
  readonly disputes: readonly {
    readonly documentNo: string
    readonly amountMinor: number
    readonly reason: string
    readonly on: IsoDate
  }[]
  readonly agreements: readonly {
    readonly documentNo: string
    readonly dueOn: IsoDate
    readonly on: IsoDate
    readonly reason: string
  }[]
  readonly closedThrough: IsoMonth
}

export interface DemoOptions {
  readonly seed: number
  readonly customers: number
  readonly documents: number
  readonly until: IsoDate
}

interface Account {
  readonly code: string
  readonly currency: string
  readonly terms: string
  /** prompt, late by some days, or hardly ever. */
  readonly lateDays: number
  readonly neverPays: number
  readonly scale: number
}

interface Due {
  readonly documentNo: string
  readonly account: Account
  openMinor: number
  readonly payOn: number
}

const MONTHS = 14
const CURRENCY = 'TRY'

export function demoPlan(options: DemoOptions): DemoPlan {
  const random = new Prng(options.seed)
  const { until } = options
  const from = firstOfMonth(addMonths(monthOf(until), 1 - MONTHS))
  const rates = new RateWalk(random, from, until)
  const reference = referenceSet(until)
  const { customers, accounts } = accountsOf(
    random,
    Math.max(1, options.customers - reference.customers.length),
  )
  const ledger = new Ledger(random, rates)
  const zipf = new Zipf(accounts.length, 0.8, random)
  const days = toDayNumber(until) - toDayNumber(from) + 1
  const wanted = Math.max(0, options.documents - reference.documents.length)
  // About every second document is an invoice; the rest settles them.
  const perDay = wanted / days / 2.02
  let due = 0
  for (let offset = 0; offset < days; offset += 1) {
    const on = addDays(from, offset)
    const weekday = (toDayNumber(on) + 3) % 7
    due += perDay * (weekday > 4 ? 0.25 : 1.3) * season(on)
    while (due >= 1) {
      due -= 1
      const account = accounts[zipf.draw()]
      if (account) ledger.invoice(account, on)
    }
    ledger.pay(on)
  }
  const documents = [...ledger.documents, ...reference.documents]
    .map((document, index) => ({ document, index }))
    .toSorted((a, b) =>
      a.document.documentDate === b.document.documentDate
        ? a.index - b.index
        : a.document.documentDate < b.document.documentDate
          ? -1
          : 1,
    )
    .map(({ document }) => document)
  const open = ledger.open()
  return {
    company: { name: 'Toros Dağıtım A.Ş.', currency: CURRENCY, timezone: 'Europe/Istanbul' },
    bucketEdges: [30, 60, 90, 120],
    rates: rates.rows,
    customers: [...reference.customers, ...customers],
    documents,
    disputes: open
      .filter((_, i) => i % Math.max(1, Math.floor(open.length / 7)) === 3)
      .slice(0, 6)
      .map((item, i) => ({
        documentNo: item.documentNo,
        amountMinor: Math.ceil(item.openMinor / 3),
        reason: ['price', 'quantity', 'damage'][i % 3] ?? 'price',
        on: until,
      })),
    agreements: open
      .filter((_, i) => i % Math.max(1, Math.floor(open.length / 6)) === 1)
      .slice(0, 5)
      .map((item) => ({
        documentNo: item.documentNo,
        dueOn: addDays(until, 30),
        on: until,
        reason: 'payment plan',
      })),
    closedThrough: addMonths(monthOf(until), -2),
  }
}

class Ledger {
  readonly documents: PlannedDocument[] = []
  readonly #random: Prng
  readonly #rates: RateWalk
  readonly #waiting = new Map<number, Due[]>()
  readonly #unpaid: Due[] = []
  #invoices = 0
  #receipts = 0
  #others = 0

  constructor(random: Prng, rates: RateWalk) {
    this.#random = random
    this.#rates = rates
  }

  invoice(account: Account, on: IsoDate): void {
    const random = this.#random
    this.#invoices += 1
    const documentNo = `SLS${on.slice(0, 4)}${String(this.#invoices).padStart(9, '0')}`
    const netMinor = Math.max(
      50_00,
      Math.round(
        random.skewed(9_500_00 * account.scale, 0.9) / (account.currency === CURRENCY ? 1 : 42),
      ),
    )
    const taxMinor = Math.round(netMinor * 0.2)
    const amountMinor = netMinor + taxMinor
    const last = dueDate(on, parseTerms(account.terms))
    const hasInstallments = amountMinor > 40_000_00 && random.chance(0.15)
    const half = Math.floor(amountMinor / 2)
    this.documents.push({
      kind: 'invoice',
      documentNo,
      customerCode: account.code,
      documentDate: on,
      dueDate: last,
      amountMinor,
      taxMinor,
      ...this.#currency(account, on),
      description: `Sipariş ${48_000 + this.#invoices}`,
      ...(hasInstallments
        ? {
            installments: [
              { dueOn: last, amountMinor: half },
              { dueOn: addDays(last, 30), amountMinor: amountMinor - half },
            ],
          }
        : {}),
    })
    const item: Due = {
      documentNo,
      account,
      openMinor: amountMinor,
      payOn: toDayNumber(last) + Math.round(account.lateDays * (0.4 + random.next() * 1.2)) - 3,
    }
    if (random.chance(account.neverPays)) this.#unpaid.push(item)
    else this.#wait(item, Math.max(item.payOn, toDayNumber(on) + 1))
    if (random.chance(0.035)) this.#creditNote(item, on)
  }

  /** Those who pay on this day: each document by itself, or all that waits in one sum. */
  pay(on: IsoDate): void {
    const day = toDayNumber(on)
    const items = this.#waiting.get(day) ?? []
    this.#waiting.delete(day)
    for (const [account, own] of Map.groupBy(
      items.filter((item) => item.openMinor > 0),
      (item) => item.account,
    )) {
      if (own.length > 1 || this.#random.chance(0.6)) this.#receipt(account, own, on)
      else for (const item of own) this.#receipt(account, [item], on)
    }
  }

  open(): Due[] {
    return [...this.#unpaid, ...[...this.#waiting.values()].flat()]
      .filter((item) => item.openMinor > 100_00)
      .toSorted((a, b) => (a.documentNo < b.documentNo ? -1 : 1))
  }

  #receipt(account: Account, items: readonly Due[], on: IsoDate): void {
    const random = this.#random
    this.#receipts += 1
    const isCheque = account.currency === CURRENCY && random.chance(0.15)
    const documentNo = `${isCheque ? 'CEK' : 'HVL'}${on.slice(0, 4)}${String(this.#receipts).padStart(9, '0')}`
    const allocateTo = items.map((item) => {
      const isPartial = random.chance(0.12) && item.openMinor > 200_00
      const amountMinor = isPartial
        ? Math.max(1, Math.round(item.openMinor * (0.3 + random.next() * 0.5)))
        : item.openMinor
      item.openMinor -= amountMinor
      if (item.openMinor > 0) this.#wait(item, toDayNumber(on) + random.int(10, 45))
      return { documentNo: item.documentNo, amountMinor }
    })
    const paid = allocateTo.reduce((sum, one) => sum + one.amountMinor, 0)
    const surplus = random.chance(0.015) ? random.int(10_00, 900_00) : 0
    this.documents.push({
      kind: isCheque ? 'cheque' : 'receipt',
      documentNo,
      customerCode: account.code,
      documentDate: on,
      amountMinor: paid + surplus,
      ...this.#currency(account, on),
      allocateTo,
      ...(isCheque
        ? { dueDate: addDays(on, random.int(20, 75)) }
        : { method: random.pick(['EFT', 'EFT', 'Havale', 'POS']) }),
      description: isCheque
        ? 'Müşteri çeki'
        : random.pick(['Garanti · EFT', 'İş Bankası · EFT', 'Ziraat · EFT', 'Akbank · havale']),
    })
  }

  #creditNote(item: Due, on: IsoDate): void {
    this.#others += 1
    const amountMinor = Math.max(1, Math.round(item.openMinor * 0.12))
    item.openMinor -= amountMinor
    this.documents.push({
      kind: 'credit_note',
      documentNo: `IAD${on.slice(0, 4)}${String(this.#others).padStart(9, '0')}`,
      customerCode: item.account.code,
      documentDate: on,
      amountMinor,
      ...this.#currency(item.account, on),
      description: 'İade',
      allocateTo: [{ documentNo: item.documentNo, amountMinor }],
    })
  }

  #wait(item: Due, day: number): void {
    const list = this.#waiting.get(day)
    if (list) list.push(item)
    else this.#waiting.set(day, [item])
  }

  #currency(account: Account, on: IsoDate): { currency?: string; rate?: string } {
    return account.currency === CURRENCY
      ? {}
      : { currency: account.currency, rate: this.#rates.on(account.currency, on) }
  }
}

/** Daily walks, every day of the span, in hundredths of a kuruş. */
class RateWalk {
  readonly rows: { currency: string; date: IsoDate; rate: string }[] = []
  readonly #rates = new Map<string, string>()

  constructor(random: Prng, from: IsoDate, until: IsoDate) {
    const levels: Record<string, number> = { USD: 380_000, EUR: 412_000 }
    const days = toDayNumber(until) - toDayNumber(from)
    for (let offset = -10; offset <= days; offset += 1) {
      const date = addDays(from, offset)
      for (const currency of ['EUR', 'USD']) {
        const level = Math.round((levels[currency] ?? 0) * (1.0003 + (random.next() - 0.5) * 0.006))
        levels[currency] = level
        const fixed =
          currency === 'USD' && date === '2026-09-30'
            ? '42.0500'
            : `${Math.floor(level / 10_000)}.${String(level % 10_000).padStart(4, '0')}`
        this.rows.push({ currency, date, rate: fixed })
        this.#rates.set(`${currency} ${date}`, fixed)
      }
    }
  }

  on(currency: string, date: IsoDate): string {
    return this.#rates.get(`${currency} ${date}`) ?? '1'
  }
}

function accountsOf(
  random: Prng,
  count: number,
): { customers: PlannedCustomer[]; accounts: Account[] } {
  const used = new Set<string>()
  const customers: PlannedCustomer[] = []
  const accounts: Account[] = []
  for (let i = 0; i < count; i += 1) {
    const named = demoName(random, i + 1, used)
    const region = random.int(1, 20)
    const code = `120.${String(region).padStart(2, '0')}.${String(1000 + i).padStart(4, '0')}`
    const currency = named.isForeign
      ? random.pick(['EUR', 'EUR', 'USD'])
      : random.chance(0.04)
        ? 'USD'
        : CURRENCY
    const terms = random.pick([
      'NET30',
      'NET30',
      'NET30',
      'NET60',
      'NET60',
      'NET15',
      'NET90',
      'EOM+15',
    ])
    const scale = random.skewed(1, 0.8)
    const temper = random.next()
    accounts.push({
      code,
      currency,
      terms,
      scale,
      lateDays:
        temper < 0.55 ? random.int(0, 6) : temper < 0.9 ? random.int(8, 45) : random.int(45, 130),
      neverPays: temper < 0.9 ? 0.012 : 0.12,
    })
    const parent = i > 20 && random.chance(0.06) ? customers[random.int(0, 19)]?.code : undefined
    const limitMinor =
      Math.round((400_000 * scale) / (currency === CURRENCY ? 1 : 42) / 1000) * 1000_00
    customers.push({
      code,
      name: named.name,
      ...(parent === undefined ? {} : { parentCode: parent }),
      fields: {
        taxId: named.taxId,
        taxOffice: named.taxOffice,
        country: named.country,
        city: named.city,
        contact: named.contact,
        phone: named.phone,
        email: named.email,
        language: named.language,
        currency,
        terms,
        creditLimitMinor: limitMinor,
        segment: random.pick(['A', 'B', 'B', 'C', 'C', 'C']),
        tags: temper > 0.93 ? ['riskli'] : [],
        custom: { Rota: `Rota ${random.int(1, 8)}` },
      },
    })
  }
  return { customers, accounts }
}

/** R1–R3 (requirements.md): what happens after the last day has not happened yet. */
function referenceSet(until: IsoDate): {
  customers: PlannedCustomer[]
  documents: PlannedDocument[]
} {
  const customers: PlannedCustomer[] = [
    {
      code: '120.01.0042',
      name: 'Yıldız Yapı',
      fields: {
        city: 'İstanbul',
        country: 'TR',
        terms: 'NET30',
        currency: 'TRY',
        creditLimitMinor: 1_000_000_00,
        segment: 'A',
        tags: [],
        custom: {},
      },
    },
    ...(['A Ankara', 'B Bursa', 'I İzmir'] as const).map((branch) => ({
      code: `120.01.0042.${branch[0]}`,
      name: `Yıldız Yapı ${branch.slice(2)}`,
      parentCode: '120.01.0042',
      fields: {
        city: branch.slice(2),
        country: 'TR',
        terms: 'NET30',
        currency: 'TRY',
        tags: [],
        custom: {},
      },
    })),
    {
      code: '120.01.0077',
      name: 'Deniz Ticaret',
      fields: {
        city: 'İstanbul',
        country: 'TR',
        terms: 'NET30',
        currency: 'TRY',
        creditLimitMinor: 50_000_00,
        segment: 'B',
        tags: [],
        custom: {},
      },
    },
    {
      code: '120.02.0005',
      name: 'Ege İhracat',
      fields: {
        city: 'İzmir',
        country: 'TR',
        terms: 'NET30',
        currency: 'USD',
        segment: 'B',
        tags: [],
        custom: {},
      },
    },
  ]
  const day = (text: string) => text as IsoDate
  const invoice = (
    documentNo: string,
    customerCode: string,
    on: string,
    due: string,
    amountMinor: number,
    more: Partial<PlannedDocument> = {},
  ): PlannedDocument => ({
    kind: 'invoice',
    documentNo,
    customerCode,
    documentDate: day(on),
    dueDate: day(due),
    amountMinor,
    ...more,
  })
  const documents: PlannedDocument[] = [
    invoice('INV-101', '120.01.0077', '2026-06-10', '2026-07-10', 12_000_00),
    invoice('INV-102', '120.01.0077', '2026-08-05', '2026-09-04', 8_000_00),
    invoice('R1-A', '120.01.0042.A', '2026-09-01', '2026-10-01', 400_000_00),
    invoice('R1-B', '120.01.0042.B', '2026-09-01', '2026-10-01', 350_000_00),
    invoice('R1-I', '120.01.0042.I', '2026-09-01', '2026-10-01', 200_000_00),
    invoice('INV-U1', '120.02.0005', '2026-09-10', '2026-10-10', 1_000_00, {
      currency: 'USD',
      rate: '41.20',
    }),
    invoice('INV-103', '120.01.0077', '2026-09-20', '2026-10-20', 5_000_00),
    {
      kind: 'receipt',
      documentNo: 'U-R1',
      customerCode: '120.02.0005',
      documentDate: day('2026-10-05'),
      amountMinor: 600_00,
      currency: 'USD',
      rate: '42.90',
      allocateTo: [{ documentNo: 'INV-U1', amountMinor: 600_00 }],
    },
    {
      kind: 'receipt',
      documentNo: 'U-R2',
      customerCode: '120.02.0005',
      documentDate: day('2026-10-20'),
      amountMinor: 400_00,
      currency: 'USD',
      rate: '43.10',
      allocateTo: [{ documentNo: 'INV-U1', amountMinor: 400_00 }],
    },
  ]
  return { customers, documents: documents.filter((document) => document.documentDate <= until) }
}

/** Spring and autumn sell more than winter and August. */
function season(on: IsoDate): number {
  return (
    [0.8, 0.85, 1.05, 1.15, 1.15, 1.05, 0.9, 0.75, 1.1, 1.2, 1.1, 0.95][
      Number(on.slice(5, 7)) - 1
    ] ?? 1
  )
}
