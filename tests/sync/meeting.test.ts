/** What only shows when two desks meet: other costs by the server's order, cards, a published past. */
import { v7 } from 'uuid'
import { afterEach, expect, it } from 'vitest'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { askServer } from '../../main/backend/sync/ask.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { takeWayOut } from '../../main/backend/sync/ways-out.ts'
import { openConflicts } from '../../db/local/conflicts.ts'
import { contract } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { type Desk, Office } from './office.ts'

let office: Office
afterEach(() => office.close())

async function meet(...desks: Desk[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const desk of desks) await desk.sync()
  const root = await office.root()
  for (const desk of desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  expect(office.bugs).toEqual([])
}

function patch(desk: Desk, fields: Readonly<Record<string, unknown>>): void {
  const input = contract.customers.patch.input.parse({ code: 'C', patch: fields })
  desk.company.command((context) => patchCustomer(context, input))
}

function card(desk: Desk): Record<string, unknown> | undefined {
  return desk.company.query(({ db }) =>
    db
      .prepare("select code, name, phone, segment, tags, terms from customer where code = 'C'")
      .get(),
  )
}

it('I2 I11: slices cost what the order of the server says, and exchange differences follow', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  selin.company.post({ no: 'U', on: '2026-01-02', minor: 100_01, currency: 'USD', rate: '31.337' })
  selin.company.post({
    kind: 'receipt',
    no: 'R1',
    on: '2026-02-01',
    minor: 33_34,
    currency: 'USD',
    rate: '32.999',
  })
  selin.company.post({
    kind: 'receipt',
    no: 'R2',
    on: '2026-02-02',
    minor: 66_67,
    currency: 'USD',
    rate: '33.111',
  })
  await meet(selin, murat)
  selin.company.allocate('R1', { U: 33_34 })
  murat.company.allocate('R2', { U: 66_67 })
  await meet(murat, selin)

  const open = { U: 0 }
  expect(selin.company.openItems('C', '2026-12-31')).toEqual({})
  expect(open.U).toBe(0)
  const slices = (desk: Desk) =>
    desk.company.query(({ db }) =>
      db
        .prepare('select amount_minor, debit_base_minor, credit_base_minor from alloc order by 1')
        .all(),
    )
  expect(slices(selin)).toEqual(slices(murat))
})

it('I17 I18 N8 (part): cards merge by group; two values for one wait for a person', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C', { phone: '1', tags: ['a'] })
  await meet(selin, murat)
  patch(selin, { phone: '2', tags: ['a', 'b'], segment: 'gold' })
  patch(murat, { phone: '3', tags: ['a', 'c'], terms: 'net 30' })
  expect(card(murat)).toMatchObject({ phone: '3', terms: 'net 30' })
  await meet(selin, murat)

  const merged = { phone: '2', tags: '["a","b","c"]', segment: 'gold', terms: null }
  expect(card(selin)).toMatchObject(merged)
  expect(card(murat)).toMatchObject(merged)
  expect(murat.company.query(({ db }) => openConflicts(db))).toMatchObject([
    { group: 'phone', current: '2', other: '3', base: '1' },
  ])
})

it('I20: two desks open the same code; the later one is called anew and keeps its documents', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  selin.company.post({ no: 'S', on: '2026-03-01', minor: 1_00 })
  murat.company.customer('C')
  murat.company.post({ no: 'M', on: '2026-03-01', minor: 2_00 })
  await meet(selin, murat)

  const balances = {
    'C TRY': { confirmed: 1_00, pending: 0 },
    'C~2 TRY': { confirmed: 2_00, pending: 0 },
  }
  expect([selin.balances(), murat.balances()]).toEqual([balances, balances])
})

it('sync 20: a company with a past of its own is published whole, numbers and closed months included', async () => {
  office = await Office.open()
  const selin = await office.desk('Selin', {
    before: (company) => {
      company.customer('C')
      company.post({ on: '2026-01-05', minor: 10_00 })
      company.post({ on: '2026-01-05', minor: 10_00, currency: 'USD', rate: '30' })
      company.post({
        kind: 'receipt',
        on: '2026-02-05',
        minor: 10_00,
        currency: 'USD',
        rate: '31',
        to: 'INV2026000000002',
      })
      company.post({ on: '2026-02-06', minor: 5_00 })
      company.reverse('INV2026000000003', '2026-02-07')
      company.close('2026-01')
    },
  })
  const numbers = selin.numbers()
  const murat = await office.desk('Murat')
  await meet(selin, murat)

  expect(selin.numbers()).toEqual(numbers)
  expect(murat.numbers()).toEqual(numbers)
  expect(murat.company.file.company.lockedThrough).toBe('2026-01')
  murat.company.reverse('INV2026000000001', '2026-02-10')
  await meet(murat, selin)
  expect(selin.balances()).toMatchObject({ 'C TRY': { confirmed: 0, pending: 0 } })
})

it('M117 I4: a held reversal takes its number back once the document that has it by then is held too', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  await meet(selin, murat)
  await askServer(selin.asking(), { do: 'close', month: '2026-03', soft: false })
  // Murat has not heard of it: he reverses, and gives the number to what should have been posted.
  murat.company.reverse('A', '2026-03-20')
  murat.company.post({ no: 'A', on: '2026-04-02', minor: 90_00 })
  await murat.sync()

  const held = murat.company.query(heldWork)
  expect(held.map(({ kind, code }) => [kind, code])).toEqual([
    ['doc.reverse', 'PERIOD_CLOSED'],
    ['doc.post', 'NUMBER_TAKEN'],
  ])
  expect(murat.numbers()).toEqual(['A'])
  expect(murat.company.openItems('C', '2026-12-31')).toEqual({ A: 100_00 })
  expect(live(murat)).toEqual(['A'])
  expect(murat.faults()).toEqual([])
  const [reversal, posting] = held
  murat.company.command((context) => {
    takeWayOut(context, reversal?.operationId ?? '', { exit: 'withdraw', reason: 'too late' })
  })
  murat.company.command((context) => {
    takeWayOut(context, posting?.operationId ?? '', { exit: 'reissue', to: 'A2' })
  })
  await meet(murat, selin)
  expect([live(murat), live(selin)]).toEqual([
    ['A', 'A2'],
    ['A', 'A2'],
  ])
})

it('M117 I4: a reversal taken back leaves the number to a document that stands with it', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  await meet(selin, murat)
  selin.company.reverse('A', '2026-03-05')
  selin.company.post({ no: 'A', on: '2026-03-06', minor: 80_00 })
  await selin.sync()
  murat.company.reverse('A', '2026-03-20')
  murat.company.post({ no: 'A', on: '2026-03-21', minor: 90_00 })
  await murat.sync()

  expect(murat.company.query(heldWork).map(({ kind, code }) => [kind, code])).toEqual([
    ['doc.reverse', 'EXT_REF_CONFLICT'],
    ['doc.post', 'NUMBER_TAKEN'],
  ])
  expect(murat.company.openItems('C', '2026-12-31')).toEqual({ A: 80_00 })
  expect([live(murat), live(selin)]).toEqual([['A'], ['A']])
  expect(murat.faults()).toEqual([])
})

it('I3: what is posted again under the id of a reversed document is that document', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  const id = v7()
  selin.postWithId(id, 'X', 9_00)
  selin.company.reverse('X', '2026-04-02')
  await meet(selin, murat)
  const before = murat.numbers()

  murat.postWithId(id, 'X', 9_00)
  expect(murat.numbers()).toEqual(before)
  expect(() => murat.postWithId(id, 'X', 8_00)).toThrow(Refusal)
  expect(murat.states()).toEqual([])
  await meet(murat, selin)
})

/** Numbers nobody else of the customer may have. */
function live(desk: Desk): string[] {
  return desk.company.query(({ db }) =>
    db
      .prepare<[], { number: string }>('select number from doc_number order by number')
      .all()
      .map(({ number }) => number),
  )
}
