/** What only shows when two desks meet: other costs by the server's order, cards, a published past. */
import { afterEach, expect, it } from 'vitest'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { openConflicts } from '../../db/local/conflicts.ts'
import { contract } from '../../shared/contract/index.ts'
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
