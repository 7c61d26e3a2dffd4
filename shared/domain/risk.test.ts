import { describe, expect, it } from 'vitest'
import { riskBeforeDelay, riskOf, RISK_MOST, RISK_PARTS, type RiskFacts } from './risk.ts'

const healthy: RiskFacts = {
  overdueShare: 0,
  daysLate: null,
  limitUsed: 0.5,
  delayDays: 0,
  quietDays: 10,
  weight: 0,
}

describe('riskOf', () => {
  it('M51: a healthy account scores nothing', () => {
    expect(riskOf(healthy).score).toBe(0)
  })

  it('M51: the parts add up to the score, and all of them to 100', () => {
    const worst = riskOf({
      overdueShare: 1,
      daysLate: 400,
      limitUsed: 3,
      delayDays: 90,
      quietDays: null,
      weight: 1,
    })
    const middle = riskOf({
      ...healthy,
      overdueShare: 0.48,
      daysLate: 82,
      weight: 0.01,
      limitUsed: 1,
    })

    expect(worst.score).toBe(100)
    expect(Object.values(RISK_MOST).reduce((sum, most) => sum + most, 0)).toBe(100)
    expect(middle.points).toEqual({
      age: 21,
      overdue: 10,
      limit: 10,
      delay: 0,
      quiet: 0,
      weight: 2,
    })
    expect(RISK_PARTS.reduce((sum, part) => sum + middle.points[part], 0)).toBe(middle.score)
  })

  it('M51: bounds the score before the payments are read', () => {
    const facts = { ...healthy, daysLate: 60, overdueShare: 0.5 }
    const { least, most } = riskBeforeDelay(facts)

    for (const delayDays of [null, -20, 0, 31, 500]) {
      const { score } = riskOf({ ...facts, delayDays })
      expect(score).toBeGreaterThanOrEqual(least)
      expect(score).toBeLessThanOrEqual(most)
    }
  })
})
