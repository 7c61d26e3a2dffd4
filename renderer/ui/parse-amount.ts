/**
 * Reads an amount as people type and paste it.
 *
 *   1.234,56   1 234,56   1'234.56   1234.56   (1.234,56)   1.234,56-   -5   ₺12   12,50 EUR   1200*1,2
 *
 * With both separators the last one is the decimal; one that repeats is for thousands; one that
 * stands once before other than three digits is the decimal. Only "1.234" can mean two things: then
 * the format locale decides and `ambiguous` is set, so that the field shows what it read.
 * Minor units are counted from digits, never through floats; a product is rounded half up once.
 */
import { digitsOf, isCurrency } from '../../shared/domain/currency.ts'

export type AmountReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly minor: number; readonly ambiguous: boolean }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'precision' }
  | { readonly kind: 'range' }
  | { readonly kind: 'otherCurrency'; readonly found: string }

export function parseAmount(text: string, currency: string, localeDecimal: string): AmountReading {
  const trimmed = text.normalize('NFKC').trim()
  if (trimmed === '') return { kind: 'empty' }
  const { number, found } = withoutCurrency(trimmed)
  if (found !== null && found !== currency) return { kind: 'otherCurrency', found }
  const { body, negative } = withoutSign(number)

  const factors = body.split(/[*×x]/i).map((factor) => readDecimal(factor, localeDecimal))
  if (factors.length > 4 || factors.some((factor) => factor === null)) return { kind: 'invalid' }
  const read = factors as readonly Decimal[]
  const digits = digitsOf(currency)
  const product = read.reduce((a, b) => ({
    value: a.value * b.value,
    scale: a.scale + b.scale,
    ambiguous: a.ambiguous || b.ambiguous,
  }))
  if (read.length === 1 && !fits(product, digits)) return { kind: 'precision' }

  const minor = Number(toScale(product, digits))
  if (!Number.isSafeInteger(minor)) return { kind: 'range' }
  return {
    kind: 'amount',
    minor: negative && minor !== 0 ? -minor : minor,
    ambiguous: product.ambiguous,
  }
}

interface Decimal {
  readonly value: bigint
  readonly scale: number
  readonly ambiguous: boolean
}

const SYMBOLS: Readonly<Record<string, string>> = {
  '₺': 'TRY',
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
}

function withoutCurrency(text: string): { number: string; found: string | null } {
  const match = /^([\p{L}]{2,3}|[₺€$£¥])?\s*(.*?)\s*([\p{L}]{2,3}|[₺€$£¥])?$/u.exec(text)
  const word = match?.[1] ?? match?.[3]
  if (!match || word === undefined) return { number: text, found: null }
  const code =
    SYMBOLS[word] ?? (word.toLocaleUpperCase('en') === 'TL' ? 'TRY' : word.toLocaleUpperCase('en'))
  return { number: match[2] ?? '', found: isCurrency(code) ? code : null }
}

/** Brackets, a minus in front or behind (accounting exports), and the true minus sign. */
function withoutSign(text: string): { body: string; negative: boolean } {
  const body = text.replaceAll('\u2212', '-').trim()
  const brackets = /^\((.*)\)$/.exec(body)
  if (brackets) return { body: brackets[1] ?? '', negative: true }
  if (body.startsWith('-')) return { body: body.slice(1), negative: true }
  if (body.endsWith('-')) return { body: body.slice(0, -1), negative: true }
  return { body: body.replace(/^\+/, ''), negative: false }
}

function readDecimal(text: string, localeDecimal: string): Decimal | null {
  const compact = text.trim().replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  if (!/^[\d.,]*\d[\d.,]*$/.test(compact) || compact.length > 40) return null
  const decimal = decimalMark(compact, localeDecimal)
  const [whole = '', fraction = '', ...more] =
    decimal.mark === null ? [compact] : compact.split(decimal.mark)
  if (more.length > 0 || /[.,]/.test(fraction) || !isGrouped(whole)) return null
  const digits = whole.replace(/[.,]/g, '') + fraction
  return { value: BigInt(digits || '0'), scale: fraction.length, ambiguous: decimal.ambiguous }
}

function decimalMark(
  text: string,
  localeDecimal: string,
): { mark: string | null; ambiguous: boolean } {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot < 0 && comma < 0) return { mark: null, ambiguous: false }
  if (dot >= 0 && comma >= 0) return { mark: dot > comma ? '.' : ',', ambiguous: false }
  const mark = dot >= 0 ? '.' : ','
  const [before = '', after = '', ...more] = text.split(mark)
  if (more.length > 0) return { mark: null, ambiguous: false }
  const couldGroup = after.length === 3 && /^[1-9]\d{0,2}$/.test(before)
  if (!couldGroup) return { mark, ambiguous: false }
  return { mark: mark === localeDecimal ? mark : null, ambiguous: true }
}

/** No separators, or one kind of them before every three digits. */
function isGrouped(whole: string): boolean {
  return (
    /^\d*$/.test(whole) || /^\d{1,3}(\.\d{3})+$/.test(whole) || /^\d{1,3}(,\d{3})+$/.test(whole)
  )
}

function fits(read: Decimal, digits: number): boolean {
  return read.scale <= digits || read.value % 10n ** BigInt(read.scale - digits) === 0n
}

function toScale(read: Decimal, digits: number): bigint {
  if (read.scale <= digits) return read.value * 10n ** BigInt(digits - read.scale)
  const unit = 10n ** BigInt(read.scale - digits)
  return (read.value * 2n + unit) / (unit * 2n)
}
