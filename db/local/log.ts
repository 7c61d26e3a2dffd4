/** The operation outbox, month cells and the audit chain: written in the posting's transaction. */
import { uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface NewOperation {
  readonly operationId: string
  readonly deviceEpoch: number
  readonly deviceSeq: number
  readonly kind: string
  readonly envelope: string
  readonly private: string | null
  readonly hash: Uint8Array
}

export function insertOperation(db: CompanyDb, operation: NewOperation): number {
  return db
    .prepare<(string | number | null | Uint8Array)[]>(
      `insert into op_outbox (op_id, device_epoch, device_seq, kind, v, envelope, private, op_hash)
       values (?, ?, ?, ?, 1, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(operation.operationId),
      operation.deviceEpoch,
      operation.deviceSeq,
      operation.kind,
      operation.envelope,
      operation.private,
      operation.hash,
    ).lastInsertRowid
}

/**
 * Operations the server has not answered: all there are, numbered without gaps since none is ever
 * deleted, less those it has. Served by op_answered.
 */
export function pendingOperations(db: CompanyDb): number {
  return (
    db
      .prepare<[], { n: number }>(
        `select coalesce((select max(local_seq) from op_outbox), 0)
           - (select count(*) from op_outbox where state <> 'pending') as n`,
      )
      .get()?.n ?? 0
  )
}

export interface CellRow {
  readonly debitMinor: number
  readonly creditMinor: number
  readonly baseMinor: number
  readonly count: number
  readonly setHash: Uint8Array
}

/** A document counts in one of the two: on its way, or confirmed by the server. */
export type CellState = 'pending' | 'confirmed'

export function cellOf(
  db: CompanyDb,
  customer: number,
  currency: string,
  month: string,
  state: CellState = 'pending',
): CellRow | undefined {
  return db
    .prepare<[number, string, string, string], CellRow>(
      `select debit_minor as debitMinor, credit_minor as creditMinor, base_minor as baseMinor, count, set_hash as setHash
       from cell where customer_id = ? and currency = ? and month = ? and state = ?`,
    )
    .get(customer, currency, month, state)
}

export function saveCell(
  db: CompanyDb,
  customer: number,
  currency: string,
  month: string,
  cell: CellRow,
  state: CellState = 'pending',
): void {
  db.prepare<(string | number | Uint8Array)[]>(
    `insert into cell (customer_id, currency, month, state, debit_minor, credit_minor, base_minor, count, set_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (customer_id, currency, month, state) do update set debit_minor = excluded.debit_minor,
       credit_minor = excluded.credit_minor, base_minor = excluded.base_minor, count = excluded.count,
       set_hash = excluded.set_hash`,
  ).run(
    customer,
    currency,
    month,
    state,
    cell.debitMinor,
    cell.creditMinor,
    cell.baseMinor,
    cell.count,
    cell.setHash,
  )
}

/** A cell of no document is no row. */
export function deleteCell(db: CompanyDb, customer: number, currency: string, month: string): void {
  db.prepare<[number, string, string]>(
    "delete from cell where customer_id = ? and currency = ? and month = ? and state = 'pending'",
  ).run(customer, currency, month)
}

export interface AuditRow {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly app: string
  readonly action: string
  readonly object: string
  readonly detail: string
  readonly opFrom: number | null
  readonly opTo: number | null
  readonly chainHash: Uint8Array
  readonly prev: Uint8Array
  readonly hash: Uint8Array
}

export function insertAudit(db: CompanyDb, row: AuditRow): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into audit (seq, at, actor, app, action, object, detail, op_from, op_to, chain_hash, prev, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.seq,
    row.at,
    row.actor,
    row.app,
    row.action,
    row.object,
    row.detail,
    row.opFrom,
    row.opTo,
    row.chainHash,
    row.prev,
    row.hash,
  )
}

const AUDIT_COLUMNS =
  'seq, at, actor, app, action, object, detail, op_from as opFrom, op_to as opTo, chain_hash as chainHash, prev, hash'

export function lastAudit(db: CompanyDb): AuditRow | undefined {
  return db
    .prepare<[], AuditRow>(`select ${AUDIT_COLUMNS} from audit order by seq desc limit 1`)
    .get()
}

export function auditEntries(db: CompanyDb, before: number, limit: number): AuditRow[] {
  return db
    .prepare<[number, number], AuditRow>(
      `select ${AUDIT_COLUMNS} from audit where seq < ? order by seq desc limit ?`,
    )
    .all(before, limit)
}

export function auditChain(db: CompanyDb): IterableIterator<AuditRow> {
  return db.prepare<[], AuditRow>(`select ${AUDIT_COLUMNS} from audit order by seq`).iterate()
}

export function operationChain(db: CompanyDb): IterableIterator<{
  localSeq: number
  deviceEpoch: number
  deviceSeq: number
  envelope: string
  hash: Uint8Array
}> {
  return db
    .prepare<
      [],
      {
        localSeq: number
        deviceEpoch: number
        deviceSeq: number
        envelope: string
        hash: Uint8Array
      }
    >(
      `select local_seq as localSeq, device_epoch as deviceEpoch, device_seq as deviceSeq, envelope, op_hash as hash
       from op_outbox order by local_seq`,
    )
    .iterate()
}

export function operationOf(
  db: CompanyDb,
  operationId: string,
): { deviceSeq: number; hash: Uint8Array; kind: string } | undefined {
  return db
    .prepare<[Uint8Array], { deviceSeq: number; hash: Uint8Array; kind: string }>(
      'select device_seq as deviceSeq, op_hash as hash, kind from op_outbox where op_id = ?',
    )
    .get(uuidToBytes(operationId))
}

/** An operation by its id, this device's or one the feed brought. */
export function anyOperationOf(
  db: CompanyDb,
  operationId: string,
): { deviceSeq: number; hash: Uint8Array } | undefined {
  return (
    operationOf(db, operationId) ??
    db
      .prepare<[Uint8Array], { deviceSeq: number; hash: Uint8Array }>(
        'select device_seq as deviceSeq, op_hash as hash from feed_op where op_id = ?',
      )
      .get(uuidToBytes(operationId))
  )
}

export function lastOperation(db: CompanyDb): { deviceSeq: number; hash: Uint8Array } | undefined {
  return db
    .prepare<[], { deviceSeq: number; hash: Uint8Array }>(
      'select device_seq as deviceSeq, op_hash as hash from op_outbox order by local_seq desc limit 1',
    )
    .get()
}

/** Operations about one entity's card, newest first. */
export function cardOperations(
  db: CompanyDb,
  customerId: string,
): { envelope: string; private: string | null }[] {
  return db
    .prepare<[string], { envelope: string; private: string | null }>(
      `select envelope, private from op_outbox
       where kind in ('master.create', 'master.patch', 'master.archive') and envelope ->> 'entity_id' = ? order by local_seq desc`,
    )
    .all(customerId)
}

export interface LoggedOperation {
  readonly kind: string
  readonly envelope: string
  readonly private: string | null
}

/** Operations written in this file as that device, between two places of its chain, both included, in order. */
export function operationsBetween(
  db: CompanyDb,
  deviceId: string,
  first: number,
  last: number,
): LoggedOperation[] {
  return db
    .prepare<[number, number, string], LoggedOperation>(
      `select kind, envelope, private from op_outbox
       where device_seq between ? and ? and envelope ->> 'device_id' = ? order by device_seq`,
    )
    .all(first, last, deviceId)
}

/** The same of operations the feed brought, as far as they are kept here: events, and changes of cards by a batch. */
export function feedOperationsBetween(
  db: CompanyDb,
  deviceId: string,
  first: number,
  last: number,
): LoggedOperation[] {
  return db
    .prepare<[Uint8Array, number, number], { envelope: string }>(
      `select coalesce(f.envelope, w.envelope) as envelope
       from feed_op as f left join wf_confirmed as w on w.op_id = f.op_id
       where f.device_id = ? and f.device_seq between ? and ? and coalesce(f.envelope, w.envelope) is not null
       order by f.device_seq`,
    )
    .all(uuidToBytes(deviceId), first, last)
    .map(({ envelope }) => {
      const { kind, private: personal } = JSON.parse(envelope) as {
        readonly kind: string
        readonly private?: unknown
      }
      return {
        kind,
        envelope,
        private: personal === undefined ? null : JSON.stringify(personal),
      }
    })
}
