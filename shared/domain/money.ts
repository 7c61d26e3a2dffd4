/**
 * Amounts: safe-integer counts of a currency's minor unit.
 *
 * Text and rates become minor units here and nowhere else, with decimal.js, and the rounding is
 * always half up (away from zero), once, as domain.md 4.1 asks. Sums that leave the safe range are
 * a bug and stop; input is range-checked at the edges before it comes here.
 */
import { Decimal } from 'decimal.js'
import { digitsOf } from './currency.ts'

/** A decimal string such as "41.20": never a float, at least 6 places are kept. */
export type Rate = string & { readonly __brand: 'Rate' }

const RATE_PLACES = 12
const RATE_PATTERN = /^\d{1,12}(\.\d{1,12})?$/

export function assertSafe(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`amount out of range: ${minor}`)
  return minor
}

export function addMinor(a: number, b: number): number {
  return assertSafe(a + b)
}

/** Exact text with the currency's digits and a dot: -123450 TRY is "-1234.50". */
export function toDecimalString(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  if (digits === 0) return sign + text
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/**
 * Reads a plain decimal string ("1234.5", "-0.40"). Answers null when it is no number, has more
 * digits than the currency, or lies outside the safe range; the caller says which.
 */
export function fromDecimalString(text: string, currency: string): number | null {
  const parts = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(text)
  if (!parts) return null
  const digits = digitsOf(currency)
  const fraction = parts[3] ?? ''
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return null
  const minor = Number(parts[2] + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(minor)) return null
  return parts[1] === '-' && minor !== 0 ? -minor : minor
}

/** A positive decimal string that is no zero. */
export function isRate(text: string): text is Rate {
  return RATE_PATTERN.test(text) && /[1-9]/.test(text)
}

/**
 * `minor` of `from` in minor units of `to`, `rate` being units of `to` per 1 unit of `from`;
 * rounded half up once.
 */
export function convert(minor: number, from: string, to: string, rate: string): number {
  if (from === to) return minor
  const scaled = new Decimal(minor)
    .times(rate)
    .times(new Decimal(10).pow(digitsOf(to) - digitsOf(from)))
  return roundHalfUp(scaled)
}

/** Units of one currency for one of another, from what both are worth in a third. */
export function crossRate(worth: string, perUnit: string): string {
  return plainRate(new Decimal(worth).div(perUnit))
}

/** The rate at which `minor` of `from` is worth `worthMinor` of `to`: `convert` gives exactly that back. */
export function impliedRate(minor: number, from: string, worthMinor: number, to: string): string {
  return plainRate(
    new Decimal(worthMinor).div(minor).div(new Decimal(10).pow(digitsOf(to) - digitsOf(from))),
  )
}

function plainRate(rate: Decimal): string {
  return rate.toDecimalPlaces(RATE_PLACES).toFixed()
}

/** `minor` × `part` ÷ `whole`, rounded half up; exact for every safe integer. */
export function proportion(minor: number, part: number, whole: number): number {
  if (part === whole) return minor
  const exact = new Decimal(minor).times(part).div(whole)
  return roundHalfUp(exact)
}

/** Half away from zero; −0 would be another number in hashes and comparisons. */
function roundHalfUp(exact: Decimal): number {
  const minor = assertSafe(exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber())
  return minor === 0 ? 0 : minor
}

/**
 * Splits `minor` over `weights` by largest remainder: parts add up to the whole, and equal weights
 * differ by at most one unit, the earlier ones getting it (100.00 in three: 33.34, 33.33, 33.33).
 * Weights are non-negative and not all zero.
 */
export function split(minor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total <= 0n) throw new RangeError('a split needs a positive weight')
  const sign = minor < 0 ? -1 : 1
  const whole = BigInt(Math.abs(minor))
  const floors = weights.map((weight) => Number((whole * BigInt(weight)) / total))
  const remainders = weights.map((weight, index) => ({
    index,
    remainder: (whole * BigInt(weight)) % total,
  }))
  let left = Math.abs(minor) - floors.reduce((sum, part) => sum + part, 0)
  const byRemainder = remainders.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const { index } of byRemainder) {
    if (left <= 0) break
    floors[index] = (floors[index] ?? 0) + 1
    left -= 1
  }
  return floors.map((part) => (part === 0 ? 0 : sign * part))
}
