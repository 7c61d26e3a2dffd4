/** Allocations, reversals and answers that met others: each way out (sync.md 9). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { openDispute, resolveDispute } from '../../main/backend/features/disputes.ts'
import { contract } from '../../shared/contract/index.ts'
import { held, HeldOffice, refusalOf, take } from './held-office.ts'
import type { Desk, Office } from './office.ts'

let desks: HeldOffice
let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  desks = await HeldOffice.open()
  ;({ office, selin, murat } = desks)
})
afterEach(() => office.close())

describe('M118 M172: ALLOC_EXCEEDS_OPEN', () => {
  beforeEach(async () => {
    selin.company.allocate('R', { A: 50_00 })
    murat.company.allocate('R', { A: 40_00 })
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'ALLOC_EXCEEDS_OPEN', detail: { open: 10_00 }, exits: ['reduce', 'withdraw'] },
    ])
  })

  it('lowered', async () => {
    take(murat, { exit: 'reduce', amountMinor: 10_00 })
    await desks.expectDone({ 'C TRY': 40_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 40_00 })
  })

  it('given up', async () => {
    take(murat, { exit: 'withdraw' })
    await desks.expectDone({ 'C TRY': 40_00 })
  })
})

describe('M118: reversals', () => {
  it('ALREADY_REVERSED or the same again: theirs stands', async () => {
    selin.company.reverse('A', '2026-03-20')
    murat.company.reverse('A', '2026-03-21')
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([{ exits: ['keep_theirs', 'withdraw'] }])
    take(murat, { exit: 'keep_theirs' })
    await desks.expectDone({ 'C TRY': -60_00 })
  })

  it('DOCUMENT_ALLOCATED: reversed again once the allocation is taken back', async () => {
    selin.company.allocate('R', { A: 50_00 }, '2026-03-06')
    murat.company.reverse('A', '2026-03-20')
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'DOCUMENT_ALLOCATED', exits: ['reapply', 'withdraw'] },
    ])
    expect(refusalOf(() => take(murat, { exit: 'reapply' }))).toBe('document.allocated')
    murat.company.deallocate('R', 'A', '2026-03-10')
    take(murat, { exit: 'reapply' })
    await desks.expectDone({ 'C TRY': -60_00 })
  })
})

describe('I14 I19: DEP_HELD', () => {
  it('an allocation whose document was given up is pointed to another one', async () => {
    murat.company.post({ no: 'B', on: '2026-03-10', minor: 30_00 })
    murat.company.allocate('R', { B: 30_00 }, '2026-04-01')
    await desks.lock('2026-03')
    await murat.sync()
    expect(held(murat).map(({ code }) => code)).toEqual(['PERIOD_CLOSED', 'DEP_HELD'])
    take(murat, { exit: 'withdraw' })
    await desks.meet()
    expect(held(murat)).toMatchObject([{ code: 'DEP_HELD', exits: ['repoint', 'withdraw'] }])
    take(murat, { exit: 'repoint', to: 'A' })
    await desks.expectDone({ 'C TRY': 40_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 70_00, R: -30_00 })
  })
})

describe('M119: BAD_TRANSITION', () => {
  it('an answer to a dispute another answered first is put over it, or given up', async () => {
    const disputeId = v7()
    selin.company.command((context) =>
      openDispute(
        context,
        contract.documents.dispute.input.parse({
          disputeId,
          key: { documentNo: 'A' },
          amountMinor: 10_00,
          reason: 'price',
        }),
      ),
    )
    await desks.meet()
    const answer = (desk: Desk, how: string) =>
      desk.company.command((context) =>
        resolveDispute(context, contract.documents.resolveDispute.input.parse({ disputeId, how })),
      )
    answer(selin, 'accepted')
    answer(murat, 'withdrawn')
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([{ code: 'BAD_TRANSITION', exits: ['reapply', 'withdraw'] }])
    expect(hows()).toEqual(['accepted', 'accepted'])
    take(murat, { exit: 'reapply' })
    await desks.expectDone({ 'C TRY': 40_00 })
    expect(hows()).toEqual(['withdrawn', 'withdrawn'])
  })

  const hows = () =>
    office.desks.map((desk) =>
      desk.company.query(
        ({ db }) => db.prepare<[], { how: string }>('select how from dispute').get()?.how,
      ),
    )
})
