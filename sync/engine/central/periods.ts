/** Closed months at this sequence (sync.md 9): a lock refuses, a soft close flags. */
import { type Deciding, Held } from './deciding.ts'
import type { RowCache } from './row-cache.ts'
import { addMonths, type IsoMonth } from '../../../shared/domain/days.ts'
import type { Row } from './tables.ts'

/** The latest month that is locked; all before it are with it. */
export function lockedThrough(rows: RowCache): Row<'period'> | undefined {
  return latest(rows.all('period', 'state', 'locked'))
}

/** Locked, or soft-closed? */
export function isClosed(rows: RowCache, ym: string): boolean {
  return (['locked', 'soft'] as const).some((state) => {
    const last = latest(rows.all('period', 'state', state))
    return last !== undefined && ym <= last.ym
  })
}

/** Throws PERIOD_CLOSED for a ledger day in a locked month; answers whether its month is soft-closed. */
export function checkPeriod(deciding: Deciding, day: string): { readonly isSoftClosed: boolean } {
  const ym = day.slice(0, 7)
  const lock = lockedThrough(deciding.rows)
  if (lock && ym <= lock.ym && !deciding.lateApproval)
    throw new Held('PERIOD_CLOSED', {
      period: ym,
      date: day,
      locked_seq: lock.locked_seq,
      by: lock.by_user,
    })
  const soft = latest(deciding.rows.all('period', 'state', 'soft'))
  return { isSoftClosed: soft !== undefined && ym <= soft.ym }
}

export interface PeriodAct {
  readonly ym: string
  readonly by: string
  readonly atMs: number
  readonly seq: number
  readonly reason: string | null
}

/** Locks every month up to `ym`, or soft-closes them. */
export function closeThrough(rows: RowCache, state: 'locked' | 'soft', act: PeriodAct): void {
  put(rows, state, act, state === 'locked' ? act.seq : null)
}

/** Opens `ym` and every month after it; the months before stay as they are. */
export function reopenFrom(rows: RowCache, act: PeriodAct): void {
  for (const state of ['locked', 'soft'] as const) {
    const periods = rows.all('period', 'state', state)
    const last = latest(periods)
    if (!last || last.ym < act.ym) continue
    for (const period of periods)
      if (period.ym >= act.ym) put(rows, 'open', { ...act, ym: period.ym }, null)
    const before = addMonths(act.ym as IsoMonth, -1)
    const kept = rows.one('period', 'ym', before)
    if (kept?.state !== 'locked') put(rows, state, { ...act, ym: before }, last.locked_seq)
  }
}

function put(rows: RowCache, state: string, act: PeriodAct, lockedSeq: number | null): void {
  const known = rows.one('period', 'ym', act.ym)
  const past = Array.isArray(known?.history) ? known.history : []
  const entry = {
    state,
    by: act.by,
    at: act.atMs,
    seq: act.seq,
    ...(act.reason === null ? {} : { reason: act.reason }),
  }
  const row = {
    ym: act.ym,
    state,
    locked_seq: lockedSeq,
    by_user: act.by,
    at: act.atMs,
    history: [...past, entry],
  }
  if (known) rows.update('period', row)
  else rows.insert('period', row)
}

function latest(periods: readonly Row<'period'>[]): Row<'period'> | undefined {
  return periods.reduce<Row<'period'> | undefined>(
    (last, period) => (last === undefined || period.ym > last.ym ? period : last),
    undefined,
  )
}
