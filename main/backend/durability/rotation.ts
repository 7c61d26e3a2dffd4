/** Which backups stay: the newest of 7 days, 5 weeks and 12 months, and those made before a great step. */

export const REASONS = [
  'first',
  'daily',
  'idle',
  'closing',
  'asked',
  'migration',
  'restore',
  'recovery',
] as const
export type BackupReason = (typeof REASONS)[number]

export interface Rotated {
  readonly name: string
  readonly atMs: number
  readonly reason: BackupReason
}

const DAYS = 7
const WEEKS = 5
const MONTHS = 12
/** Before a migration, restore or recovery, and what a person asked for. */
const STEP_DAYS = 90
/** Whatever their age: recovery begins at the newest and may need the one before. */
const ALWAYS = 2
const DAY_MS = 86_400_000

/**
 * Names to remove, by days in UTC; weeks begin on Monday. What a clock that ran ahead has dated into the
 * future stays until its time has come, and takes no place of what is made now.
 */
export function expired(backups: readonly Rotated[], nowMs: number): string[] {
  const past = backups.filter(({ atMs }) => atMs <= nowMs)
  const newest = past.toSorted((a, b) => b.atMs - a.atMs)
  const kept = new Set(newest.slice(0, ALWAYS).map(({ name }) => name))
  for (const [periods, periodOf] of [
    [DAYS, dayOf],
    [WEEKS, (atMs: number) => Math.floor((dayOf(atMs) + 3) / 7)],
    [MONTHS, (atMs: number) => monthOf(atMs)],
  ] as const) {
    const seen = new Set<number>()
    for (const { name, atMs } of newest) {
      const period = periodOf(atMs)
      if (seen.has(period) || seen.size === periods) continue
      seen.add(period)
      kept.add(name)
    }
  }
  for (const { name, atMs, reason } of newest)
    if (isStep(reason) && nowMs - atMs < STEP_DAYS * DAY_MS) kept.add(name)
  return past.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
}

function isStep(reason: BackupReason): boolean {
  return !['first', 'daily', 'idle', 'closing'].includes(reason)
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS)
}

function monthOf(atMs: number): number {
  const at = new Date(atMs)
  return at.getUTCFullYear() * 12 + at.getUTCMonth()
}
