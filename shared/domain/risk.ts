/**
 * The risk score of an account: 0 to 100, the sum of six parts that a person can check one by one.
 *
 * | part | most | full points at |
 * | --- | --- | --- |
 * | age | 30 | overdue 120 days on average, weighted by amount |
 * | overdue | 20 | the whole balance overdue |
 * | limit | 20 | 120 % of the limit used; none up to 80 % |
 * | delay | 15 | pays 60 days late on average over twelve months |
 * | quiet | 5 | nothing paid for 120 days while something is overdue |
 * | weight | 10 | five hundredths of all that is overdue |
 *
 * Every part is a whole number of points, so that what is shown adds up to the score. An account
 * with nothing overdue and within its limit has no points for age, overdue, quiet or weight.
 */

export const RISK_PARTS = ['age', 'overdue', 'limit', 'delay', 'quiet', 'weight'] as const
export type RiskPart = (typeof RISK_PARTS)[number]

export const RISK_MOST: Readonly<Record<RiskPart, number>> = {
  age: 30,
  overdue: 20,
  limit: 20,
  delay: 15,
  quiet: 5,
  weight: 10,
}

export interface RiskFacts {
  /** Overdue ÷ balance, between 0 and 1. */
  readonly overdueShare: number
  /** Weighted days past due of what is overdue; null when nothing is. */
  readonly daysLate: number | null
  /** Balance ÷ limit; null without a limit. A limit of zero is "cash only". */
  readonly limitUsed: number | null
  /** Average delay of what was paid in twelve months; null when nothing was. */
  readonly delayDays: number | null
  /** Days since the last payment; null when there never was one. */
  readonly quietDays: number | null
  /** The account's part of all that is overdue, between 0 and 1. */
  readonly weight: number
}

export interface RiskScore {
  readonly score: number
  readonly points: Readonly<Record<RiskPart, number>>
}

export function riskOf(facts: RiskFacts): RiskScore {
  const isLate = facts.daysLate !== null
  const { limitUsed, quietDays } = facts
  const points: Record<RiskPart, number> = {
    age: share(facts.daysLate ?? 0, 120, 'age'),
    overdue: share(facts.overdueShare, 1, 'overdue'),
    limit: limitUsed === null ? 0 : share(limitUsed - 0.8, 0.4, 'limit'),
    delay: share(facts.delayDays ?? 0, 60, 'delay'),
    quiet: isLate ? share(quietDays ?? 120, 120, 'quiet') : 0,
    weight: share(facts.weight, 0.05, 'weight'),
  }
  return { score: RISK_PARTS.reduce((sum, part) => sum + points[part], 0), points }
}

/** The score without the part that must be read from the payments, and the most that part can add. */
export function riskBeforeDelay(facts: Omit<RiskFacts, 'delayDays'>): {
  readonly least: number
  readonly most: number
} {
  const { score } = riskOf({ ...facts, delayDays: null })
  return { least: score, most: score + RISK_MOST.delay }
}

function share(value: number, full: number, part: RiskPart): number {
  return Math.round(Math.min(1, Math.max(0, value / full)) * RISK_MOST[part])
}
