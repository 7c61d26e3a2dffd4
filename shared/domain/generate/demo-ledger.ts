/**
 * Fourteen months of the demo's trade: invoices, and how they are paid. Prompt, late, in parts, in
 * one sum, by cheque, less a few kuruş that are written off, or never.
 */
import { addDays, type IsoDate, toDayNumber } from '../days.ts'
import { dueDate, parseTerms } from '../terms.ts'
import type { DemoAccount } from './demo-accounts.ts'
import { DEMO_CURRENCY, type PlannedDocument } from './demo-plan.ts'
import { type Prng, Zipf } from './prng.ts'
import type { RateWalk } from './rates.ts'

export interface OpenInvoice {
  readonly documentNo: string
  readonly account: DemoAccount
  readonly documentDate: IsoDate
  readonly dueOn: number
  openMinor: number
}

const CHANNELS = ['Garanti · EFT', 'İş Bankası · EFT', 'Ziraat · EFT', 'Akbank · havale']

export class DemoLedger {
  readonly documents: PlannedDocument[] = []
  readonly #random: Prng
  readonly #rates: RateWalk
  readonly #waiting = new Map<number, OpenInvoice[]>()
  readonly #ofAccount = new Map<DemoAccount, OpenInvoice[]>()
  readonly #unpaid: OpenInvoice[] = []
  readonly #numbers = new Map<string, number>()

  constructor(random: Prng, rates: RateWalk) {
    this.#random = random
    this.#rates = rates
  }

  /** Sells and collects on every day of the span, `perDay` invoices on an average one. */
  run(accounts: readonly DemoAccount[], from: IsoDate, until: IsoDate, perDay: number): void {
    const zipf = new Zipf(accounts.length, 0.8, this.#random)
    let due = 0
    for (let on = from; on <= until; on = addDays(on, 1)) {
      due += perDay * (isWeekend(toDayNumber(on)) ? 0.25 : 1.3) * season(on)
      for (; due >= 1; due -= 1) {
        const account = accounts[zipf.draw()]
        if (account) this.#invoice(account, on)
      }
      this.#collect(on)
    }
  }

  /** Open now, largest first: what is worth a dispute or an agreement. */
  open(): OpenInvoice[] {
    return [...this.#unpaid, ...[...this.#waiting.values()].flat()]
      .filter((item) => item.openMinor > 0)
      .toSorted((a, b) => b.openMinor - a.openMinor || (a.documentNo < b.documentNo ? -1 : 1))
  }

  #invoice(account: DemoAccount, on: IsoDate): void {
    const random = this.#random
    const documentNo = this.#number('SLS', on)
    const unit = account.currency === DEMO_CURRENCY ? 1 : 42
    const netMinor = Math.round(random.skewed(19_000_00 * account.scale, 0.9) / unit)
    const taxMinor = Math.round(Math.max(50_00, netMinor) * 0.2)
    const amountMinor = Math.max(50_00, netMinor) + taxMinor
    const last = dueDate(on, parseTerms(account.terms))
    const half = Math.floor(amountMinor / 2)
    const isSplit = amountMinor > 80_000_00 && random.chance(0.15)
    this.#add(account, on, {
      kind: 'invoice',
      documentNo,
      dueDate: last,
      amountMinor,
      taxMinor,
      description: `Sipariş ${48_000 + this.documents.length}`,
      ...(isSplit
        ? {
            installments: [
              { dueOn: last, amountMinor: half },
              { dueOn: addDays(last, 30), amountMinor: amountMinor - half },
            ],
          }
        : {}),
    })
    const dueOn = toDayNumber(last)
    const item = { documentNo, account, documentDate: on, dueOn, openMinor: amountMinor }
    if (random.chance(0.035)) this.#return(item, on)
    if (random.chance(account.neverPays)) {
      this.#unpaid.push(item)
      return
    }
    const late = Math.round(account.lateDays * (0.4 + random.next() * 1.2)) - 3
    this.#wait(item, Math.max(dueOn + late, toDayNumber(on) + 1))
    if (account.paysLump) append(this.#ofAccount, account, item)
  }

  /** Those who pay today: each document by itself, or all that is due in one sum. */
  #collect(on: IsoDate): void {
    const random = this.#random
    const day = toDayNumber(on)
    const items = (this.#waiting.get(day) ?? []).filter((item) => item.openMinor > 0)
    this.#waiting.delete(day)
    for (const [account, own] of Map.groupBy(items, (item) => item.account)) {
      // A later item of a lump payer may have been paid earlier this day.
      const still = (account.paysLump ? this.#dueOf(account, day) : []).concat(own)
      const paid = [...new Set(still)].filter((item) => item.openMinor > 0).slice(0, 40)
      if (random.chance(0.004)) this.#onAccount(account, on)
      if (paid.length > 1 || random.chance(0.6)) this.#receipt(account, paid, on)
      else for (const item of paid) this.#receipt(account, [item], on)
    }
  }

  #dueOf(account: DemoAccount, day: number): OpenInvoice[] {
    const own = (this.#ofAccount.get(account) ?? []).filter((item) => item.openMinor > 0)
    this.#ofAccount.set(account, own)
    return own.filter((item) => item.dueOn <= day)
  }

  #receipt(account: DemoAccount, items: readonly OpenInvoice[], on: IsoDate): void {
    if (items.length === 0) return
    const random = this.#random
    const isCheque = account.currency === DEMO_CURRENCY && random.chance(0.15)
    const allocateTo = items.map((item) => {
      const isPartial = random.chance(0.12) && item.openMinor > 200_00
      const amountMinor = isPartial
        ? Math.round(item.openMinor * (0.3 + random.next() * 0.5))
        : item.openMinor - this.#shortfall(item)
      item.openMinor -= amountMinor
      return { documentNo: item.documentNo, amountMinor }
    })
    const paidMinor = allocateTo.reduce((sum, one) => sum + one.amountMinor, 0)
    const surplusMinor = random.chance(0.015) ? random.int(10_00, 900_00) : 0
    this.#add(account, on, {
      kind: isCheque ? 'cheque' : 'receipt',
      documentNo: this.#number(isCheque ? 'CEK' : 'HVL', on),
      amountMinor: paidMinor + surplusMinor,
      allocateTo,
      ...(isCheque
        ? { dueDate: addDays(on, random.int(20, 75)), description: 'Müşteri çeki' }
        : {
            method: random.pick(['EFT', 'EFT', 'Havale', 'POS']),
            description: random.pick(CHANNELS),
          }),
    })
    for (const item of items) {
      if (item.openMinor > 5_00) this.#wait(item, toDayNumber(on) + random.int(10, 45))
      else if (item.openMinor > 0) this.#writeOff(item, on)
    }
  }

  /** A few kuruş short, within 5.00 and half a percent (domain.md 4.8). */
  #shortfall(item: OpenInvoice): number {
    return item.openMinor > 1_000_00 && this.#random.chance(0.03) ? this.#random.int(1, 4_99) : 0
  }

  #writeOff(item: OpenInvoice, on: IsoDate): void {
    const allocateTo = [{ documentNo: item.documentNo, amountMinor: item.openMinor }]
    this.#add(item.account, on, {
      kind: 'write_off',
      documentNo: this.#number('YUV', on),
      amountMinor: item.openMinor,
      description: 'Yuvarlama',
      allocateTo,
    })
    item.openMinor = 0
  }

  /** A return; one in twelve waits to be used on another invoice. */
  #return(item: OpenInvoice, on: IsoDate): void {
    const amountMinor = Math.round(item.openMinor * 0.12)
    const isApplied = !this.#random.chance(0.08)
    if (isApplied) item.openMinor -= amountMinor
    this.#add(item.account, on, {
      kind: 'credit_note',
      documentNo: this.#number('IAD', on),
      amountMinor,
      description: 'İade',
      ...(isApplied ? { allocateTo: [{ documentNo: item.documentNo, amountMinor }] } : {}),
    })
  }

  /** Money without a reference: stays unapplied until somebody asks. */
  #onAccount(account: DemoAccount, on: IsoDate): void {
    const unit = account.currency === DEMO_CURRENCY ? 1 : 42
    this.#add(account, on, {
      kind: 'receipt',
      documentNo: this.#number('HVL', on),
      amountMinor: Math.round(this.#random.int(2, 25) * (1_000_00 / unit)),
      method: 'EFT',
      description: 'Cari hesaba',
    })
  }

  #add(
    account: DemoAccount,
    on: IsoDate,
    document: Omit<PlannedDocument, 'customerCode' | 'documentDate' | 'currency' | 'rate'>,
  ): void {
    const { code, currency } = account
    const foreign =
      currency === DEMO_CURRENCY ? {} : { currency, rate: this.#rates.on(currency, on) }
    this.documents.push({ customerCode: code, documentDate: on, ...foreign, ...document })
  }

  #number(series: string, on: IsoDate): string {
    const next = (this.#numbers.get(series) ?? 0) + 1
    this.#numbers.set(series, next)
    return `${series}${on.slice(0, 4)}${String(next).padStart(9, '0')}`
  }

  /** Banks rest at weekends. */
  #wait(item: OpenInvoice, day: number): void {
    append(this.#waiting, isWeekend(day) ? day + 2 : day, item)
  }
}

function isWeekend(day: number): boolean {
  return toWeekday(day) > 4
}

/** 0 is Monday. */
function toWeekday(day: number): number {
  return (day + 3) % 7
}

/** Spring and autumn sell more than winter and August. */
function season(on: IsoDate): number {
  const byMonth = [0.8, 0.85, 1.05, 1.15, 1.15, 1.05, 0.9, 0.75, 1.1, 1.2, 1.1, 0.95]
  return byMonth[Number(on.slice(5, 7)) - 1] ?? 1
}

function append<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
