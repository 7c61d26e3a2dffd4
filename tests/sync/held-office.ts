/** Two desks of a company whose work gets held: what is held on each, ways out of it, and the end of it. */
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { archiveCustomer } from '../../main/backend/features/customer-cards.ts'
import { approvals, decide, heldOf } from '../../main/backend/features/decisions.ts'
import { takeWayOut, type WayOut } from '../../main/backend/sync/ways-out.ts'
import { contract } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { writeSystemOp } from '../../sync/server/core/system.ts'
import { type Desk, Office } from './office.ts'

export class HeldOffice {
  readonly office: Office
  readonly selin: Desk
  readonly murat: Desk

  private constructor(office: Office, selin: Desk, murat: Desk) {
    this.office = office
    this.selin = selin
    this.murat = murat
  }

  /** Accounts C and D; an invoice A of 100 and a receipt R of 60 of C, confirmed on both. */
  static async open(): Promise<HeldOffice> {
    const office = await Office.open()
    const selin = await office.desk('Selin')
    const murat = await office.desk('Murat')
    await office.members()
    selin.company.customer('C')
    selin.company.customer('D')
    selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
    selin.company.post({ kind: 'receipt', no: 'R', on: '2026-03-05', minor: 60_00 })
    const made = new HeldOffice(office, selin, murat)
    await made.meet()
    return made
  }

  async meet(): Promise<void> {
    const { office } = this
    for (let round = 0; round < 3; round += 1) for (const desk of office.desks) await desk.sync()
    const root = await office.root()
    for (const desk of office.desks) {
      expect(desk.root()).toBe(root)
      expect(desk.faults()).toEqual([])
    }
    expect(office.bugs).toEqual([])
  }

  async lock(month: string): Promise<void> {
    const { office } = this
    await writeSystemOp(
      { ...office.parts, secret: 'system', nowMs: office.nowMs, app: 'test' },
      office.companyId,
      {
        opId: v7(),
        kind: 'period.lock',
        entityId: office.companyId,
        payload: { month },
        actor: this.selin.caller.userId,
      },
    )
  }

  /** Nothing is held any more, and both desks and the server have the same balances. */
  async expectDone(balances: Record<string, number>): Promise<void> {
    await this.meet()
    for (const desk of this.office.desks) {
      expect(held(desk)).toEqual([])
      const confirmed = Object.fromEntries(
        Object.entries(desk.balances()).map(([key, one]) => [key, one.confirmed]),
      )
      expect(confirmed).toMatchObject(balances)
    }
  }
}

export const held = (desk: Desk) => desk.company.query((context) => heldOf(context))
/** What another person is asked on this desk. */
export const asked = (desk: Desk) => desk.company.query((context) => approvals(context))

export function take(desk: Desk, way: WayOut, n = 0): void {
  const op = held(desk)[n]?.op ?? ''
  desk.company.command((context) => takeWayOut(context, op, way))
}

/** Yes or no to everything that is asked there. */
export function answerAll(desk: Desk, approve: boolean): void {
  for (const { id } of asked(desk))
    desk.company.command((context) => decide(context, { id, approve }))
}

export function archive(desk: Desk, code: string, archived: boolean): void {
  const input = contract.customers.archive.input.parse({ code, archived })
  desk.company.command((context) => archiveCustomer(context, input))
}

export function refusalOf(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
}
