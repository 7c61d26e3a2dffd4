/** What an operation says, read from the own outbox or from the feed. */
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { canonicalText, type Plain, sha256 } from '../../../sync/engine/canonical.ts'
import type { Change } from '../../../sync/protocol/messages.ts'
import { isBad, readOp } from '../../../sync/protocol/read-op.ts'

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
  /** Hex. */
  readonly hash: string
  /** As it travels, with signature and private part; of an own one as it is stored. */
  readonly text: string
}

/** An own operation; what is stored was checked when it was written. */
export function saidByUs(operation: OutboxOperation): Said {
  const envelope = JSON.parse(operation.envelope) as {
    readonly entity_id: string
    readonly device_id: string
    readonly actor: string
    readonly payload: Values
  }
  return {
    operationId: operation.operationId,
    kind: operation.kind,
    entityId: envelope.entity_id,
    deviceId: envelope.device_id,
    deviceSeq: operation.deviceSeq,
    actor: envelope.actor,
    payload: envelope.payload,
    private: operation.private === null ? {} : (JSON.parse(operation.private) as Values),
    hash: Buffer.from(operation.hash).toString('hex'),
    text: operation.envelope,
  }
}

/** An operation of the feed; its hash is computed anew. */
export function saidByFeed(change: Change): Said {
  const read = readOp(change.op, {
    canonicalText: (value: never) => canonicalText(value),
    hashOp: (text) => sha256('saldo.op.v1', text),
    key: null,
  })
  if (isBad(read))
    throw new Incident('OP_UNREADABLE', { seq: change.seq, reason: read.reason, op: read.opId })
  const { envelope } = read
  return {
    operationId: envelope.op_id,
    kind: envelope.kind,
    entityId: envelope.entity_id,
    deviceId: envelope.device_id,
    deviceSeq: envelope.device_seq,
    actor: envelope.actor,
    payload: envelope.payload,
    private: envelope.private ?? {},
    hash: envelope.op_hash,
    text: change.op,
  }
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
