/**
 * What an item can still give on a day and every day after, and what a slice of it costs in company
 * currency (domain.md 4.5, 4.11): pure over the item's slices, so that desktop and server decide alike.
 */
import { sliceCost } from './exchange.ts'

/** A part taken from an item from `day` on (day number); a negative size gives one back. */
export interface TakenSlice {
  readonly day: number
  /** Positive: taken from the item's size; negative: given back. */
  readonly size: number
  /** Signed like the item's base. */
  readonly baseMinor: number
}

/** The item as it was posted: signed amounts, and the day number of its document. */
export interface Takeable {
  readonly amountMinor: number
  readonly baseMinor: number
  readonly docDay: number
}

/** The most that can still be taken from the item on `day` and every day after (law L5). */
export function availableFrom(item: Takeable, slices: readonly TakenSlice[], day: number): number {
  if (item.docDay > day) return 0
  const size = Math.abs(item.amountMinor)
  if (slices.length === 0) return size
  let taken = 0
  for (const slice of slices) if (slice.day <= day) taken += slice.size
  let least = size - taken
  for (const date of laterDays(slices, day)) {
    for (const slice of slices) if (slice.day === date) taken += slice.size
    least = Math.min(least, size - taken)
  }
  return least
}

/**
 * Company-currency cost of taking `size` on `day`. Where the slice empties the item on some day,
 * the cost is all that is left there: no foreign residual, no local residual.
 */
export function costOf(
  item: Takeable,
  slices: readonly TakenSlice[],
  size: number,
  day: number,
): number {
  const whole = Math.abs(item.amountMinor)
  let taken = 0
  let base = item.baseMinor
  for (const slice of slices) {
    if (slice.day > day) continue
    taken += slice.size
    base -= slice.baseMinor
  }
  const openThen = whole - taken
  let cost = openThen > 0 ? sliceCost(openThen, base, Math.min(size, openThen)) : 0
  for (const date of laterDays(slices, day)) {
    for (const slice of slices) {
      if (slice.day !== date) continue
      taken += slice.size
      base -= slice.baseMinor
    }
    if (whole - taken === size) cost = base
  }
  return cost
}

function laterDays(slices: readonly TakenSlice[], day: number): number[] {
  return [...new Set(slices.filter((slice) => slice.day > day).map((slice) => slice.day))].toSorted(
    (a, b) => a - b,
  )
}
