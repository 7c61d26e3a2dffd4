/**
 * Three years of invoices and payments, day by day, as CSV rows of `import documents`.
 *
 * Payments of a day come first, then its invoices. Up to the last two months invoices follow a fixed
 * share of the wanted documents, thin at weekends; then they fill what payments leave, so that the
 * wanted number is met exactly. Memory follows the open items, not the documents.
 */
import { addDays, fromDayNumber, type IsoDate, toDayNumber } from '../days.ts'
import { toDecimalString } from '../money.ts'
import type { LedgerAccount } from './ledger-accounts.ts'
import { type Prng, Zipf } from './prng.ts'
import type { RateWalk } from './rates.ts'

/**
 * `bad-payers`: three times the open items. `one-giant`: one customer with half of all lines.
 * `backdated`: every twentieth payment is learned weeks after its day, and `deallocations.csv`
 * names every fiftieth allocation to be undone.
 */
export const VARIANTS = ['plain', 'bad-payers', 'one-giant', 'backdated'] as const
export type Variant = (typeof VARIANTS)[number]

export interface WalkPlan {
  readonly documents: number
  readonly variant: Variant
  readonly from: IsoDate
  readonly days: number
}

interface Open {
  readonly documentNo: string
  readonly account: number
  readonly dueOn: number
  openMinor: number
  /** When it was paid, where that is learned later (`backdated`). */
  paidOn: number | null
}

type Targets = readonly (readonly [documentNo: string, minor: number])[]

const INVOICE_SHARE = 0.528
const FILL_DAYS = 60
const LUMP_MAX = 40
/** Most rows one payment makes: credit note, write-off, receipt. */
const ROWS_MAX = 3
const NEVER_PAID: Readonly<Record<Variant, number>> = {
  plain: 0.035,
  'bad-payers': 0.18,
  'one-giant': 0.035,
  backdated: 0.035,
}

export class LedgerWalk {
  /** Rows of deallocations.csv; filled by `backdated` alone. */
  readonly undone: string[] = []
  readonly #random: Prng
  readonly #accounts: readonly LedgerAccount[]
  readonly #rates: RateWalk
  readonly #plan: WalkPlan
  readonly #zipf: Zipf
  readonly #first: number
  /** Items to be paid on a day; accounts that pay a lump on a day. */
  readonly #waiting = new Map<number, Open[]>()
  readonly #lumpDays = new Map<number, number[]>()
  readonly #lumps = new Map<number, Open[]>()
  readonly #balances = new Map<string, number>()
  readonly #counts = { invoice: 0, receipt: 0, credit_note: 0, write_off: 0, allocation: 0 }
  #unpaidForever = 0
  #unapplied = 0
  #left: number

  constructor(random: Prng, accounts: readonly LedgerAccount[], rates: RateWalk, plan: WalkPlan) {
    this.#random = random
    this.#accounts = accounts
    this.#rates = rates
    this.#plan = plan
    this.#zipf = new Zipf(accounts.length, 0.9, random)
    this.#first = toDayNumber(plan.from)
    this.#left = plan.documents
  }

  *rows(): Generator<string> {
    const { documents, days } = this.#plan
    let due = 0
    for (let offset = 0; offset < days; offset += 1) {
      const day = this.#first + offset
      yield* this.#payments(day)
      const daysLeft = days - offset
      const weight = (day + 3) % 7 > 4 ? 0.2 : 1.32
      if (daysLeft > FILL_DAYS) due += (documents * INVOICE_SHARE * weight) / days
      else if (daysLeft === 1) due = this.#left
      else due = Math.max(0, this.#left - Math.round((documents * (daysLeft - 1)) / days)) * weight
      for (; due >= 1 && this.#left > 0; due -= 1) yield this.#invoice(day)
    }
  }

  totals() {
    const waiting = [...this.#waiting.values(), ...this.#lumps.values()]
    const still = waiting.reduce((sum, list) => sum + list.filter(isOpen).length, 0)
    return {
      openInvoices: this.#unpaidForever + still,
      unappliedCredits: this.#unapplied,
      balances: this.#balances,
      counts: this.#counts,
    }
  }

  #invoice(day: number): string {
    const random = this.#random
    const isGiants = this.#plan.variant === 'one-giant' && random.chance(0.5)
    const index = isGiants ? 0 : this.#zipf.draw()
    const account = this.#account(index)
    const lines = random.int(1, 5)
    let netMinor = 0
    for (let n = 0; n < lines; n += 1) {
      netMinor += Math.max(1_00, Math.round(random.skewed(240_00, 0.9)))
    }
    const taxMinor = Math.round(netMinor * 0.2)
    const documentNo = this.#number('invoice', 'INV', account, netMinor + taxMinor)
    const dueOn = day + account.days
    this.#expect({
      documentNo,
      account: index,
      dueOn,
      openMinor: netMinor + taxMinor,
      paidOn: null,
    })
    const { code, currency } = account
    return `invoice,${documentNo},${code},${fromDayNumber(day)},${fromDayNumber(dueOn)},${toDecimalString(netMinor + taxMinor, currency)},${currency},${this.#rate(account, day)},${toDecimalString(taxMinor, currency)},${lines} lines,`
  }

  /** Decides when, and whether, an invoice will be paid. */
  #expect(item: Open): void {
    const random = this.#random
    const account = this.#account(item.account)
    if (random.chance(NEVER_PAID[this.#plan.variant])) {
      this.#unpaidForever += 1
      return
    }
    if (!account.paysLump) {
      const late = Math.round(account.lateness * random.next() * 2)
      this.#pay(item, item.dueOn + late + 1)
      return
    }
    const own = push(this.#lumps, item.account, item)
    if (own === 1) push(this.#lumpDays, item.dueOn + account.lateness + 1, item.account)
  }

  /** Backdated: one in twenty is keyed weeks after the day it counts from. */
  #pay(item: Open, day: number): void {
    const isLate = this.#plan.variant === 'backdated' && this.#random.chance(0.05)
    item.paidOn = isLate ? day : null
    push(this.#waiting, isLate ? day + this.#random.int(14, 60) : day, item)
  }

  *#payments(day: number): Iterable<string> {
    for (const item of take(this.#waiting, day)) {
      if (this.#left < ROWS_MAX) push(this.#waiting, day + 1, item)
      else yield* this.#one(item, item.paidOn ?? day, day)
    }
    for (const index of take(this.#lumpDays, day)) {
      if (this.#left < ROWS_MAX) push(this.#lumpDays, day + 1, index)
      else yield* this.#lump(index, day)
    }
  }

  /** By reference: the whole, or a part now and the rest later; sometimes less a credit note. */
  *#one(item: Open, on: number, day: number): Iterable<string> {
    const random = this.#random
    const account = this.#account(item.account)
    if (random.chance(0.052) && item.openMinor > 1_00) {
      const minor = Math.round(item.openMinor * 0.1)
      yield this.#credit('credit_note', 'CRN', account, minor, [apply(item, minor)], on)
    }
    if (random.chance(0.013) && item.openMinor > 1_00) {
      yield this.#credit('write_off', 'WOF', account, 7, [apply(item, 7)], on)
    }
    const isPartial = random.chance(0.12) && item.openMinor > 1_00
    const share = isPartial ? 0.2 + random.next() * 0.6 : 1
    const paid = apply(item, Math.round(item.openMinor * share))
    const surplus = random.chance(0.01) ? random.int(1_00, 200_00) : 0
    if (item.openMinor > 0) this.#pay(item, day + random.int(7, 40))
    if (surplus > 0) this.#unapplied += 1
    yield this.#credit('receipt', 'RCT', account, paid[1] + surplus, [paid], on)
  }

  /** What is due, oldest first, 40 to a receipt; in three of ten runs the last is paid by half. */
  *#lump(index: number, day: number): Iterable<string> {
    const account = this.#account(index)
    const all = this.#lumps.get(index) ?? []
    const due = all.findIndex((item) => item.dueOn > day)
    const paid = all.slice(0, Math.min(due < 0 ? all.length : due, LUMP_MAX))
    const last = paid.at(-1)
    const isHalf = last && last.openMinor > 2 && paid.length > 1 && this.#random.chance(0.3)
    const targets = paid.map((item) =>
      apply(item, isHalf && item === last ? Math.floor(item.openMinor / 2) : item.openMinor),
    )
    const rest = all.slice(isHalf ? paid.length - 1 : paid.length)
    this.#lumps.set(index, rest)
    const [next] = rest
    if (next) {
      const dueOn = isHalf ? day + this.#random.int(7, 40) : next.dueOn + account.lateness
      push(this.#lumpDays, Math.max(day + 1, dueOn), index)
    }
    const sum = targets.reduce((total, [, minor]) => total + minor, 0)
    if (sum > 0) yield this.#credit('receipt', 'RCT', account, sum, targets, day)
  }

  #credit(
    type: 'receipt' | 'credit_note' | 'write_off',
    series: string,
    account: LedgerAccount,
    minor: number,
    targets: Targets,
    day: number,
  ): string {
    const { code, currency } = account
    const documentNo = this.#number(type, series, account, -minor)
    this.#counts.allocation += targets.length
    if (this.#plan.variant === 'backdated') this.#undoSome(documentNo, code, targets, day)
    const allocateTo = targets.map(([no, part]) => `${no}=${toDecimalString(part, currency)}`)
    return `${type},${documentNo},${code},${fromDayNumber(day)},,${toDecimalString(minor, currency)},${currency},${this.#rate(account, day)},,,${allocateTo.join(';')}`
  }

  #undoSome(documentNo: string, code: string, targets: Targets, day: number): void {
    for (const [target] of targets) {
      if (!this.#random.chance(0.02)) continue
      this.undone.push(`${documentNo},${code},${target},${addDays(fromDayNumber(day), 30)}`)
    }
  }

  /** The next number of a series; the document's amount goes to the balance. */
  #number(
    type: 'invoice' | 'receipt' | 'credit_note' | 'write_off',
    series: string,
    { currency }: LedgerAccount,
    minor: number,
  ): string {
    this.#left -= 1
    this.#counts[type] += 1
    this.#balances.set(currency, (this.#balances.get(currency) ?? 0) + minor)
    return `${series}-${String(this.#counts[type]).padStart(8, '0')}`
  }

  #rate({ currency }: LedgerAccount, day: number): string {
    return currency === 'EUR' ? '' : this.#rates.on(currency, fromDayNumber(day))
  }

  #account(index: number): LedgerAccount {
    const account = this.#accounts[index]
    if (!account) throw new RangeError(`no account ${index}`)
    return account
  }
}

function apply(item: Open, minor: number): readonly [string, number] {
  item.openMinor -= minor
  return [item.documentNo, minor]
}

function isOpen(item: Open): boolean {
  return item.openMinor > 0
}

function take<T>(map: Map<number, T[]>, key: number): T[] {
  const list = map.get(key) ?? []
  map.delete(key)
  return list
}

/** Answers how many stand under the key now. */
function push<T>(map: Map<number, T[]>, key: number, value: T): number {
  const list = map.get(key)
  if (list) return list.push(value)
  map.set(key, [value])
  return 1
}
