/**
 * Canonical bytes and hashes (sync.md 3).
 *
 * RFC 8785 JSON with numbers only as safe integers, absent instead of null; every hash is SHA-256
 * over an ASCII prefix, one NUL, and the bytes. Hashing is no I/O, so the engine stays pure.
 */
import { createHash, hash } from 'node:crypto'
import canonicalize from 'canonicalize'

export type HashPrefix =
  | 'saldo.op.v1'
  | 'saldo.doc.v1'
  | 'saldo.leaf.v1'
  | 'saldo.node.v1'
  | 'saldo.audit.v1'
  | 'saldo.ext.v1'

export type Plain =
  | string
  | number
  | boolean
  | readonly Plain[]
  | { readonly [key: string]: Plain | undefined }

/** The text two machines agree on to the byte. Keys that are undefined are absent. */
export function canonicalText(value: Plain): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('nothing to canonicalise')
  return text
}

export function sha256(prefix: HashPrefix, text: string): Buffer {
  return hash('sha256', `${prefix}\0${text}`, 'buffer')
}

/** For parts that are bytes already; they are fixed-length, so no separator is needed. */
export function sha256Bytes(
  prefix: HashPrefix,
  ...parts: readonly (Uint8Array | string)[]
): Buffer {
  const digest = createHash('sha256').update(`${prefix}\0`)
  for (const part of parts) digest.update(part)
  return digest.digest()
}
