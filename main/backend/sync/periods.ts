/** Closings and reopenings as the feed says them: the desktop refuses by them while it is offline. */
import { savePeriodMarks } from '../../../db/local/company.ts'
import { insertPeriodEvent } from '../../../db/local/periods.ts'
import { addMonths, type IsoMonth } from '../../../shared/domain/days.ts'
import type { Change } from '../../../sync/protocol/messages.ts'
import type { Books } from './books.ts'
import type { Said, Values } from './said.ts'

interface Marks {
  readonly locked: IsoMonth | null
  readonly soft: IsoMonth | null
}

/** Does nothing for what is no closing. */
export function applyPeriod(books: Books, said: Said, change: Change): void {
  const { db } = books
  const act = actOf(said, change)
  if (!act) return
  const row = db
    .prepare<[], Marks>('select locked_through as locked, soft_through as soft from company')
    .get()
  const { locked, soft } = after(act.action, act.month, row ?? { locked: null, soft: null })
  savePeriodMarks(db, locked, soft)
  insertPeriodEvent(db, act.action, act.month, act.reason, change.recorded_at, said.actor)
}

function actOf(
  said: Said,
  change: Change,
): { action: 'close' | 'soft_close' | 'reopen'; month: IsoMonth; reason: string | null } | null {
  const { kind, payload } = said
  const { reopen } = (change.facts?.data ?? {}) as { readonly reopen?: string }
  const name = kind === 'wf.event' ? String(payload['type']) : kind
  const action =
    reopen !== undefined || name === 'period.reopen'
      ? 'reopen'
      : name === 'period.lock' || name === 'period.close'
        ? 'close'
        : name === 'period.soft_close'
          ? 'soft_close'
          : null
  const month = reopen ?? payload['month']
  if (action === null || typeof month !== 'string') return null
  return { action, month: month as IsoMonth, reason: reasonIn(payload) ?? reasonIn(said.private) }
}

function after(action: string, month: IsoMonth, { locked, soft }: Marks): Marks {
  switch (action) {
    case 'close':
      return { locked: month, soft: soft !== null && soft > month ? soft : null }
    case 'soft_close':
      return { locked, soft: soft !== null && soft > month ? soft : month }
    default: {
      const before = addMonths(month, -1)
      const isLocked = locked !== null && month <= locked
      const lockedThrough = isLocked ? before : locked
      const softThrough = soft !== null && month <= soft ? before : soft
      return {
        locked: lockedThrough,
        soft:
          softThrough !== null && (lockedThrough === null || softThrough > lockedThrough)
            ? softThrough
            : null,
      }
    }
  }
}

function reasonIn(values: Values): string | null {
  const reason = values['reason']
  return typeof reason === 'string' ? reason : null
}
