/** Import batches and saved mappings, those of bank files among them. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import type { ImportBatchRaw } from './schema.ts'

export interface BatchRow {
  readonly rowid: number
  readonly batchId: string
  readonly kind: string
  readonly fileName: string
  readonly rows: number
  readonly imported: number
  readonly unchanged: number
  readonly rejected: number
  readonly totals: string
  readonly recordedAt: number
  readonly undoneAt: number | null
  /** What its operations are: those of this device between two places of its chain, both included. */
  readonly deviceId: string | null
  readonly firstSeq: number | null
  /** Null while it is being written, or the feed has not brought its end. */
  readonly lastSeq: number | null
}

export function insertBatch(
  db: CompanyDb,
  batch: {
    readonly batchId: string
    readonly kind: string
    readonly fileName: string
    readonly at: number
    readonly deviceId: string
    readonly firstSeq: number
  },
): number {
  return db
    .prepare<(Uint8Array | string | number)[]>(
      `insert into import_batch (batch_id, kind, file_name, rows, imported, unchanged, rejected, totals, recorded_at,
         device_id, first_seq)
       values (?, ?, ?, 0, 0, 0, 0, '{}', ?, ?, ?)`,
    )
    .run(
      uuidToBytes(batch.batchId),
      batch.kind,
      batch.fileName,
      batch.at,
      uuidToBytes(batch.deviceId),
      batch.firstSeq,
    ).lastInsertRowid
}

export interface BatchCounts {
  readonly rows: number
  readonly imported: number
  readonly unchanged: number
  readonly rejected: number
  /** JSON. */
  readonly totals: string
}

export function finishBatch(
  db: CompanyDb,
  rowid: number,
  counts: BatchCounts,
  lastSeq: number,
): void {
  db.prepare<(number | string)[]>(
    'update import_batch set rows = ?, imported = ?, unchanged = ?, rejected = ?, totals = ?, last_seq = ? where id = ?',
  ).run(
    counts.rows,
    counts.imported,
    counts.unchanged,
    counts.rejected,
    counts.totals,
    lastSeq,
    rowid,
  )
}

/** Null: it stands again. */
export function markBatchUndone(db: CompanyDb, rowid: number, at: number | null): void {
  db.prepare<[number | null, number]>('update import_batch set undone_at = ? where id = ?').run(
    at,
    rowid,
  )
}

/** The batch that wrote an operation. Served by import_batch_by_place. */
export function batchAt(
  db: CompanyDb,
  deviceId: string,
  deviceSeq: number,
): { readonly rowid: number; readonly kind: string } | undefined {
  const row = db
    .prepare<[Uint8Array, number], { rowid: number; kind: string; last: number | null }>(
      `select id as rowid, kind, last_seq as last from import_batch
       where device_id = ? and first_seq <= ? order by first_seq desc limit 1`,
    )
    .get(uuidToBytes(deviceId), deviceSeq)
  return row && (row.last === null || deviceSeq <= row.last) ? row : undefined
}

export function batchById(db: CompanyDb, rowid: number): BatchRow | undefined {
  return fromTable(
    db.prepare<[number], ImportBatchRaw>('select * from import_batch where id = ?').get(rowid),
  )
}

export function batchByUuid(db: CompanyDb, batchId: string): BatchRow | undefined {
  return fromTable(
    db
      .prepare<[Uint8Array], ImportBatchRaw>('select * from import_batch where batch_id = ?')
      .get(uuidToBytes(batchId)),
  )
}

export function allBatches(db: CompanyDb): BatchRow[] {
  return db
    .prepare<[], ImportBatchRaw>('select * from import_batch order by id desc')
    .all()
    .flatMap((row) => fromTable(row) ?? [])
}

export function saveMapping(
  db: CompanyDb,
  mapping: { name: string; kind: string; fingerprint: string; map: string; at: number },
): void {
  db.prepare<(string | number)[]>(
    `insert into import_mapping (name, kind, fingerprint, map, used_at) values (?, ?, ?, ?, ?)
     on conflict (name) do update set kind = excluded.kind, fingerprint = excluded.fingerprint, map = excluded.map, used_at = excluded.used_at`,
  ).run(mapping.name, mapping.kind, mapping.fingerprint, mapping.map, mapping.at)
}

export interface MappingRow {
  readonly name: string
  readonly kind: string
  readonly fingerprint: string
  readonly map: string
  readonly usedAt: number
}

/** Maps of imports, the latest first; those of bank files are a list of their own. */
export function mappings(db: CompanyDb): MappingRow[] {
  return db
    .prepare<[string], MappingRow>(
      'select name, kind, fingerprint, map, used_at as usedAt from import_mapping where kind <> ? order by used_at desc, name',
    )
    .all(BANK_KIND)
}

/** Maps of bank files, the latest first. */
export function bankMappings(db: CompanyDb): MappingRow[] {
  return db
    .prepare<[string], MappingRow>(
      'select name, kind, fingerprint, map, used_at as usedAt from import_mapping where kind = ? order by used_at desc, name',
    )
    .all(BANK_KIND)
}

export function forgetMapping(db: CompanyDb, name: string): void {
  db.prepare<[string]>('delete from import_mapping where name = ?').run(name)
}

/** No kind of import: what its map holds is for bank files alone. */
export const BANK_KIND = 'bank'

function fromTable(row: ImportBatchRaw | undefined): BatchRow | undefined {
  if (!row) return undefined
  return {
    rowid: row.id,
    batchId: bytesToUuid(row.batch_id),
    kind: row.kind,
    fileName: row.file_name,
    rows: row.rows,
    imported: row.imported,
    unchanged: row.unchanged,
    rejected: row.rejected,
    totals: row.totals,
    recordedAt: row.recorded_at,
    undoneAt: row.undone_at,
    deviceId: row.device_id === null ? null : bytesToUuid(row.device_id),
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
  }
}
