/** Why one document stands in two books with two amounts. */
import type { Cause, Reason } from './line.ts'
import { isUsualPercent, slipOf } from './amounts.ts'
import type { Entry } from './pool.ts'
import { type Wording, wordingOf } from './words.ts'

export interface Tolerance {
  /** Of a currency's main unit: what is below one is a matter of rounding. */
  readonly unitMinor: number
  /** domain.md 4.8. */
  readonly roundingMinor: number
  readonly roundingShare: number
  /** Of a transfer. */
  readonly feeMinor: number
  /** A payment is booked where it is noticed: so many days after it was made. */
  readonly shiftDays: number
}

export interface Found {
  readonly cause: Cause
  readonly reason: Reason
}

/** Rates of one document differ by no more than this share between two books. */
const FX_SHARE = 0.35
/** A difference of so many smallest units is a rounding, whatever digits it changes. */
const CENTS = 5

/** Of a pair that surely is one document; where nothing special is seen, the amount is wrong. */
export function causeOf(o: Entry, t: Entry, tolerance: Tolerance): Found {
  const [a, b] = [Math.abs(o.minor), Math.abs(t.minor)]
  if (o.minor === -t.minor) return { cause: 'sign', reason: 'other_side' }
  if (Math.sign(o.minor) !== Math.sign(t.minor)) return { cause: 'amount', reason: 'other_amount' }
  return likelyCause(o, t, a, b, tolerance) ?? { cause: 'amount', reason: 'other_amount' }
}

/** Of two positive amounts of one side; null when nothing explains that they differ. */
export function likelyCause(
  o: Entry,
  t: Entry,
  a: number,
  b: number,
  tolerance: Tolerance,
): Found | null {
  const differs = Math.abs(a - b)
  const said = saidBy(wordingOf(t.line.text), differs, Math.max(a, b), tolerance)
  if (said) return said
  if ((o.line.isForeign || t.line.isForeign) && differs <= FX_SHARE * Math.max(a, b))
    return { cause: 'fx', reason: 'rate' }
  if (differs <= CENTS) return { cause: 'rounding', reason: 'cents' }
  const slip = slipOf(a, b)
  if (slip !== null && slip !== 'digit_wrong') return { cause: 'amount', reason: slip }
  if (differs < tolerance.unitMinor) return { cause: 'rounding', reason: 'cents' }
  // They count more as paid, or less as owed, than we do.
  const isTheirGain = o.minor < 0 ? a < b : b < a
  if (isTheirGain && isUsualPercent(differs, Math.max(a, b)))
    return { cause: 'discount', reason: 'percent' }
  if (o.minor < 0 && isTheirGain && isFee(differs, b, tolerance))
    return { cause: 'bank_fee', reason: 'fee_withheld' }
  if (differs <= tolerance.roundingMinor && differs <= tolerance.roundingShare * Math.max(a, b))
    return { cause: 'rounding', reason: 'cents' }
  return slip === null ? null : { cause: 'amount', reason: slip }
}

/** What a bank withholds: a small sum, and no large part of what it moves unless that is tiny. */
function isFee(differs: number, whole: number, { feeMinor, unitMinor }: Tolerance): boolean {
  return differs <= feeMinor && (differs <= whole * 0.05 || differs <= 15 * unitMinor)
}

/** Their own words for it, where the size allows. */
function saidBy(
  words: Wording,
  differs: number,
  whole: number,
  { feeMinor, roundingMinor }: Tolerance,
): Found | null {
  if (words.isFee && differs <= feeMinor * 5) return { cause: 'bank_fee', reason: 'fee_booked' }
  if (words.isFx && differs <= FX_SHARE * whole) return { cause: 'fx', reason: 'rate_booked' }
  if (words.isDiscount && differs <= whole * 0.3) return { cause: 'discount', reason: 'percent' }
  return words.isRounding && differs <= roundingMinor
    ? { cause: 'rounding', reason: 'cents' }
    : null
}
