/**
 * Reads amounts written by people and programs: `1.234,56`, `1 234,56`, `1,234.56`, `(1.234,56)`,
 * `₺1.234,56`, `-5,00`. Which mark is the decimal one is decided once per file over all its values,
 * never per cell; what does not fit that rule is refused, not guessed.
 */
import { Decimal } from 'decimal.js'
import type { Cell } from './table.ts'

export type DecimalMark = ',' | '.'

export interface DecimalDecision {
  readonly mark: DecimalMark
  /** True when no value told the marks apart: `1.000` can be 1 or 1000. */
  readonly isAmbiguous: boolean
}

const SPACES = /[\s\u00a0\u202f\u2009]/g
const CURRENCY = /^(?:₺|€|\$|£|TL|TRY|EUR|USD|GBP|CHF)|(?:₺|€|\$|£|TL|TRY|EUR|USD|GBP|CHF)$/i

/** The mark most values can only be read with. */
export function decideDecimalMark(texts: Iterable<string>, fallback: DecimalMark): DecimalDecision {
  let comma = 0
  let point = 0
  let unclear = 0
  for (const text of texts) {
    const core = coreOf(text).digits
    const lastComma = core.lastIndexOf(',')
    const lastPoint = core.lastIndexOf('.')
    if (!/^\d[\d.,]*$/.test(core) || (lastComma < 0 && lastPoint < 0)) continue
    if (lastComma >= 0 && lastPoint >= 0) {
      if (lastComma > lastPoint) comma += 1
      else point += 1
      continue
    }
    const mark = lastComma >= 0 ? ',' : '.'
    const parts = core.split(mark)
    const isDecimal = parts.length === 2 && (parts[1] ?? '').length !== 3
    // `5,,00` is a slip of the hand and tells nothing.
    const isGrouping = parts.length > 2 && parts.slice(1).every((part) => part.length === 3)
    if (isDecimal) {
      if (mark === ',') comma += 1
      else point += 1
    } else if (isGrouping) {
      if (mark === ',') point += 1
      else comma += 1
    } else if (parts.length === 2) unclear += 1
  }
  if (comma === 0 && point === 0) return { mark: fallback, isAmbiguous: unclear > 0 }
  return { mark: comma > point ? ',' : '.', isAmbiguous: false }
}

export type AmountReading =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly code: 'amount.invalid' | 'amount.precision' | 'amount.range' }

/** An amount in minor units of `digits` digits; numbers of a workbook lose binary noise, half up. */
export function readAmount(cell: Cell, mark: DecimalMark, digits: number): AmountReading {
  if (typeof cell === 'number')
    return toMinor(new Decimal(cell).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP), digits)
  if (typeof cell !== 'string') return { ok: false, code: 'amount.invalid' }
  const plain = plainMinor(cell, mark, digits)
  if (plain !== null) return { ok: true, minor: plain }
  const exact = readNumber(cell, mark)
  if (exact === null) return { ok: false, code: 'amount.invalid' }
  if (exact.decimalPlaces() > digits || fractionLength(cell, mark) > digits)
    return { ok: false, code: 'amount.precision' }
  return toMinor(exact, digits)
}

const PLAIN = /^(-?)(\d{1,12})(?:([.,])(\d{1,3}))?$/

/** "-1234,56" as most cells write it, by whole numbers alone; null where there is more to it. */
function plainMinor(text: string, mark: DecimalMark, digits: number): number | null {
  const parts = PLAIN.exec(text)
  if (!parts) return null
  const fraction = parts[4] ?? ''
  if ((fraction !== '' && parts[3] !== mark) || fraction.length > digits) return null
  const minor = Number((parts[2] ?? '') + fraction.padEnd(digits, '0'))
  return parts[1] === '-' && minor !== 0 ? -minor : minor
}

/** The exact number a text states under a decimal mark; null when it states none. */
export function readNumber(text: string, mark: DecimalMark): Decimal | null {
  const { digits, isNegative } = coreOf(text)
  const group = mark === ',' ? '.' : ','
  const pattern =
    mark === ','
      ? /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/
      : /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/
  if (!pattern.test(digits) || digits.length > 40) return null
  const plain = digits.replaceAll(group, '').replace(mark, '.')
  const value = new Decimal(plain)
  return isNegative ? value.negated() : value
}

/** The digits with their marks; sign, brackets, currency and spaces taken off. */
function coreOf(text: string): { digits: string; isNegative: boolean } {
  let core = text.replace(/^'/, '').replace(SPACES, '')
  let isNegative = false
  if (core.startsWith('(') && core.endsWith(')')) {
    isNegative = true
    core = core.slice(1, -1)
  }
  core = core.replace(CURRENCY, '')
  if (/^[-\u2212]/.test(core)) {
    if (isNegative) return { digits: '', isNegative }
    isNegative = true
    core = core.slice(1).replace(CURRENCY, '')
  } else if (core.startsWith('+')) core = core.slice(1)
  return { digits: core.replace(/['’]/g, ''), isNegative }
}

function fractionLength(text: string, mark: DecimalMark): number {
  const { digits } = coreOf(text)
  const at = digits.lastIndexOf(mark)
  return at < 0 ? 0 : digits.length - at - 1
}

function toMinor(value: Decimal, digits: number): AmountReading {
  const minor = value.times(new Decimal(10).pow(digits))
  if (minor.abs().greaterThan(Number.MAX_SAFE_INTEGER)) return { ok: false, code: 'amount.range' }
  const number = minor.toNumber()
  return { ok: true, minor: number === 0 ? 0 : number }
}
