/** Work for a closed month: another day, a second person who lets it in late, or given up (sync.md 9). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decide } from '../../main/backend/features/decisions.ts'
import { agreeDueDate } from '../../main/backend/features/documents.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { asked, answerAll, held, HeldOffice, refusalOf, take } from './held-office.ts'
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

describe('M119 I16 N8: PERIOD_CLOSED', () => {
  beforeEach(async () => {
    murat.company.post({ on: '2026-03-10', minor: 12_500_00 })
    await desks.lock('2026-03')
    await murat.sync()
  })

  it('shows what it means in figures: the balance without it and with it', () => {
    expect(held(murat)).toMatchObject([
      {
        code: 'PERIOD_CLOSED',
        detail: { period: '2026-03' },
        documentKind: 'invoice',
        date: '2026-03-10',
        customer: 'C',
        customerName: 'Customer C',
        amountMinor: 12_500_00,
        balanceMinor: 40_00,
        balanceAfterMinor: 12_540_00,
        by: 'Murat',
        exits: ['redate', 'late_approval', 'withdraw'],
      },
    ])
  })

  it('another day', async () => {
    expect(refusalOf(() => take(murat, { exit: 'redate', date: '2026-03-11' as IsoDate }))).toBe(
      'period.closed',
    )
    take(murat, { exit: 'redate', date: '2026-04-01' as IsoDate })
    await desks.expectDone({ 'C TRY': 12_540_00 })
  })

  it('given up', async () => {
    take(murat, { exit: 'withdraw', reason: 'typed twice' })
    await desks.expectDone({ 'C TRY': 40_00 })
  })

  it('late approval by another finance manager, never by its author', async () => {
    take(murat, { exit: 'late_approval', reason: 'came by post' })
    expect(held(murat)).toMatchObject([{ exits: ['redate', 'withdraw'] }])
    expect(held(murat)[0]?.approval).not.toBeNull()
    await desks.meet()
    expect(asked(selin)).toMatchObject([
      {
        kind: 'late_posting',
        by: 'Murat',
        customer: 'C',
        document: { kind: 'invoice', date: '2026-03-10', amountMinor: 12_500_00 },
        currency: 'TRY',
        reason: 'came by post',
        mayDecide: true,
      },
    ])
    const answer = (desk: Desk) =>
      desk.company.command((context) =>
        decide(context, { id: asked(desk)[0]?.id ?? '', approve: true }),
      )
    expect(refusalOf(() => answer(murat))).toBe('approval.same_person')
    answer(selin)
    await desks.expectDone({ 'C TRY': 12_540_00 })
    expect(asked(murat)).toEqual([])
  })

  it('late approval refused, then given up', async () => {
    take(murat, { exit: 'late_approval' })
    await desks.meet()
    const [one] = asked(selin)
    selin.company.command((context) =>
      decide(context, { id: one?.id ?? '', approve: false, reason: 'already reported' }),
    )
    await desks.meet()
    expect(held(murat)).toMatchObject([
      { refusedReason: 'already reported', exits: ['redate', 'late_approval', 'withdraw'] },
    ])
    take(murat, { exit: 'withdraw' })
    await desks.expectDone({ 'C TRY': 40_00 })
  })

  it('a request is over when the work is given another day meanwhile', async () => {
    take(murat, { exit: 'late_approval' })
    await desks.meet()
    take(murat, { exit: 'redate', date: '2026-04-01' as IsoDate })
    await desks.expectDone({ 'C TRY': 12_540_00 })
    expect(asked(selin)).toEqual([])
  })
})

describe('M117 I16: late approval of every kind of work', () => {
  it('a receipt, an allocation, its removal and a reversal are let in by a second person, in their month', async () => {
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 30_00 })
    selin.company.post({ no: 'E', on: '2026-03-02', minor: 70_00 })
    selin.company.allocate('R', { A: 20_00 }, '2026-03-06')
    await desks.meet()
    murat.company.deallocate('R', 'A', '2026-03-08')
    murat.company.allocate('R', { B: 30_00 }, '2026-03-09')
    murat.company.reverse('E', '2026-03-20')
    murat.company.post({ kind: 'receipt', no: 'P', on: '2026-03-21', minor: 15_00 })
    await desks.lock('2026-03')
    await murat.sync()
    const waiting = held(murat)
    expect(waiting.map(({ kind, code }) => [kind, code])).toEqual(
      ['alloc.remove', 'alloc.add', 'doc.reverse', 'doc.post'].map((kind) => [
        kind,
        'PERIOD_CLOSED',
      ]),
    )
    for (const n of waiting.keys()) take(murat, { exit: 'late_approval', reason: 'by post' }, n)
    await desks.meet()
    expect(asked(selin)).toMatchObject(
      waiting.map(() => ({ kind: 'late_posting', by: 'Murat', reason: 'by post' })),
    )
    answerAll(selin, true)
    await desks.expectDone({ 'C TRY': 55_00 })

    for (const desk of [selin, murat]) {
      expect(desk.company.openItems('C', '2026-03-31')).toEqual({
        A: 100_00,
        P: -15_00,
        R: -30_00,
      })
      expect(desk.company.openItems('C', '2026-03-08')).toMatchObject({ A: 100_00, E: 70_00 })
    }
  })
})

describe('M119: PERIOD_CLOSED of what is no posting', () => {
  it('an allocation, its removal, a reversal and an agreed due day are given another day', async () => {
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 30_00 })
    selin.company.post({ no: 'E', on: '2026-03-02', minor: 70_00 })
    selin.company.allocate('R', { A: 20_00 }, '2026-03-06')
    await desks.meet()
    murat.company.deallocate('R', 'A', '2026-03-08')
    murat.company.allocate('R', { B: 30_00 }, '2026-03-07')
    murat.company.reverse('E', '2026-03-20')
    const due = contract.documents.agreeDueDate.input.parse({
      key: { documentNo: 'A' },
      installment: 1,
      dueOn: '2026-06-01',
      on: '2026-03-21',
      reason: 'asked for',
    })
    murat.company.command((context) => agreeDueDate(context, due))
    await desks.lock('2026-03')
    await murat.sync()
    expect(new Set(held(murat).map(({ kind }) => kind))).toEqual(
      new Set(['alloc.add', 'alloc.remove', 'doc.reverse', 'wf.event']),
    )
    for (let left = held(murat).length; left > 0; left -= 1)
      take(murat, { exit: 'redate', date: '2026-04-02' as IsoDate })
    await desks.expectDone({ 'C TRY': 70_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 100_00, R: -30_00 })
    expect(selin.company.openItems('C', '2026-04-01')).toEqual({
      A: 80_00,
      B: 30_00,
      E: 70_00,
      R: -40_00,
    })
  })
})
