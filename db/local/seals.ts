/** Sealed months: each with what its checks said and the hash of its pack. */
import { uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface SealRow {
  readonly month: string
  readonly packHash: Buffer
  readonly checks: string
  readonly signOff: string | null
  readonly actor: string
  readonly recordedAt: number
}

/** The same operation again changes nothing. */
export function insertSeal(db: CompanyDb, row: SealRow & { readonly operationId: string }): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into period_seal (month, pack_hash, checks, sign_off, actor, recorded_at, op_id)
     select ?, ?, ?, ?, ?, ?, ? where not exists (select 1 from period_seal where op_id = ?)`,
  ).run(
    row.month,
    row.packHash,
    row.checks,
    row.signOff,
    row.actor,
    row.recordedAt,
    uuidToBytes(row.operationId),
    uuidToBytes(row.operationId),
  )
}

/** Oldest first. */
export function sealsOf(db: CompanyDb): SealRow[] {
  return db
    .prepare<[], Omit<SealRow, 'packHash'> & { packHash: Uint8Array }>(
      `select month, pack_hash as packHash, checks, sign_off as signOff, actor, recorded_at as recordedAt
       from period_seal order by recorded_at, id`,
    )
    .all()
    .map((raw) => ({ ...raw, packHash: Buffer.from(raw.packHash) }))
}

/** Of an operation that is not confirmed. */
export function deleteSeal(db: CompanyDb, operationId: string): void {
  db.prepare<[Uint8Array]>('delete from period_seal where op_id = ?').run(uuidToBytes(operationId))
}
