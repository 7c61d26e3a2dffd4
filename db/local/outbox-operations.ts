/**
 * Own operations on their way to the server: where each stands, and which have no effect in the
 * ledger. None is ever deleted (sync.md I4); a state moves along the edges of sync.md 6 and no other.
 */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import { rowReader } from './row-reader.ts'

export type OperationState =
  | 'pending'
  | 'sent'
  | 'accepted'
  | 'held'
  | 'withdrawn'
  | 'superseded'
  | 'quarantined'

export interface OutboxOperation {
  readonly localSeq: number
  readonly operationId: string
  readonly deviceEpoch: number
  readonly deviceSeq: number
  readonly kind: string
  readonly envelope: string
  /** JSON. */
  readonly private: string | null
  readonly hash: Uint8Array
  readonly signature: string | null
  /** Milliseconds since 1970 UTC; null while it never left, so that nobody else can have it. */
  readonly firstSentAt: number | null
  readonly state: OperationState
  readonly code: string | null
  /** JSON. */
  readonly detail: string | null
  readonly serverSeq: number | null
  /** Why its effect is not in the ledger; null while it is, or while it has none. */
  readonly aside: string | null
  /** Milliseconds since 1970 UTC. */
  readonly answeredAt: number | null
  readonly asideSince: number | null
  /** What its document was called here before it stepped aside. */
  readonly asideNumber: string | null
}

interface OperationRaw extends Omit<OutboxOperation, 'operationId'> {
  readonly op: Uint8Array
}

const reader = rowReader(
  `select o.local_seq as localSeq, o.op_id as op, o.device_epoch as deviceEpoch, o.device_seq as deviceSeq,
  o.kind, o.envelope, o.private, o.op_hash as hash, o.sig as signature, o.first_sent_at as firstSentAt, o.state, o.code, o.detail,
  o.server_seq as serverSeq, a.code as aside, o.answered_at as answeredAt, a.since as asideSince,
  a.number as asideNumber
  from op_outbox as o left join op_aside as a on a.op_id = o.op_id`,
  fromRaw,
)

/**
 * Asked for every entry of the feed, and most are others': whether it is here at all is asked alone,
 * since the joined row takes 28 µs even where there is none, and that question one or two.
 */
export function outboxOperation(db: CompanyDb, operationId: string): OutboxOperation | undefined {
  const place = db
    .prepare<[Uint8Array], { n: number }>('select local_seq as n from op_outbox where op_id = ?')
    .get(uuidToBytes(operationId))
  return place && reader.one(db, 'where o.local_seq = ?', place.n)
}

/** Is there an own operation written after `localSeq`? */
export function hasOperationsAfter(db: CompanyDb, localSeq: number): boolean {
  return (
    db
      .prepare<[number], { n: number }>('select 1 as n from op_outbox where local_seq > ? limit 1')
      .get(localSeq) !== undefined
  )
}

/** Links of one epoch's chain after a device sequence, in order. Served by the key of epoch and sequence. */
export function linksAfter(
  db: CompanyDb,
  epoch: number,
  deviceSeq: number,
  limit: number,
): OutboxOperation[] {
  const tail = 'where o.device_epoch = ? and o.device_seq > ? order by o.device_seq limit ?'
  return reader.all(db, tail, epoch, deviceSeq, limit)
}

/** Written after `localSeq`, in order. */
export function operationsAfter(db: CompanyDb, localSeq: number): OutboxOperation[] {
  return reader.all(db, 'where o.local_seq > ? order by o.local_seq', localSeq)
}

/** Those that name `operationId` among their deps, written after `localSeq`. */
export function dependentOperations(
  db: CompanyDb,
  operationId: string,
  localSeq: number,
): OutboxOperation[] {
  return reader.all(
    db,
    `where o.local_seq > ? and exists (
       select 1 from json_each(o.envelope, '$.deps') as dep where dep.value = ?) order by o.local_seq`,
    localSeq,
    operationId,
  )
}

/** Events about an entity written after `localSeq`, in order. */
export function eventOperations(
  db: CompanyDb,
  entityId: string,
  localSeq: number,
): OutboxOperation[] {
  return reader.all(
    db,
    "where o.local_seq > ? and o.kind = 'wf.event' and o.envelope ->> 'entity_id' = ? order by o.local_seq",
    localSeq,
    entityId,
  )
}

/** Operations on a card written after `localSeq`, in order. Served by op_about_customer. */
export function cardOperationsAfter(
  db: CompanyDb,
  customerId: string,
  localSeq: number,
): OutboxOperation[] {
  return reader.all(
    db,
    `where o.kind in ('master.create', 'master.patch', 'master.archive')
       and o.envelope ->> 'entity_id' = ? and o.local_seq > ? order by o.local_seq`,
    customerId,
    localSeq,
  )
}

/** The operation that opened a card here; undefined when another device did. */
export function cardCreation(db: CompanyDb, customerId: string): string | undefined {
  const row = db
    .prepare<[string], { op: Uint8Array }>(
      `select op_id as op from op_outbox where kind in ('master.create', 'master.patch', 'master.archive')
         and envelope ->> 'entity_id' = ? and kind = 'master.create' order by local_seq desc limit 1`,
    )
    .get(customerId)
  return row && bytesToUuid(row.op)
}

/** What own operations of a kind are about that are on their way, or in the feed this device has not read. */
export function entitiesUnderway(db: CompanyDb, kind: string): ReadonlySet<string> {
  const rows = db
    .prepare<[string], { entity: string }>(
      `select envelope ->> 'entity_id' as entity from op_outbox
       where kind = ? and state in ('pending', 'sent', 'accepted')
         and local_seq > coalesce((select settled_local from sync_state), 0)`,
    )
    .all(kind)
  return new Set(rows.map(({ entity }) => entity))
}

/** Requests on their way to the server, by the held operation they are about. */
export function requestsUnderway(db: CompanyDb): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[], { about: string | null; request: string }>(
      `select envelope ->> '$.payload.op' as about, envelope ->> 'entity_id' as request from op_outbox
       where kind = 'approval.request' and state in ('pending', 'sent', 'accepted')
         and local_seq > coalesce((select settled_local from sync_state), 0)`,
    )
    .all()
  return new Map(rows.flatMap(({ about, request }) => (about === null ? [] : [[about, request]])))
}

/** Why an operation is aside that nobody has to look at any more: it is given up, or corrected. */
export const ENDED = { withdrawn: 'WITHDRAWN', superseded: 'SUPERSEDED' } as const

/** Held ones, and those whose effect had to step aside before their answer; oldest first. */
export function heldOperations(db: CompanyDb): OutboxOperation[] {
  return reader.all(
    db,
    `where (o.state = 'held' or (a.op_id is not null and o.state in ('pending', 'sent')))
       and coalesce(a.code, '') not in ('${ENDED.withdrawn}', '${ENDED.superseded}') order by o.local_seq`,
  )
}

const EDGES: Readonly<Record<OperationState, readonly OperationState[]>> = {
  pending: ['sent', 'withdrawn', 'quarantined'],
  sent: ['accepted', 'held', 'pending', 'quarantined'],
  held: ['superseded', 'withdrawn', 'accepted'],
  accepted: [],
  withdrawn: [],
  superseded: [],
  quarantined: [],
}

/** Moves an operation along an edge; another edge is a fault of the program and stops the writer. */
export function moveOperation(
  db: CompanyDb,
  operation: Pick<OutboxOperation, 'localSeq' | 'operationId' | 'state'>,
  to: OperationState,
): void {
  if (!EDGES[operation.state].includes(to))
    throw new Error(`operation ${operation.operationId}: ${operation.state} never becomes ${to}`)
  const { changes } = db
    .prepare<[string, number, string]>(
      'update op_outbox set state = ? where local_seq = ? and state = ?',
    )
    .run(to, operation.localSeq, operation.state)
  if (changes !== 1) throw new Error(`operation ${operation.operationId} was moved meanwhile`)
}

export function saveSent(db: CompanyDb, localSeq: number, signature: string, at: number): void {
  db.prepare<[string, number, number]>(
    'update op_outbox set sig = ?, attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, ?) where local_seq = ?',
  ).run(signature, at, localSeq)
}

export function saveAnswer(
  db: CompanyDb,
  localSeq: number,
  answer: {
    readonly serverSeq: number | null
    readonly code: string | null
    readonly detail: string | null
    readonly at: number
  },
): void {
  db.prepare<(string | number | null)[]>(
    'update op_outbox set server_seq = ?, code = ?, detail = ?, answered_at = ? where local_seq = ?',
  ).run(answer.serverSeq, answer.code, answer.detail, answer.at, localSeq)
}

/** Its effect is not in the ledger any more. */
export function setAside(db: CompanyDb, operationId: string, code: string, at: number): void {
  db.prepare<[Uint8Array, string, number]>(
    `insert into op_aside (op_id, code, since) values (?, ?, ?)
     on conflict (op_id) do update set code = excluded.code`,
  ).run(uuidToBytes(operationId), code, at)
}

export function saveAsideNumber(db: CompanyDb, operationId: string, number: string): void {
  db.prepare<[string, Uint8Array]>('update op_aside set number = ? where op_id = ?').run(
    number,
    uuidToBytes(operationId),
  )
}

export function clearAside(db: CompanyDb, operationId: string): void {
  db.prepare<[Uint8Array]>('delete from op_aside where op_id = ?').run(uuidToBytes(operationId))
}

function fromRaw({ op, ...row }: OperationRaw): OutboxOperation {
  return { ...row, operationId: bytesToUuid(op) }
}
