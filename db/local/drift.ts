/**
 * What is not the same here and on the server: the differences of the last compare, and the rows a
 * repair took out of the ledger, which are kept for ever.
 */
import { uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

/** Kind of the rows a compare writes; a repair's are called as what they are. */
const DIFFERENCE = 'difference'

export interface DriftRow {
  /** Of the document, allocation, customer or operation. */
  readonly entityId: string
  /** JSON. */
  readonly row: string
}

/** The list of the newest compare instead of the one before; empty when all is equal. */
export function saveDifferences(db: CompanyDb, rows: readonly DriftRow[], at: number): void {
  db.prepare<[string]>('delete from drift_row where kind = ?').run(DIFFERENCE)
  for (const row of rows) keepRow(db, DIFFERENCE, row, at)
}

/** In the order they were found. */
export function savedDifferences(db: CompanyDb): { readonly row: string; readonly at: number }[] {
  return db
    .prepare<[string], { row: string; at: number }>(
      'select row, moved_at as at from drift_row where kind = ? order by id',
    )
    .all(DIFFERENCE)
}

export function countDifferences(db: CompanyDb): number {
  const row = db
    .prepare<[string], { n: number }>('select count(*) as n from drift_row where kind = ?')
    .get(DIFFERENCE)
  return row?.n ?? 0
}

/** A row that leaves the ledger, as it stood. */
export function keepRow(
  db: CompanyDb,
  kind: string,
  { entityId, row }: DriftRow,
  at: number,
): void {
  db.prepare<[string, Uint8Array, string, number]>(
    'insert into drift_row (kind, entity_id, row, moved_at) values (?, ?, ?, ?)',
  ).run(kind, uuidToBytes(entityId), row, at)
}
