/** Both stores pass the same tests: what the simulation proves of one holds of the other. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Central } from '../../db/central/central.ts'
import { postgresStore } from '../../sync/server/postgres-store.ts'
import type { ServerStore } from '../../sync/server/store.ts'
import { hashOf, idOf, sampleRow } from '../simulation/sample-rows.ts'
import { type FaultPoint, SqliteStore } from '../simulation/sqlite-store.ts'
import { storeConformance } from '../simulation/store-conformance.ts'
import { makeTestDatabase } from '../support/test-database.ts'

let central: Central
let postgres: ServerStore
const sqlite = new SqliteStore()

beforeAll(async () => {
  const report = (error: Error) => expect.unreachable(error.message)
  central = new Central({ url: await makeTestDatabase(), report })
  postgres = postgresStore(central)
})
afterAll(async () => {
  sqlite.close()
  await central.close()
})

storeConformance('PostgreSQL', () => postgres)
storeConformance('SQLite in memory', () => sqlite)

it('loses what was not committed when the store on SQLite crashes, and keeps the rest', async () => {
  let strikes: ((point: FaultPoint) => void) | null = null
  const store = new SqliteStore({ fault: (point) => strikes?.(point) })
  const companyId = idOf(1, 'company')
  await store.createCompany({
    companyId,
    tenantId: idOf(1),
    name: 'A',
    currency: 'TRY',
    timezone: 'UTC',
    fiscalYearStart: 1,
    timelineId: idOf(2),
    saltKey: null,
  })
  const post = (of: SqliteStore, n: number) =>
    of.write(companyId, async (tx) => {
      await tx.insert('series', [sampleRow('series', n)])
      await tx.saveHead({ seq: n, chainHash: hashOf(n) })
    })
  const seqOf = (of: SqliteStore) => of.read(companyId, async (tx) => tx.head.seq)

  for (const at of ['statement', 'commit'] as const) {
    strikes = (point) => {
      if (point.at === at) throw new Error('disk full')
    }
    await expect(post(store, 1)).rejects.toThrow('disk full')
    strikes = null
    expect(await seqOf(store)).toBe(0)
  }
  // The answer is lost, the commit is not.
  strikes = (point) => {
    if (point.at === 'committed') throw new Error('gone')
  }
  await expect(post(store, 1)).rejects.toThrow('gone')
  strikes = null
  expect(await seqOf(store)).toBe(1)

  const open = store.write(companyId, async (tx) => {
    await tx.insert('series', [sampleRow('series', 2)])
    const image = store.crash()
    await expect(tx.insert('series', [sampleRow('series', 3)])).rejects.toThrow('crashed')
    return new SqliteStore({ image })
  })
  await expect(open).rejects.toThrow('crashed')
  await expect(seqOf(store)).rejects.toThrow('crashed')
})
