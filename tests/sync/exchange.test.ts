/** Two desktops and a server: what was done offline arrives once, and both prove the same balance. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { contract } from '../../shared/contract/index.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
})
afterEach(() => office.close())

async function untilQuiet(...desks: Desk[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const desk of desks) await desk.sync()
}

describe('an exchange', () => {
  it('M116 I10: work of two offline desks is the same everywhere, and the roots are equal', async () => {
    selin.company.customer('C', { taxId: '1234567890', tags: ['vip'] })
    selin.company.post({ on: '2026-03-01', minor: 100_00, due: '2026-03-31' })
    selin.company.post({ kind: 'receipt', no: 'R-1', on: '2026-03-05', minor: 40_00 })
    murat.company.customer('M')
    murat.company.post({ customer: 'M', no: 'INV-7', on: '2026-03-02', minor: 55_00 })
    await untilQuiet(selin, murat)

    const balances = {
      'C TRY': { confirmed: 60_00, pending: 0 },
      'M TRY': { confirmed: 55_00, pending: 0 },
    }
    expect(selin.balances()).toEqual(balances)
    expect(murat.balances()).toEqual(balances)
    expect([selin.root(), murat.root()]).toEqual([await office.root(), await office.root()])
    expect([selin.faults(), murat.faults()]).toEqual([[], []])
    expect(office.bugs).toEqual([])
  })

  it('M01 (part): a contact added offline is one sent, none waiting, and stands at the server and the other desk', async () => {
    selin.company.customer('C')
    await untilQuiet(selin, murat)
    const contact = 'Ayşe Deniz'
    const input = contract.customers.patch.input.parse({ code: 'C', patch: { contact } })
    selin.company.command((context) => patchCustomer(context, input))

    expect(await selin.sync()).toMatchObject({ pushed: 1, accepted: 1, pending: 0, held: 0 })
    const cards = await office.store.read(office.companyId, (tx) => tx.all('customer'))
    expect(cards?.map(({ private: personal }) => personal)).toMatchObject([{ contact }])
    await murat.sync()
    expect(
      murat.company.query(({ db }) => db.prepare<[]>('select contact from customer').get()),
    ).toEqual({ contact })
  })

  it('M117: a document without a number of its own has a provisional one until the feed names it', async () => {
    selin.company.customer('C')
    const [posted] = selin.company.post({ on: '2026-03-01', minor: 100_00 })
    const code = selin.caller.deviceCode

    expect(posted?.documentNo).toBe(`G-${code}-000001`)
    await untilQuiet(selin, murat)
    expect(selin.numbers()).toEqual(['INV2026000000001'])
    expect(murat.numbers()).toEqual(['INV2026000000001'])
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ INV2026000000001: 100_00 })
  })

  it('M118 I11: allocations, reversals and due days travel, and every balance is shown once', async () => {
    selin.company.customer('C')
    selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 70_00 })
    selin.company.post({
      kind: 'receipt',
      no: 'R',
      on: '2026-03-05',
      minor: 120_00,
      to: { A: 100_00 },
    })
    await untilQuiet(selin, murat)
    murat.company.allocate('R', { B: 20_00 })
    murat.company.post({ no: 'D', on: '2026-03-08', minor: 5_00 })
    murat.company.reverse('D', '2026-03-09')
    murat.company.deallocate('R', 'A', '2026-11-24')
    await untilQuiet(murat, selin)

    expect(selin.company.openItems('C', '2026-12-31')).toEqual(
      murat.company.openItems('C', '2026-12-31'),
    )
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 50_00, pending: 0 } })
    expect([selin.root(), murat.root()]).toEqual([await office.root(), await office.root()])
    expect([selin.faults(), murat.faults()]).toEqual([[], []])
  })

  it('I3: the same page twice is applied once', async () => {
    selin.company.customer('C')
    selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
    await selin.sync()
    const page = await murat.transport().pull({
      company_id: office.companyId,
      timeline_id: null,
      cursor: { seq: 0, hash: '0'.repeat(64) },
      scope_ver: 1,
      limit: 2000,
    })
    for (let times = 0; times < 2; times += 1) {
      murat.replica.savePage(page)
      await murat.replica.applyNext()
    }

    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 100_00, pending: 0 } })
    expect(murat.root()).toBe(await office.root())
  })

  it('I3 I4: an answer that is lost costs nothing', async () => {
    selin.company.customer('C')
    selin.company.post({ on: '2026-03-01', minor: 100_00 })
    let lost = 0
    selin.fault = (call, when) => {
      if (call === 'push' && when === 'after' && lost++ === 0) throw new Error('no answer')
    }
    await expect(selin.sync()).rejects.toThrow('no answer')
    expect(selin.states().map(({ state }) => state)).toEqual(['pending', 'pending'])
    await untilQuiet(selin, murat)

    expect(selin.states().map(({ state }) => state)).toEqual(['accepted', 'accepted'])
    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 100_00, pending: 0 } })
    expect(selin.root()).toBe(await office.root())
  })
})
