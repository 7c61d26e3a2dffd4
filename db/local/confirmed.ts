/** What is confirmed, at which sequence of the server; no row means pending. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

/** Sequence a document was confirmed at; undefined while it is pending. */
export function documentSeq(db: CompanyDb, doc: number): number | undefined {
  return db.prepare<[number], { seq: number }>('select seq from doc_status where doc = ?').get(doc)
    ?.seq
}

export function confirmDocument(
  db: CompanyDb,
  doc: number,
  at: { readonly seq: number; readonly recordedAt: number },
): void {
  db.prepare<[number, number, number]>(
    'insert into doc_status (doc, seq, recorded_at) values (?, ?, ?)',
  ).run(doc, at.seq, at.recordedAt)
}

export function allocationSeq(db: CompanyDb, alloc: number): number | undefined {
  return db
    .prepare<[number], { seq: number }>('select seq from alloc_status where alloc = ?')
    .get(alloc)?.seq
}

export function confirmAllocation(db: CompanyDb, alloc: number, seq: number): void {
  db.prepare<[number, number]>('insert into alloc_status (alloc, seq) values (?, ?)').run(
    alloc,
    seq,
  )
}

export type Groups = Readonly<Record<string, unknown>>

export interface ConfirmedCard {
  readonly customerId: string
  readonly ver: number
  /** Field groups as operations carry them: personal ones as commitments. */
  readonly groups: Groups
  /** The personal groups in clear. */
  readonly private: Groups
  /** Version in which each group was last changed. */
  readonly groupVers: Readonly<Record<string, number>>
  readonly archived: boolean
  readonly aliasOf: string | null
  readonly seq: number
}

interface CardRaw {
  readonly customer_id: Uint8Array
  readonly ver: number
  readonly groups: string
  readonly private: string
  readonly group_vers: string
  readonly archived: number
  readonly alias_of: Uint8Array | null
  readonly seq: number
}

const CARD =
  'select customer_id, ver, groups, private, group_vers, archived, alias_of, seq from master_confirmed'

export function confirmedCard(db: CompanyDb, customerId: string): ConfirmedCard | undefined {
  const row = db
    .prepare<[Uint8Array], CardRaw>(`${CARD} where customer_id = ?`)
    .get(uuidToBytes(customerId))
  return row && cardFrom(row)
}

/** A page of all of them, in order of their ids; `after` null: the first. */
export function confirmedCardsAfter(
  db: CompanyDb,
  after: string | null,
  limit: number,
): ConfirmedCard[] {
  return db
    .prepare<[Uint8Array, number], CardRaw>(
      `${CARD} where customer_id > ? order by customer_id limit ?`,
    )
    .all(after === null ? NO_BYTES : uuidToBytes(after), limit)
    .map(cardFrom)
}

export function isCardConfirmed(db: CompanyDb, customerId: string): boolean {
  return (
    db
      .prepare<[Uint8Array], { n: number }>(
        'select 1 as n from master_confirmed where customer_id = ?',
      )
      .get(uuidToBytes(customerId)) !== undefined
  )
}

export function saveConfirmedCard(db: CompanyDb, card: ConfirmedCard): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into master_confirmed (customer_id, ver, groups, private, group_vers, archived, alias_of, seq)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (customer_id) do update set ver = excluded.ver, groups = excluded.groups, private = excluded.private,
       group_vers = excluded.group_vers, archived = excluded.archived, alias_of = excluded.alias_of, seq = excluded.seq`,
  ).run(
    uuidToBytes(card.customerId),
    card.ver,
    JSON.stringify(card.groups),
    JSON.stringify(card.private),
    JSON.stringify(card.groupVers),
    card.archived ? 1 : 0,
    card.aliasOf === null ? null : uuidToBytes(card.aliasOf),
    card.seq,
  )
}

/** Notes whose operation the feed brought, `kept` with its envelope; the same again changes nothing. */
export function saveFeedOperation(
  db: CompanyDb,
  operation: {
    readonly operationId: string
    readonly deviceId: string
    readonly deviceSeq: number
    readonly actor: string
    /** Hex. */
    readonly hash: string
  },
  kept: string | null,
): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into feed_op (op_id, device_id, device_seq, actor, op_hash, envelope) values (?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
  ).run(
    uuidToBytes(operation.operationId),
    uuidToBytes(operation.deviceId),
    operation.deviceSeq,
    uuidToBytes(operation.actor),
    Buffer.from(operation.hash, 'hex'),
    kept,
  )
}

/** Who wrote another device's operation. */
export function feedAuthor(db: CompanyDb, operationId: string): string | undefined {
  const row = db
    .prepare<[Uint8Array], { actor: Uint8Array }>('select actor from feed_op where op_id = ?')
    .get(uuidToBytes(operationId))
  return row && bytesToUuid(row.actor)
}

/** Has the feed brought this operation of another device? */
export function isFeedOperation(db: CompanyDb, operationId: string): boolean {
  return (
    db
      .prepare<[Uint8Array], { n: number }>('select 1 as n from feed_op where op_id = ?')
      .get(uuidToBytes(operationId)) !== undefined
  )
}

export interface ConfirmedEvent {
  readonly operationId: string
  readonly seq: number
  readonly type: string
  readonly entityId: string | null
  readonly customerId: string | null
  /** Hex. */
  readonly hash: string
  readonly recordedAt: number
  /** With its signature and its private part. */
  readonly envelope: string
}

/** False when it is there already. */
export function insertConfirmedEvent(db: CompanyDb, event: ConfirmedEvent): boolean {
  return (
    db
      .prepare<(string | number | null | Uint8Array)[]>(
        `insert into wf_confirmed (op_id, seq, type, entity_id, customer_id, op_hash, recorded_at, envelope)
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
      )
      .run(
        uuidToBytes(event.operationId),
        event.seq,
        event.type,
        event.entityId === null ? null : uuidToBytes(event.entityId),
        event.customerId === null ? null : uuidToBytes(event.customerId),
        Buffer.from(event.hash, 'hex'),
        event.recordedAt,
        event.envelope,
      ).changes > 0
  )
}

interface EventRaw {
  readonly op_id: Uint8Array
  readonly seq: number
  readonly type: string
  readonly entity_id: Uint8Array | null
  readonly customer_id: Uint8Array | null
  readonly op_hash: Uint8Array
  readonly recorded_at: number
  readonly envelope: string
}

/** Before every id. */
const NO_BYTES = new Uint8Array(0)

const EVENT =
  'select op_id, seq, type, entity_id, customer_id, op_hash, recorded_at, envelope from wf_confirmed'

/** In order of the server. Served by wf_confirmed_by_entity. */
export function confirmedEventsOf(db: CompanyDb, entityId: string): ConfirmedEvent[] {
  return db
    .prepare<[Uint8Array], EventRaw>(`${EVENT} where entity_id = ? order by seq`)
    .all(uuidToBytes(entityId))
    .map(eventFrom)
}

export function confirmedEvent(db: CompanyDb, operationId: string): ConfirmedEvent | undefined {
  const row = db
    .prepare<[Uint8Array], EventRaw>(`${EVENT} where op_id = ?`)
    .get(uuidToBytes(operationId))
  return row && eventFrom(row)
}

export function* confirmedEvents(db: CompanyDb): IterableIterator<ConfirmedEvent> {
  for (const row of db.prepare<[], EventRaw>(EVENT).iterate()) yield eventFrom(row)
}

/** A page of all of them, in order of their ids; `after` null: the first. */
export function confirmedEventsAfter(
  db: CompanyDb,
  after: string | null,
  limit: number,
): ConfirmedEvent[] {
  return db
    .prepare<[Uint8Array, number], EventRaw>(`${EVENT} where op_id > ? order by op_id limit ?`)
    .all(after === null ? NO_BYTES : uuidToBytes(after), limit)
    .map(eventFrom)
}

/** Of a customer; null: of none. */
export function confirmedEventsAbout(db: CompanyDb, customerId: string | null): ConfirmedEvent[] {
  return db
    .prepare<[Uint8Array | null], EventRaw>(`${EVENT} where customer_id is ? order by seq`)
    .all(customerId === null ? null : uuidToBytes(customerId))
    .map(eventFrom)
}

function cardFrom(row: CardRaw): ConfirmedCard {
  return {
    customerId: bytesToUuid(row.customer_id),
    ver: row.ver,
    groups: JSON.parse(row.groups) as Groups,
    private: JSON.parse(row.private) as Groups,
    groupVers: JSON.parse(row.group_vers) as Record<string, number>,
    archived: row.archived === 1,
    aliasOf: row.alias_of === null ? null : bytesToUuid(row.alias_of),
    seq: row.seq,
  }
}

function eventFrom(row: EventRaw): ConfirmedEvent {
  return {
    operationId: bytesToUuid(row.op_id),
    seq: row.seq,
    type: row.type,
    entityId: row.entity_id === null ? null : bytesToUuid(row.entity_id),
    customerId: row.customer_id === null ? null : bytesToUuid(row.customer_id),
    hash: Buffer.from(row.op_hash).toString('hex'),
    recordedAt: row.recorded_at,
    envelope: row.envelope,
  }
}
