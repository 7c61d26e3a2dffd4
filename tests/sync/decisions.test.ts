/** What people decide between two desktops: two values for one field, and requests for a second person. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { approvals, conflicts, decide, settle } from '../../main/backend/features/decisions.ts'
import { patchByColumns } from '../../main/backend/features/patch-columns.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin', { roles: ['accountant'] })
  murat = await office.desk('Murat', { roles: ['finance_manager'] })
  await office.members()
  selin.company.customer('C', { phone: '1', address: 'Old street' })
  await meet()
})
afterEach(() => office.close())

async function meet(...more: Desk[]): Promise<void> {
  const desks = [selin, murat, ...more]
  for (let round = 0; round < 3; round += 1) for (const desk of desks) await desk.sync()
  const root = await office.root()
  for (const desk of desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  expect(office.bugs).toEqual([])
}

function patch(desk: Desk, columns: Record<string, string>): void {
  desk.company.command((context) => patchByColumns(context, { customer: 'C', columns }))
}

const conflictsAt = (desk: Desk) => desk.company.query((context) => conflicts(context))
const approvalsAt = (desk: Desk) => desk.company.query((context) => approvals(context))

function decideAt(desk: Desk, approve: boolean, reason?: string): void {
  const [one] = approvalsAt(desk)
  desk.company.command((context) =>
    decide(context, { id: one?.id ?? '', approve, ...(reason === undefined ? {} : { reason }) }),
  )
}

function settleAt(desk: Desk, choice: 'keep' | 'take'): void {
  const [one] = conflictsAt(desk)
  desk.company.command((context) => settle(context, { id: one?.id ?? '', choice }))
}

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
}

function card(desk: Desk): Record<string, unknown> | undefined {
  return desk.company.query(({ db }) =>
    db
      .prepare<[], Record<string, unknown>>(
        "select phone, address, credit_limit_minor as creditLimit, terms from customer where code = 'C'",
      )
      .get(),
  )
}

describe('M116 N8: two values for one field of a card', () => {
  beforeEach(async () => {
    patch(selin, { phone: '2' })
    patch(murat, { phone: '3' })
    await selin.sync()
    await murat.sync()
    await selin.sync()
  })

  it('are shown on both desks with what was before, who said which and when', () => {
    const [here, there] = [conflictsAt(selin), conflictsAt(murat)]
    expect(there).toMatchObject([
      {
        customer: 'C',
        customerName: 'Customer C',
        group: 'phone',
        before: '1',
        standing: { value: '2', by: 'Selin', at: '2026-11-24T09:00:00.000Z', isMine: false },
        other: { value: '3', by: 'Murat', at: '2026-11-24T09:00:00.000Z', isMine: true },
        isGuarded: false,
        mayTake: true,
      },
    ])
    expect(here).toMatchObject([
      { standing: { value: '2', isMine: true }, other: { value: '3', by: 'Murat', isMine: false } },
    ])
  })

  it('keep leaves what stands, on both desks', async () => {
    settleAt(murat, 'keep')
    expect(conflictsAt(murat)).toEqual([])
    await meet()
    expect([card(selin), card(murat)]).toMatchObject([{ phone: '2' }, { phone: '2' }])
    expect([conflictsAt(selin), conflictsAt(murat)]).toEqual([[], []])
  })

  it('take brings the other value to both desks', async () => {
    settleAt(selin, 'take')
    await meet()
    expect([card(selin), card(murat)]).toMatchObject([{ phone: '3' }, { phone: '3' }])
    expect([conflictsAt(selin), conflictsAt(murat)]).toEqual([[], []])
  })

  it('both answer: the first answer stands, the second is held and can be put away', async () => {
    settleAt(selin, 'take')
    settleAt(murat, 'keep')
    await meet()
    expect([card(selin), card(murat)]).toMatchObject([{ phone: '3' }, { phone: '3' }])
    const held = murat.company.query((context) => heldWork(context))
    expect(held).toMatchObject([
      { kind: 'conflict.resolve', code: 'BAD_TRANSITION', exits: ['withdraw'] },
    ])
  })
})

describe('N8 I33: a guarded value', () => {
  beforeEach(async () => {
    patch(selin, { credit_limit: '2500.00', terms: '45' })
    await meet()
  })

  it('waits for another person, with value before and after', () => {
    expect(card(murat)).toMatchObject({ creditLimit: null, terms: null })
    expect(approvalsAt(murat)).toMatchObject([
      {
        kind: 'guarded',
        by: 'Selin',
        isMine: false,
        customer: 'C',
        group: 'limit',
        before: null,
        after: 2500_00,
        currency: 'TRY',
        mayDecide: true,
      },
      { group: 'terms', after: '45' },
    ])
    expect(approvalsAt(selin)).toMatchObject([
      { group: 'limit', isMine: true, mayDecide: false },
      { group: 'terms' },
    ])
  })

  it('is never decided by its author', () => {
    expect(codeOf(() => decideAt(selin, true))).toBe('approval.same_person')
  })

  it('is approved by the second person and stands on both desks', async () => {
    decideAt(murat, true)
    await meet()
    expect([card(selin), card(murat)]).toMatchObject([
      { creditLimit: 2500_00, terms: null },
      { creditLimit: 2500_00, terms: null },
    ])
    expect(approvalsAt(selin)).toMatchObject([{ group: 'terms' }])
  })

  it('is refused by the second person and stands nowhere', async () => {
    decideAt(murat, false, 'too high')
    decideAt(murat, false)
    await meet()
    expect([card(selin), card(murat)]).toMatchObject([
      { creditLimit: null, terms: null },
      { creditLimit: null, terms: null },
    ])
    expect([approvalsAt(selin), approvalsAt(murat)]).toEqual([[], []])
  })
})
