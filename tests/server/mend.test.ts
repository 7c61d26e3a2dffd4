/** Rows of the server that were altered, lost or put in are rebuilt from the log (sync.md 17). */
import { v7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Row, TableName } from '../../sync/engine/central/tables.ts'
import { mendCompany } from '../../sync/server/core/mend.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'
import { enrolPaper, paperCompany } from './paper-company.ts'
import { PaperDevice } from './paper-device.ts'

const TABLES = [
  'document',
  'document_line',
  'item',
  'alloc_event',
  'wf_event',
  'cell',
  'cust_node',
  'bucket_node',
] as const

let companyId: string
let store: SqliteStore

beforeEach(async () => {
  companyId = v7()
  store = new SqliteStore()
  await store.createCompany(paperCompany(companyId))
  const selin = new PaperDevice(companyId, v7())
  await enrolPaper(store, selin, { name: 'Selin', roles: ['accountant'] })
  const { id } = selin.customer('C-1', { segment: 'A' })
  selin.document({ customerId: id, amount: 100 })
  const usd = selin.document({ customerId: id, amount: 100, base: 3333, currency: 'USD' })
  const paid = selin.document({
    customerId: id,
    amount: 50,
    base: 1700,
    currency: 'USD',
    kind: 'receipt',
  })
  selin.allocate(usd.docId, paid.docId, 50)
  selin.write('wf.event', v7(), { type: 'note.added' })
  await selin.push(store)
})

async function rowsOf(): Promise<Record<string, readonly object[]>> {
  const found: Record<string, readonly object[]> = {}
  await store.read(companyId, async (tx) => {
    for (const table of TABLES) found[table] = await tx.page(table, null, 1000)
  })
  return found
}

async function failures(): Promise<readonly string[]> {
  return ((await verifyCompany(store, companyId)) ?? []).flatMap((check) => check.failures)
}

type Change<T extends TableName> = (row: Row<T>) => Row<T> | null

async function alter<T extends TableName>(table: T, change: Change<T>): Promise<void> {
  await store.mend(companyId, async (tx) => {
    for (const row of await tx.page(table, null, 1000)) {
      const altered = change(row)
      if (altered === null) await tx.remove(table, [row])
      else await tx.replace(table, [altered])
    }
  })
}

describe('M119 L7 I13: verify --repair', () => {
  it('changes nothing where nothing was altered', async () => {
    const before = await rowsOf()

    expect(await mendCompany(store, companyId)).toBe(0)
    expect(await rowsOf()).toEqual(before)
  })

  it.each([
    ['an amount', 'document', (row: Row<'document'>) => ({ ...row, amount: row.amount + 1 })],
    [
      'a content hash',
      'document',
      (row: Row<'document'>) => ({ ...row, content_hash: 'a'.repeat(64) }),
    ],
    ['documents that are gone', 'document', () => null],
    [
      'an exchange difference that is gone',
      'document',
      (row: Row<'document'>) => (row.kind === 'fx_difference' ? null : row),
    ],
    ['lines', 'document_line', (row: Row<'document_line'>) => ({ ...row, amount: row.amount * 2 })],
    ['an allocation', 'alloc_event', (row: Row<'alloc_event'>) => ({ ...row, amount: 49 })],
    ['an allocation that is gone', 'alloc_event', () => null],
    ['an event that is gone', 'wf_event', () => null],
    ['cells', 'cell', (row: Row<'cell'>) => ({ ...row, debit: row.debit + 1 })],
    ['nodes', 'cust_node', (row: Row<'cust_node'>) => ({ ...row, node: 'b'.repeat(64) })],
    ['buckets that are gone', 'bucket_node', () => null],
  ] as const)('rebuilds %s', async (_what, table, change) => {
    const before = await rowsOf()
    await alter(table, change as never)
    expect(await failures()).not.toEqual([])

    expect(await mendCompany(store, companyId)).toBeGreaterThan(0)
    expect(await failures()).toEqual([])
    expect(await rowsOf()).toEqual(before)
  })

  it('takes out a document that no operation wrote', async () => {
    const before = await rowsOf()
    await store.mend(companyId, async (tx) => {
      const [row] = await tx.page('document', null, 1)
      if (row) await tx.replace('document', [{ ...row, doc_id: v7(), op_id: v7() }])
    })
    expect(await failures()).not.toEqual([])

    await mendCompany(store, companyId)
    expect(await rowsOf()).toEqual(before)
  })
})
