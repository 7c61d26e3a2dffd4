import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { proposeAllocation } from './allocation.ts'
import { addDays, day, fromDayNumber, isIsoDate, toDayNumber } from './days.ts'
import { splitRealised } from './exchange.ts'
import { fold } from './fold.ts'
import { isIban } from './iban.ts'
import { convert, fromDecimalString, split, toDecimalString } from './money.ts'
import { decideDateOrder, readDay } from './tabular/dates.ts'
import { decideDecimalMark, readAmount } from './tabular/numbers.ts'
import { checkTaxId, isTckn, isVkn, vknCheckDigit } from './tax-id.ts'
import { dueDate, installmentsOf, parseTerms } from './terms.ts'

describe('payment terms', () => {
  it('M65: gives the due days of Net 7/15/30/60/90, end of month, fixed day and installments', () => {
    const due = (date: string, terms: string) => dueDate(day(date), parseTerms(terms))

    expect(due('2027-01-31', 'NET30')).toBe('2027-03-02')
    expect(due('2027-01-10', 'EOM+15')).toBe('2027-02-15')
    expect(
      ['NET7', 'NET15', '60', 'NET 90', 'EOM'].map((terms) => due('2027-01-10', terms)),
    ).toEqual(['2027-01-17', '2027-01-25', '2027-03-11', '2027-04-10', '2027-01-31'])
    expect([
      due('2027-01-10', 'DAY15'),
      due('2027-01-20', 'DAY15'),
      due('2027-02-20', 'DAY31'),
    ]).toEqual(['2027-01-15', '2027-02-15', '2027-02-28'])
    expect(
      installmentsOf(day('2027-01-10'), parseTerms('3X30'), 100_00)?.map((part) => [
        part.dueOn,
        part.amountMinor,
      ]),
    ).toEqual([
      ['2027-02-09', 33_34],
      ['2027-03-11', 33_33],
      ['2027-04-10', 33_33],
    ])
    expect(parseTerms('2/10 NET30')).toEqual({
      kind: 'net',
      days: 30,
      discount: { percent: '2', withinDays: 10 },
    })
    expect(['whenever', 'NET', '99999', '10/40 NET30', '1X30'].map(parseTerms)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('tax identity', () => {
  it('M13: accepts right check digits and refuses a number with one digit wrong', () => {
    expect(isTckn('10000000146')).toBe(true)
    expect(isTckn('10000000147')).toBe(false)
    for (const nine of ['123456789', '000000001', '987654321', '112233445']) {
      const vkn = `${nine}${vknCheckDigit(nine)}`
      expect(isVkn(vkn)).toBe(true)
      expect(isVkn(`${nine}${(vknCheckDigit(nine) + 1) % 10}`)).toBe(false)
    }
    expect(checkTaxId('DE123456789', 'DE')).toEqual({ ok: true, kind: 'foreign' })
    expect(checkTaxId('12345', 'TR').ok).toBe(false)
  })
})

it('checks IBANs by their digits', () => {
  expect(isIban('TR33 0006 1005 1978 6457 8413 26')).toBe(true)
  expect(isIban('TR33 0006 1005 1978 6457 8413 27')).toBe(false)
  expect(isIban('DE89370400440532013000')).toBe(true)
})

it('4.11: splits a realised difference without reversal into 510.00 new and 510.00 recognised before', () => {
  const parts = splitRealised(600_00, 'USD', 'TRY', {
    booked: '41.20',
    revalued: '42.05',
    settled: '42.90',
  })

  expect(parts).toEqual({ newlyRealisedMinor: 510_00, fromRevaluationMinor: 510_00 })
})

it('4.5 c) takes interest in arrears before principal: 250 then 750 of 1,000', () => {
  const { lines } = proposeAllocation(
    1_000_00,
    [
      { id: 'p', documentNo: 'INV', dueOn: day('2026-01-01'), openMinor: 8_000_00 },
      { id: 'i', documentNo: 'INT', dueOn: day('2026-02-01'), openMinor: 250_00, isInterest: true },
    ],
    { policy: 'statutory', on: day('2026-03-01'), stated: [] },
  )

  expect(lines.map((line) => [line.itemId, line.amountMinor])).toEqual([
    ['i', 250_00],
    ['p', 750_00],
  ])
})

test('splitting conserves, whatever the weights', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 }),
      (minor, weights) => {
        fc.pre(weights.some((weight) => weight > 0))
        expect(split(minor, weights).reduce((sum, part) => sum + part, 0)).toBe(minor)
      },
    ),
  )
})

test('decimal strings come back as they went, in currencies of 0, 2 and 3 digits', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('JPY', 'TRY', 'KWD'), (minor, currency) => {
      expect(fromDecimalString(toDecimalString(minor, currency), currency)).toBe(
        minor === 0 ? 0 : minor,
      )
    }),
  )
})

test('day numbers count real days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: toDayNumber(day('1900-01-01')), max: toDayNumber(day('2199-12-31')) }),
      (number) => {
        const date = fromDayNumber(number)
        expect(isIsoDate(date)).toBe(true)
        expect(toDayNumber(date)).toBe(number)
        expect(new Date(`${date}T00:00:00Z`).getTime()).toBe(number * 86_400_000)
      },
    ),
  )
  expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
})

test('conversion rounds half away from zero, once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 1, max: 60_000_000 }),
      (minor, rate) => {
        const text = (rate / 1_000_000).toFixed(6)
        expect(convert(minor, 'USD', 'TRY', text)).toBe(
          new Decimal(minor).times(text).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber() + 0,
        )
      },
    ),
  )
})

test('numbers written in Turkish, German or English read back to the same amount', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.constantFrom('tr-TR', 'de-DE', 'en-US'),
      (minor, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(minor / 100)
        const mark = locale === 'en-US' ? '.' : ','
        expect(readAmount(text, mark, 2)).toEqual({ ok: true, minor })
      },
    ),
    { numRuns: 10_000 },
  )
})

it('M177: decides decimal mark and day order per file, never per cell', () => {
  expect(decideDecimalMark(['1.000', '2.500,50'], '.')).toEqual({ mark: ',', isAmbiguous: false })
  expect(decideDecimalMark(['1.000', '2.000'], ',')).toEqual({ mark: ',', isAmbiguous: true })
  expect(decideDateOrder(['03/04/2026', '25/04/2026']).order).toBe('D.M.Y')
  expect(decideDateOrder(['03/04/2026', '04/25/2026']).order).toBe('M/D/Y')
  expect(decideDateOrder(['03/04/2026']).isAmbiguous).toBe(true)
  expect([
    readDay(45_931, 'D.M.Y', false),
    readDay(44_469, 'D.M.Y', true),
    readDay('31.02.2026', 'D.M.Y', false),
  ]).toEqual(['2025-10-01', '2025-10-01', null])
  expect(
    ['1e3', '0x10', '1.2.3', '12..5', '--5', '5-', '=5+5', 'NaN'].map(
      (text) => readAmount(text, '.', 2).ok,
    ),
  ).toEqual(Array.from({ length: 8 }, () => false))
})

it('folds Turkish so that INCI, inci, İNCİ and ıncı meet', () => {
  expect(new Set(['INCI', 'inci', 'İNCİ', 'ıncı'].map(fold))).toEqual(new Set(['inci']))
  expect(fold('Straße ŞAHİN')).toBe('strasse sahin')
})
