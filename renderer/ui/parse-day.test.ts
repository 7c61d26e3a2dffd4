import { expect, it } from 'vitest'
import { day } from '../../shared/domain/days.ts'
import { dayOrderOf, parseDay } from './parse-day.ts'

const today = day('2026-10-28')

it.each([
  ['31102026', '2026-10-31'],
  ['311026', '2026-10-31'],
  ['3110', '2026-10-31'],
  ['31', '2026-10-31'],
  ['31.10', '2026-10-31'],
  ['31.10.', '2026-10-31'],
  ['31/10/26', '2026-10-31'],
  ['1-9-2025', '2025-09-01'],
  ['2025-09-01', '2025-09-01'],
  ['t', '2026-10-28'],
  ['T', '2026-10-28'],
  ['m', '2026-10-31'],
  ['-3', '2026-10-25'],
  ['+5', '2026-11-02'],
  ['29.02.2028', '2028-02-29'],
])('reads %s with the day first', (text, expected) => {
  expect(parseDay(text, { order: 'dmy', today })).toBe(expected)
})

it('follows the order of the format locale', () => {
  expect(parseDay('10/31', { order: 'mdy', today })).toBe('2026-10-31')
  expect(parseDay('10312026', { order: 'mdy', today })).toBe('2026-10-31')
  expect(parseDay('20261031', { order: 'ymd', today })).toBe('2026-10-31')
  expect([dayOrderOf('dd.MM.yyyy'), dayOrderOf('MM/dd/yyyy'), dayOrderOf('yyyy-MM-dd')]).toEqual([
    'dmy',
    'mdy',
    'ymd',
  ])
})

it.each(['31.09.2026', '29.02.2026', '00.10', '311020261', 'x', '1.1.1', '31.10.026', ''])(
  'has no day for %s',
  (text) => {
    expect(parseDay(text, { order: 'dmy', today })).toBeNull()
  },
)
