/**
 * A table to write as a workbook or as CSV: typed cells, so that numbers stay numbers, days stay days
 * and text that looks like a formula stays text (reliability-security.md 5).
 *
 * The one interface behind every export: the writers themselves (`xlsx/`, `csv.ts`) work in a thread
 * of their own, fed in pieces, so that neither a long table nor its compression holds up the ledger.
 */
import { type CsvStyle, PLAIN_CSV } from '../../../shared/contract/csv.ts'
import type { BookFacts, Table } from './table-shape.ts'
import { writeTables } from './writer.ts'

export type { BookFacts, Table, TableCell } from './table-shape.ts'

/**
 * Writes a workbook, whole or not at all: it appears under its name when its last byte is on disk.
 * Answers the number of rows. Refuses with `file.unwritable` and `document.too_large`.
 */
export function writeXlsx(
  path: string,
  tables: readonly Table[],
  facts?: BookFacts,
): Promise<number> {
  return writeTables(path, tables, { kind: 'xlsx', facts: facts ?? null })
}

/** Writes the tables' rows below each other, without totals; refusals as `writeXlsx`. */
export function writeCsv(
  path: string,
  tables: readonly Table[],
  style: CsvStyle = PLAIN_CSV,
): Promise<number> {
  return writeTables(path, tables, { kind: 'csv', style })
}
