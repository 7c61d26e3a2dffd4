/**
 * The operation: one intent recorded on this device, a link of its hash chain (sync.md 7).
 *
 * `op_hash` covers everything but itself, the signature and the private part, and includes `prev`,
 * so the device's history is a chain. Signatures are made at the latest before the first send.
 */
import type { OpKind } from '../protocol/envelope.ts'
import { canonicalText, type Plain, sha256 } from './canonical.ts'

export type OperationKind = OpKind

export interface OperationBody {
  readonly op_id: string
  readonly company_id: string
  readonly device_id: string
  readonly device_epoch: number
  readonly device_seq: number
  /** Hex hash of the operation before it; 64 zeros for the first. */
  readonly prev: string
  readonly kind: OperationKind
  readonly v: number
  readonly entity_id: string
  readonly base_ver?: number | undefined
  readonly deps: readonly string[]
  readonly attempt: number
  /** The held operation this one stands in for. */
  readonly supersedes?: string | undefined
  readonly actor: string
  readonly hlc: string
  readonly entered_at: string
  readonly app: string
  readonly payload: Readonly<Record<string, Plain | undefined>>
}

export interface Operation {
  /** Canonical text of the body with its hash: what is stored and later sent. */
  readonly envelope: string
  readonly hash: Buffer
}

export function makeOperation(body: OperationBody): Operation {
  const text = canonicalText(body as unknown as Plain)
  const hash = sha256('saldo.op.v1', text)
  // "op_hash" sorts after "kind", "hlc" and before "op_id": splice it in instead of sorting twice.
  const at = text.indexOf('"op_id":')
  const envelope = `${text.slice(0, at)}"op_hash":"${hash.toString('hex')}",${text.slice(at)}`
  return { envelope, hash }
}

export interface EnvelopeHashes {
  /** Hash the envelope states of itself. */
  readonly claimed: string
  /** Hash its content has. */
  readonly computed: string
  /** Hash it names as the operation's before it; undefined when it names none. */
  readonly prev: string | undefined
}

// "op_hash" comes before "payload", the only member that could hold such a text again; "prev" and
// "v" are the last members of an envelope that carries no signature yet.
const OWN_HASH = '"op_hash":"'
const TAIL = /,"prev":"([0-9a-f]{64})","v":1\}$/
const HASH_LENGTH = 64

/**
 * Recomputes the hash a stored envelope should have; null when it cannot be read at all.
 *
 * An envelope as `makeOperation` writes it is hashed as it stands, without its own hash: a chain of
 * a million is checked in seconds. Any other text is read and brought into canonical form first.
 */
export function hashesOfEnvelope(envelope: string): EnvelopeHashes | null {
  const at = envelope.indexOf(OWN_HASH)
  const end = at + OWN_HASH.length + HASH_LENGTH
  const tail = TAIL.exec(envelope.slice(-HASH_LENGTH - 20))
  if (at > 0 && tail && envelope.startsWith('",', end)) {
    const claimed = envelope.slice(end - HASH_LENGTH, end)
    const computed = sha256('saldo.op.v1', envelope.slice(0, at) + envelope.slice(end + 2))
    if (computed.toString('hex') === claimed) return { claimed, computed: claimed, prev: tail[1] }
  }
  const read = hashOfEnvelope(envelope)
  if (!read) return null
  const { prev } = read.body
  return {
    claimed: read.claimed,
    computed: read.computed,
    prev: typeof prev === 'string' ? prev : undefined,
  }
}

/**
 * The same by reading the text as JSON, whatever the order of its members.
 *
 * A text that is its own canonical form, as the server keeps it, is hashed as it stands without its
 * proof: that the hash comes out as claimed says that nothing else was in it. Any other is brought into
 * canonical form first.
 */
export function hashOfEnvelope(envelope: string): {
  readonly claimed: string
  readonly computed: string
  readonly body: Record<string, unknown>
  /** The detached part; undefined where there is none. */
  readonly private: unknown
} | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(envelope)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null) return null
  const { op_hash: claimed, sig, private: personal, ...body } = parsed as Record<string, unknown>
  if (typeof claimed !== 'string') return null
  const signed = personal === undefined ? withoutProof(envelope, claimed, sig) : null
  const isAsClaimed = signed !== null && hashOf(signed) === claimed
  const computed = isAsClaimed ? claimed : hashOf(canonicalText(body as Record<string, Plain>))
  return { claimed, computed, body, private: personal }
}

/** Null where hash or signature do not stand in it as canonical text has them. */
function withoutProof(envelope: string, claimed: string, sig: unknown): string | null {
  const rest = cut(envelope, `"op_hash":"${claimed}",`)
  return rest === null || typeof sig !== 'string' ? rest : cut(rest, `,"sig":"${sig}"`)
}

function cut(text: string, part: string): string | null {
  const at = text.lastIndexOf(part)
  return at < 0 ? null : text.slice(0, at) + text.slice(at + part.length)
}

function hashOf(text: string): string {
  return sha256('saldo.op.v1', text).toString('hex')
}
