/** Rows put right under work that waits: what is pending lies over them as before, what is held keeps its ways out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { askServer } from '../../main/backend/sync/ask.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { takeWayOut } from '../../main/backend/sync/ways-out.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { type Desk, Office } from './office.ts'
import { TAMPERED } from './tampered.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  selin.company.customer('C', { name: 'Deniz Market', phone: '+90 1', tags: ['vip'] })
  selin.company.customer('D')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ customer: 'D', no: 'B', on: '2026-03-02', minor: 70_00 })
  selin.company.post({ customer: 'D', no: 'V', on: '2026-03-03', minor: 8_00 })
  const receipt = { kind: 'receipt', no: 'R', on: '2026-03-05', minor: 120_00, to: { A: 90_00 } }
  selin.company.post(receipt)
  for (const desk of [selin, murat, selin]) await desk.sync()
  await askServer(selin.asking(), { do: 'close', month: '2026-02', soft: false })
  await hold()
  wait()
})
afterEach(() => office.close())

/** Held: a document in a closed month, what is applied to it, and an allocation of more than is open. */
async function hold(): Promise<void> {
  murat.company.post({ no: 'H', on: '2026-02-10', minor: 40_00 })
  murat.company.allocate('R', { H: 5_00 })
  await murat.sync()
  expect(murat.company.query(heldWork).map(({ code }) => code)).toEqual([
    'PERIOD_CLOSED',
    'DEP_HELD',
  ])
}

/** Waiting: a document, an allocation on confirmed rows, a reversal, and a card. */
function wait(): void {
  murat.company.post({ no: 'W', on: '2026-03-20', minor: 5_00 })
  murat.company.allocate('R', { A: 10_00 })
  murat.company.reverse('V', '2026-03-21')
  const input = contract.customers.patch.input.parse({ code: 'D', patch: { phone: '+90 9' } })
  murat.company.command((context) => patchCustomer(context, input))
}

/** All that is one's own here: what is held with its ways out, what waits, and what both come to. */
function ownWork(desk: Desk) {
  return {
    held: desk.company.query(heldWork),
    states: desk.states(),
    balances: desk.balances(),
    open: [desk.company.openItems('C', '2026-12-31'), desk.company.openItems('D', '2026-12-31')],
    faults: desk.faults(),
  }
}

describe('M119 I4 I13: a repair beneath held and waiting work', () => {
  it.each(TAMPERED)('puts %s right and changes nothing of it', async (_what, ...sql) => {
    const before = ownWork(murat)
    expect(before.faults).toEqual([])
    murat.tamper(...sql)
    expect((await murat.compare()).equal).toBe(false)

    expect(await murat.repair()).toMatchObject({ equal: true, differences: [] })
    expect(ownWork(murat)).toEqual(before)
    const [held] = before.held
    murat.company.command((context) =>
      takeWayOut(context, held?.operationId ?? '', {
        exit: 'redate',
        date: '2026-03-04' as IsoDate,
      }),
    )
    for (const desk of [murat, selin, murat])
      expect(await desk.sync()).toMatchObject({ digest: 'equal', pending: 0 })
    expect(murat.company.query(heldWork)).toEqual([])
    expect(selin.balances()).toEqual(murat.balances())
    expect(murat.balances()).toMatchObject({
      'C TRY': { confirmed: 25_00, pending: 0 },
      'D TRY': { confirmed: 70_00, pending: 0 },
    })
    expect([murat.faults(), selin.faults()]).toEqual([[], []])
  })
})
