/**
 * Canonical bytes and hashes (sync.md 3).
 *
 * RFC 8785 JSON with numbers only as safe integers, absent instead of null; every hash is SHA-256
 * over an ASCII prefix, one NUL, and the bytes. Hashing is no I/O, so the engine stays pure.
 */
import { hash } from 'node:crypto'

export type HashPrefix =
  | 'saldo.op.v1'
  | 'saldo.doc.v1'
  | 'saldo.leaf.v1'
  | 'saldo.node.v1'
  | 'saldo.audit.v1'
  | 'saldo.ext.v1'
  | 'saldo.letter.v1'
  | 'saldo.chain.v1'

export type Plain =
  | string
  | number
  | boolean
  | readonly Plain[]
  | { readonly [key: string]: Plain | undefined }

/**
 * The text two machines agree on to the byte. Keys that are undefined are absent.
 *
 * Written out here because every posting makes it twice and an import of a million documents three
 * million times; a property test holds it against the `canonicalize` library.
 */
export function canonicalText(value: Plain): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'object') return isList(value) ? listText(value) : recordText(value)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`${value} has no canonical text`)
  return JSON.stringify(value)
}

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value)
}

function listText(values: readonly Plain[]): string {
  let text = '['
  for (const value of values)
    text += text === '[' ? canonicalText(value) : `,${canonicalText(value)}`
  return `${text}]`
}

/** Keys in order of UTF-16 code units (RFC 8785), which is how JavaScript sorts and compares text. */
function recordText(record: { readonly [key: string]: Plain | undefined }): string {
  const keys = Object.keys(record)
  if (!isSorted(keys)) keys.sort()
  let text = '{'
  for (const key of keys) {
    const value = record[key]
    if (value === undefined) continue
    text += `${text === '{' ? '' : ','}${keyText(key)}${canonicalText(value)}`
  }
  return `${text}}`
}

function isSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i += 1) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return false
  return true
}

const keyTexts = new Map<string, string>()
const KEYS_MAX = 500

/** A key with its colon; the vocabulary of operations is small and met again and again. */
function keyText(key: string): string {
  let text = keyTexts.get(key)
  if (text === undefined) {
    text = `${quoted(key)}:`
    if (keyTexts.size < KEYS_MAX) keyTexts.set(key, text)
  }
  return text
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('text with half a character has no canonical form')
  return JSON.stringify(text)
}

export function sha256(prefix: HashPrefix, text: string): Buffer {
  return hash('sha256', `${prefix}\0${text}`, 'buffer')
}

const prefixes = new Map<HashPrefix, Buffer>()

function prefixBytes(prefix: HashPrefix): Buffer {
  let bytes = prefixes.get(prefix)
  if (!bytes) prefixes.set(prefix, (bytes = Buffer.from(`${prefix}\0`)))
  return bytes
}

/** For parts that are bytes already; they are fixed-length, so no separator is needed. */
export function sha256Bytes(
  prefix: HashPrefix,
  ...parts: readonly (Uint8Array | string)[]
): Buffer {
  const bytes: Uint8Array[] = [prefixBytes(prefix)]
  for (const part of parts) bytes.push(typeof part === 'string' ? Buffer.from(part) : part)
  return hash('sha256', Buffer.concat(bytes), 'buffer')
}
