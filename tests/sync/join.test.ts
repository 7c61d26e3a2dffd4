/** A desk that joins by a code takes the company's log in large pieces, cut anywhere and gone on with. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { syncState } from '../../db/local/sync-state.ts'
import { exchange } from '../../sync/client/loop.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let ayla: Desk
let calls: string[]

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  selin.company.customer('C')
  for (let n = 0; n < 12; n += 1) selin.company.post({ on: '2026-03-01', minor: 1_00 + n })
  // Several transactions: a chunk is cut between two.
  await selin.sync({ opsAtOnce: 3 })
  ayla = await office.desk('Ayla')
  calls = []
  ayla.fault = (call, when) => {
    if (when === 'before') calls.push(call)
  }
})
afterEach(() => office.close())

const join = (from: number) => {
  const source = ayla.transport()
  const snapshots = { source, into: ayla.replica, from, chunksAtOnce: 1 }
  return exchange(ayla.replica, source, { snapshots })
}
const standing = () => ayla.company.query(({ db }) => syncState(db))
const chunks = () => calls.filter((call) => call === 'chunk').length

it('M116: a long company comes in chunks, then the rest of the feed, and is equal', async () => {
  const done = await join(0)
  expect(done).toMatchObject({ digest: 'equal', cursor: done.head, calls: calls.length })
  expect(done.pulled).toBe(done.head)
  expect([chunks() > 1, ayla.root(), ayla.faults()]).toEqual([true, await office.root(), []])
})

it('M116: a short one comes by pages, and so does every later exchange', async () => {
  await join(1000)
  expect([chunks(), ayla.root()]).toEqual([0, await office.root()])
  selin.company.post({ on: '2026-03-02', minor: 5_00 })
  await selin.sync()
  expect(await join(0)).toMatchObject({ pulled: 1, digest: 'equal' })
  expect(chunks()).toBe(0)
})

it('M116 N7: cut after a chunk it says how far it is, and goes on behind it', async () => {
  ayla.fault = (call, when) => {
    if (when === 'before') calls.push(call)
    if (call === 'chunk' && chunks() === 3) throw new TypeError('cut', { cause: new Error() })
  }
  await expect(join(0)).rejects.toThrow('cut')
  const cut = standing()
  expect([cut?.cursorSeq, cut?.digestResult]).toEqual([6, 'not_compared'])
  expect(cut?.headSeq).toBeGreaterThan(6)

  const before = chunks()
  ayla.fault = (call, when) => {
    if (when === 'before') calls.push(call)
  }
  const done = await join(0)
  expect(done).toMatchObject({ digest: 'equal', pulled: done.head - 6 })
  expect(chunks() - before).toBe(Math.ceil((done.head - 6) / 3))
  expect(ayla.faults()).toEqual([])
})
