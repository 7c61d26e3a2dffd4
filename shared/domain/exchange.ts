/**
 * Exchange differences (domain.md 4.11).
 *
 * A foreign item carries its company-currency value at the booked rate. When a slice is settled, the
 * slice's booked cost leaves the item and the difference to what the money was worth is *realised*.
 * The open part may be revalued at month end; the layer is reversed the next day, so a realised
 * difference is always measured from the booked rate.
 */
import { assertSafe, convert, proportion } from './money.ts'

/**
 * Company-currency cost of settling `sliceMinor` of an item of which `openMinor` (carrying
 * `openBaseMinor`) is open: proportional, half up, and all that is left when the item closes, so
 * that no foreign residual means no local residual.
 */
export function sliceCost(openMinor: number, openBaseMinor: number, sliceMinor: number): number {
  if (sliceMinor === openMinor) return openBaseMinor
  return proportion(openBaseMinor, sliceMinor, openMinor)
}

/** Positive: a gain, the receipt was worth more than the slice had been booked at. */
export function realisedDifference(debitCostMinor: number, creditCostMinor: number): number {
  return assertSafe(creditCostMinor - debitCostMinor)
}

/** Value of an open foreign amount at a rate, less what it carries. */
export function unrealisedDifference(
  open: { readonly minor: number; readonly baseMinor: number },
  currency: string,
  companyCurrency: string,
  rate: string,
): number {
  return assertSafe(convert(open.minor, currency, companyCurrency, rate) - open.baseMinor)
}

/**
 * The variant without reversal of the layer: the part of a realised difference that an earlier
 * revaluation had already recognised becomes realised, the rest is new. Both add up to the
 * difference from the booked rate.
 */
export function splitRealised(
  sliceMinor: number,
  currency: string,
  companyCurrency: string,
  rates: { readonly booked: string; readonly revalued: string; readonly settled: string },
): { readonly newlyRealisedMinor: number; readonly fromRevaluationMinor: number } {
  const at = (rate: string) => convert(sliceMinor, currency, companyCurrency, rate)
  return {
    newlyRealisedMinor: at(rates.settled) - at(rates.revalued),
    fromRevaluationMinor: at(rates.revalued) - at(rates.booked),
  }
}
