/** Periods, month-end valuation and rates as the screens ask for them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPeriods, setRates } from '../../main/backend/features/periods.ts'
import { revalue, valuationOf } from '../../main/backend/features/revaluation.ts'
import { contract } from '../../shared/contract/index.ts'
import { TestCompany } from '../support/company.ts'

let c: TestCompany

beforeEach(() => {
  c = new TestCompany({ now: '2026-10-06T09:00:00Z' })
  c.customer('E', { currency: 'USD' })
})
afterEach(() => c.dispose())

function rate(currency: string, date: string, value: string): void {
  const input = contract.rates.set.input.parse({ rates: [{ currency, date, rate: value }] })
  c.command((context) => setRates(context, input))
}
const september = contract.periods.valuation.input.parse({ month: '2026-09' })
const valuation = () =>
  contract.periods.valuation.output.parse(c.query((context) => valuationOf(context, september)))
const post = (periodReason?: string) =>
  c.command((context) =>
    revalue(context, { ...september, ...(periodReason === undefined ? {} : { periodReason }) }),
  )
const months = () =>
  Object.fromEntries(c.query((context) => listPeriods(context)).map((row) => [row.month, row]))

/** R3 of requirements.md: 1,000.00 USD at 41.20. */
function invoice(): void {
  c.post({
    no: 'U-1',
    customer: 'E',
    on: '2026-09-10',
    minor: 1_000_00,
    currency: 'USD',
    rate: '41.20',
  })
}

describe('valuation of a month', () => {
  it('M97: R3 shows USD 1,000.00 booked at 41,200.00, worth 850.00 more at 42.05, before and after posting', () => {
    invoice()
    rate('USD', '2026-09-30', '42.05')

    const balance = {
      customer: 'E',
      customerName: 'Customer E',
      currency: 'USD',
      openMinor: 1_000_00,
      bookedMinor: 41_200_00,
      rate: '42.05',
      rateOn: '2026-09-30',
      differenceMinor: 850_00,
    }
    expect(valuation()).toEqual({
      month: '2026-09',
      on: '2026-09-30',
      entries: [{ ...balance, standingMinor: 0 }],
      missing: [],
      totalMinor: 850_00,
      standingMinor: 0,
    })
    expect(months()['2026-09']).toMatchObject({ revaluedMinor: null })
    post()
    expect(valuation()).toMatchObject({
      entries: [{ ...balance, standingMinor: 850_00 }],
      standingMinor: 850_00,
    })
    expect(months()['2026-09']).toMatchObject({ revaluedMinor: 850_00 })
    expect(months()['2026-10']).toMatchObject({ revaluedMinor: null })
  })

  it('M97: names the missing rate and proposes the last one known', () => {
    invoice()
    rate('USD', '2026-08-31', '40.95')

    expect(valuation()).toMatchObject({
      entries: [{ rate: null, rateOn: null, differenceMinor: null }],
      missing: [
        { currency: 'USD', date: '2026-09-30', last: { rate: '40.95', date: '2026-08-31' } },
      ],
      totalMinor: 0,
    })
    expect(() => post()).toThrow('rate.missing')
  })

  it('takes a Friday rate over the weekend and says of which day it is', () => {
    invoice()
    rate('USD', '2026-09-25', '42.00')

    expect(valuation()).toMatchObject({
      entries: [{ rate: '42.00', rateOn: '2026-09-25', differenceMinor: 800_00 }],
      missing: [],
    })
  })

  it('takes back the layer of a balance that a late receipt has settled', () => {
    invoice()
    rate('USD', '2026-09-30', '42.05')
    post()
    c.post({
      kind: 'receipt',
      no: 'U-R',
      customer: 'E',
      on: '2026-09-29',
      minor: 1_000_00,
      currency: 'USD',
      rate: '42.00',
      to: 'U-1',
    })

    expect(valuation()).toMatchObject({
      entries: [{ openMinor: 0, differenceMinor: 0, standingMinor: 850_00 }],
      totalMinor: 0,
    })
    expect(post()).toMatchObject({ unchanged: false, totalMinor: 0 })
    expect(valuation()).toMatchObject({ entries: [], standingMinor: 0 })
    expect(months()['2026-09']).toMatchObject({ revaluedMinor: null })
    expect(c.verify().ok).toBe(true)
  })

  it('asks for a reason in a soft-closed month and refuses in a closed one', () => {
    invoice()
    rate('USD', '2026-09-30', '42.05')
    c.close('2026-09', true)

    expect(() => post()).toThrow('period.soft_closed')
    expect(() => post('  ')).toThrow('period.soft_closed')
    expect(post('month-end')).toMatchObject({ totalMinor: 850_00, unchanged: false })
    c.close('2026-09')
    expect(() => post('month-end')).toThrow('period.closed')
  })
})

describe('months', () => {
  it('say who changed them last, when and why', () => {
    invoice()
    c.clock.set('2026-10-07T10:00:00Z')
    c.close('2026-09')
    c.clock.set('2026-10-08T11:30:00Z')
    c.reopen('2026-09', 'late credit note')

    expect(months()['2026-09']).toMatchObject({
      state: 'open',
      documents: 1,
      changedAt: '2026-10-08T11:30:00.000Z',
      changedBy: 'owner',
      reason: 'late credit note',
    })
  })

  it('reopening a month leaves the earlier soft-closed ones as they are', () => {
    c.close('2026-06')
    c.close('2026-09', true)
    c.reopen('2026-09', 'one more invoice')

    const all = months()
    expect(
      [all['2026-06'], all['2026-07'], all['2026-08'], all['2026-09']].map((row) => row?.state),
    ).toEqual(['closed', 'soft', 'soft', 'open'])
  })
})
