import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PayableItem } from '../../../shared/contract/bank.ts'
import {
  applicationOf,
  bookedOnAccount,
  discountMost,
  type Draft,
  EMPTY,
  partFor,
  restOf,
  standingOf,
  toggled,
  withPart,
  writtenOff,
} from './draft.ts'

const TOLERANCE = { roundingMinor: 500, roundingBasisPoints: 50 }
const STRICT = { roundingMinor: 0, roundingBasisPoints: 0 }

function item(n: number, openMinor: number, more: Partial<PayableItem> = {}): PayableItem {
  return {
    documentId: `00000000-0000-7000-8000-00000000000${n}`,
    documentNo: `INV-${n}`,
    kind: 'invoice',
    customer: '120.01',
    customerName: 'Deniz',
    date: '2026-09-01',
    dueDate: '2026-10-01',
    currency: 'TRY' as PayableItem['currency'],
    openMinor,
    rate: '1',
    discountMinor: 0,
    ...more,
  } as PayableItem
}

describe('M104 M107: a match built by hand', () => {
  it('adds up at every step, and is accepted only when nothing is left unsaid', () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('tick' as const), n: fc.nat(5) }),
      fc.record({
        do: fc.constant('part' as const),
        n: fc.nat(5),
        share: fc.integer({ min: 1, max: 100 }),
      }),
      fc.record({ do: fc.constant('keep' as const) }),
      fc.record({ do: fc.constant('writeOff' as const) }),
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(
          fc.integer({ min: -50_000, max: 500_000 }).filter((one) => one !== 0),
          { minLength: 6, maxLength: 6 },
        ),
        fc.array(act, { maxLength: 12 }),
        (amount, opens, acts) => {
          let draft: Draft = EMPTY
          for (const one of acts) {
            if (one.do === 'tick') draft = toggled(draft, item(one.n, opens[one.n] ?? 1), 'TRY')
            if (one.do === 'part') {
              const open = opens[one.n] ?? 1
              const part = Math.trunc((open * one.share) / 100)
              draft = withPart(draft, item(one.n, open), part, 'TRY')
            }
            if (one.do === 'keep' && draft.payer !== null) draft = bookedOnAccount(amount, draft)
            if (one.do === 'writeOff') draft = writtenOff(amount, draft, 'rounding')
            const standing = standingOf(amount, draft, STRICT)
            const { restMinor, keptMinor, roundedMinor, differenceMinor, missing } = standing
            expect(restMinor).toBe(keptMinor + roundedMinor + differenceMinor)
            expect(restMinor).toBe(restOf(amount, draft))
            if (missing !== null) continue
            const sent = applicationOf('line', draft, standing)
            const paid = (sent.to ?? []).reduce(
              (sum, { amountMinor }) => sum + (amountMinor ?? 0),
              0,
            )
            const beside = sent.adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
            // What the line brings pays what is ticked less what settles it beside; the rest is kept.
            expect(amount + beside - paid).toBe(keptMinor)
            expect(keptMinor).toBeGreaterThanOrEqual(0)
            expect(sent.onAccount).toBe(draft.ticks.length === 0)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('closes a few cents as rounding, within both bounds of the company', () => {
    const draft = toggled(EMPTY, item(1, 100_000), 'TRY')
    expect(standingOf(99_600, draft, TOLERANCE)).toMatchObject({
      missing: null,
      roundedMinor: -400,
    })
    expect(standingOf(99_400, draft, TOLERANCE)).toMatchObject({
      missing: 'over',
      differenceMinor: -600,
    })
    const small = toggled(EMPTY, item(1, 10_000), 'TRY')
    // 0.5 % of 99.40 is 49 cents.
    expect(standingOf(9_940, small, TOLERANCE)).toMatchObject({
      missing: 'over',
      differenceMinor: -60,
    })
  })

  it('lets a discount be what the terms grant on what is ticked whole, else the tolerance', () => {
    const granting = item(1, 100_000, { discountMinor: 2_000 })
    const draft = toggled(EMPTY, granting, 'TRY')
    expect(discountMost(98_000, draft, TOLERANCE)).toBe(2_000)
    expect(discountMost(98_000, writtenOff(98_000, draft, 'discount'), TOLERANCE)).toBe(490)
    expect(discountMost(98_000, withPart(draft, granting, 99_000, 'TRY'), TOLERANCE)).toBe(490)
    expect(discountMost(98_000, toggled(EMPTY, item(1, 100_000), 'TRY'), TOLERANCE)).toBe(490)
    const dollars = item(2, 10_000, {
      currency: 'USD' as PayableItem['currency'],
      rate: '40',
      discountMinor: 200,
    })
    expect(discountMost(392_000, toggled(EMPTY, dollars, 'TRY'), TOLERANCE)).toBe(8_000)
  })

  it('says what is missing: the payer, anything at all, too much, too little', () => {
    expect(standingOf(1_000, EMPTY, STRICT).missing).toBe('payer')
    const known = { ...EMPTY, payer: { code: 'A', name: 'A' } }
    expect(standingOf(1_000, known, STRICT).missing).toBe('nothing')
    const ticked = toggled(known, item(1, 700), 'TRY')
    expect(standingOf(1_000, ticked, STRICT).missing).toBe('left')
    expect(standingOf(600, ticked, STRICT).missing).toBe('over')
    expect(standingOf(1_000, bookedOnAccount(1_000, ticked), STRICT)).toMatchObject({
      missing: null,
      keptMinor: 300,
    })
  })

  it('counts an item of another currency at the rate of the line’s day, and a part of it back', () => {
    const dollars = item(1, 10_000, { currency: 'USD' as PayableItem['currency'], rate: '41.25' })
    const draft = toggled(EMPTY, dollars, 'TRY')
    expect(draft.ticks[0]?.lineMinor).toBe(412_500)
    expect(partFor(206_250, EMPTY, dollars, 'TRY')).toBe(5_000)
    const unknown = item(2, 10_000, { currency: 'USD' as PayableItem['currency'], rate: null })
    expect(toggled(EMPTY, unknown, 'TRY')).toEqual(EMPTY)
  })

  it('takes the first item’s account for the payer, and keeps it for the others', () => {
    const draft = toggled(EMPTY, item(1, 500, { customer: 'B', customerName: 'Ege' }), 'TRY')
    expect(draft.payer).toEqual({ code: 'B', name: 'Ege' })
    expect(toggled(draft, item(2, 500), 'TRY').payer).toEqual({ code: 'B', name: 'Ege' })
  })
})
