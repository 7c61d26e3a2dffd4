/** Values of cards the server could not decide: what stands, what came, what it was made against. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import { rowReader } from './row-reader.ts'

export interface Conflict {
  readonly conflictId: string
  readonly customerId: string
  readonly group: string
  readonly current: unknown
  readonly other: unknown
  readonly base: unknown
  readonly operationId: string
  /** Who said the other value, and when; null for one noted by an earlier version. */
  readonly otherBy: string | null
  readonly otherAt: number | null
  readonly seq: number
}

/** The same again changes nothing. */
export function saveConflict(db: CompanyDb, conflict: Conflict): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into conflict (conflict_id, customer_id, group_name, current_value, other_value, base_value, op_id,
       other_by, other_at, state, seq)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?) on conflict do nothing`,
  ).run(
    uuidToBytes(conflict.conflictId),
    uuidToBytes(conflict.customerId),
    conflict.group,
    JSON.stringify(conflict.current),
    JSON.stringify(conflict.other),
    JSON.stringify(conflict.base),
    uuidToBytes(conflict.operationId),
    conflict.otherBy === null ? null : uuidToBytes(conflict.otherBy),
    conflict.otherAt,
    conflict.seq,
  )
}

export function endConflict(db: CompanyDb, conflictId: string, state: 'kept' | 'taken'): void {
  db.prepare<[string, Uint8Array]>('update conflict set state = ? where conflict_id = ?').run(
    state,
    uuidToBytes(conflictId),
  )
}

interface ConflictRaw {
  readonly id: Uint8Array
  readonly customer: Uint8Array
  readonly group: string
  readonly current: string
  readonly other: string
  readonly base: string
  readonly op: Uint8Array
  readonly otherBy: Uint8Array | null
  readonly otherAt: number | null
  readonly seq: number
}

const reader = rowReader(
  `select conflict_id as id, customer_id as customer, group_name as "group", current_value as current,
  other_value as other, base_value as base, op_id as op, other_by as otherBy, other_at as otherAt, seq from conflict`,
  fromRaw,
)

/** Oldest first. */
export function openConflicts(db: CompanyDb): Conflict[] {
  return reader.all(db, "where state = 'open' order by seq, group_name")
}

/** Undefined when it is settled, or never was. */
export function openConflict(db: CompanyDb, conflictId: string): Conflict | undefined {
  return reader.one(db, "where conflict_id = ? and state = 'open'", uuidToBytes(conflictId))
}

function fromRaw({ id, customer, op, otherBy, ...row }: ConflictRaw): Conflict {
  return {
    ...row,
    conflictId: bytesToUuid(id),
    customerId: bytesToUuid(customer),
    operationId: bytesToUuid(op),
    otherBy: otherBy === null ? null : bytesToUuid(otherBy),
    current: JSON.parse(row.current) as unknown,
    other: JSON.parse(row.other) as unknown,
    base: JSON.parse(row.base) as unknown,
  }
}
