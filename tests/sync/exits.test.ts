/** Every code of held work and each of its ways out ends with the work accepted or given up (sync.md 9). */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertCustomer } from '../../db/local/customers.ts'
import { approvals, decide, heldOf } from '../../main/backend/features/decisions.ts'
import { archiveCustomer } from '../../main/backend/features/customer-cards.ts'
import { agreeDueDate } from '../../main/backend/features/documents.ts'
import { openDispute, resolveDispute } from '../../main/backend/features/disputes.ts'
import { takeWayOut, type WayOut } from '../../main/backend/sync/ways-out.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
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
  selin.company.customer('D')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ kind: 'receipt', no: 'R', on: '2026-03-05', minor: 60_00 })
  await meet()
})
afterEach(() => office.close())

const held = (desk: Desk) => desk.company.query((context) => heldOf(context))

async function meet(): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const desk of office.desks) await desk.sync()
  const root = await office.root()
  for (const desk of office.desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  expect(office.bugs).toEqual([])
}

function take(desk: Desk, way: WayOut, n = 0): void {
  const op = held(desk)[n]?.op ?? ''
  desk.company.command((context) => takeWayOut(context, op, way))
}

function refusalOf(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
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

/** Nothing is held any more, and both desks and the server have the same balances. */
async function expectDone(balances: Record<string, number>): Promise<void> {
  await meet()
  for (const desk of office.desks) {
    expect(held(desk)).toEqual([])
    const confirmed = Object.fromEntries(
      Object.entries(desk.balances()).map(([key, { confirmed }]) => [key, confirmed]),
    )
    expect(confirmed).toMatchObject(balances)
  }
}

describe('M119 I16 N8: PERIOD_CLOSED', () => {
  beforeEach(async () => {
    murat.company.post({ on: '2026-03-10', minor: 12_500_00 })
    await lock('2026-03')
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
    await expectDone({ 'C TRY': 12_540_00 })
  })

  it('given up', async () => {
    take(murat, { exit: 'withdraw', reason: 'typed twice' })
    await expectDone({ 'C TRY': 40_00 })
  })

  it('late approval by another finance manager, never by its author', async () => {
    take(murat, { exit: 'late_approval', reason: 'came by post' })
    expect(held(murat)).toMatchObject([{ exits: ['redate', 'withdraw'] }])
    expect(held(murat)[0]?.approval).not.toBeNull()
    await meet()
    const asked = (desk: Desk) => desk.company.query((context) => approvals(context))
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
    await expectDone({ 'C TRY': 12_540_00 })
    expect(asked(murat)).toEqual([])
  })

  it('late approval refused, then given up', async () => {
    take(murat, { exit: 'late_approval' })
    await meet()
    const [one] = selin.company.query((context) => approvals(context))
    selin.company.command((context) =>
      decide(context, { id: one?.id ?? '', approve: false, reason: 'already reported' }),
    )
    await meet()
    expect(held(murat)).toMatchObject([
      { refusedReason: 'already reported', exits: ['redate', 'late_approval', 'withdraw'] },
    ])
    take(murat, { exit: 'withdraw' })
    await expectDone({ 'C TRY': 40_00 })
  })

  it('a request is over when the work is given another day meanwhile', async () => {
    take(murat, { exit: 'late_approval' })
    await meet()
    take(murat, { exit: 'redate', date: '2026-04-01' as IsoDate })
    await expectDone({ 'C TRY': 12_540_00 })
    expect(selin.company.query((context) => approvals(context))).toEqual([])
  })
})

describe('M119 PERIOD_CLOSED of what is no posting', () => {
  it('an allocation, its removal, a reversal and an agreed due day are given another day', async () => {
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 30_00 })
    selin.company.post({ no: 'E', on: '2026-03-02', minor: 70_00 })
    selin.company.allocate('R', { A: 20_00 }, '2026-03-06')
    await meet()
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
    await lock('2026-03')
    await murat.sync()
    expect(new Set(held(murat).map(({ kind }) => kind))).toEqual(
      new Set(['alloc.add', 'alloc.remove', 'doc.reverse', 'wf.event']),
    )
    for (let left = held(murat).length; left > 0; left -= 1)
      take(murat, { exit: 'redate', date: '2026-04-02' as IsoDate })
    await expectDone({ 'C TRY': 70_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 100_00, R: -30_00 })
    expect(selin.company.openItems('C', '2026-04-01')).toEqual({
      A: 80_00,
      B: 30_00,
      E: 70_00,
      R: -40_00,
    })
  })
})

describe('M120 EXT_REF_CONFLICT', () => {
  beforeEach(async () => {
    const documentId = '0198aaaa-0000-8000-8000-000000000002'
    selin.postWithId(documentId, 'EXT-2', 20_00)
    murat.postWithId(documentId, 'EXT-2', 21_00)
    await selin.sync()
    await murat.sync()
  })

  it('shows theirs beside ours', () => {
    expect(held(murat)).toMatchObject([
      {
        code: 'EXT_REF_CONFLICT',
        amountMinor: 21_00,
        theirs: { documentNo: 'EXT-2', date: '2026-04-01', amountMinor: 20_00, by: 'Selin' },
        exits: ['keep_theirs', 'replace', 'withdraw'],
      },
    ])
  })

  it('theirs is kept', async () => {
    take(murat, { exit: 'keep_theirs' })
    await expectDone({ 'C TRY': 60_00 })
  })

  it('theirs is reversed and ours put in its place', async () => {
    take(murat, { exit: 'replace', reason: 'misread' })
    await expectDone({ 'C TRY': 61_00 })
  })
})

describe('M117 NUMBER_TAKEN', () => {
  beforeEach(async () => {
    selin.company.post({ no: 'N-1', on: '2026-04-01', minor: 5_00 })
    murat.company.post({ no: 'N-1', on: '2026-04-02', minor: 7_00 })
    await selin.sync()
    await murat.sync()
  })

  it('a new number by hand; the old paper is noted as void', async () => {
    expect(held(murat)).toMatchObject([
      { code: 'NUMBER_TAKEN', documentNo: 'N-1', exits: ['reissue', 'withdraw'] },
    ])
    expect(refusalOf(() => take(murat, { exit: 'reissue', to: 'N-1' }))).toBe('held.number_taken')
    take(murat, { exit: 'reissue', to: 'N-2' })
    await expectDone({ 'C TRY': 52_00 })
    expect(selin.numbers()).toContain('N-2')
    expect(voided(selin)).toEqual(['N-1'])
  })

  it('a number of the series', async () => {
    take(murat, { exit: 'reissue' })
    await expectDone({ 'C TRY': 52_00 })
    expect(selin.numbers().filter((number) => number.startsWith('INV2026'))).toHaveLength(1)
  })
})

function voided(desk: Desk): (string | undefined)[] {
  return desk.company.query(({ db }) =>
    db
      .prepare<[], { number: string }>(
        "select envelope ->> '$.payload.number' as number from wf_confirmed where type = 'paper.voided'",
      )
      .all()
      .map(({ number }) => number),
  )
}

describe('M116 MASTER_ARCHIVED', () => {
  beforeEach(async () => {
    archive(selin, 'D', true)
    await selin.sync()
    murat.company.post({ customer: 'D', no: 'D-1', on: '2026-04-01', minor: 3_00 })
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'MASTER_ARCHIVED', exits: ['unarchive', 'repoint', 'withdraw'] },
    ])
  })

  it('the account is taken out of the archive', async () => {
    take(murat, { exit: 'unarchive' })
    await expectDone({ 'D TRY': 3_00 })
  })

  it('the document goes to another account', async () => {
    expect(refusalOf(() => take(murat, { exit: 'repoint' }))).toBe('held.target_missing')
    take(murat, { exit: 'repoint', customer: 'C' })
    await expectDone({ 'C TRY': 43_00 })
  })
})

describe('M116 MASTER_MISSING', () => {
  beforeEach(async () => {
    // A card without its operation: what a file of before there were operations holds.
    murat.company.command(({ db, nowMs }) => {
      insertCustomer(db, {
        customerId: v7(),
        code: 'X',
        name: 'Lost',
        parent: null,
        taxId: null,
        taxOffice: null,
        country: null,
        city: null,
        address: null,
        contact: null,
        email: null,
        phone: null,
        iban: null,
        currency: null,
        terms: null,
        creditLimitMinor: null,
        segment: null,
        priceList: null,
        discount: null,
        language: null,
        tags: [],
        custom: {},
        batch: null,
        recordedAt: nowMs,
      })
    })
    murat.company.post({ customer: 'X', no: 'X-1', on: '2026-04-01', minor: 8_00 })
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'MASTER_MISSING', exits: ['create', 'repoint', 'withdraw'] },
    ])
  })

  it('the account is opened on the server with it', async () => {
    take(murat, { exit: 'create' })
    await expectDone({ 'X TRY': 8_00 })
  })

  it('the document goes to another account', async () => {
    take(murat, { exit: 'repoint', customer: 'D' })
    await meet()
    expect(selin.balances()).toMatchObject({ 'D TRY': { confirmed: 8_00, pending: 0 } })
  })
})

describe('M118 ALLOC_EXCEEDS_OPEN', () => {
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
    await expectDone({ 'C TRY': 40_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 40_00 })
  })

  it('given up', async () => {
    take(murat, { exit: 'withdraw' })
    await expectDone({ 'C TRY': 40_00 })
  })
})

describe('M118 reversals', () => {
  it('ALREADY_REVERSED or the same again: theirs stands', async () => {
    selin.company.reverse('A', '2026-03-20')
    murat.company.reverse('A', '2026-03-21')
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([{ exits: ['keep_theirs', 'withdraw'] }])
    take(murat, { exit: 'keep_theirs' })
    await expectDone({ 'C TRY': -60_00 })
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
    await expectDone({ 'C TRY': -60_00 })
  })
})

describe('M119 FORBIDDEN and OUT_OF_SCOPE', () => {
  async function roles(desk: Desk, given: readonly string[], scope: readonly string[] | null) {
    await office.store.write(office.companyId, (tx) =>
      tx.update('member', [
        {
          user_id: desk.caller.userId,
          name: desk.caller.userName,
          person: desk.caller.person,
          roles: [...given],
          scope: scope === null ? null : [...scope],
          status: 'active',
        },
      ]),
    )
  }

  it('handed over to somebody who may, who enters it in her own name', async () => {
    murat.company.post({ no: 'H', on: '2026-04-01', minor: 9_00 })
    await roles(murat, ['sales'], null)
    await murat.sync()
    expect(held(murat)).toMatchObject([{ code: 'FORBIDDEN', exits: ['hand_over', 'withdraw'] }])
    expect(refusalOf(() => take(murat, { exit: 'hand_over' }))).toBe('held.user_missing')
    expect(refusalOf(() => take(murat, { exit: 'hand_over', user: 'Nobody' }))).toBe('user.unknown')
    take(murat, { exit: 'hand_over', user: 'Selin' })
    expect(held(murat)).toMatchObject([{ handedTo: 'Selin' }])
    await meet()
    expect(held(selin)).toMatchObject([
      { handedBy: 'Murat', amountMinor: 9_00, documentNo: 'H', exits: ['reapply', 'withdraw'] },
    ])
    take(selin, { exit: 'reapply' })
    await expectDone({ 'C TRY': 49_00 })
  })

  it('given back by her, and given up by its author', async () => {
    murat.company.post({ no: 'H', on: '2026-04-01', minor: 9_00 })
    await roles(murat, ['credit_controller'], ['D'])
    await murat.sync()
    expect(held(murat).map(({ code }) => code)).toEqual(['FORBIDDEN'])
    take(murat, { exit: 'hand_over', user: 'Selin' })
    await meet()
    take(selin, { exit: 'withdraw', reason: 'not ours' })
    await meet()
    expect(held(selin)).toEqual([])
    expect(held(murat)).toMatchObject([{ handedTo: null, exits: ['hand_over', 'withdraw'] }])
    take(murat, { exit: 'withdraw' })
    await expectDone({ 'C TRY': 40_00 })
  })

  it('what is handed over takes its allocation along', async () => {
    murat.company.post({ kind: 'receipt', no: 'P', on: '2026-04-01', minor: 15_00, to: 'A' })
    await roles(murat, ['credit_controller'], ['D'])
    await murat.sync()
    expect(held(murat).map(({ code }) => code)).toEqual(['OUT_OF_SCOPE', 'DEP_HELD'])
    take(murat, { exit: 'hand_over', user: 'Selin' })
    await roles(murat, ['credit_controller'], null)
    await meet()
    take(selin, { exit: 'reapply' })
    await expectDone({ 'C TRY': 25_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 85_00, R: -60_00 })
  })
})

describe('I14 I19: DEP_HELD', () => {
  it('an allocation whose document was given up is pointed to another one', async () => {
    murat.company.post({ no: 'B', on: '2026-03-10', minor: 30_00 })
    murat.company.allocate('R', { B: 30_00 }, '2026-04-01')
    await lock('2026-03')
    await murat.sync()
    expect(held(murat).map(({ code }) => code)).toEqual(['PERIOD_CLOSED', 'DEP_HELD'])
    take(murat, { exit: 'withdraw' })
    await meet()
    expect(held(murat)).toMatchObject([{ code: 'DEP_HELD', exits: ['repoint', 'withdraw'] }])
    take(murat, { exit: 'repoint', to: 'A' })
    await expectDone({ 'C TRY': 40_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 70_00, R: -30_00 })
  })
})

describe('M119 BAD_TRANSITION', () => {
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
    await meet()
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
    await expectDone({ 'C TRY': 40_00 })
    expect(hows()).toEqual(['withdrawn', 'withdrawn'])
  })

  const hows = () =>
    office.desks.map((desk) =>
      desk.company.query(
        ({ db }) => db.prepare<[], { how: string }>('select how from dispute').get()?.how,
      ),
    )
})

describe('M119 INVALID', () => {
  it('an account archived while another posted to it is given up', async () => {
    archive(murat, 'D', true)
    selin.company.post({ customer: 'D', no: 'D-1', on: '2026-04-01', minor: 3_00 })
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'INVALID', detail: { reason: 'has_balance' }, customer: 'D', exits: ['withdraw'] },
    ])
    take(murat, { exit: 'withdraw' })
    await expectDone({ 'D TRY': 3_00 })
  })
})

function archive(desk: Desk, code: string, archived: boolean): void {
  const input = contract.customers.archive.input.parse({ code, archived })
  desk.company.command((context) => archiveCustomer(context, input))
}
