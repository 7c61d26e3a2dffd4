/**
 * JSON as it may come over the wire (reliability-security.md 5): not deeper than 32, no key twice in
 * one object, none of the keys that reach a prototype, no number beyond ±(2^53 − 1).
 *
 * The text is walked once before `JSON.parse`, which alone decides whether it is JSON at all: the walk
 * looks only at brackets, keys and numbers and skips over texts, so that a push of 500 operations
 * (500 long texts) costs little. What the walk cannot follow, the parser refuses.
 */
import { DEPTH_MAX } from './limits.ts'

export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: JsonFault }

export type JsonFault =
  | 'json'
  | 'json.deep'
  | 'json.key_twice'
  | 'json.key_forbidden'
  | 'json.number'

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

export function parseStrictJson(text: string): StrictJson {
  const reason = faultOf(text)
  if (reason !== null) return { ok: false, reason }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, reason: 'json' }
  }
}

const QUOTE = 34
const BACKSLASH = 92
const NUMBER = /[-+0-9.eE]+/y
const AFTER_KEY = /[ \t\n\r]*:/y

/** What is wrong beside the grammar. Keys of an object are in a set, an array has null. */
function faultOf(text: string): JsonFault | null {
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === QUOTE) {
      const end = endOfText(text, at)
      if (end < 0) return 'json'
      const keys = open.at(-1)
      AFTER_KEY.lastIndex = end + 1
      if (keys && AFTER_KEY.test(text)) {
        const key = keyIn(text.slice(at, end + 1))
        if (key === null) return 'json'
        if (FORBIDDEN_KEYS.has(key)) return 'json.key_forbidden'
        if (keys.has(key)) return 'json.key_twice'
        keys.add(key)
      }
      at = end
    } else if (unit === 123 || unit === 91) {
      open.push(unit === 123 ? new Set() : null)
      if (open.length > DEPTH_MAX) return 'json.deep'
    } else if (unit === 125 || unit === 93) {
      open.pop()
    } else if (unit === 45 || (unit >= 48 && unit <= 57)) {
      NUMBER.lastIndex = at
      const [digits = ''] = NUMBER.exec(text) ?? []
      if (!(Math.abs(Number(digits)) <= Number.MAX_SAFE_INTEGER)) return 'json.number'
      at += digits.length - 1
    }
  }
  return null
}

/** Index of the closing quote, -1 when there is none: a quote after an even number of backslashes. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return end
  }
  return -1
}

/** A key may be written with escapes: two spellings of one key are one key. */
function keyIn(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return JSON.parse(quoted) as string
  } catch {
    return null
  }
}
