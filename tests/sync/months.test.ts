/** What only the server can do for a desk: months closed and reopened, for every device at once. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPeriods } from '../../main/backend/features/periods.ts'
import { Journal } from '../../main/backend/ledger/journal.ts'
import { askServer, declined } from '../../main/backend/sync/ask.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import type { ControlRequest } from '../../sync/protocol/control.ts'
import { control } from '../../sync/server/core/control.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let ayse: Desk
let mert: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin', { roles: ['accountant'] })
  ayse = await office.desk('Ayşe', { roles: ['finance_manager'] })
  mert = await office.desk('Mert', { roles: ['finance_manager'] })
  await office.members()
  await selin.sync()
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  for (const desk of [selin, ayse, mert]) await desk.sync()
})
afterEach(() => office.close())

/** How March stands on a desk, and by whom. */
function march(desk: Desk) {
  const row = desk.company
    .query((context) => listPeriods(context))
    .find(({ month }) => month === '2026-03')
  return { state: row?.state, changedBy: row?.changedBy }
}

const close = (desk: Desk, month: string, soft = false) =>
  askServer(desk.asking(), { do: 'close', month, soft })
const reopen = (desk: Desk, month: string) =>
  askServer(desk.asking(), { do: 'reopen', month, reason: 'a late invoice' })

/** The refusal a person reads. */
async function refusalOf(work: Promise<unknown>, ask: ControlRequest['ask']) {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof RequestError ? declined(error, ask)?.code : error
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

function decide(desk: Desk, approvalId: string, approve: boolean): void {
  desk.company.command((context) => {
    const journal = new Journal(context)
    journal.operations.write(journal.operations.newId(), {
      kind: 'approval.decide',
      entityId: approvalId,
      payload: { approve },
    })
    journal.close('approvals.decide', approvalId, {})
  })
}

async function expectSame(): Promise<void> {
  for (const desk of [selin, ayse, mert, selin, ayse, mert]) await desk.sync()
  const root = await office.root()
  expect([selin.root(), ayse.root(), mert.root()]).toEqual([root, root, root])
  expect([selin.faults(), ayse.faults(), mert.faults()]).toEqual([[], [], []])
  expect(office.bugs).toEqual([])
}

describe('M55 M175: a month closed on one desk', () => {
  it('holds what was posted meanwhile elsewhere, and refuses more after the next exchange', async () => {
    selin.company.post({ no: 'B', on: '2026-03-20', minor: 50_00 })
    expect(await close(ayse, '2026-03')).toMatchObject({ state: 'done', approval: null })
    expect(march(ayse)).toEqual({ state: 'closed', changedBy: 'Ayşe' })

    // Offline she knows nothing of it yet.
    selin.company.post({ no: 'D', on: '2026-03-21', minor: 7_00 })
    await selin.sync()
    expect(selin.states().filter(({ state }) => state === 'held')).toMatchObject([
      { kind: 'doc.post', code: 'PERIOD_CLOSED' },
      { kind: 'doc.post', code: 'PERIOD_CLOSED' },
    ])
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 100_00, pending: 0 } })
    expect(march(selin)).toEqual({ state: 'closed', changedBy: 'Ayşe' })
    expect(codeOf(() => selin.company.post({ no: 'E', on: '2026-03-22', minor: 1 }))).toBe(
      'period.closed',
    )
    await expectSame()
  })

  it('is closed after the own work of the one who closes it', async () => {
    ayse.company.post({ no: 'B', on: '2026-03-20', minor: 50_00 })
    await close(ayse, '2026-03')

    expect(ayse.balances()).toEqual({ 'C TRY': { confirmed: 150_00, pending: 0 } })
    await expectSame()
  })

  it('M175: soft-closed lets late work through with a flag, and only a finance manager post anew', async () => {
    selin.company.post({ no: 'B', on: '2026-03-20', minor: 50_00 })
    await close(ayse, '2026-03', true)
    await selin.sync()

    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 150_00, pending: 0 } })
    expect(march(selin)).toMatchObject({ state: 'soft' })
    expect(codeOf(() => selin.company.post({ no: 'E', on: '2026-03-22', minor: 1 }))).toBe(
      'role.forbidden',
    )
    expect(codeOf(() => ayse.company.post({ no: 'E', on: '2026-03-22', minor: 1 }))).toBe(
      'period.soft_closed',
    )
    await expectSame()
  })

  it('is refused to whom the table of roles gives no such right, and leaves nothing', async () => {
    const ask = { do: 'close', month: '2026-03', soft: false } as const
    const before = await office.root()
    expect(await refusalOf(askServer(selin.asking(), ask), ask)).toBe('role.forbidden')
    expect(await office.root()).toBe(before)
    await close(ayse, '2026-03')
    expect(await refusalOf(askServer(mert.asking(), ask), ask)).toBe('period.closed')
    expect(march(mert)).toMatchObject({ state: 'closed' })
    await expectSame()
  })

  it('M170: nothing is done here while the server cannot be asked', async () => {
    ayse.fault = (call) => {
      if (call === 'control') throw new TypeError('fetch failed', { cause: 'no network' })
    }
    await expect(close(ayse, '2026-03')).rejects.toThrow('fetch failed')
    expect(march(ayse)).toMatchObject({ state: 'open' })
    ayse.fault = () => undefined
    await expectSame()
  })

  it('M172: an answer that was lost is given again, and nothing is done twice', async () => {
    let lost = 0
    ayse.fault = (call, when) => {
      if (call !== 'control' || when !== 'after' || lost > 0) return
      lost += 1
      throw new TypeError('fetch failed', { cause: 'cut' })
    }
    expect(await close(ayse, '2026-03')).toMatchObject({ state: 'done' })
    expect(lost).toBe(1)
    expect(march(ayse)).toMatchObject({ state: 'closed' })

    const parts = { store: office.store, ...office.pen }
    const request: ControlRequest = {
      company_id: office.companyId,
      op_id: v7(),
      ask: { do: 'block', series: 'INV', size: 5 },
    }
    const first = await control(parts, selin.caller, request)
    office.nowMs += 400 * 24 * 3600_000
    expect(await control(parts, selin.caller, request)).toEqual(first)
    const other = { ...request, ask: { do: 'block', series: 'INV', size: 6 } } as const
    await expect(control(parts, selin.caller, other)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    })
    await expect(control(parts, ayse.caller, request)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    })
    await expectSame()
  })
})

describe('M175 I33: a closed month is reopened', () => {
  beforeEach(async () => {
    await close(ayse, '2026-03')
    await mert.sync()
  })

  it('by a second person, for every device', async () => {
    const asked = await reopen(ayse, '2026-03')
    expect(asked).toMatchObject({ state: 'waiting' })
    expect(march(ayse)).toMatchObject({ state: 'closed' })
    // Asked twice it is one request.
    expect(await reopen(ayse, '2026-03')).toEqual({
      ...asked,
      head_seq: expect.any(Number),
      seq: expect.any(Number),
      server_time: expect.any(Number),
    })

    // The asker is told here; were she not, the server holds it.
    expect(codeOf(() => decide(ayse, asked.approval ?? '', true))).toBe('role.same_person')
    await mert.sync()
    decide(mert, asked.approval ?? '', true)
    for (const desk of [mert, selin, ayse]) await desk.sync()
    expect(march(selin)).toMatchObject({
      state: 'open',
      changedBy: 'Mert',
    })
    selin.company.post({ no: 'L', on: '2026-03-30', minor: 3_00 })
    await expectSame()
    expect(ayse.balances()).toEqual({ 'C TRY': { confirmed: 103_00, pending: 0 } })
  })

  it('not where the second refuses, nor by another account of the same human', async () => {
    await office.members({ name: 'Mert', person: 'Ayşe' })
    const { approval } = await reopen(ayse, '2026-03')
    await mert.sync()
    expect(codeOf(() => decide(mert, approval ?? '', true))).toBe('role.same_person')
    await office.members({ name: 'Mert', person: 'Mert' })
    await mert.sync()
    decide(mert, approval ?? '', false)
    await expectSame()
    expect(march(ayse)).toMatchObject({ state: 'closed' })
  })

  it('needs a right to ask, and something that is closed', async () => {
    const ask = { do: 'reopen', month: '2026-03', reason: 'x' } as const
    expect(await refusalOf(askServer(selin.asking(), ask), ask)).toBe('role.forbidden')
    const open = { ...ask, month: '2026-05' }
    expect(await refusalOf(askServer(ayse.asking(), open), open)).toBe('period.open')
    await expectSame()
  })
})

describe('I23: the device’s clock', () => {
  it.each(['2016-11-24T09:00:00Z', '2036-11-24T09:00:00Z'])(
    'at %s changes nothing of what the server does',
    async (moment) => {
      ayse.company.clock.set(moment)
      await close(ayse, '2026-03')
      expect(march(ayse)).toEqual({
        state: 'closed',
        changedBy: 'Ayşe',
      })
      const { approval } = await reopen(ayse, '2026-03')
      mert.company.clock.set(moment)
      await mert.sync()
      decide(mert, approval ?? '', true)
      await expectSame()
      expect(march(selin)).toMatchObject({
        state: 'open',
      })
    },
  )
})
