/** Who works on the company, known to every desk: names, roles, customers, standing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { membersOf } from '../../main/backend/features/device-central.ts'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { setRates } from '../../main/backend/features/periods.ts'
import { contract } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let deniz: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin', { roles: ['accountant'] })
  deniz = await office.desk('Deniz', { roles: ['sales'] })
  await office.members()
  await selin.sync()
  for (const code of ['C', 'D']) selin.company.customer(code)
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  await selin.sync()
  await deniz.sync()
})
afterEach(() => office.close())

function refusalOf(work: () => unknown): { code: string; params: unknown } | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, params: error.params }
    throw error
  }
}

function patch(desk: Desk, code: string, fields: Record<string, unknown>): void {
  const input = contract.customers.patch.input.parse({ code, patch: fields })
  desk.company.command((context) => patchCustomer(context, input))
}

const post = (desk: Desk, no: string) => desk.company.post({ no, on: '2026-04-01', minor: 1_00 })

async function expectSame(): Promise<void> {
  for (const desk of [selin, deniz, selin, deniz]) await desk.sync()
  const root = await office.root()
  expect([selin.root(), deniz.root()]).toEqual([root, root])
  expect([selin.faults(), deniz.faults()]).toEqual([[], []])
  expect(office.bugs).toEqual([])
}

describe('M156 M170: members are known offline', () => {
  it('by name, role, customers and standing, and follow each change', async () => {
    expect(deniz.company.query(membersOf)).toEqual([
      {
        user: deniz.caller.userId,
        name: 'Deniz',
        roles: ['sales'],
        scope: null,
        status: 'active',
        isYou: true,
      },
      {
        user: selin.caller.userId,
        name: 'Selin',
        roles: ['accountant'],
        scope: null,
        status: 'active',
        isYou: false,
      },
    ])
    await office.members({ name: 'Deniz', scope: ['D'], roles: ['sales', 'credit_controller'] })
    await office.members({ name: 'Selin', status: 'suspended' })
    await deniz.sync()
    expect(deniz.company.query(membersOf)).toMatchObject([
      { name: 'Deniz', scope: ['D'], roles: ['sales', 'credit_controller'] },
      { name: 'Selin', status: 'suspended' },
    ])
  })

  it('a role that does not allow it is said before anything is written', async () => {
    expect(refusalOf(() => post(deniz, 'X'))).toEqual({
      code: 'role.forbidden',
      params: { action: 'document', name: 'Deniz' },
    })
    expect(refusalOf(() => patch(deniz, 'C', { segment: 'A' }))?.code).toBe('role.forbidden')
    // Contacts are hers to keep.
    patch(deniz, 'C', { phone: '+90 212 000 00 00' })
    const rates = contract.rates.set.input.parse({
      rates: [{ currency: 'USD', date: '2026-02-02', rate: '30.5' }],
    })
    expect(
      refusalOf(() => deniz.company.command((context) => setRates(context, rates)))?.code,
    ).toBe('role.forbidden')
    expect(deniz.states().map(({ kind }) => kind)).toEqual(['master.patch'])
    await expectSame()
  })

  it('customers of others are refused in words', async () => {
    await office.members({ name: 'Deniz', scope: ['D'] })
    await deniz.sync()
    expect(refusalOf(() => patch(deniz, 'C', { phone: '1' }))).toEqual({
      code: 'role.out_of_scope',
      params: { customer: 'C', name: 'Deniz' },
    })
    patch(deniz, 'D', { phone: '1' })
    await expectSame()
  })

  it('M119: a role that was taken away holds what was done meanwhile, and refuses from then on', async () => {
    post(selin, 'B')
    await office.members({ name: 'Selin', roles: ['auditor'] })
    // Offline she may still, as far as she knows; the server judges by what stands there.
    post(selin, 'E')
    await selin.sync()
    expect(selin.states().filter(({ state }) => state === 'held')).toMatchObject([
      { kind: 'doc.post', code: 'FORBIDDEN' },
      { kind: 'doc.post', code: 'FORBIDDEN' },
    ])
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 100_00, pending: 0 } })
    expect(refusalOf(() => post(selin, 'F'))?.code).toBe('role.forbidden')

    await office.members({ name: 'Selin', roles: ['accountant'] })
    await selin.sync()
    post(selin, 'F')
    await expectSame()
  })
})
