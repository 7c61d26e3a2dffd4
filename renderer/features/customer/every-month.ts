import { addMonths, type IsoMonth } from '../../../shared/domain/days.ts'

interface Month {
  readonly month: IsoMonth
  readonly receivedMinor: number
  readonly delayDays: number | null
}

/** The months from the first to the last (in order), those without receipts in between as well. */
export function everyMonth(months: readonly Month[]): readonly Month[] {
  return months.flatMap((one, at) => {
    const between: Month[] = []
    const next = months[at + 1]?.month
    for (
      let month = addMonths(one.month, 1);
      next !== undefined && month < next;
      month = addMonths(month, 1)
    )
      between.push({ month, receivedMinor: 0, delayDays: null })
    return [one, ...between]
  })
}
