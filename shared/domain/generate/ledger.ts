/**
 * The ledger of the bench (specs: performance.md, Data) as CSV files for `saldo import`.
 *
 * Deterministic: one integer seed, an own generator, no clock; same seed, size and variant give the
 * same bytes. Files are to be imported in the order they come in: an allocation names a document of
 * the same or an earlier file. `documents` is met exactly. The set keeps three laws, which its tests
 * check: no invoice is paid beyond its amount, no credit applied beyond its own, and the open items
 * less what is unapplied are the balance the manifest states.
 */
import { addDays, type IsoDate } from '../days.ts'
import { toDecimalString } from '../money.ts'
import { type LedgerAccount, makeAccounts, parentOf } from './ledger-accounts.ts'
import { LedgerWalk, type Variant } from './ledger-walk.ts'
import { Prng } from './prng.ts'
import { RateWalk } from './rates.ts'

export interface GeneratedFile {
  readonly name: string
  /** To be read once, and to its end before the next file is asked for. */
  readonly lines: Iterable<string>
}

export interface LedgerOptions {
  readonly seed: number
  readonly customers: number
  readonly documents: number
  readonly variant?: Variant
}

export const LEDGER_FROM = '2023-01-02' as IsoDate
export const LEDGER_DAYS = 1095
const LEDGER_UNTIL = addDays(LEDGER_FROM, LEDGER_DAYS - 1)
const ROWS_PER_FILE = 100_000
const HEADER =
  'type,document_no,customer_code,document_date,due_date,amount,currency,rate,tax_amount,description,allocate_to'

/** rates.csv, customers.csv, documents-001.csv …, then manifest.json and README.md. */
export function* generateLedger(options: LedgerOptions): Iterable<GeneratedFile> {
  const random = new Prng(options.seed)
  const rates = new RateWalk(random, {
    from: LEDGER_FROM,
    until: LEDGER_UNTIL,
    start: { GBP: 11_600, USD: 9200 },
    drift: 0,
    step: 0.004,
  })
  const accounts = makeAccounts(random, options.customers)
  yield { name: 'rates.csv', lines: rateLines(rates) }
  yield { name: 'customers.csv', lines: customerLines(random, accounts) }
  const walk = new LedgerWalk(random, accounts, rates, {
    documents: options.documents,
    variant: options.variant ?? 'plain',
    from: LEDGER_FROM,
    days: LEDGER_DAYS,
  })
  const rows = walk.rows()
  const names: string[] = []
  for (let next = rows.next(); !next.done; next = rows.next()) {
    const name = `documents-${String(names.length + 1).padStart(3, '0')}.csv`
    names.push(name)
    yield { name, lines: oneFile(next.value, rows) }
  }
  if (options.variant === 'backdated') {
    yield {
      name: 'deallocations.csv',
      lines: ['receipt,customer_code,document,date', ...walk.undone],
    }
  }
  const { openInvoices, unappliedCredits, balances, counts } = walk.totals()
  const manifest = {
    format: 'saldo.ledger.v1',
    ...options,
    currency: 'EUR',
    from: LEDGER_FROM,
    until: LEDGER_UNTIL,
    import: ['rates.csv', 'customers.csv', ...names],
    counts,
    openInvoices,
    unappliedCredits,
    /** Sum of open items per currency: what the aging of the last day must total. */
    balance: Object.fromEntries(
      [...balances]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, minor]) => [currency, toDecimalString(minor, currency)]),
    ),
  }
  yield { name: 'manifest.json', lines: JSON.stringify(manifest, null, 2).split('\n') }
  yield { name: 'README.md', lines: readme(options, manifest.import) }
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

function* rateLines(rates: RateWalk): Iterable<string> {
  yield 'currency,date,rate'
  for (const { currency, date, rate } of rates.rows) yield `${currency},${date},${rate}`
}

function* customerLines(random: Prng, accounts: readonly LedgerAccount[]): Iterable<string> {
  yield 'customer_code,name,parent_code,currency,terms'
  for (const [i, { code, currency, days }] of accounts.entries()) {
    yield `${code},Müşteri ${i + 1},${parentOf(random, accounts, i)},${currency},${days}`
  }
}

function readme(options: LedgerOptions, files: readonly string[]): string[] {
  const kind = (file: string) => (file.startsWith('documents') ? 'documents' : file.slice(0, -4))
  return [
    `# Ledger of ${options.documents} documents, seed ${options.seed}`,
    '',
    'Made by `saldo generate`. Into an empty company in EUR, in this order:',
    '',
    ...files.map((file) => `    saldo import ${kind(file)} ${file} --company FILE`),
    '',
    `Then \`saldo aging --as-of ${LEDGER_UNTIL}\` totals what manifest.json says under \`balance\`.`,
    ...(options.variant === 'backdated'
      ? [
          'Each line of deallocations.csv is one `saldo deallocate`; balances stay, open items rise.',
        ]
      : []),
  ]
}
