/** Bank lines that stand for no customer's account yet, for the close checklist (M108, M175). */
import { linesIn, type LineState } from '../../../db/local/bank.ts'
import { rateOn } from '../../../db/local/periods.ts'
import { addDays, type IsoDate } from '../../../shared/domain/days.ts'
import { addMinor, convert } from '../../../shared/domain/money.ts'
import type { Context } from '../context.ts'
import { RATE_MAX_AGE_DAYS } from '../ledger/drafts.ts'

/** Of the lines booked up to a day: how many, and what they come to in company currency. */
export function unexplained(
  { db, company }: Context,
  states: readonly LineState[],
  until: IsoDate,
): { count: number; amountMinor: number } {
  const lines = states
    .flatMap((state) => linesIn(db, state, null))
    .filter(({ bookedOn }) => bookedOn <= until)
  const worth = ({ currency, amountMinor, bookedOn }: (typeof lines)[number]) => {
    const size = Math.abs(amountMinor)
    if (currency === company.currency) return size
    const rate = rateOn(db, currency, bookedOn, addDays(bookedOn, -RATE_MAX_AGE_DAYS))
    // Without a rate it still counts as a line; what it comes to nobody can say.
    return rate === undefined ? 0 : convert(size, currency, company.currency, rate)
  }
  return {
    count: lines.length,
    amountMinor: lines.reduce((sum, line) => addMinor(sum, worth(line)), 0),
  }
}
