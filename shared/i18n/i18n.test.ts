import { createIntl } from '@formatjs/intl'
import { describe, expect, it } from 'vitest'
import { catalogues, LANGUAGES, type MessageId } from './index.ts'
import { formattersFor, type FormatChoice } from './formatters.ts'
import { refusalSentence } from './refusal-sentence.ts'

const turkish: FormatChoice = { language: 'tr', formatLocale: 'tr-TR', negative: 'minus' }
const german: FormatChoice = { language: 'de', formatLocale: 'de-DE', negative: 'minus' }
const american: FormatChoice = { language: 'en', formatLocale: 'en-US', negative: 'brackets' }

describe('formatters', () => {
  it('writes amounts from exact minor units, beyond what a float can hold', () => {
    expect(formattersFor(turkish).money(9_007_199_254_740_991, 'TRY')).toBe('90.071.992.547.409,91')
    expect(formattersFor(german).money(123_456_789_012_345_678_901n, 'EUR')).toBe(
      '1.234.567.890.123.456.789,01',
    )
  })

  it('uses the digits of the currency', () => {
    expect(formattersFor(turkish).moneyWithCode(1_234, 'JPY')).toBe('1.234\u00a0JPY')
    expect(formattersFor(turkish).money(1_234, 'KWD')).toBe('1,234')
  })

  it('shows a negative with the true minus sign or in brackets', () => {
    expect(formattersFor(turkish).money(-418_000, 'TRY')).toBe('\u22124.180,00')
    expect(formattersFor(american).money(-418_000, 'USD')).toBe('(4,180.00)')
  })

  it.each([
    [turkish, 41_285_040, '412,9\u00a0b'],
    [turkish, 13_083_132_231, '130,8\u00a0mn'],
    [german, 41_285_040, '412,9\u00a0Tsd.'],
    [german, 99_994_999, '999,9\u00a0Tsd.'],
    [german, 99_995_000, '1,0\u00a0Mio.'],
    [german, -150_000, '\u22121,5\u00a0Tsd.'],
    [turkish, 99_949, '999'],
  ])('shortens in the words of the language', (choice, minor, text) => {
    expect(formattersFor(choice).short(minor, 'TRY')).toBe(text)
  })

  it('writes days as the format locale does, months and weekdays in the language', () => {
    expect(formattersFor(turkish).date('2026-10-31')).toBe('31.10.2026')
    expect(formattersFor(american).date('2026-10-31')).toBe('10/31/2026')
    expect(formattersFor(turkish).dayMonth('2026-10-31')).toBe('31.10.')
    expect(formattersFor(american).dayMonth('2026-10-31')).toBe('10/31')
    expect(formattersFor(german).month('2026-10')).toBe('Oktober 2026')
    expect(formattersFor(turkish).weekday('2026-10-31')).toBe('Cumartesi')
  })

  it('writes a moment in the named zone', () => {
    expect(formattersFor(turkish).moment('2026-10-31T21:30:00Z', 'Europe/Istanbul')).toBe(
      '01.11.2026 00:30',
    )
  })
})

describe.each(LANGUAGES)('catalogue %s', (language) => {
  const errors: string[] = []
  const intl = createIntl({
    locale: language,
    messages: catalogues[language],
    onError: (e) => errors.push(e.message),
  })

  it('has only messages that ICU can read', () => {
    for (const id of Object.keys(catalogues[language])) {
      const values = new Map(
        [...(catalogues[language][id as MessageId] ?? '').matchAll(/\{(\w+)/g)].map((m) => [
          m[1],
          2,
        ]),
      )
      intl.formatMessage({ id }, {
        ...Object.fromEntries(values),
        b: (x: unknown) => String(x),
      } as never)
    }
    expect(errors).toEqual([])
  })

  it('says a refusal with days, months and amounts as the reader writes them', () => {
    const format = formattersFor({ language, formatLocale: 'de-DE', negative: 'minus' })
    const say = (id: MessageId, values?: Record<string, string | number>) =>
      String(intl.formatMessage({ id }, values))

    expect(
      refusalSentence('period.closed', { month: '2026-09', date: '2026-09-30' }, say, format),
    ).toContain(format.month('2026-09'))
    expect(
      refusalSentence(
        'dispute.exceeds_open',
        { documentNo: 'INV-1', openMinor: 12_345, currency: 'TRY' },
        say,
        format,
      ),
    ).toContain('123,45')
    expect(refusalSentence('moon.full', {}, say, format)).toContain('moon.full')
    expect(refusalSentence('rate.missing', {}, say, format)).toContain('–')
  })
})
