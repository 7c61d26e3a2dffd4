/** Roles asked for by an administrator and given by a second person, as every desk hears of it. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { approvals, decide } from '../../main/backend/features/decisions.ts'
import { membersOf } from '../../main/backend/features/device-central.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import type { StaffRequest } from '../../sync/protocol/staff.ts'
import { changeStaff } from '../../sync/server/staff.ts'
import { MemoryIdentity } from '../server/memory-identity.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let deniz: Desk
let murat: Desk
let selin: Desk

beforeEach(async () => {
  office = await Office.open()
  deniz = await office.desk('Deniz', { roles: ['company_admin'] })
  murat = await office.desk('Murat', { roles: ['finance_manager'] })
  selin = await office.desk('Selin', { roles: ['accountant'] })
  await office.members()
  await meet()
})
afterEach(() => office.close())

async function meet(): Promise<void> {
  const desks = [deniz, murat, selin]
  for (let round = 0; round < 2; round += 1) for (const desk of desks) await desk.sync()
  const root = await office.root()
  expect(desks.map((desk) => desk.root())).toEqual([root, root, root])
  expect(desks.flatMap((desk) => desk.faults())).toEqual([])
  expect(office.bugs).toEqual([])
}

function ask(by: Desk, wanted: StaffRequest['ask']) {
  const desk = {
    ...office.pen,
    store: office.store,
    identity: new MemoryIdentity(),
    random: (n: number) => Buffer.alloc(n),
  }
  return changeStaff(desk, by.caller, { company_id: office.companyId, op_id: v7(), ask: wanted })
}

const askRoles = (...roles: ('accountant' | 'sales' | 'finance_manager')[]) =>
  ask(deniz, { do: 'roles', user: selin.caller.userId, roles })
const approvalsAt = (desk: Desk) => desk.company.query((context) => approvals(context))
const rolesOf = (desk: Desk) =>
  desk.company.query(membersOf).find(({ name }) => name === 'Selin')?.roles

function decideAt(desk: Desk, approve: boolean): string {
  const [one] = approvalsAt(desk)
  try {
    desk.company.command((context) => decide(context, { id: one?.id ?? '', approve }))
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('M156: a role that comes new needs a second person', () => {
  it('who asked and who would get it do not decide; a finance manager does, and all desks hear it', async () => {
    await askRoles('accountant', 'sales')
    await meet()
    expect(approvalsAt(murat)).toMatchObject([
      {
        kind: 'guarded',
        group: 'roles',
        by: 'Deniz',
        customer: null,
        customerName: 'Selin',
        before: ['accountant'],
        after: ['accountant', 'sales'],
        mayDecide: true,
      },
    ])
    expect([approvalsAt(deniz), approvalsAt(selin)]).toMatchObject([
      [{ isMine: true, mayDecide: false }],
      [{ mayDecide: false }],
    ])
    expect(decideAt(deniz, true)).toBe('approval.same_person')
    expect(decideAt(selin, true)).toBe('approval.not_entitled')
    expect(decideAt(murat, true)).toBe('done')
    await meet()
    for (const desk of [deniz, murat, selin]) {
      expect(rolesOf(desk)).toEqual(['accountant', 'sales'])
      expect(approvalsAt(desk)).toEqual([])
    }
  })

  it('a no leaves the roles as they are', async () => {
    await askRoles('accountant', 'finance_manager')
    await meet()
    expect(decideAt(murat, false)).toBe('done')
    await meet()
    expect([rolesOf(selin), approvalsAt(murat)]).toEqual([['accountant'], []])
  })

  it('what was asked about other roles than she has by now is not carried out', async () => {
    await askRoles('accountant', 'sales')
    await askRoles()
    await meet()
    expect(rolesOf(murat)).toEqual([])
    expect(decideAt(murat, true)).toBe('done')
    await murat.sync()
    expect(murat.states().at(-1)).toMatchObject({
      kind: 'approval.decide',
      state: 'held',
      code: 'BAD_TRANSITION',
    })
    expect(rolesOf(murat)).toEqual([])
  })
})
