/** Rows of one shape: one list of columns, one way from what SQLite gives to what the rest of the house reads. */
import type { CompanyDb } from './open.ts'

type Bound = string | number | null | Uint8Array

export interface RowReader<Row> {
  /** The first row; `tail` is what follows the select, its values bound in order. */
  one(db: CompanyDb, tail: string, ...values: readonly Bound[]): Row | undefined
  all(db: CompanyDb, tail: string, ...values: readonly Bound[]): Row[]
}

/** `select` ends with its tables, so that a tail may filter and order. */
export function rowReader<Raw, Row>(select: string, fromRaw: (raw: Raw) => Row): RowReader<Row> {
  return {
    one(db, tail, ...values) {
      const raw = db.prepare<Bound[], Raw>(`${select} ${tail}`).get(...values)
      return raw === undefined ? undefined : fromRaw(raw)
    },
    all: (db, tail, ...values) =>
      db
        .prepare<Bound[], Raw>(`${select} ${tail}`)
        .all(...values)
        .map(fromRaw),
  }
}
