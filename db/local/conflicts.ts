/** Values of cards the server could not decide: what stands, what came, what it was made against. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface Conflict {
  readonly conflictId: string
  readonly customerId: string
  readonly group: string
  readonly current: unknown
  readonly other: unknown
  readonly base: unknown
  readonly operationId: string
  readonly seq: number
}

/** The same again changes nothing. */
export function saveConflict(db: CompanyDb, conflict: Conflict): void {
  db.prepare<(string | number | Uint8Array)[]>(
    `insert into conflict (conflict_id, customer_id, group_name, current_value, other_value, base_value, op_id, state, seq)
     values (?, ?, ?, ?, ?, ?, ?, 'open', ?) on conflict do nothing`,
  ).run(
    uuidToBytes(conflict.conflictId),
    uuidToBytes(conflict.customerId),
    conflict.group,
    JSON.stringify(conflict.current),
    JSON.stringify(conflict.other),
    JSON.stringify(conflict.base),
    uuidToBytes(conflict.operationId),
    conflict.seq,
  )
}

export function endConflict(db: CompanyDb, conflictId: string, state: 'kept' | 'taken'): void {
  db.prepare<[string, Uint8Array]>('update conflict set state = ? where conflict_id = ?').run(
    state,
    uuidToBytes(conflictId),
  )
}

/** Oldest first. */
export function openConflicts(db: CompanyDb): Conflict[] {
  return db
    .prepare<
      [],
      {
        id: Uint8Array
        customer: Uint8Array
        group: string
        current: string
        other: string
        base: string
        op: Uint8Array
        seq: number
      }
    >(
      `select conflict_id as id, customer_id as customer, group_name as "group", current_value as current,
         other_value as other, base_value as base, op_id as op, seq
       from conflict where state = 'open' order by seq, group_name`,
    )
    .all()
    .map(({ id, customer, op, ...row }) => ({
      ...row,
      conflictId: bytesToUuid(id),
      customerId: bytesToUuid(customer),
      operationId: bytesToUuid(op),
      current: JSON.parse(row.current) as unknown,
      other: JSON.parse(row.other) as unknown,
      base: JSON.parse(row.base) as unknown,
    }))
}
