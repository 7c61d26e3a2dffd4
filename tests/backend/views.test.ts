/** Saved views and the list of all documents, over the real backend. */
import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCompanyDb } from '../../db/local/open.ts'
import { sql as ledgerSql } from '../../db/local/migrations/0001-ledger.ts'
import type { LedgerQuery } from '../../shared/contract/ledger.ts'
import type { SavedView } from '../../shared/contract/views.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

const view = (name: string, changes: Partial<SavedView> = {}): SavedView => ({
  viewId: uuidv7(),
  screen: 'customers',
  name,
  state: {
    columns: [{ id: 'code', width: null, frozen: true, hidden: false }],
    sort: [{ id: 'overdue', descending: true }],
    filters: { city: { kind: 'set', mode: 'only', values: ['İzmir', null] } },
    group: ['segment'],
    density: 'compact',
    settings: { filter: 'şahin' },
  },
  ...changes,
})

it('M174 (part): a saved view comes back as it was saved, renamed and removed, and is undone', async () => {
  const { views } = backend.client
  const saved = view('İzmir ve boş')
  await views.save(saved)
  await views.save(saved)
  expect(await views.list({ screen: 'customers' })).toEqual([saved])
  expect(await views.list({ screen: 'aging' })).toEqual([])

  const renamed = { ...saved, name: 'İzmir' }
  await views.save(renamed)
  expect(await views.list({ screen: 'customers' })).toEqual([renamed])
  await expect(views.save(view('IZMIR'))).rejects.toMatchObject({
    code: 'view.name_taken',
    params: { name: 'İzmir' },
  })

  expect(await views.remove({ viewId: saved.viewId })).toEqual({ removed: true })
  expect(await views.remove({ viewId: saved.viewId })).toEqual({ removed: false })
  await views.save(renamed)
  expect(await views.list({ screen: 'customers' })).toEqual([renamed])
  expect(
    (await backend.client.companies.verify({ deep: true })).checks.filter((one) => !one.ok),
  ).toEqual([])
})

it('a company file of the version before gets its views table and keeps what it had', () => {
  const path = join(backend.dir, 'before.saldo')
  const before = new SqliteDatabase(path)
  before.exec(ledgerSql)
  before.pragma('application_id = 1398893668')
  before.pragma('user_version = 1')
  before.exec("insert into setting (key, value) values ('language', '\"de\"')")
  before.close()

  const db = openCompanyDb(path)
  expect(db.prepare('select count(*) as n from saved_view').get()).toEqual({ n: 0 })
  expect(db.prepare('select value from setting').get()).toEqual({ value: '"de"' })
  db.close()
})

const asked = (changes: Partial<LedgerQuery> = {}): LedgerQuery => ({
  filters: {},
  search: '',
  sort: { id: 'date', descending: true },
  ...changes,
})

async function threeHundredDocuments(): Promise<void> {
  const rows = Array.from({ length: 300 }, (_, n) => {
    const name = ['Şahin Gıda', 'İnci Mobilya', 'Kuzey'][n % 3]
    const day = `2026-0${1 + (n % 6)}-${String(1 + (n % 28)).padStart(2, '0')}`
    return `C${n % 3},${name},invoice,F${String(n).padStart(4, '0')},${day},${day},${(n * 7919) % 1000}.50`
  })
  const path = backend.write(
    'documents.csv',
    `customer_code,customer_name,type,document_no,document_date,due_date,amount\n${rows.join('\n')}\n`,
  )
  await backend.client.imports.file({
    source: { path },
    options: { kind: 'documents', createCustomers: true },
  })
}

it('M174 (part): the list is the same by blocks one after the other and by jumps, in every order', async () => {
  await threeHundredDocuments()
  const { ledger } = backend.client
  for (const id of ['date', 'document', 'customer', 'amount', 'recorded'] as const)
    for (const descending of [true, false]) {
      const query = asked({ sort: { id, descending } })
      const whole = await ledger.block({ query, start: 0, count: 1000 })
      expect(whole.total).toBe(300)
      const one = [0, 70, 140, 210, 280]
      const steps = []
      for (const start of one) steps.push(...(await ledger.block({ query, start, count: 70 })).rows)
      expect(steps).toEqual(whole.rows)
      const jump = await ledger.block({ query, start: 133, count: 20 })
      expect(jump.rows).toEqual(whole.rows.slice(133, 153))
      const numbers = whole.rows.map((row) => row.documentNo)
      expect(new Set(numbers).size).toBe(300)
    }
})

it('M174 (part): filters, totals and values of the list agree with its rows, Turkish folded', async () => {
  await threeHundredDocuments()
  const { ledger } = backend.client
  const questions: LedgerQuery[] = [
    asked({ search: 'inci' }),
    asked({ search: 'SAHIN f00' }),
    asked({ filters: { customerName: { kind: 'text', contains: 'şahin gida' } } }),
    asked({ filters: { customer: { kind: 'set', mode: 'except', values: ['C1', null] } } }),
    asked({ filters: { amount: { kind: 'amount', from: '500', to: '600.5', strict: true } } }),
    asked({
      filters: { date: { kind: 'day', from: '2026-03-01' as never, to: '2026-03-31' as never } },
    }),
    asked({ filters: { batch: { kind: 'set', mode: 'only', values: ['documents.csv'] } } }),
    asked({ filters: { batch: { kind: 'set', mode: 'only', values: [null] } } }),
    asked({ filters: { status: { kind: 'set', mode: 'only', values: ['closed'] } } }),
  ]
  const counts = []
  for (const query of questions) {
    const { rows, total } = await ledger.block({ query, start: 0, count: 1000 })
    expect(rows).toHaveLength(total)
    counts.push(total)
    const sum = rows.reduce((all, row) => all + BigInt(row.amountMinor), 0n)
    const totals = await ledger.totals({ query })
    expect(totals.reduce((all, one) => all + BigInt(one.amountMinor), 0n)).toBe(sum)
    const values = await ledger.values({ query, column: 'currency' })
    expect(values.reduce((all, one) => all + one.count, 0)).toBe(total)
  }
  expect(counts.slice(0, 4)).toEqual([100, 34, 100, 200])
  expect(counts.slice(5)).toEqual([50, 300, 0, 0])
})

it('a block asked after a posting shows it', async () => {
  await threeHundredDocuments()
  const { client } = backend
  const query = asked({ sort: { id: 'recorded', descending: true } })
  expect((await client.ledger.block({ query, start: 0, count: 1 })).total).toBe(300)
  await client.customers.create({ customerId: uuidv7(), customer: { code: 'NEW', name: 'New' } })
  const path = backend.write(
    'one.csv',
    'customer_code,type,document_no,document_date,due_date,amount\nNEW,invoice,LAST,2026-07-01,2026-07-01,1.00\n',
  )
  await client.imports.file({ source: { path }, options: { kind: 'documents' } })
  const after = await client.ledger.block({ query, start: 0, count: 1 })
  expect(after).toMatchObject({ total: 301, rows: [{ documentNo: 'LAST', customer: 'NEW' }] })
})

it('an amount of the books is compared by the digits of the books, whatever the document’s have', async () => {
  const { client } = backend
  await client.customers.create({
    customerId: '0198aaaa-0000-7000-8000-000000000009',
    customer: { code: 'JP', name: 'Osaka' },
  })
  await client.documents.post({
    documents: [
      {
        kind: 'invoice',
        documentNo: 'J1',
        customerCode: 'JP',
        documentDate: '2026-03-02',
        amountMinor: 10_000,
        currency: 'JPY',
        rate: '0.25',
      },
    ],
  })
  const found = async (column: 'amount' | 'base', from: string, to: string) =>
    (
      await client.ledger.block({
        query: asked({ filters: { [column]: { kind: 'amount', from, to, strict: false } } }),
        start: 0,
        count: 10,
      })
    ).total

  expect(await found('base', '2400', '2600')).toBe(1)
  expect(await found('base', '240000', '260000')).toBe(0)
  expect(await found('amount', '9999.5', '10000')).toBe(1)
  expect(await found('amount', '90', '110')).toBe(0)
})
