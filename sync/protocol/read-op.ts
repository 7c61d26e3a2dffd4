/**
 * One operation of a push, read as it came: a fault marks this operation alone (sync.md 8).
 *
 * The text must be its own canonical form, so that the bytes kept are the bytes signed.
 */
import { type KeyObject, verify } from 'node:crypto'
import { type Envelope, envelope } from './envelope.ts'
import { DEPTH_MAX, OP_BYTES_MAX, TEXT_MAX } from './limits.ts'

export interface GoodOp {
  readonly text: string
  readonly envelope: Envelope
}

/** What could be told of an operation that is not as it should be. */
export interface BadOp {
  readonly text: string
  readonly reason:
    | 'size'
    | 'text'
    | 'json'
    | 'canonical'
    | 'schema'
    | 'characters'
    | 'hash'
    | 'signature'
  /** Null where it could not be read at all: its place in the chain stays open. */
  readonly opId: string | null
  readonly claimedHash: string | null
  readonly field?: string
}

export type ReadOp = GoodOp | BadOp

export function isBad(op: ReadOp): op is BadOp {
  return 'reason' in op
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/

/** `canonicalText` writes RFC 8785; `hashOp` is SHA-256 with the prefix `saldo.op.v1`. */
export interface OpReader {
  readonly canonicalText: (value: never) => string
  readonly hashOp: (text: string) => Buffer
  /** Null: signatures are not checked here (a store's own rows were checked when they came). */
  readonly key: KeyObject | null
}

export function readOp(text: string, reader: OpReader): ReadOp {
  if (Buffer.byteLength(text) > OP_BYTES_MAX) return bad(text, 'size', null)
  if (!text.isWellFormed()) return bad(text, 'text', null)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad(text, 'json', null)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad(text, 'schema', null)
  if (depthOf(value) > DEPTH_MAX) return bad(text, 'schema', value)
  const wrong = firstWrongText(value, '')
  if (wrong !== null) return { ...bad(text, 'characters', value), field: wrong }
  if (canonical(reader, value) !== text) return bad(text, 'canonical', value)
  const parsed = envelope.safeParse(value)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.')
    return { ...bad(text, 'schema', value), ...(field ? { field } : {}) }
  }
  const { op_hash, sig, private: _private, ...signed } = parsed.data
  const hash = reader.hashOp(reader.canonicalText(signed as never))
  if (hash.toString('hex') !== op_hash) return bad(text, 'hash', value)
  if (reader.key !== null && !isSigned(hash, sig, reader.key)) return bad(text, 'signature', value)
  return { text, envelope: parsed.data }
}

function isSigned(hash: Buffer, sig: string | undefined, key: KeyObject): boolean {
  return sig !== undefined && verify(null, hash, key, Buffer.from(sig, 'base64'))
}

function bad(text: string, reason: BadOp['reason'], value: object | null): BadOp {
  const { op_id, op_hash } = (value ?? {}) as { op_id?: unknown; op_hash?: unknown }
  return {
    text,
    reason,
    opId: typeof op_id === 'string' && UUID.test(op_id) ? op_id : null,
    claimedHash: typeof op_hash === 'string' && HASH.test(op_hash) ? op_hash : null,
  }
}

function canonical(reader: OpReader, value: object): string | null {
  try {
    return reader.canonicalText(value as never)
  } catch {
    return null
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let deepest = 0
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner))
  return deepest + 1
}

/** Where a text holds what no text of ours may: not NFC, or control characters but TAB and LF. */
function firstWrongText(value: unknown, path: string): string | null {
  if (typeof value === 'string') return isRightText(value) ? null : path
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`
    const wrong = isRightText(key) ? firstWrongText(inner, at) : at
    if (wrong !== null) return wrong
  }
  return null
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f]/

function isRightText(text: string): boolean {
  return !CONTROL.test(text) && text.normalize('NFC') === text && text.length <= LONGEST
}

/** A letter's content is one text of an operation; the operation's own limit bounds it. */
const LONGEST = Math.max(TEXT_MAX.note, OP_BYTES_MAX)
