/**
 * The ledger of the bench (specs: performance.md, Data) as CSV files for `saldo import`, in the order
 * they are to be imported. Deterministic: one integer seed, no clock; same seed and size, same bytes.
 * Days are walked in order, so memory follows the open items and not the documents.
 */
import { addDays, fromDayNumber, type IsoDate, toDayNumber } from '../days.ts'
import { toDecimalString } from '../money.ts'
import { Prng, Zipf } from './prng.ts'

export interface GeneratedFile {
  readonly name: string
  readonly lines: Iterable<string>
}

export type Variant = 'plain' | 'bad-payers' | 'one-giant' | 'backdated'

export interface LedgerOptions {
  readonly seed: number
  readonly customers: number
  readonly documents: number
  readonly variant?: Variant
}

export const LEDGER_FROM = '2023-01-02' as IsoDate
export const LEDGER_DAYS = 1095
export const ROWS_PER_FILE = 100_000
const HEADER =
  'type,document_no,customer_code,document_date,due_date,amount,currency,rate,tax_amount,description,allocate_to'
const TERMS = [0, 14, 30, 30, 30, 30, 45, 60, 90]

interface Account {
  readonly code: string
  readonly currency: string
  readonly days: number
  readonly lateness: number
  readonly paysLump: boolean
}

interface Open {
  readonly documentNo: string
  openMinor: number
  readonly account: number
}

/** rates.csv, customers.csv, documents-001.csv …, manifest.json: import them in this order. */
export function* generateLedger(options: LedgerOptions): Iterable<GeneratedFile> {
  const random = new Prng(options.seed)
  const accounts = makeAccounts(random, options.customers)
  yield { name: 'rates.csv', lines: rateLines() }
  yield { name: 'customers.csv', lines: customerLines(random, accounts) }
  const ledger = new LedgerWalk(random, accounts, options)
  const rows = ledger.rows()
  for (let n = 1; ; n += 1) {
    const first = rows.next()
    if (first.done) break
    yield { name: `documents-${String(n).padStart(3, '0')}.csv`, lines: oneFile(first.value, rows) }
  }
  yield { name: 'manifest.json', lines: [JSON.stringify(ledger.manifest(options), null, 2)] }
}

function* oneFile(first: string, rows: Iterator<string>): Iterable<string> {
  yield HEADER
  yield first
  for (let n = 1; n < ROWS_PER_FILE; n += 1) {
    const next = rows.next()
    if (next.done) return
    yield next.value
  }
}

function makeAccounts(random: Prng, count: number): Account[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = random.next()
    return {
      code: `C${String(i + 1).padStart(6, '0')}`,
      currency: draw < 0.7 ? 'EUR' : draw < 0.9 ? 'USD' : 'GBP',
      days: random.pick(TERMS),
      lateness: Math.floor(random.skewed(6, 1.1)),
      paysLump: random.chance(0.25),
    }
  })
}

/** Units of EUR per 1: a fixed slow wave, so that rates need no state. */
function rateOf(currency: string, offset: number): string {
  const level = currency === 'USD' ? 9200 : 11_600
  const value = level + Math.round(400 * Math.sin(offset / 90) + 60 * Math.sin(offset / 7))
  return `${Math.floor(value / 10_000)}.${String(value % 10_000).padStart(4, '0')}`
}

function* rateLines(): Iterable<string> {
  yield 'currency,date,rate'
  for (let offset = 0; offset < LEDGER_DAYS; offset += 1)
    for (const currency of ['USD', 'GBP'])
      yield `${currency},${addDays(LEDGER_FROM, offset)},${rateOf(currency, offset)}`
}

function* customerLines(random: Prng, accounts: readonly Account[]): Iterable<string> {
  yield 'customer_code,name,parent_code,currency,terms'
  const parents = Math.max(1, Math.floor(accounts.length * 0.08))
  for (const [i, account] of accounts.entries()) {
    const parent =
      i >= parents && random.chance(0.25) ? (accounts[random.int(0, parents - 1)]?.code ?? '') : ''
    yield `${account.code},Müşteri ${i + 1},${parent},${account.currency},${account.days}`
  }
}

class LedgerWalk {
  readonly #random: Prng
  readonly #accounts: readonly Account[]
  readonly #options: LedgerOptions
  readonly #zipf: Zipf
  readonly #waiting = new Map<number, Open[]>()
  readonly #lumps = new Map<number, Open[]>()
  readonly #unpaid: Open[] = []
  #numbers = { invoice: 0, receipt: 0, credit_note: 0, write_off: 0 }
  #unapplied = new Map<string, number>()

  constructor(random: Prng, accounts: readonly Account[], options: LedgerOptions) {
    this.#random = random
    this.#accounts = accounts
    this.#options = options
    this.#zipf = new Zipf(accounts.length, 0.9, random)
  }

  /** Documents of the days in order: invoices first, then what is paid that day. */
  *rows(): Generator<string> {
    const { documents, variant } = this.#options
    let left = documents
    let due = 0
    for (let offset = 0; offset < LEDGER_DAYS && left > 0; offset += 1) {
      const day = toDayNumber(LEDGER_FROM) + offset
      const weekday = (day + 3) % 7
      due += (documents * 0.52 * (weekday > 4 ? 0.2 : 1.32)) / LEDGER_DAYS
      while (due >= 1 && left > 0) {
        due -= 1
        left -= 1
        yield this.#invoice(
          variant === 'one-giant' && this.#random.chance(0.5) ? 0 : this.#zipf.draw(),
          day,
          offset,
        )
      }
      for (const row of this.#payments(day, offset)) {
        if (left <= 0) break
        left -= 1
        yield row
      }
    }
  }

  manifest(options: LedgerOptions): Record<string, unknown> {
    const open: Record<string, number> = {}
    let items = 0
    for (const item of [
      ...this.#unpaid,
      ...[...this.#waiting.values()].flat(),
      ...[...this.#lumps.values()].flat(),
    ]) {
      if (item.openMinor === 0) continue
      items += 1
      const currency = this.#account(item.account).currency
      open[currency] = (open[currency] ?? 0) + item.openMinor
    }
    for (const [currency, minor] of this.#unapplied) open[currency] = (open[currency] ?? 0) - minor
    return {
      format: 'saldo.ledger.v1',
      ...options,
      currency: 'EUR',
      documents: { ...this.#numbers },
      openInvoices: items,
      balance: Object.fromEntries(
        Object.entries(open)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([currency, minor]) => [currency, toDecimalString(minor, currency)]),
      ),
    }
  }

  #invoice(index: number, day: number, offset: number): string {
    const random = this.#random
    const account = this.#account(index)
    this.#numbers.invoice += 1
    const documentNo = `INV-${String(this.#numbers.invoice).padStart(8, '0')}`
    const lines = random.int(1, 5)
    let netMinor = 0
    for (let n = 0; n < lines; n += 1)
      netMinor += Math.max(1_00, Math.round(random.skewed(240_00, 0.9)))
    const taxMinor = Math.round(netMinor * 0.2)
    const item: Open = { documentNo, openMinor: netMinor + taxMinor, account: index }
    const dueDay = day + account.days
    const never = this.#options.variant === 'bad-payers' ? 0.11 : 0.035
    if (random.chance(never)) this.#unpaid.push(item)
    else if (account.paysLump) push(this.#lumps, index, item)
    else
      push(
        this.#waiting,
        dueDay + Math.max(0, Math.round(account.lateness * random.next() * 2)) + 1,
        item,
      )
    if (account.paysLump && (this.#lumps.get(index)?.length ?? 0) === 1)
      push(this.#waiting, dueDay + account.lateness + 1, {
        documentNo: '',
        openMinor: 0,
        account: index,
      })
    return `invoice,${documentNo},${account.code},${fromDayNumber(day)},${fromDayNumber(dueDay)},${toDecimalString(item.openMinor, account.currency)},${account.currency},${this.#rate(account, offset)},${toDecimalString(taxMinor, account.currency)},${lines} lines,`
  }

  *#payments(day: number, offset: number): Iterable<string> {
    const items = this.#waiting.get(day)
    if (!items) return
    this.#waiting.delete(day)
    for (const item of items) {
      if (item.documentNo === '') yield* this.#lump(item.account, day, offset)
      else if (item.openMinor > 0) yield* this.#one(item, day, offset)
    }
  }

  /** By reference: the whole, a part and the rest later, sometimes less a credit note or a write-off. */
  *#one(item: Open, day: number, offset: number): Iterable<string> {
    const random = this.#random
    const account = this.#account(item.account)
    if (random.chance(0.043)) {
      this.#numbers.credit_note += 1
      const minor = Math.max(1, Math.round(item.openMinor * 0.1))
      item.openMinor -= minor
      yield this.#credit(
        'credit_note',
        `CRN-${String(this.#numbers.credit_note).padStart(8, '0')}`,
        account,
        minor,
        [[item.documentNo, minor]],
        day,
        offset,
      )
    }
    if (random.chance(0.011) && item.openMinor > 10) {
      this.#numbers.write_off += 1
      item.openMinor -= 7
      yield this.#credit(
        'write_off',
        `WOF-${String(this.#numbers.write_off).padStart(8, '0')}`,
        account,
        7,
        [[item.documentNo, 7]],
        day,
        offset,
      )
    }
    const isPartial = random.chance(0.12) && item.openMinor > 100
    const minor = isPartial
      ? Math.round(item.openMinor * (0.2 + random.next() * 0.6))
      : item.openMinor
    item.openMinor -= minor
    if (isPartial) push(this.#waiting, day + random.int(7, 40), item)
    const surplus = random.chance(0.01) ? random.int(1_00, 200_00) : 0
    yield this.#receipt(account, minor + surplus, [[item.documentNo, minor]], day, offset, surplus)
  }

  /** First in, first out over up to 40 invoices; in three of ten runs the last is paid by half. */
  *#lump(index: number, day: number, offset: number): Iterable<string> {
    const account = this.#account(index)
    const items = this.#lumps.get(index) ?? []
    const paid = items.splice(0, 40)
    const targets = paid.map((item, i): [string, number] => {
      const isHalf =
        i === paid.length - 1 && paid.length > 1 && this.#random.chance(0.3) && item.openMinor > 2
      const minor = isHalf ? Math.floor(item.openMinor / 2) : item.openMinor
      item.openMinor -= minor
      if (item.openMinor > 0) items.unshift(item)
      return [item.documentNo, minor]
    })
    if (targets.length === 0) return
    if (items.length > 0)
      push(this.#waiting, day + this.#random.int(10, 35), {
        documentNo: '',
        openMinor: 0,
        account: index,
      })
    yield this.#receipt(
      account,
      targets.reduce((sum, [, minor]) => sum + minor, 0),
      targets,
      day,
      offset,
      0,
    )
  }

  #receipt(
    account: Account,
    minor: number,
    targets: readonly (readonly [string, number])[],
    day: number,
    offset: number,
    surplus: number,
  ): string {
    this.#numbers.receipt += 1
    if (surplus > 0)
      this.#unapplied.set(account.currency, (this.#unapplied.get(account.currency) ?? 0) + surplus)
    return this.#credit(
      'receipt',
      `RCT-${String(this.#numbers.receipt).padStart(8, '0')}`,
      account,
      minor,
      targets,
      day,
      offset,
    )
  }

  #credit(
    type: string,
    documentNo: string,
    account: Account,
    minor: number,
    targets: readonly (readonly [string, number])[],
    day: number,
    offset: number,
  ): string {
    const allocate = targets
      .map(([target, amount]) => `${target}=${toDecimalString(amount, account.currency)}`)
      .join(';')
    return `${type},${documentNo},${account.code},${fromDayNumber(day)},,${toDecimalString(minor, account.currency)},${account.currency},${this.#rate(account, offset)},,,${allocate}`
  }

  #rate(account: Account, offset: number): string {
    return account.currency === 'EUR' ? '' : rateOf(account.currency, offset)
  }

  #account(index: number): Account {
    const account = this.#accounts[index]
    if (!account) throw new RangeError(`no account ${index}`)
    return account
  }
}

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
