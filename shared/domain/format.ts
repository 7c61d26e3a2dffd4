/**
 * Exact text of amounts, for formatters that take decimal strings.
 *
 * Totals of a whole grid may leave the safe-integer range, so a bigint is taken too.
 */

/** -123450 with 2 digits is "-1234.50"; a negative zero is "0". */
export function exactDecimal(minor: number | bigint, digits: number): string {
  const whole = BigInt(minor)
  const text = String(whole < 0n ? -whole : whole).padStart(digits + 1, '0')
  const sign = whole < 0n ? '-' : ''
  if (digits === 0) return sign + text
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
