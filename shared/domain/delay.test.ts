import { describe, expect, it } from 'vitest'
import { day, toDayNumber } from './days.ts'
import { delayOf } from './delay.ts'

const part = (amountMinor: number, due: string, paid: string) => ({
  amountMinor,
  dueDay: toDayNumber(day(due)),
  paidDay: toDayNumber(day(paid)),
})

describe('delayOf', () => {
  it('M52: reads 38.0 days on the worked example of domain.md 4.12, adat 760,000', () => {
    const paid = [
      part(12_000_00, '2026-07-10', '2026-08-25'),
      part(8_000_00, '2026-09-04', '2026-09-30'),
    ]

    expect(delayOf(paid, 2)).toEqual({
      averageDays: 38,
      settledMinor: 20_000_00,
      onTimeMinor: 0,
      adatDays: 760_000,
    })
  })

  it('M52: weighs by amount, not by the number of documents', () => {
    const paid = [part(1_00, '2026-07-10', '2026-10-18'), part(99_00, '2026-07-10', '2026-07-10')]

    expect(delayOf(paid, 2)).toMatchObject({ averageDays: 1, onTimeMinor: 99_00 })
  })

  it('M52: counts early payment as negative days and knows no average of nothing', () => {
    expect(delayOf([part(10_00, '2026-07-10', '2026-07-05')], 2).averageDays).toBe(-5)
    expect(delayOf([], 2).averageDays).toBeNull()
  })

  it('M52: stays exact where amount times days passes 2^53', () => {
    const huge = part(Number.MAX_SAFE_INTEGER, '2020-01-01', '2026-01-01')

    expect(delayOf([huge, huge], 2).averageDays).toBe(2192)
  })
})
