import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { formattersFor, FORMAT_LOCALES, type FormatLocale } from '../../shared/i18n/formatters.ts'
import { parseAmount } from './parse-amount.ts'

const amount = (minor: number, ambiguous = false) => ({ kind: 'amount', minor, ambiguous })

it.each([
  ['1.234,56', 123_456],
  ['1 234,56', 123_456],
  ['1\u00a0234,56', 123_456],
  ["1'234.56", 123_456],
  ['1,234.56', 123_456],
  ['1234.56', 123_456],
  ['1234,5', 123_450],
  ['(1.234,56)', -123_456],
  ['1.234,56-', -123_456],
  ['\u22121.234,56', -123_456],
  ['1.234.567', 123_456_700],
  ['1.234,56 TRY', 123_456],
  ['₺1.234,56', 123_456],
  ['12 TL', 1_200],
  ['0,50', 50],
  [',5', 50],
  ['1200*1,2', 144_000],
  ['10*0,333', 333],
  ['-0', 0],
])('reads %s', (text, minor) => {
  expect(parseAmount(text, 'TRY', ',')).toEqual(amount(minor))
})

it('lets the format locale decide what one separator before three digits means, and says so', () => {
  expect(parseAmount('1.234', 'TRY', ',')).toEqual(amount(123_400, true))
  expect(parseAmount('1,234', 'TRY', '.')).toEqual(amount(123_400, true))
  expect(parseAmount('1.234', 'KWD', '.')).toEqual(amount(1_234, true))
})

it('keeps to the digits of the currency', () => {
  expect(parseAmount('1,255', 'TRY', ',')).toEqual({ kind: 'precision' })
  expect(parseAmount('12,50', 'JPY', ',')).toEqual({ kind: 'precision' })
  expect(parseAmount('12,00', 'JPY', ',')).toEqual(amount(12))
})

it.each(['', '  '])('takes nothing for nothing', (text) => {
  expect(parseAmount(text, 'TRY', ',')).toEqual({ kind: 'empty' })
})

it.each(['abc', '1.2.3', '1,23,45', '12-34', '1.23.456', '--5', '1e5', '٣'])(
  'refuses %s',
  (text) => {
    expect(parseAmount(text, 'TRY', ',').kind).toBe('invalid')
  },
)

it('refuses another currency and what no ledger can hold', () => {
  expect(parseAmount('12 EUR', 'TRY', ',')).toEqual({ kind: 'otherCurrency', found: 'EUR' })
  expect(parseAmount('99999999999999999', 'TRY', ',')).toEqual({ kind: 'range' })
})

test('what a formatter writes is read back to the same minor units, in every locale', () => {
  const locales = Object.keys(FORMAT_LOCALES) as FormatLocale[]
  fc.assert(
    fc.property(
      fc.integer({ min: -1e14, max: 1e14 }),
      fc.constantFrom('TRY', 'JPY', 'EUR'),
      fc.constantFrom(...locales),
      fc.constantFrom('minus' as const, 'brackets' as const),
      (minor, currency, formatLocale, negative) => {
        const format = formattersFor({ language: 'en', formatLocale, negative })
        const reading = parseAmount(format.moneyWithCode(minor, currency), currency, format.decimal)
        expect(reading).toMatchObject({ kind: 'amount', minor })
      },
    ),
  )
})
