/** A row that was altered on the server is named, whatever it is (I13, I32). */
import { v7 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import type { Row, TableName } from '../../sync/engine/central/tables.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import type { ReadTx, ServerStore } from '../../sync/server/store.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'
import { enrolPaper, paperCompany } from './paper-company.ts'
import { PaperDevice } from './paper-device.ts'

const companyId = v7()
const store = new SqliteStore()
let invoice: { docId: string; opId: string }

beforeAll(async () => {
  await store.createCompany(paperCompany(companyId))
  const selin = new PaperDevice(companyId, v7())
  await enrolPaper(store, selin, { name: 'Selin', roles: ['accountant'] })
  const { id } = selin.customer('C-1', { segment: 'A' })
  invoice = selin.document({ customerId: id, amount: 100 })
  const usd = selin.document({ customerId: id, amount: 100, base: 3333, currency: 'USD' })
  const paid = selin.document({
    customerId: id,
    amount: 50,
    base: 1700,
    currency: 'USD',
    kind: 'receipt',
  })
  selin.allocate(usd.docId, paid.docId, 50)
  selin.document({ customerId: id, amount: 7 })
  selin.write('wf.event', v7(), { type: 'note.added' })
  await selin.push(store)
})

type Change<T extends TableName> = (row: Row<T>) => Row<T> | null

/** The store with rows of one table altered, or gone where the change answers null. */
function altered<T extends TableName>(table: T, change: Change<T>): ServerStore {
  const alter = (name: TableName, rows: readonly object[]) =>
    name === table
      ? rows.map((row) => change(row as Row<T>)).filter((row) => row !== null)
      : [...rows]
  const wrap = (tx: ReadTx): ReadTx => ({
    head: tx.head,
    lookup: async (name, column, values) =>
      alter(name, await tx.lookup(name, column, values)) as never,
    all: async (name) => alter(name, await tx.all(name)) as never,
    range: async (name, after, upTo, limit) =>
      alter(name, await tx.range(name, after, upTo, limit)) as never,
    page: async (name, after, limit) => alter(name, await tx.page(name, after, limit)) as never,
  })
  return {
    read: (id: string, work: (tx: ReadTx) => unknown) =>
      store.read(id, (tx) => work(wrap(tx)) as never),
  } as never as ServerStore
}

async function findings(of: ServerStore): Promise<string[]> {
  const checks = (await verifyCompany(of, companyId)) ?? []
  return checks.flatMap((check) => check.failures.map((text) => `${check.name}: ${text}`))
}

it('finds nothing where nothing was altered', async () => {
  expect(await findings(store)).toEqual([])
})

const isIt = (row: { readonly doc_id: string }) => row.doc_id === invoice.docId

it.each([
  ['an amount', 'document', (row: Row<'document'>) => (isIt(row) ? { ...row, amount: 101 } : row)],
  [
    'a day',
    'document',
    (row: Row<'document'>) => (isIt(row) ? { ...row, doc_date: '2026-02-16' } : row),
  ],
  ['a number', 'document', (row: Row<'document'>) => (isIt(row) ? { ...row, number: 'X' } : row)],
  [
    'a content hash',
    'document',
    (row: Row<'document'>) => (isIt(row) ? { ...row, content_hash: 'a'.repeat(64) } : row),
  ],
  ['a document that is gone', 'document', (row: Row<'document'>) => (isIt(row) ? null : row)],
  [
    'a line',
    'document_line',
    (row: Row<'document_line'>) => (isIt(row) && row.n === 1 ? { ...row, amount: 99 } : row),
  ],
  [
    'two lines exchanged',
    'document_line',
    (row: Row<'document_line'>) => (isIt(row) ? { ...row, n: 3 - row.n } : row),
  ],
  [
    'a signed operation',
    'op_log',
    (row: Row<'op_log'>) =>
      row.op_id === invoice.opId
        ? { ...row, envelope: row.envelope.replace('"amount":100', '"amount":101') }
        : row,
  ],
  [
    'an entry of the log that is gone',
    'op_log',
    (row: Row<'op_log'>) => (row.op_id === invoice.opId ? null : row),
  ],
  [
    'an outcome',
    'op_log',
    (row: Row<'op_log'>) => (row.op_id === invoice.opId ? { ...row, outcome: 'withdrawn' } : row),
  ],
  ['the tail of the log', 'op_log', (row: Row<'op_log'>) => (row.seq === 7 ? null : row)],
  ['an allocation', 'alloc_event', (row: Row<'alloc_event'>) => ({ ...row, amount: 49 })],
  [
    'a card',
    'customer',
    (row: Row<'customer'>) => ({ ...row, groups: { code: 'C-1', segment: 'B' } }),
  ],
  ['an event that is gone', 'wf_event', () => null],
  ['a cell', 'cell', (row: Row<'cell'>) => ({ ...row, debit: row.debit + 1 })],
  ['a node', 'cust_node', (row: Row<'cust_node'>) => ({ ...row, node: 'b'.repeat(64) })],
  [
    'a number that is left out',
    'number_series',
    (row: Row<'number_series'>) => ({ ...row, next: row.next + 1 }),
  ],
] as const)('I13 I32: names %s', async (_what, table, change) => {
  const found = await findings(altered(table, change as never))
  expect(found).not.toEqual([])
  if (table === 'document' || table === 'document_line')
    expect(found.join('\n')).toMatch(new RegExp(`${invoice.docId}|cell|number`))
})
