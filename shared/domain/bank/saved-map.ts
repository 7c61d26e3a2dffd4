/**
 * What was chosen for a bank's table and kept for its next files: the columns, how numbers and days are
 * read, and the account of files that name none.
 *
 * A table is known by its headings (heading-print.ts). Whoever has the same headings has the same columns;
 * how days are written is known of an account only, since banks of different countries write `Date` and
 * mean another order. A map that names a column by its place holds while every heading stands where it
 * stood.
 */
import { headingKey } from '../tabular/fields.ts'
import { headingsAt } from '../tabular/header.ts'
import { headingPrint, placedHeadingPrint } from '../tabular/heading-print.ts'
import { headingsOf } from '../tabular/map.ts'
import type { Table, TableRow } from '../tabular/table.ts'
import { parseBankMap } from './bank-map.ts'

export interface SavedBankMap {
  readonly print: string
  /** Whose lines the file had; null where a column of the table says it row by row. */
  readonly account: string | null
  /** A bank map as JSON, one for all with the same headings; null where these were recognised. */
  readonly map: Readonly<Record<string, unknown>> | null
  /** Null where nobody was asked. */
  readonly decimal: ',' | '.' | null
  readonly dates: string | null
}

/** What is saved of tables with the headings of a row, in the order of the list; never empty. */
export interface FoundMaps {
  readonly row: TableRow
  readonly saved: readonly [SavedBankMap, ...SavedBankMap[]]
}

/** Titles and facts of the account seldom take more; as far as headings are looked for. */
const SEARCH_ROWS = 60

/** What is saved of the first row of the table with known headings. */
export function savedMapsFor(
  table: Table,
  saved: readonly SavedBankMap[],
  headerRow: number | null,
): FoundMaps | null {
  return firstRow(table, saved, headerRow, (headings) => {
    const prints = printsOf(headings)
    return ({ print }) => prints.includes(print)
  })
}

/**
 * The saved maps that still find all their columns in a table with other headings beside them: to be
 * proposed, not used, since a new column can change what an amount means.
 */
export function nearMapsFor(
  table: Table,
  saved: readonly SavedBankMap[],
  headerRow: number | null,
): FoundMaps | null {
  return firstRow(table, saved, headerRow, (headings) => {
    const keys = new Set(headings.map(headingKey))
    return ({ map }) => {
      const named = map === null ? [] : headingsNamed(map)
      return named.length > 0 && named.every((heading) => keys.has(headingKey(heading)))
    }
  })
}

/** The prints a table with these headings may be saved under. */
export function printsOf(headings: readonly string[]): string[] {
  return [headingPrint(headings), placedHeadingPrint(headings)]
}

/** The one of them a map is saved under. */
export function printFor(headings: readonly string[], map: SavedBankMap['map']): string {
  return map !== null && namesPlaces(map) ? placedHeadingPrint(headings) : headingPrint(headings)
}

/** Names of one account are alike but for spaces and case. */
export function isSameAccount(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && accountKey(one) === accountKey(other))
}

function accountKey(account: string): string {
  return account.replaceAll(/\s/g, '').toUpperCase()
}

function firstRow(
  table: Table,
  saved: readonly SavedBankMap[],
  headerRow: number | null,
  fits: (headings: readonly string[]) => (one: SavedBankMap) => boolean,
): FoundMaps | null {
  if (saved.length === 0) return null
  for (const row of table.rows.slice(0, SEARCH_ROWS)) {
    if (headerRow !== null && row.row !== headerRow) continue
    const [first, ...rest] = saved.filter(fits(headingsAt(table, row)))
    if (first) return { row, saved: [first, ...rest] }
  }
  return null
}

function namesPlaces(map: Readonly<Record<string, unknown>>): boolean {
  return Object.values(map).some(
    (rule) => typeof rule === 'object' && rule !== null && 'index' in rule,
  )
}

/** None of a map that names places: elsewhere it means other columns. */
function headingsNamed(map: Readonly<Record<string, unknown>>): string[] {
  const { columns } = parseBankMap(map)
  return namesPlaces(map) ? [] : Object.values(columns?.rules ?? {}).flatMap(headingsOf)
}
