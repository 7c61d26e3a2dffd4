/**
 * Amounts, days and counts as a reader writes them.
 *
 * The format locale is a setting of its own, apart from the language: an English screen may show
 * 1.234,56 and 31.10.2026. Amounts are formatted by Intl from exact decimal strings, never from
 * floats; the minus on screens is U+2212. Short amounts have our own suffixes, because Intl's
 * compact Turkish "412,9 B" (bin) reads as billion.
 */
import { digitsOf } from '../domain/currency.ts'
import { exactDecimal } from '../domain/format.ts'
import type { Language } from './index.ts'

/** How a place writes numbers and days; `date` is made of dd, MM and yyyy. */
export const FORMAT_LOCALES = {
  'tr-TR': { date: 'dd.MM.yyyy' },
  'de-DE': { date: 'dd.MM.yyyy' },
  'de-CH': { date: 'dd.MM.yyyy' },
  'en-GB': { date: 'dd/MM/yyyy' },
  'en-US': { date: 'MM/dd/yyyy' },
  'fr-FR': { date: 'dd/MM/yyyy' },
  'sv-SE': { date: 'yyyy-MM-dd' },
} as const

export type FormatLocale = keyof typeof FORMAT_LOCALES
export type NegativeStyle = 'minus' | 'brackets'

export interface FormatChoice {
  readonly language: Language
  readonly formatLocale: FormatLocale
  readonly negative: NegativeStyle
}

export interface Formatters {
  readonly choice: FormatChoice
  /** Separators in use, for parsers and for showing an example. */
  readonly decimal: string
  readonly group: string
  /** 753.636,90 */
  readonly money: (minor: number | bigint, currency: string) => string
  /** 753.636,90 TRY */
  readonly moneyWithCode: (minor: number | bigint, currency: string) => string
  /** 412,9k · 130,8m; in Turkish b and mn, in German Tsd. and Mio. */
  readonly short: (minor: number | bigint, currency: string) => string
  readonly count: (value: number) => string
  /** A share of one in whole percent, the sign where the locale puts it. */
  readonly percent: (share: number) => string
  /** 31.10.2026 */
  readonly date: (day: string) => string
  /** 31.10. or 10/31: for charts and chips. */
  readonly dayMonth: (day: string) => string
  /** October 2026 */
  readonly month: (month: string) => string
  readonly weekday: (day: string) => string
  /** "a, b and c" in the language. */
  readonly list: (parts: readonly string[]) => string
  /** 31.10.2026 18:20 in a named zone. */
  readonly moment: (instant: string, timeZone: string) => string
}

export const DEFAULT_LOCALE: Readonly<Record<Language, FormatLocale>> = {
  tr: 'tr-TR',
  en: 'en-GB',
  de: 'de-DE',
}

const SUFFIXES: Readonly<Record<Language, { thousand: string; million: string }>> = {
  tr: { thousand: '\u00a0b', million: '\u00a0mn' },
  en: { thousand: 'k', million: 'm' },
  de: { thousand: '\u00a0Tsd.', million: '\u00a0Mio.' },
}

export function formattersFor(choice: FormatChoice): Formatters {
  const { language, formatLocale, negative } = choice
  const pattern = FORMAT_LOCALES[formatLocale].date
  const numbers = new Map<number, Intl.NumberFormat>()
  const byDigits = (digits: number) => {
    const known = numbers.get(digits)
    if (known) return known
    const made = new Intl.NumberFormat(formatLocale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: 'always',
    })
    numbers.set(digits, made)
    return made
  }
  const parts = byDigits(2).formatToParts(1_234_567.89)
  const separator = (type: 'decimal' | 'group') =>
    parts.find((part) => part.type === type)?.value ?? ''
  const percents = new Intl.NumberFormat(formatLocale, {
    style: 'percent',
    maximumFractionDigits: 0,
  })
  const months = new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const weekdays = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })

  const lists = new Intl.ListFormat(language, { type: 'conjunction' })

  const signed = (text: string) => {
    if (!text.startsWith('-')) return text
    return negative === 'brackets' ? `(${text.slice(1)})` : `\u2212${text.slice(1)}`
  }
  const decimal = (text: string, digits: number) =>
    signed(byDigits(digits).format(text as Intl.StringNumericLiteral))
  const money = (minor: number | bigint, currency: string) =>
    decimal(exactDecimal(minor, digitsOf(currency)), digitsOf(currency))
  const written = (day: string, as: string) =>
    as
      .replace('yyyy', day.slice(0, 4))
      .replace('MM', day.slice(5, 7))
      .replace('dd', day.slice(8, 10))

  return {
    choice,
    decimal: separator('decimal'),
    group: separator('group'),
    money,
    moneyWithCode: (minor, currency) => `${money(minor, currency)}\u00a0${currency}`,
    short(minor, currency) {
      const { thousand, million } = SUFFIXES[language]
      const unit = 10n ** BigInt(digitsOf(currency))
      const size = BigInt(minor) < 0n ? -BigInt(minor) : BigInt(minor)
      if (size < 1000n * unit) return decimal(tenths(BigInt(minor), unit, 0), 0)
      // 999,950 rounds to 1,000.0k, so that is where millions begin.
      const inMillions = size * 20n >= 19_999_000n * unit
      const scale = inMillions ? 1_000_000n : 1000n
      return decimal(tenths(BigInt(minor), unit * scale, 1), 1) + (inMillions ? million : thousand)
    },
    count: (value) => byDigits(0).format(value).replace('-', '\u2212'),
    percent: (share) => signed(percents.format(share)),
    date: (day) => written(day, pattern),
    dayMonth: (day) => written(day, pattern.replace(/[-/]?yyyy[-/]?/, '')),
    month: (month) =>
      months.format(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1)),
    weekday: (day) =>
      weekdays.format(
        Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))),
      ),
    list: (parts) => lists.format(parts),
    moment(instant, timeZone) {
      const iso = clockOf(timeZone).format(Date.parse(instant))
      return `${written(iso.slice(0, 10), pattern)} ${iso.slice(11, 16)}`
    },
  }
}

/** `minor / unit` with that many decimals, rounded half away from zero, as a decimal string. */
function tenths(minor: bigint, unit: bigint, decimals: 0 | 1): string {
  const scaled = (minor < 0n ? -minor : minor) * (decimals === 1 ? 10n : 1n)
  const rounded = (scaled * 2n + unit) / (unit * 2n)
  return exactDecimal(minor < 0n ? -rounded : rounded, decimals)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    clocks.set(timeZone, clock)
  }
  return clock
}
