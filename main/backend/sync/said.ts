/** What an operation says, read from the own outbox or from the feed. */
import { z } from 'zod'
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { canonicalText, type Plain } from '../../../sync/engine/canonical.ts'
import { hashOfEnvelope } from '../../../sync/engine/operation.ts'
import type { Change } from '../../../sync/protocol/messages.ts'

export type Values = Readonly<Record<string, unknown>>

export interface Said {
  readonly operationId: string
  readonly kind: string
  readonly entityId: string
  readonly deviceId: string
  readonly payload: Values
  readonly private: Values
  readonly deviceSeq: number
  readonly actor: string
  /** The held operation it corrects. */
  readonly supersedes: string | null
  /** Hex. */
  readonly hash: string
  /** As it travels, with signature and private part; of an own one as it is stored. */
  readonly text: string
}

/** An own operation; what is stored was checked when it was written. */
export function saidByUs(operation: OutboxOperation): Said {
  return saidIn(operation.envelope, operation.private)
}

/** Of a stored envelope and its private part, both JSON. */
export function saidIn(envelope: string, privatePart: string | null): Said {
  const body = JSON.parse(envelope) as {
    readonly op_id: string
    readonly op_hash: string
    readonly kind: string
    readonly entity_id: string
    readonly device_id: string
    readonly device_seq: number
    readonly actor: string
    readonly supersedes?: string
    readonly payload: Values
  }
  return {
    operationId: body.op_id,
    kind: body.kind,
    entityId: body.entity_id,
    deviceId: body.device_id,
    deviceSeq: body.device_seq,
    actor: body.actor,
    supersedes: body.supersedes ?? null,
    payload: body.payload,
    private: privatePart === null ? {} : (JSON.parse(privatePart) as Values),
    hash: body.op_hash,
    text: envelope,
  }
}

const feedEnvelope = z.object({
  op_id: z.string(),
  kind: z.string(),
  entity_id: z.string(),
  device_id: z.string(),
  device_seq: z.int(),
  actor: z.string(),
  supersedes: z.string().optional(),
  payload: z.custom<Values>((value) => typeof value === 'object' && value !== null),
})

/** An operation of the feed; its hash is computed anew. Its text was checked when the server took it. */
export function saidByFeed(change: Change): Said {
  const hashed = hashOfEnvelope(change.op)
  if (hashed === null) throw new Incident('OP_UNREADABLE', { seq: change.seq, reason: 'json' })
  const { claimed, computed, body, private: personal } = hashed
  const read = feedEnvelope.safeParse(body)
  if (claimed !== computed || !read.success)
    throw new Incident('OP_UNREADABLE', {
      seq: change.seq,
      reason: read.success ? 'hash' : 'schema',
    })
  const { data } = read
  return {
    operationId: data.op_id,
    kind: data.kind,
    entityId: data.entity_id,
    deviceId: data.device_id,
    deviceSeq: data.device_seq,
    actor: data.actor,
    supersedes: data.supersedes ?? null,
    payload: data.payload,
    private: typeof personal === 'object' ? (personal as Values) : {},
    hash: computed,
    text: change.op,
  }
}

/** When its author entered it, by her own clock; milliseconds since 1970 UTC. */
export function enteredAt(said: Pick<Said, 'text'>): number {
  const { entered_at } = JSON.parse(said.text) as { readonly entered_at: string }
  return Date.parse(entered_at)
}

/** The members of what is an object; none of anything else. */
export function valuesIn(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Values)
    : {}
}

/** The envelope as it is sent: with the detached private part and the signature, in canonical form. */
export function sentText(envelope: string, privatePart: string | null, signature: string): string {
  const body = JSON.parse(envelope) as Record<string, Plain>
  return canonicalText({
    ...body,
    ...(privatePart === null ? {} : { private: JSON.parse(privatePart) as Plain }),
    sig: signature,
  })
}
