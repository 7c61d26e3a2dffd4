/** Kills, foreign hands and servers that say something else: nothing half-done, nothing taken over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { syncState } from '../../db/local/sync-state.ts'
import { RequestError, type RequestCode } from '../../sync/protocol/codes.ts'
import { Backoff, exchange, keepExchanging, Stopped } from '../../sync/client/loop.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ on: '2026-03-02', minor: 50_00 })
  await selin.sync()
})
afterEach(() => office.close())

function pageFor(desk: Desk) {
  return desk.transport().pull({
    company_id: office.companyId,
    timeline_id: null,
    cursor: { seq: 0, hash: '0'.repeat(64) },
    scope_ver: 1,
    limit: 2000,
  })
}

describe('a device that is killed', () => {
  it('I5 I8: between inbox and apply finds the page again and applies it with its cursor', async () => {
    const murat = await office.desk('Murat', { onDisk: true })
    murat.replica.savePage(await pageFor(murat))
    murat.reload()

    expect(murat.balances()).toEqual({})
    await murat.sync()
    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 150_00, pending: 0 } })
    expect(murat.root()).toBe(await office.root())
    expect(murat.faults()).toEqual([])
  })

  it('I8 I9: in the middle of a page has applied none of it', async () => {
    const murat = await office.desk('Murat', { onDisk: true })
    for (let n = 0; n < 60; n += 1) selin.company.post({ on: '2026-03-03', minor: 1_00 + n })
    await selin.sync()
    const killed = () => {
      throw new Error('killed')
    }
    murat.replica.savePage(await pageFor(murat))
    await expect(murat.replica.applyNext(killed)).rejects.toThrow('killed')

    expect(murat.balances()).toEqual({})
    expect(murat.company.query(({ db }) => syncState(db)?.cursorSeq)).toBe(0)
    murat.reload()
    await murat.sync()
    expect(murat.root()).toBe(await office.root())
  })

  it('I4: after sending, before the answer, sends the same again', async () => {
    const murat = await office.desk('Murat', { onDisk: true })
    await murat.sync()
    murat.company.post({ on: '2026-03-09', minor: 3_00 })
    const batch = murat.replica.nextPush({ opsMax: 500, bytesMax: 4_000_000 })
    murat.reload()

    expect(murat.states().map(({ state }) => state)).toEqual(['sent'])
    await murat.sync()
    expect(murat.states().map(({ state }) => state)).toEqual(['accepted'])
    expect(batch?.ops).toHaveLength(1)
    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 153_00, pending: 0 } })
  })
})

describe('what is not as it must be', () => {
  it('I2: an altered operation is applied nowhere, and the exchange stops', async () => {
    const murat = await office.desk('Murat')
    const page = await pageFor(murat)
    const changes = page.changes.map((change) => ({
      ...change,
      op: change.op.replace('"amount":10000', '"amount":90000'),
    }))
    murat.replica.savePage({ ...page, changes })

    await expect(murat.sync()).rejects.toMatchObject({ name: 'Stopped', code: 'OP_UNREADABLE' })
    expect(murat.balances()).toEqual({})
    expect(murat.company.query(({ db }) => syncState(db)?.stoppedCode)).toBe('OP_UNREADABLE')
  })

  it('I12 I13: a served root is compared and never taken over; an altered row is named', async () => {
    const own = selin.root()
    const { cursor } = selin.replica.standing()

    expect(selin.replica.compare({ seq: cursor.seq, root: 'a'.repeat(64) })).toBe('different')
    expect(selin.root()).toBe(own)
    selin.company.command(({ db }) => {
      db.execute('drop trigger doc_line_no_update')
      db.prepare('update doc_line set amount_minor = amount_minor * 2 where doc_id = 1').run()
    })
    expect(selin.faults()).toContain('content: content hash A')
    selin.company.command(({ db }) =>
      db.prepare("update cell set debit_minor = debit_minor + 1 where state = 'confirmed'").run(),
    )
    expect(selin.faults().some((one) => one.includes('confirmed cell 2026-03'))).toBe(true)
  })

  it.each<RequestCode>([
    'SEQ_GAP',
    'FORK_DETECTED',
    'TIMELINE_MISMATCH',
    'DEVICE_REVOKED',
    'DEVICE_SUSPENDED',
    'CLIENT_TOO_OLD',
  ])('I24 (part): %s stops the exchange for good and loses nothing', async (code) => {
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    selin.fault = (call) => {
      if (call === 'push') throw new RequestError(code, { seq: 1 })
    }
    const waits: number[] = []
    const running = keepExchanging(() => exchange(selin.replica, selin.transport()), {
      wait: (ms) => Promise.resolve(waits.push(ms) < 10),
      backoff: new Backoff(() => 0.5),
      idleMs: 30_000,
    })

    await expect(running).rejects.toBeInstanceOf(Stopped)
    expect(waits).toEqual([])
    expect(selin.company.query(({ db }) => syncState(db)?.stoppedCode)).toBe(code)
    selin.fault = () => undefined
    await selin.sync()
    expect(selin.company.query(({ db }) => syncState(db)?.stoppedCode)).toBeNull()
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 153_00, pending: 0 } })
  })
})

describe('waiting', () => {
  it('sync 10: backs off from a second to five minutes with full jitter, and begins anew on success', () => {
    const most = new Backoff(() => 1)
    const waits = Array.from({ length: 12 }, () => most.next())
    const none = new Backoff(() => 0)

    expect(waits).toEqual([
      1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000, 300000,
    ])
    expect([none.next(), none.next(7)]).toEqual([0, 7])
    most.reset()
    expect(most.next()).toBe(1000)
  })

  it('sync 10: goes on by itself while no answer comes', async () => {
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    let calls = 0
    selin.fault = () => {
      calls += 1
      if (calls < 4) throw new Error('no network')
    }
    const waits: number[] = []
    let done = 0
    await keepExchanging(() => exchange(selin.replica, selin.transport()), {
      wait: (ms) => Promise.resolve(waits.push(ms) < 5),
      backoff: new Backoff(() => 0.5),
      idleMs: 30_000,
      onExchanged: () => (done += 1),
    })

    expect(waits).toEqual([500, 1000, 2000, 30_000, 30_000])
    expect(done).toBe(2)
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 153_00, pending: 0 } })
  })
})
