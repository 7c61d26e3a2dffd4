import { expect, test } from 'vitest'
import type { IsoMonth } from '../../../shared/domain/days.ts'
import { everyMonth } from './every-month.ts'

const received = (month: string) => ({
  month: month as IsoMonth,
  receivedMinor: 100_00,
  delayDays: 2,
})
const without = (month: string) => ({ month, receivedMinor: 0, delayDays: null })

test('M52: months without receipts stand on the axis too, over the turn of the year as well', () => {
  expect(everyMonth(['2025-11', '2026-02', '2026-03'].map(received))).toEqual([
    received('2025-11'),
    without('2025-12'),
    without('2026-01'),
    received('2026-02'),
    received('2026-03'),
  ])
  expect(everyMonth([])).toEqual([])
})
