/** The benches' bulk loader against real pushes: the same operations make the same rows. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { Central } from '../../db/central/central.ts'
import { TABLE_NAMES, type TableName } from '../../sync/engine/central/tables.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { postgresStore } from '../../sync/server/postgres-store.ts'
import type { ServerStore } from '../../sync/server/store.ts'
import { bulkLoad } from '../bench/central/bulk-load.ts'
import { PaperLedger } from '../bench/central/paper-ledger.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import { enrolPaper, paperCompany } from './paper-company.ts'
import { PaperDevice } from './paper-device.ts'

const centrals: Central[] = []
let stores: [ServerStore, ServerStore]

beforeAll(async () => {
  for (let n = 0; n < 2; n += 1)
    centrals.push(new Central({ url: await makeTestDatabase(), report: () => undefined }))
  const [first, second] = centrals as [Central, Central]
  stores = [postgresStore(first), postgresStore(second)]
})

afterAll(async () => {
  for (const central of centrals) await central.close()
})

it('M172: a company of a few hundred documents loaded in bulk is the one that was pushed, row by row', async () => {
  const companyId = v7()
  const [pushed, loaded] = stores
  const paper = new PaperDevice(companyId, v7())
  for (const store of stores) {
    await store.createCompany(paperCompany(companyId))
    await store.write(companyId, (tx) => tx.insert('series', [{ code: 'ABC', kind: 'invoice' }]))
    await enrolPaper(store, paper, { name: 'Selin', roles: ['accountant'] })
  }
  const ledger = new PaperLedger(paper, { customers: 20, documents: 600, seed: 1 })
  // The chain goes on while a batch is read: what is pushed is named.
  const batches = [...ledger.batches(40)]

  let prev = '0'.repeat(64)
  for (const batch of batches) {
    const firstSeq = batch[0]?.seq ?? 1
    await paper.push(pushed, { texts: batch.map(({ text }) => text), firstSeq, prev })
    prev = batch.at(-1)?.hash ?? prev
  }
  const count = await bulkLoad(loaded, paper, batches, paper.nowMs)

  const [ours, theirs] = [await rowsOf(loaded, companyId), await rowsOf(pushed, companyId)]
  expect(count).toBe(theirs.get('op_log')?.length)
  expect(theirs.get('document')?.filter((row) => 'cause' in row && row.cause !== null)).not.toEqual(
    [],
  )
  for (const table of TABLE_NAMES)
    expect([table, ours.get(table)]).toEqual([table, theirs.get(table)])
  const heads = await Promise.all(
    stores.map((store) => store.read(companyId, (tx) => Promise.resolve(tx.head))),
  )
  expect(heads[1]).toEqual(heads[0])
  expect((await verifyCompany(loaded, companyId))?.filter(({ ok }) => !ok)).toEqual([])
})

async function rowsOf(store: ServerStore, companyId: string): Promise<Map<TableName, object[]>> {
  const read = await store.read(companyId, async (tx) => {
    const tables = new Map<TableName, object[]>()
    for (const table of TABLE_NAMES) tables.set(table, await tx.page(table, null, 100_000))
    return tables
  })
  if (!read) throw new Error('no company')
  return read
}
