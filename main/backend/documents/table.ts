/**
 * A table to write as a workbook or as CSV: typed cells, so that numbers stay numbers, days stay days
 * and text that looks like a formula stays text (reliability-security.md 5).
 *
 * The one interface behind every export: the writers themselves (`xlsx/`, `csv.ts`) work in a thread
 * of their own, fed in pieces, so that neither a long table nor its compression holds up the ledger.
 */
import { writeTables } from './writer.ts'

/**
 * How a workbook computes a total of its column, beside the value we know: `shown` adds up the rows
 * the filter leaves (SUBTOTAL), of the cell's currency where the column mixes several; otherwise a
 * start plus all rows of one column less all of another, whatever is filtered: a balance.
 */
export type Sum =
  | 'shown'
  | { readonly startMinor: number; readonly plus: number; readonly minus: number }

export type TableCell =
  | string
  | null
  | { readonly minor: number; readonly currency: string; readonly sum?: Sum }
  | { readonly day: string }
  | { readonly number: number; readonly sum?: 'shown' }

export interface Table {
  readonly sheet: string
  readonly headings: readonly string[]
  /** Character widths of the columns; a column grows to its totals. */
  readonly widths: readonly number[]
  readonly rows: Iterable<readonly TableCell[]>
  /** Last rows, set apart: totals. A workbook computes those that say how (`sum`); CSV has none. */
  readonly totals: readonly (readonly TableCell[])[]
  /** Column with the currency code of each row, where amounts of several stand in one column. */
  readonly currencyColumn?: number
  /** Columns that stay in sight when scrolling to the right. */
  readonly frozenColumns?: number
}

/** What the workbook says of itself on a last sheet: company, filter, as-of, user, time. */
export interface BookFacts {
  /** Name of that sheet. */
  readonly sheet: string
  readonly rows: readonly (readonly [label: string, value: TableCell])[]
}

export interface CsvStyle {
  readonly separator: ',' | ';' | '\t'
  readonly decimal: '.' | ','
}

const PLAIN_CSV: CsvStyle = { separator: ',', decimal: '.' }

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
