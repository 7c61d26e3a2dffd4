/** Final numbers given without the server: out of blocks, each once, every one explained. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blocksOf, voidNumbers } from '../../main/backend/features/device-central.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import { askServer, declined } from '../../main/backend/sync/ask.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { takeWayOut, type WayOut } from '../../main/backend/sync/ways-out.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { setDeviceStatus } from '../../sync/server/identity/revoke.ts'
import { MemoryIdentity } from '../server/memory-identity.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin', { roles: ['accountant', 'finance_manager'] })
  murat = await office.desk('Murat', { roles: ['accountant'] })
  await office.members()
  await selin.sync()
  selin.company.customer('C')
  await selin.sync()
  await murat.sync()
})
afterEach(() => office.close())

const take = (desk: Desk, size: number, series = 'INV') =>
  askServer(desk.asking(), { do: 'block', series, size })

function post(desk: Desk, more: { on?: string; kind?: string } = {}): string {
  const [row] = desk.company.post({ on: '2026-04-01', minor: 1_00, series: 'INV', ...more })
  return row?.documentNo ?? ''
}

function codeOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const number = (n: number) => `INV2026${String(n).padStart(9, '0')}`
const heldOf = (desk: Desk) => desk.company.query((context) => heldWork(context))

function wayOut(desk: Desk, operationId: string | undefined, way: WayOut): void {
  desk.company.command((context) => takeWayOut(context, operationId ?? '', way))
}

async function expectSound(...desks: Desk[]): Promise<void> {
  for (const desk of [...desks, ...desks]) await desk.sync()
  const root = await office.root()
  for (const desk of desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  const checks = await verifyCompany(office.store, office.companyId)
  expect(checks?.filter(({ ok }) => !ok)).toEqual([])
  expect(office.bugs).toEqual([])
}

describe('M117 I15: blocks of numbers', () => {
  it('two desks take blocks of one series and post offline: no number twice, none missing', async () => {
    await take(selin, 3)
    await take(murat, 3)
    const given = [post(selin), post(murat), post(selin), post(murat), post(selin)]
    expect(given).toEqual([1, 4, 2, 5, 3].map(number))
    expect(codeOf(() => post(selin))).toBe('number.block_empty')
    // Without a block the number comes from the server, above both.
    selin.company.post({ on: '2026-04-02', minor: 2_00 })
    await expectSound(selin, murat)

    expect(murat.numbers()).toEqual([1, 2, 3, 4, 5, 7].map(number))
    expect(murat.company.query(blocksOf)).toMatchObject([
      { series: 'INV', next: number(6), left: 1, state: 'open', kind: 'invoice' },
    ])
    await take(selin, 2)
    expect(post(selin)).toBe(number(8))
    await expectSound(selin, murat)
  })

  it('number one kind of one year, for who may post it', async () => {
    await take(selin, 3)
    expect(codeOf(() => post(selin, { kind: 'receipt' }))).toBe('number.series_kind')
    expect(codeOf(() => post(selin, { on: '2025-12-31' }))).toBe('number.block_empty')
    expect(codeOf(() => selin.company.post({ on: '2026-04-01', minor: 1, series: 'RCT' }))).toBe(
      'number.block_empty',
    )
    const ask = { do: 'block', series: 'XYZ', size: 3 } as const
    const error: unknown = await askServer(selin.asking(), ask).catch((thrown: unknown) => thrown)
    expect(declined(error, ask)?.code).toBe('series.unknown')

    const kerem = await office.desk('Kerem', { roles: ['credit_controller'] })
    await expect(take(kerem, 3)).rejects.toBeInstanceOf(RequestError)
    expect(await take(kerem, 3, 'RCT')).toMatchObject({ state: 'done' })
    await expectSound(selin, murat)
  })

  it('are of the server’s year, whatever the device’s clock says', async () => {
    for (const moment of ['2016-11-24T09:00:00Z', '2036-11-24T09:00:00Z']) {
      selin.company.clock.set(moment)
      await take(selin, 1)
    }
    expect([post(selin), post(selin)]).toEqual([1, 2].map(number))
    await expectSound(selin, murat)
  })

  it('I14: a held document keeps its number and delays none after it', async () => {
    await take(murat, 5)
    await askServer(selin.asking(), { do: 'close', month: '2026-03', soft: false })
    post(murat, { on: '2026-03-30' })
    post(murat, { on: '2026-03-31' })
    post(murat)
    await murat.sync()
    expect(murat.numbers()).toEqual([number(3)])
    expect(heldOf(murat)).toMatchObject([
      { code: 'PERIOD_CLOSED', documentNo: number(1) },
      { code: 'PERIOD_CLOSED', documentNo: number(2) },
    ])
    await expectSound(selin, murat)

    const [first, second] = heldOf(murat)
    wayOut(murat, first?.operationId, { exit: 'redate', date: '2026-04-05' as IsoDate })
    wayOut(murat, second?.operationId, { exit: 'withdraw', reason: 'torn up' })
    // One that never leaves this desk: its number is explained all the same.
    post(murat)
    const unsent = murat.company.query(({ db }) =>
      db
        .prepare<[], { id: string }>(
          "select envelope ->> 'op_id' as id from op_outbox where kind = 'doc.post' order by local_seq desc limit 1",
        )
        .get(),
    )
    wayOut(murat, unsent?.id, { exit: 'withdraw', reason: 'not mine' })
    post(murat)
    await expectSound(selin, murat)
    expect(selin.numbers()).toEqual([1, 3, 5].map(number))
    const voided = await office.store.read(office.companyId, (tx) => tx.all('number_void'))
    expect(voided?.map((row) => row.number)).toEqual([2, 4].map(number))
  })

  it('M117: numbers no paper bears are closed by hand, in their order, with a reason', async () => {
    await take(murat, 4)
    const spoil = (count: number) =>
      murat.company.command((context) =>
        voidNumbers(context, { series: 'INV', count, reason: 'spoiled', year: 2026 }),
      )
    expect(post(murat)).toBe(number(1))
    expect(spoil(2)).toMatchObject([{ next: number(4), left: 1, state: 'open' }])
    expect(post(murat)).toBe(number(4))
    expect(codeOf(() => spoil(1))).toBe('number.block_empty')
    await expectSound(selin, murat)

    expect(selin.numbers()).toEqual([1, 4].map(number))
    const voided = await office.store.read(office.companyId, (tx) => tx.all('number_void'))
    expect(voided).toMatchObject([2, 3].map((n) => ({ number: number(n), reason: 'spoiled' })))
    expect(heldOf(murat)).toEqual([])
    const blocks = await office.store.read(office.companyId, (tx) => tx.all('number_block'))
    expect(blocks).toMatchObject([{ first: 1, last: 4, next: 5 }])
  })

  it('I14 M117: are closed by hand behind one that waits with its held document', async () => {
    await take(murat, 3)
    await askServer(selin.asking(), { do: 'close', month: '2026-03', soft: false })
    post(murat, { on: '2026-03-30' })
    murat.company.command((context) =>
      voidNumbers(context, { series: 'INV', count: 1, reason: 'spoiled', year: 2026 }),
    )
    post(murat)
    await expectSound(selin, murat)

    const held = heldOf(murat)
    expect(held).toMatchObject([{ code: 'PERIOD_CLOSED', documentNo: number(1) }])
    wayOut(murat, held[0]?.operationId, { exit: 'redate', date: '2026-04-05' as IsoDate })
    await expectSound(selin, murat)
    expect(selin.numbers()).toEqual([1, 3].map(number))
    const voided = await office.store.read(office.companyId, (tx) => tx.all('number_void'))
    expect(voided?.map((row) => row.number)).toEqual([number(2)])
  })

  it('I3: an outside fact two desks number out of their blocks keeps the first number, the other is void', async () => {
    await take(selin, 2)
    await take(murat, 2)
    const documentId = v7()
    for (const desk of [selin, murat]) {
      const input = contract.documents.post.input.parse({
        documents: [
          {
            kind: 'invoice',
            documentId,
            series: 'INV',
            customerCode: 'C',
            documentDate: '2026-04-01',
            amountMinor: 7_00,
          },
        ],
      })
      desk.company.command((context) => postDocuments(context, input))
    }
    expect([selin.numbers(), murat.numbers()]).toEqual([[number(1)], [number(3)]])
    post(murat)
    await expectSound(selin, murat)

    expect(murat.numbers()).toEqual([1, 4].map(number))
    expect(murat.states().map(({ state }) => state)).toEqual(['accepted', 'accepted'])
    const voided = await office.store.read(office.companyId, (tx) => tx.all('number_void'))
    expect(voided).toMatchObject([{ number: number(3), reason: 'known' }])
  })

  it('M119: what a revoked device had not given is nobody’s', async () => {
    await take(murat, 4)
    post(murat)
    await murat.sync()
    post(murat)
    const identity = new MemoryIdentity()
    const desk = {
      store: office.store,
      identity,
      random: (n: number) => Buffer.alloc(n),
      ...office.pen,
    }
    await setDeviceStatus(desk, office.companyId, murat.caller.deviceId, 'revoked')

    selin.company.post({ on: '2026-04-02', minor: 2_00 })
    await expectSound(selin)
    expect(selin.numbers()).toEqual([1, 5].map(number))
    const blocks = await office.store.read(office.companyId, (tx) => tx.all('number_block'))
    expect(blocks).toMatchObject([{ first: 1, last: 4, next: 2, state: 'void' }])
  })
})
