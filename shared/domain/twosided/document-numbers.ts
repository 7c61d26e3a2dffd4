/**
 * The same document's number as two people write it: `ABC2026000000118`, `ABC-2026-118`, `118`.
 *
 * A number has a series (its first letters), perhaps a year, and a serial (its last digits without
 * leading zeros). Spellings agree when letters and digits agree once punctuation is gone, or when the
 * serials agree and neither series nor year contradicts.
 */
import { fold } from '../fold.ts'

export interface NumberKey {
  /** As written, trimmed. */
  readonly raw: string
  /** Letters and digits only, folded. */
  readonly plain: string
  readonly series: string
  /** Empty where the number names none. */
  readonly year: string
  /** Empty for a number without digits. */
  readonly serial: string
}

/** Shorter serials occur by chance where nothing else is known of a number. */
const SERIAL_MIN = 3
const E_INVOICE = /^(20\d\d)(\d{6,})$/
const YEAR = /^(?:19|20)\d\d$/

export function numberKey(number: string): NumberKey {
  const raw = number.trim()
  const folded = fold(raw)
  const plain = folded.replace(/[^a-z0-9]/g, '')
  const runs = folded.match(/\d+/g) ?? []
  const series = /^[^a-z0-9]*([a-z]+)/.exec(folded)?.[1] ?? ''
  let serial = runs.at(-1) ?? ''
  let year = runs.slice(0, -1).find((run) => YEAR.test(run)) ?? ''
  // Numbers of Turkish e-documents: three letters, the year, nine digits.
  const joined = E_INVOICE.exec(serial)
  if (joined) [year, serial] = [joined[1] ?? '', joined[2] ?? '']
  return { raw, plain, series, year, serial: serial.replace(/^0+/, '') }
}

export type NumberLikeness = 'same' | 'variant' | 'serial' | 'none'

/**
 * `same`: character by character. `variant`: surely the same number written otherwise. `serial`: one
 * says less than the other, and what both say agrees.
 */
export function likeness(a: NumberKey, b: NumberKey): NumberLikeness {
  if (a.plain === '' || b.plain === '') return 'none'
  if (a.raw === b.raw) return 'same'
  if (a.plain === b.plain) return 'variant'
  if (a.serial === '' || a.serial !== b.serial) return 'none'
  if (contradicts(a.series, b.series) || contradicts(a.year, b.year)) return 'none'
  if (a.series !== '' && a.series === b.series) return 'variant'
  return a.serial.length >= SERIAL_MIN ? 'serial' : 'none'
}

/** With the amount agreeing too, a short serial is enough. */
export function isLikely(a: NumberKey, b: NumberKey): boolean {
  if (likeness(a, b) !== 'none') return true
  return (
    a.serial !== '' &&
    a.serial === b.serial &&
    !contradicts(a.series, b.series) &&
    !contradicts(a.year, b.year)
  )
}

function contradicts(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b
}

/** One digit mistyped, left out, doubled, or two neighbours swapped. */
export function isSlip(a: NumberKey, b: NumberKey): boolean {
  return a.plain.length >= 4 && b.plain.length >= 4 && isOneSlip(a.plain, b.plain)
}

export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  const tail = (text: string, from: number) => text.slice(from)
  if (a.length === b.length)
    return (
      tail(a, at + 1) === tail(b, at + 1) ||
      (a[at] === b[at + 1] && a[at + 1] === b[at] && tail(a, at + 2) === tail(b, at + 2))
    )
  return a.length > b.length ? tail(a, at + 1) === tail(b, at) : tail(b, at + 1) === tail(a, at)
}

/** Numbers a free text mentions, in the form `plain` has. */
export function numbersIn(text: string): string[] {
  return (fold(text).match(/[a-z0-9][a-z0-9./_-]*\d[a-z0-9./_-]*/g) ?? [])
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word.length >= 4)
}

/** `INV-118/2` is a part of `INV-118`: the number a part belongs to, or null. */
export function stemOf(number: string): NumberKey | null {
  const found = /^(.*\d)\s*(?:[/_.]|\s)\s*\d{1,2}$/.exec(number.trim())
  return found?.[1] === undefined ? null : numberKey(found[1])
}
