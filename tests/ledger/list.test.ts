/**
 * The documents list against a plain computation in memory, over random ledgers and questions: the
 * same rows in the same order whichever way they are reached, the same totals, the same values.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SqlValue } from '../../db/kit/database.ts'
import { docSumDifferences } from '../../db/local/checks.ts'
import { listTotals } from '../../db/local/ledger-list.ts'
import { EVERYTHING } from '../../db/local/ledger-where.ts'
import { MIGRATIONS } from '../../db/local/migrations/index.ts'
import { createCompanyDb, openCompanyDb } from '../../db/local/open.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import { ledgerBlock, ledgerTotals, ledgerValues } from '../../main/backend/features/ledger-list.ts'
import { contract } from '../../shared/contract/index.ts'
import { LEDGER_SORTS, type LedgerQuery } from '../../shared/contract/ledger.ts'
import type { ColumnFilter } from '../../shared/contract/views.ts'
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import { digitsOf } from '../../shared/domain/currency.ts'
import { fold, foldedWords } from '../../shared/domain/fold.ts'
import { TestCompany } from '../support/company.ts'

const RUNS = Number(process.env['SALDO_LIST_RUNS'] ?? 60)
const QUESTIONS = 6
const FIRST = '2026-01-01' as IsoDate
const NAMES = { A1: 'Şahin Gıda', B2: 'INCI ışık', 'a%3': 'Kuzey_Ltd' } as const
const CODES = Object.keys(NAMES) as (keyof typeof NAMES)[]

type Documents = typeof ledger extends fc.Arbitrary<infer T> ? T : never

const document = fc.record({
  kind: fc.constantFrom('invoice', 'invoice', 'receipt', 'credit_note', 'opening'),
  customer: fc.constantFrom(...CODES),
  day: fc.integer({ min: 0, max: 70 }),
  due: fc.integer({ min: 0, max: 40 }),
  minor: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5_000_000 })),
  currency: fc.constantFrom(undefined, undefined, 'USD', 'EUR'),
  description: fc.constantFrom(undefined, 'İade FATURA', 'şubat\\mart', '100% peşin'),
  reference: fc.constantFrom(undefined, 'ŞİP-7', 'po_12'),
  letter: fc.constantFrom('F', 'f', 'Ğ', 'x_'),
})
const ledger = fc.array(document, { minLength: 1, maxLength: 60 })

const set = (values: readonly string[]) =>
  fc.record({
    kind: fc.constant('set' as const),
    mode: fc.constantFrom('only' as const, 'except' as const),
    values: fc.uniqueArray(fc.constantFrom(...values, null), { maxLength: 3 }),
  })
const text = (...words: readonly string[]) =>
  fc.record({ kind: fc.constant('text' as const), contains: fc.constantFrom(...words) })
const days = fc.record({
  kind: fc.constant('day' as const),
  from: fc.option(fc.integer({ min: -3, max: 60 }).map((n) => addDays(FIRST, n))),
  to: fc.option(fc.integer({ min: 10, max: 90 }).map((n) => addDays(FIRST, n))),
})
const amounts = fc.record({
  kind: fc.constant('amount' as const),
  from: fc.option(fc.constantFrom('0.05', '-100', '1000.5')),
  to: fc.option(fc.constantFrom('0.08', '20000', '-1')),
  strict: fc.boolean(),
})
const filters = fc.record(
  {
    kind: set(['invoice', 'receipt', 'credit_note']),
    status: set(['open', 'closed', 'reversed']),
    customer: set(CODES),
    customerName: text('sahin', 'i', 'KUZEY_', '%'),
    document: text('f1', 'ğ', 'X_', '\\'),
    description: text('iade fatura', 'ŞUBAT\\', '100%'),
    reference: text('sip', 'PO_1'),
    currency: set(['TRY', 'USD']),
    date: days,
    due: days,
    amount: amounts,
    base: amounts,
  },
  { requiredKeys: [] },
)
const question = fc.record({
  // Mostly one or two columns: a question that leaves nothing says little.
  filters: fc
    .tuple(filters, fc.integer({ min: 0, max: 2 }))
    .map(([all, most]) => Object.fromEntries(Object.entries(all).slice(0, most))),
  search: fc.constantFrom('', '', '', 'f', 'INCI', 'sahin f1', 'x_', '%', 'ğ'),
  sort: fc.record({ id: fc.constantFrom(...LEDGER_SORTS), descending: fc.boolean() }),
})

test('M174 (part) S1: rows, order, totals and values of the list equal a plain computation', () => {
  let left = 0
  fc.assert(
    fc.property(
      ledger,
      fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      fc.infiniteStream(fc.integer({ min: 0, max: 1000 })),
      (documents, questions, rolls) => {
        const company = new TestCompany({ inMemory: true })
        try {
          post(company, documents)
          const all = plainRows(company)
          for (const query of questions) left += asked(company, all, query as LedgerQuery, rolls)
        } finally {
          company.dispose()
        }
      },
    ),
    { numRuns: RUNS },
  )
  expect(left).toBeGreaterThan(RUNS)
})

test('S1: a file of the version before gets its sums of what is in it, and lists as it did', () => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-before-'))
  const path = join(dir, 'before.saldo')
  // Whatever came after it.
  const listAt = MIGRATIONS.findIndex(({ name }) => name === '0007-list')
  try {
    const before = createCompanyDb(path, MIGRATIONS.slice(0, listAt))
    for (let n = 1; n <= 50; n += 1)
      before
        .prepare<SqlValue[]>(
          `insert into doc (doc_id, kind, number, number_given, doc_on, currency, amount_minor, base_minor, recorded_at,
             content_hash, op_id) values (randomblob(16), ?, ?, 1, ?, ?, ?, ?, 0, randomblob(32), randomblob(16))`,
        )
        .run(
          n % 3 === 0 ? 'receipt' : 'invoice',
          `F${n}`,
          `2026-0${1 + (n % 4)}-15`,
          n % 2 === 0 ? 'TRY' : 'USD',
          n * 100,
          n * 350,
        )
    before.close()

    const db = openCompanyDb(path)
    const totals = listTotals(db, EVERYTHING)
    expect(totals).toEqual(listTotals(db, { ...EVERYTHING, reach: 'index' }))
    expect(totals.map(({ count }) => count)).toEqual([25, 25])
    expect(docSumDifferences(db)).toEqual({ examined: 8, differences: [] })
    db.close()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

test('S1: a kept sum that is wrong is found by verify', () => {
  const company = new TestCompany()
  try {
    company.customer('C')
    company.post({ no: 'F1', on: '2026-03-01', minor: 100_00 })
    company.command(({ db }) => db.prepare<[]>('update doc_sum set amount_minor = 1').run())
    const [l1] = company.verify(false).checks.filter((one) => one.name === 'L1')
    expect(l1).toMatchObject({ ok: false, failures: [{ expectedMinor: 100_00, foundMinor: 1 }] })
  } finally {
    company.dispose()
  }
})

/** Documents with rates of their own; every fifth invoice reversed, every third receipt applied. */
function post(company: TestCompany, documents: Documents): void {
  for (const code of CODES) company.customer(code, { name: NAMES[code] })
  documents.forEach((one, n) => {
    const number = `${one.letter}${n}`
    const on = addDays(FIRST, one.day)
    const paid = documents.findIndex(
      (other, at) =>
        at < n &&
        at % 5 !== 0 &&
        other.kind === 'invoice' &&
        other.customer === one.customer &&
        other.currency === one.currency &&
        other.day <= one.day,
    )
    const isApplied = one.kind === 'receipt' && n % 3 === 0 && paid >= 0
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: one.kind,
          documentNo: number,
          customerCode: one.customer,
          documentDate: on,
          dueDate: one.kind === 'invoice' ? addDays(on, one.due) : undefined,
          amountMinor: one.minor,
          currency: one.currency,
          rate: one.currency === undefined ? undefined : `3${one.due}.25`,
          description: one.description,
          reference: one.reference,
        },
      ],
    })
    company.command((context) => postDocuments(context, input))
    if (isApplied) company.allocate(number, { [`${documents[paid]?.letter}${paid}`]: null }, on)
    if (one.kind === 'invoice' && n % 5 === 0) company.reverse(number, on)
  })
}

interface PlainRow {
  readonly id: number
  readonly document: string
  readonly kind: string
  readonly status: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly date: string
  readonly due: string | null
  readonly currency: string
  readonly amount: number
  readonly base: number
  readonly description: string | null
  readonly reference: string | null
}

/** Every document as the journal has it, its status by looking through all items and mirrors. */
function plainRows(company: TestCompany): PlainRow[] {
  return company.query(({ db }) => {
    const reversed = new Set(
      db.tuples<readonly [number | null]>('select reverses from doc').map(([id]) => id),
    )
    const open = new Set(
      db
        .tuples<readonly [number, number]>('select doc_id, open_minor from item')
        .flatMap(([doc, minor]) => (minor === 0 ? [] : [doc])),
    )
    const rows = db
      .prepare<[], Omit<PlainRow, 'status'>>(
        `select d.id, number as document, kind, code as customer, name as customerName, doc_on as date, due_on as due, d.currency,
           amount_minor as amount, base_minor as base, description, reference
         from doc as d left join customer as c on c.id = d.customer_id`,
      )
      .all()
    return rows.map((row) => ({
      ...row,
      status: reversed.has(row.id) ? 'reversed' : open.has(row.id) ? 'open' : 'closed',
    }))
  })
}

/** Asks one question in every way and compares; answers how many rows it left. */
function asked(
  company: TestCompany,
  all: readonly PlainRow[],
  query: LedgerQuery,
  rolls: fc.Stream<number>,
): number {
  const left = all.filter((row) => isLeft(row, query)).toSorted(inOrderOf(query))
  const wanted = left.map((row) => row.document + row.kind)
  const block = (start: number, count: number) =>
    company
      .query((context) => ledgerBlock(context, { query, start, count }))
      .rows.map((row) => row.documentNo + row.kind)
  const [first = 0, size = 0] = rolls.take(2)
  // From some place forward and back, then from the top, then the end, then all at once.
  const step = 1 + (size % 7)
  const middle = first % (left.length + 1)
  for (let at = middle; at < left.length; at += step)
    expect(block(at, step)).toEqual(wanted.slice(at, at + step))
  for (let at = middle; at > 0; at -= step)
    expect(block(Math.max(0, at - step), Math.min(step, at))).toEqual(
      wanted.slice(Math.max(0, at - step), at),
    )
  expect(block(0, step)).toEqual(wanted.slice(0, step))
  expect(block(Math.max(0, left.length - 1), step)).toEqual(wanted.slice(-1))
  expect(block(0, 1000)).toEqual(wanted)

  const totals = company.query((context) => ledgerTotals(context, { query }))
  expect(totals).toEqual(
    [...Map.groupBy(left, (row) => row.currency)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, rows]) => ({
        currency,
        count: rows.length,
        amountMinor: String(rows.reduce((sum, row) => sum + row.amount, 0)),
        baseMinor: String(rows.reduce((sum, row) => sum + row.base, 0)),
      })),
  )
  for (const column of ['kind', 'status', 'customer', 'currency'] as const) {
    const values = company.query((context) => ledgerValues(context, { query, column }))
    const others = { ...query, filters: { ...query.filters } }
    delete others.filters[column]
    const counted = Map.groupBy(
      all.filter((row) => isLeft(row, others)),
      (row) => row[column],
    )
    expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(
      new Map([...counted].map(([value, rows]) => [value, rows.length])),
    )
  }
  return left.length
}

function isLeft(row: PlainRow, { filters, search }: LedgerQuery): boolean {
  const quick = [row.document, row.customer ?? '', row.customerName ?? ''].map(fold)
  return (
    foldedWords(search).every((word) => quick.some((one) => one.includes(word))) &&
    Object.entries(filters).every(([column, filter]) => passes(row, column, filter))
  )
}

function passes(row: PlainRow, column: string, filter: ColumnFilter): boolean {
  const value = row[column as keyof PlainRow]
  switch (filter.kind) {
    case 'set':
      return filter.values.includes(value as string | null) === (filter.mode === 'only')
    case 'text':
      return foldedWords(filter.contains).every((word) => fold(String(value ?? '')).includes(word))
    case 'day':
      return value !== null && value >= (filter.from ?? '') && value <= (filter.to ?? '9999-12-31')
    case 'amount': {
      const unit = 10 ** digitsOf(column === 'base' ? 'TRY' : row.currency)
      const minor = Number(value)
      const at = (bound: string) => Math.round(Number(bound) * unit * 1000) / 1000
      const isAbove =
        filter.from === null || (filter.strict ? minor > at(filter.from) : minor >= at(filter.from))
      return (
        isAbove &&
        (filter.to === null || (filter.strict ? minor < at(filter.to) : minor <= at(filter.to)))
      )
    }
  }
}

/** Ties: within an account by currency, day and number; within kind and currency by day; then as recorded. */
function inOrderOf({ sort }: LedgerQuery): (a: PlainRow, b: PlainRow) => number {
  const keysOf = (row: PlainRow): readonly (string | number)[] => {
    switch (sort.id) {
      case 'recorded':
        return [row.id]
      case 'kind':
      case 'currency':
        return [row[sort.id], row.date, row.id]
      case 'customer':
        return [row.customer ?? '', row.currency, row.date, row.document, row.id]
      default:
        return [row[sort.id] ?? '', row.id]
    }
  }
  return (a, b) => {
    const [one, other] = [keysOf(a), keysOf(b)]
    const at = one.findIndex((key, n) => key !== other[n])
    const ascending = (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1
    return sort.descending ? -ascending : ascending
  }
}
