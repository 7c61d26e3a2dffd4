/**
 * How late an account pays, weighted by amount (domain.md 4.12).
 *
 * Average delay = Σ(amount × (day paid − day due)) ÷ Σ amount, over what payments settled; it equals
 * weighted day paid less weighted day due, from any base day. The numerator is the *adat* number.
 * Paid early counts as negative days. Sums are exact: amount × days may pass 2^53.
 */

/** A part of a debit that a payment settled. Days are day numbers, amounts positive minor units. */
export interface SettledPart {
  readonly amountMinor: number
  readonly dueDay: number
  readonly paidDay: number
}

export interface Delay {
  /** Days with one decimal, half away from zero; null when nothing was settled. */
  readonly averageDays: number | null
  /** Σ of what was settled. */
  readonly settledMinor: number
  /** Of it, what was paid on the due day or before. */
  readonly onTimeMinor: number
  /** Σ(amount in whole units × days late), rounded to whole unit-days. */
  readonly adatDays: number
}

/** `digits` are the currency's decimals: 2 for a currency of a hundred minor units. */
export function delayOf(parts: Iterable<SettledPart>, digits: number): Delay {
  let settled = 0n
  let onTime = 0n
  let weighted = 0n
  for (const { amountMinor, dueDay, paidDay } of parts) {
    const amount = BigInt(amountMinor)
    settled += amount
    if (paidDay <= dueDay) onTime += amount
    weighted += amount * BigInt(paidDay - dueDay)
  }
  return {
    averageDays: settled === 0n ? null : Number(rounded(weighted * 10n, settled)) / 10,
    settledMinor: Number(settled),
    onTimeMinor: Number(onTime),
    adatDays: Number(rounded(weighted, 10n ** BigInt(digits))),
  }
}

/** Half away from zero; the divisor is positive. */
function rounded(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value
  const quotient = (size * 2n + by) / (by * 2n)
  return value < 0n ? -quotient : quotient
}
