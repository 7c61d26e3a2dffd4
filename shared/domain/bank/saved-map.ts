/**
 * What was chosen for a bank's table and kept for its next files: the columns, how days and numbers are
 * read, and the account of files that name none.
 *
 * A table is known by its headings (heading-print.ts). A map that names a column by its place holds only
 * while every heading stands where it stood.
 */
import { headingKey } from '../tabular/fields.ts'
import { headingsAt } from '../tabular/header.ts'
import { headingPrint, placedHeadingPrint } from '../tabular/heading-print.ts'
import { headingsOf } from '../tabular/map.ts'
import type { Table, TableRow } from '../tabular/table.ts'
import { parseBankMap } from './bank-map.ts'

export interface SavedBankMap {
  readonly print: string
  /** Chosen for a file that named none; null where files name their own. */
  readonly account: string | null
  /** A bank map as JSON; null where the headings were recognised and only the rest was chosen. */
  readonly map: Readonly<Record<string, unknown>> | null
  readonly decimal: ',' | '.' | null
  readonly dates: string | null
}

/** A saved map and the row of the table whose headings it knows. */
export interface FoundMap {
  readonly saved: SavedBankMap
  readonly row: TableRow
}

/** Titles and facts of the account seldom take more; as far as headings are looked for. */
const SEARCH_ROWS = 60

/**
 * The saved map of the first row with its headings. Of several with the same headings the account's own
 * goes first, then the order of the list.
 */
export function savedMapOf(
  table: Table,
  saved: readonly SavedBankMap[],
  account: string | null,
  headerRow: number | null,
): FoundMap | null {
  const known = accountFirst(saved, account)
  for (const row of candidates(table, headerRow)) {
    const headings = headingsAt(table, row)
    const prints = new Set([headingPrint(headings), placedHeadingPrint(headings)])
    const found = known.find(({ print }) => prints.has(print))
    if (found) return { saved: found, row }
  }
  return null
}

/**
 * The saved map that still finds all its columns in a table with other headings beside them: to be
 * proposed, not used, since a new column can change what an amount means.
 */
export function nearMapOf(
  table: Table,
  saved: readonly SavedBankMap[],
  account: string | null,
  headerRow: number | null,
): FoundMap | null {
  const known = accountFirst(saved, account)
  for (const row of candidates(table, headerRow)) {
    const keys = new Set(headingsAt(table, row).map(headingKey))
    const found = known.find(({ map }) => {
      const named = map === null ? [] : headingsNamed(map)
      return named.length > 0 && named.every((heading) => keys.has(headingKey(heading)))
    })
    if (found) return { saved: found, row }
  }
  return null
}

/** The headings a table is recognised by when `map` has been chosen for it. */
export function printFor(headings: readonly string[], map: SavedBankMap['map']): string {
  return map !== null && namesPlaces(map) ? placedHeadingPrint(headings) : headingPrint(headings)
}

function candidates(table: Table, headerRow: number | null): readonly TableRow[] {
  const rows = table.rows.slice(0, SEARCH_ROWS)
  return headerRow === null ? rows : rows.filter(({ row }) => row === headerRow)
}

function accountFirst(saved: readonly SavedBankMap[], account: string | null) {
  return account === null
    ? saved
    : saved.toSorted((a, b) => Number(b.account === account) - Number(a.account === account))
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
