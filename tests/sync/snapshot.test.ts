/** Bootstrap by snapshot: the same rows and root as by the feed, whole or not at all, own work kept. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { joinBySnapshot } from '../../sync/client/snapshot.ts'
import { Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  selin.company.customer('C', { name: 'Deniz Market', phone: '+90 1' })
  selin.company.customer('D')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ customer: 'D', no: 'B', on: '2026-03-02', minor: 70_00 })
  selin.company.post({
    kind: 'receipt',
    no: 'R',
    on: '2026-03-05',
    minor: 120_00,
    to: { A: 90_00 },
  })
  selin.company.post({ no: 'X', on: '2026-03-08', minor: 5_00 })
  selin.company.reverse('X', '2026-03-09')
  for (const desk of [selin, murat, selin]) await desk.sync()
  murat.company.post({ no: 'M', on: '2026-03-11', minor: 11_00 })
  for (const desk of [murat, selin]) await desk.sync()
})
afterEach(() => office.close())

/** Everything confirmed by its place, so that what points at a row still does. */
function ledger(desk: Desk): Record<string, unknown[]> {
  const sqls = {
    documents:
      'select d.id, hex(doc_id), number, amount_minor, doc_on, seq from doc as d join doc_status on doc = d.id order by 1',
    items: 'select id, doc_id, n, open_minor, due_day, closed_day from item order by 1',
    slices:
      'select a.id, hex(alloc_id), slice, debit_item, credit_item, amount_minor, seq from alloc as a join alloc_status on alloc = a.id order by 1',
    cards: 'select id, code, name, phone, version from customer order by 1',
    live: 'select customer_id, kind, number, doc_id from doc_number order by 1, 2, 3',
  }
  return desk.company.query(({ db }) =>
    Object.fromEntries(Object.entries(sqls).map(([name, sql]) => [name, db.prepare(sql).all()])),
  )
}

describe('M116 M119 I8 I10: a snapshot', () => {
  it('brings a new desk to the rows and the root the feed brings', async () => {
    const ayla = await office.desk('Ayla')
    await joinBySnapshot(ayla.replica, ayla.transport(), { from: 0 })

    expect(ayla.root()).toBe(await office.root())
    expect(ayla.balances()).toEqual(murat.balances())
    expect(ayla.faults()).toEqual([])
    expect(await ayla.sync()).toMatchObject({ digest: 'equal', pulled: 0 })
  })

  it('is left alone by a desk that is not far behind', async () => {
    const ayla = await office.desk('Ayla')
    await joinBySnapshot(ayla.replica, ayla.transport(), { from: 1000 })

    expect(ayla.replica.standing().cursor.seq).toBe(0)
  })

  it('I4 I5: builds the ledger anew at its own places, pending and held work kept', async () => {
    const before = ledger(murat)
    murat.company.post({ no: 'W', on: '2026-03-20', minor: 5_00 })
    murat.company.allocate('R', { A: 10_00 })
    const balances = murat.balances()
    const open = murat.company.openItems('C', '2026-12-31')

    const done = await murat.snapshot()
    expect(done).toMatchObject({ root: await office.root() })
    expect(ledger(murat)['documents']).toEqual(before['documents'])
    expect(ledger(murat)['slices']).toEqual(before['slices'])
    expect(murat.balances()).toEqual(balances)
    expect(murat.company.openItems('C', '2026-12-31')).toEqual(open)
    expect(murat.faults()).toEqual([])
    for (const desk of [murat, selin])
      expect(await desk.sync()).toMatchObject({ digest: 'equal', pending: 0 })
    expect(selin.balances()).toEqual(murat.balances())
    expect((await murat.compare()).equal).toBe(true)
  })

  it('N7: heals a ledger the exchange stands still before', async () => {
    murat.tamper(
      'delete from alloc_status',
      'delete from alloc',
      ...[
        'doc_status where doc',
        'doc_line where doc_id',
        'item where doc_id',
        'doc_number where doc_id',
      ].map((where) => `delete from ${where} in (select id from doc where number in ('A', 'R'))`),
      "delete from doc where number in ('A', 'R')",
    )
    selin.company.allocate('R', { A: 10_00 })
    await selin.sync()
    await expect(murat.sync()).rejects.toThrow()

    await murat.snapshot()
    expect(await murat.sync()).toMatchObject({ digest: 'equal' })
    expect(murat.balances()).toEqual(selin.balances())
    expect(murat.faults()).toEqual([])
  })

  it('I5: killed between chunks nothing is half, and it goes on', async () => {
    const before = ledger(murat)
    let calls = 0
    murat.fault = (call, when) => {
      if (call === 'chunk' && when === 'after' && (calls += 1) === 2) throw new Error('killed')
    }
    await expect(murat.snapshot()).rejects.toThrow('killed')
    expect(ledger(murat)).toEqual(before)

    const { chunks } = await murat.snapshot()
    // One lay there, the second is fetched again.
    expect(calls).toBe(chunks + 1)
    expect(ledger(murat)['documents']).toEqual(before['documents'])
    expect(await murat.sync()).toMatchObject({ digest: 'equal' })
  })

  it('I12: one whose root is not the server’s is thrown away whole', async () => {
    const before = ledger(murat)
    const transport = () => Desk.prototype.transport.call(murat)
    murat.transport = () => {
      const honest = transport()
      return {
        ...honest,
        snapshot: async (request) => ({
          ...(await honest.snapshot(request)),
          root: 'a'.repeat(64),
        }),
      }
    }

    await expect(murat.snapshot()).rejects.toThrow('SNAPSHOT_DIFFERENT')
    expect(ledger(murat)).toEqual(before)
  })
})
