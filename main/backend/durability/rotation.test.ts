import { expect, it } from 'vitest'
import { type BackupReason, expired } from './rotation.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 10, 27, 12)

const at = (day: number, reason: BackupReason = 'daily') => ({
  name: `${reason}${day}`,
  atMs: now - day * DAY,
  reason,
})

it('M171: keeps 7 days, 5 weeks and 12 months of a daily backup over two years', () => {
  const all = Array.from({ length: 730 }, (_, day) => at(day))
  const gone = new Set(expired(all, now))
  const kept = all
    .filter(({ name }) => !gone.has(name))
    .map(({ atMs }) => new Date(atMs).toISOString().slice(0, 10))

  expect(kept).toEqual([
    '2026-11-27',
    '2026-11-26',
    '2026-11-25',
    '2026-11-24',
    '2026-11-23',
    '2026-11-22',
    '2026-11-21',
    '2026-11-15',
    '2026-11-08',
    '2026-11-01',
    '2026-10-31',
    '2026-09-30',
    '2026-08-31',
    '2026-07-31',
    '2026-06-30',
    '2026-05-31',
    '2026-04-30',
    '2026-03-31',
    '2026-02-28',
    '2026-01-31',
    '2025-12-31',
  ])
})

it('keeps what was made before a great step for 90 days, and the two newest for ever', () => {
  const all = [at(1000), at(1001), at(1002, 'migration'), at(1003, 'restore')]
  const steps = [at(0), at(0.1), at(89, 'migration'), at(91, 'migration')]

  expect(expired(all, now)).not.toContain('daily1000')
  expect(expired(all, now)).not.toContain('daily1001')
  expect(expired(steps, now)).not.toContain('migration89')
})
