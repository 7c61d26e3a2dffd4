/** Work its author may not enter: handed over, taken, given back, given up (sync.md 9). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe('M119: FORBIDDEN and OUT_OF_SCOPE', () => {
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
    await desks.meet()
    expect(held(selin)).toMatchObject([
      { handedBy: 'Murat', amountMinor: 9_00, documentNo: 'H', exits: ['reapply', 'withdraw'] },
    ])
    take(selin, { exit: 'reapply' })
    await desks.expectDone({ 'C TRY': 49_00 })
  })

  it('given back by her, and given up by its author', async () => {
    murat.company.post({ no: 'H', on: '2026-04-01', minor: 9_00 })
    await roles(murat, ['credit_controller'], ['D'])
    await murat.sync()
    expect(held(murat).map(({ code }) => code)).toEqual(['FORBIDDEN'])
    take(murat, { exit: 'hand_over', user: 'Selin' })
    await desks.meet()
    take(selin, { exit: 'withdraw', reason: 'not ours' })
    await desks.meet()
    expect(held(selin)).toEqual([])
    expect(held(murat)).toMatchObject([{ handedTo: null, exits: ['hand_over', 'withdraw'] }])
    take(murat, { exit: 'withdraw' })
    await desks.expectDone({ 'C TRY': 40_00 })
  })

  it('what is handed over takes its allocation along', async () => {
    murat.company.post({ kind: 'receipt', no: 'P', on: '2026-04-01', minor: 15_00, to: 'A' })
    await roles(murat, ['credit_controller'], ['D'])
    await murat.sync()
    expect(held(murat).map(({ code }) => code)).toEqual(['OUT_OF_SCOPE', 'DEP_HELD'])
    take(murat, { exit: 'hand_over', user: 'Selin' })
    await roles(murat, ['credit_controller'], null)
    await desks.meet()
    take(selin, { exit: 'reapply' })
    await desks.expectDone({ 'C TRY': 25_00 })
    expect(selin.company.openItems('C', '2026-12-31')).toEqual({ A: 85_00, R: -60_00 })
  })
})
