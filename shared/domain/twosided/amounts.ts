/** What two amounts of one document that differ say of the reason. Positive minor units throughout. */
import { isOneSlip } from './document-numbers.ts'
import type { Reason } from './line.ts'

type Slip = Extract<Reason, 'digits_swapped' | 'digit_wrong' | 'decimal_shifted' | 'digit_lost'>

/** The slip of a hand that turns one amount into the other, or null. */
export function slipOf(a: number, b: number): Slip | null {
  if (a === b || a <= 0 || b <= 0) return null
  const [low, high] = a < b ? [a, b] : [b, a]
  if (low * 10 === high || low * 100 === high || low * 1000 === high) return 'decimal_shifted'
  const [x, y] = [String(a), String(b)]
  if (!isOneSlip(x, y)) return null
  if (x.length !== y.length) return 'digit_lost'
  return digitsOf(x) === digitsOf(y) ? 'digits_swapped' : 'digit_wrong'
}

/** In order: two amounts of the same digits have some of them swapped. */
function digitsOf(text: string): string {
  return text.split('').toSorted().join('')
}

/** Rates of discount that are granted, in hundredths of a percent. */
const PERCENTS = [50, 100, 150, 200, 250, 300, 400, 500, 600, 700, 750, 800, 1000]

/** True when `part` is one of the usual percentages of `whole`, to the rounding. */
export function isUsualPercent(part: number, whole: number): boolean {
  // Of small amounts every part is some percentage.
  if (whole < 1000) return false
  return PERCENTS.some((hundredths) => Math.abs(part * 10_000 - whole * hundredths) <= 5000)
}
