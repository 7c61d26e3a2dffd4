/** Closed months take no entry. */
import { addMonths, firstOfMonth, type IsoDate, monthOf } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'

/** Refuses a ledger day in a closed month. */
export function assertOpen(context: Context, on: IsoDate): void {
  const { lockedThrough } = context.company
  const month = monthOf(on)
  if (lockedThrough !== null && month <= lockedThrough)
    throw new Refusal('period.closed', { month, date: on })
}

/** Neither closed nor soft-closed: anybody may post on that day without a reason. */
export function isOpenMonth({ company }: Context, on: IsoDate): boolean {
  const { lockedThrough, softThrough } = company
  const month = monthOf(on)
  return !(
    (lockedThrough !== null && month <= lockedThrough) ||
    (softThrough !== null && month <= softThrough)
  )
}

/** `on`, or the first day of the first open month when `on` is in a closed one (domain.md 4.18). */
export function firstOpenDay(context: Context, on: IsoDate): IsoDate {
  const { lockedThrough } = context.company
  if (lockedThrough === null || monthOf(on) > lockedThrough) return on
  return firstOfMonth(addMonths(lockedThrough, 1))
}
