/** Work the server does not take: out of the balances, never out of sight, with a way out. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { takeWayOut, type WayOut } from '../../main/backend/sync/ways-out.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { writeSystemOp } from '../../sync/server/core/system.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ kind: 'receipt', no: 'R', on: '2026-03-05', minor: 100_00 })
  await selin.sync()
  await murat.sync()
})
afterEach(() => office.close())

function held(desk: Desk) {
  return desk.company.query((context) => heldWork(context))
}

function take(desk: Desk, operationId: string | undefined, way: WayOut): void {
  desk.company.command((context) => takeWayOut(context, operationId ?? '', way))
}

async function expectSame(): Promise<void> {
  await selin.sync()
  await murat.sync()
  await selin.sync()
  expect([selin.root(), murat.root()]).toEqual([await office.root(), await office.root()])
  expect([selin.faults(), murat.faults()]).toEqual([[], []])
  expect(office.bugs).toEqual([])
}

async function lock(month: string): Promise<void> {
  await writeSystemOp(
    { ...office.parts, secret: 'system', nowMs: office.nowMs, app: 'test' },
    office.companyId,
    {
      opId: v7(),
      kind: 'period.lock',
      entityId: office.companyId,
      payload: { month },
      actor: selin.caller.userId,
    },
  )
}

describe('M119: a held operation', () => {
  it('I3 I28: the same outside fact moved by one desk is not moved by the other as well', async () => {
    const documentId = v7()
    selin.postWithId(documentId, 'X', 9_00)
    murat.postWithId(documentId, 'X', 9_00)
    await lock('2026-04')
    await selin.sync()
    await murat.sync()
    const [hers, his] = [held(selin)[0]?.operationId ?? '', held(murat)[0]?.operationId ?? '']
    selin.company.command((context) =>
      takeWayOut(context, hers, { exit: 'redate', date: '2026-05-02' as IsoDate }),
    )
    await expectSame()

    expect(() =>
      murat.company.command((context) =>
        takeWayOut(context, his, { exit: 'redate', date: '2026-05-03' as IsoDate }),
      ),
    ).toThrow('held.no_exit')
    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 9_00, pending: 0 } })
  })

  it('I4: what was sent once and not answered may be there, and is not withdrawn as if it were not', async () => {
    murat.company.post({ no: 'B', on: '2026-04-02', minor: 7_00 })
    murat.fault = (call, when) => {
      if (call === 'push' && when === 'after') throw new Error('lost')
    }
    await expect(murat.sync()).rejects.toThrow('lost')
    murat.fault = () => undefined
    const [sent] = murat.company.query(({ db }) =>
      db
        .prepare<[], { id: string; state: string }>(
          'select lower(hex(op_id)) as id, state from op_outbox order by local_seq desc limit 1',
        )
        .all(),
    )
    const hex = sent?.id ?? ''
    const id = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ]

    expect(sent?.state).toBe('pending')
    expect(() =>
      murat.company.command((context) =>
        takeWayOut(context, id.join('-'), { exit: 'withdraw', reason: 'no' }),
      ),
    ).toThrow('held.in_flight')
    await expectSame()
  })

  it('I14: leaves the balance, stays listed, and lets what is independent of it through', async () => {
    await lock('2026-03')
    murat.company.post({ on: '2026-03-10', minor: 12_500_00 })
    murat.company.post({ no: 'B', on: '2026-04-02', minor: 7_00 })
    await murat.sync()

    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 7_00, pending: 0 } })
    expect(held(murat)).toMatchObject([
      {
        kind: 'doc.post',
        code: 'PERIOD_CLOSED',
        customer: 'C',
        amountMinor: 12_500_00,
        documentNo: `G-${murat.caller.deviceCode}-000001`,
        exits: ['redate', 'late_approval', 'withdraw'],
      },
    ])
    await expectSame()
  })

  it('is moved to an open day by a new operation under the same document', async () => {
    await lock('2026-03')
    murat.company.post({ on: '2026-03-10', minor: 50_00 })
    await murat.sync()
    const [one] = held(murat)
    take(murat, one?.operationId, { exit: 'redate', date: '2026-04-01' as IsoDate })

    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 0, pending: 50_00 } })
    expect(held(murat)).toEqual([])
    await expectSame()
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 50_00, pending: 0 } })
    expect(murat.states().at(-2)).toMatchObject({ state: 'superseded' })
  })

  it('is given up for good, unsent or held', async () => {
    await lock('2026-03')
    murat.company.post({ on: '2026-03-10', minor: 50_00 })
    await murat.sync()
    const [one] = held(murat)
    take(murat, one?.operationId, { exit: 'withdraw', reason: 'typed twice' })
    murat.company.post({ no: 'X', on: '2026-04-03', minor: 9_00 })
    const unsent = murat.company.query(({ db }) =>
      db
        .prepare<[], { id: string }>(
          "select envelope ->> 'op_id' as id from op_outbox order by local_seq desc limit 1",
        )
        .get(),
    )
    take(murat, unsent?.id, { exit: 'withdraw', reason: 'not mine' })

    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 0, pending: 0 } })
    await expectSame()
    expect(held(murat)).toEqual([])
    expect(murat.states().map(({ state }) => state)).toEqual(['withdrawn', 'accepted', 'withdrawn'])
  })

  it('holds what rests on it, and brings that along when it is released', async () => {
    murat.company.customer('N')
    murat.company.post({ customer: 'N', no: 'N1', on: '2026-04-01', minor: 10_00 })
    murat.company.post({
      customer: 'N',
      kind: 'receipt',
      no: 'N2',
      on: '2026-04-02',
      minor: 10_00,
      to: 'N1',
    })
    await lock('2026-04')
    await murat.sync()

    expect(held(murat).map(({ kind, code }) => [kind, code])).toEqual([
      ['doc.post', 'PERIOD_CLOSED'],
      ['doc.post', 'PERIOD_CLOSED'],
      ['alloc.add', 'DEP_HELD'],
    ])
    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 0, pending: 0 } })
    for (const one of held(murat).slice(0, 2))
      take(murat, one.operationId, { exit: 'redate', date: '2026-05-02' as IsoDate })
    await expectSame()
    expect(selin.balances()).toMatchObject({ 'N TRY': { confirmed: 0, pending: 0 } })
  })
})

describe('M120: two desks allocate one receipt', () => {
  it('the second steps aside, is answered, and is lowered to what is open', async () => {
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 80_00 })
    await selin.sync()
    await murat.sync()
    selin.company.allocate('R', { A: 70_00 })
    murat.company.allocate('R', { B: 50_00 })
    await selin.sync()
    await murat.sync({ direction: 'pull' })

    expect(murat.company.openItems('C', '2026-12-31')).toEqual({ A: 30_00, B: 80_00, R: -30_00 })
    expect(held(murat)).toMatchObject([{ code: 'ALLOC_EXCEEDS_OPEN', exits: [] }])
    await murat.sync()
    const [one] = held(murat)
    expect(one).toMatchObject({ code: 'ALLOC_EXCEEDS_OPEN', exits: ['reduce', 'withdraw'] })
    take(murat, one?.operationId, { exit: 'reduce', amountMinor: 30_00 })
    await expectSame()
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 30_00, B: 50_00 })
  })

  it('M118: both take one document back, in one way it is the same, in two the second is held', async () => {
    selin.company.reverse('A', '2026-03-20')
    murat.company.reverse('A', '2026-03-21')
    await selin.sync()
    await murat.sync()

    expect(held(murat)).toMatchObject([{ kind: 'doc.reverse', code: 'EXT_REF_CONFLICT' }])
    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: -100_00, pending: 0 } })
    await expectSame()
  })

  it('a document of one outside fact posted by both is one; with other figures the second is held', async () => {
    const documentId = '0198aaaa-0000-8000-8000-000000000001'
    for (const [desk, minor] of [
      [selin, 11_00],
      [murat, 11_00],
    ] as const)
      desk.postWithId(documentId, 'EXT-1', minor)
    const other = '0198aaaa-0000-8000-8000-000000000002'
    selin.postWithId(other, 'EXT-2', 20_00)
    murat.postWithId(other, 'EXT-2', 21_00)
    await selin.sync()
    await murat.sync()

    expect(murat.balances()).toEqual({ 'C TRY': { confirmed: 31_00, pending: 0 } })
    expect(held(murat)).toMatchObject([{ code: 'EXT_REF_CONFLICT', amountMinor: 21_00 }])
    await expectSame()
  })
})
