/** One document reversed at two desks, or settled at one while the other reverses it. */
import { afterEach, expect, it } from 'vitest'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { type Desk, Office } from './office.ts'

let office: Office
afterEach(() => office.close())

async function expectEqual(...desks: Desk[]): Promise<void> {
  const root = await office.root()
  for (const desk of desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  expect(office.bugs).toEqual([])
}

it('M117 I4: a reversal that is refused leaves the same one of another desk where it is', async () => {
  office = await Office.open()
  const selin = await office.desk('Selin')
  const elif = await office.desk('Elif', { roles: ['sales'] })
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  await selin.sync()
  await elif.sync()
  // Nobody told her yet what she may do. Word by word the same, so the feed confirms her rows by Selin's.
  elif.company.reverse('A', '2026-03-20')
  selin.company.reverse('A', '2026-03-20')
  for (const desk of [selin, elif, selin]) await desk.sync()

  expect(elif.company.query(heldWork).map(({ kind, code }) => [kind, code])).toEqual([
    ['doc.reverse', 'FORBIDDEN'],
  ])
  expect(elif.company.openItems('C', '2026-12-31')).toEqual({})
  await expectEqual(selin, elif)
})

it('M117 I10: a reversal waits while its document is settled whole elsewhere, and settles it once it is free', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ kind: 'receipt', no: 'R', on: '2026-03-02', minor: 100_00 })
  await selin.sync()
  await murat.sync()
  murat.company.reverse('A', '2026-03-20')
  selin.company.allocate('R', { A: 100_00 })
  await selin.sync()
  await murat.sync({ direction: 'pull' })
  expect(murat.company.openItems('C', '2026-12-31')).toEqual({})

  selin.company.deallocate('R', 'A', '2026-03-02')
  await selin.sync()
  await murat.sync()
  await selin.sync()
  expect(murat.company.query(heldWork)).toEqual([])
  expect(murat.company.openItems('C', '2026-12-31')).toEqual({ R: -100_00 })
  await expectEqual(selin, murat)
})
