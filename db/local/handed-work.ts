/** Held work one user gave to another, who enters it in her own name or gives it back. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import { rowReader } from './row-reader.ts'

export interface HandedWork {
  /** The held operation. */
  readonly operationId: string
  readonly from: string
  readonly to: string
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  /** As its author signed it. */
  readonly envelope: string
  /** JSON. */
  readonly private: string | null
}

interface HandedRaw extends Omit<HandedWork, 'operationId' | 'from' | 'to'> {
  readonly op: Uint8Array
  readonly from: Uint8Array
  readonly to: Uint8Array
}

const reader = rowReader(
  `select op_id as op, from_user as "from", to_user as "to", handed_at as at, envelope, private
  from handed_work where state = 'offered'`,
  fromRaw,
)

/** Given to somebody else after it came back, it is offered again. */
export function offerWork(db: CompanyDb, work: HandedWork): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into handed_work (op_id, from_user, to_user, handed_at, envelope, private, state)
     values (?, ?, ?, ?, ?, ?, 'offered')
     on conflict (op_id) do update set from_user = excluded.from_user, to_user = excluded.to_user,
       handed_at = excluded.handed_at, state = 'offered'`,
  ).run(
    uuidToBytes(work.operationId),
    uuidToBytes(work.from),
    uuidToBytes(work.to),
    work.at,
    work.envelope,
    work.private,
  )
}

export function endOffer(db: CompanyDb, operationId: string, state: 'taken' | 'returned'): void {
  db.prepare<[string, Uint8Array]>('update handed_work set state = ? where op_id = ?').run(
    state,
    uuidToBytes(operationId),
  )
}

/** The offer was not taken by the server. */
export function takeBackOffer(db: CompanyDb, operationId: string): void {
  db.prepare<[Uint8Array]>('delete from handed_work where op_id = ?').run(uuidToBytes(operationId))
}

/** Whom a held operation is offered to, and by whom. */
export function offerOf(db: CompanyDb, operationId: string): HandedWork | undefined {
  return reader.one(db, 'and op_id = ?', uuidToBytes(operationId))
}

/** Oldest first. */
export function offersTo(db: CompanyDb, userId: string): HandedWork[] {
  return reader.all(db, 'and to_user = ? order by handed_at, op_id', uuidToBytes(userId))
}

function fromRaw({ op, from, to, ...row }: HandedRaw): HandedWork {
  return { ...row, operationId: bytesToUuid(op), from: bytesToUuid(from), to: bytesToUuid(to) }
}
