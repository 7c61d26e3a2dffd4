/** The ranges a statement is asked for most; they end at the day the company stands at. */
import {
  addMonths,
  firstOfMonth,
  monthOf,
  type IsoDate,
  type IsoMonth,
} from '../../../shared/domain/days.ts'

export const PRESETS = ['month', 'quarter', 'year', 'all'] as const
export type Preset = (typeof PRESETS)[number]

export interface Range {
  /** Undefined: from the first document on. */
  readonly from: IsoDate | undefined
  readonly to: IsoDate
}

/** `yearStart` is the first month of the fiscal year, 1 to 12. */
export function rangeOf(preset: Preset, at: IsoDate, yearStart: number): Range {
  const month = monthOf(at)
  switch (preset) {
    case 'month':
      return { from: firstOfMonth(month), to: at }
    case 'quarter': {
      const first = addMonths(month, -(monthsInto(month, yearStart) % 3))
      return { from: firstOfMonth(first), to: at }
    }
    case 'year': {
      const first = addMonths(month, -monthsInto(month, yearStart))
      return { from: firstOfMonth(first), to: at }
    }
    case 'all':
      return { from: undefined, to: at }
  }
}

function monthsInto(month: IsoMonth, yearStart: number): number {
  return (Number(month.slice(5, 7)) - yearStart + 12) % 12
}
