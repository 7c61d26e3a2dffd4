import { expect, it } from 'vitest'
import { day } from '../../../shared/domain/days.ts'
import { monthEndFrom } from './aging-commands.ts'

const last = day('2026-10-31')

it('M50: steps from any day to the month ends around it, never beyond the last day', () => {
  expect(monthEndFrom(day('2026-10-31'), -1, last)).toBe('2026-09-30')
  expect(monthEndFrom(day('2026-03-15'), -1, last)).toBe('2026-02-28')
  expect(monthEndFrom(day('2026-03-15'), 1, last)).toBe('2026-03-31')
  expect(monthEndFrom(day('2026-02-28'), 1, last)).toBe('2026-03-31')
  expect(monthEndFrom(day('2026-10-31'), 1, last)).toBe('2026-10-31')
  expect(monthEndFrom(day('2026-10-12'), 1, day('2026-10-20'))).toBe('2026-10-20')
})
