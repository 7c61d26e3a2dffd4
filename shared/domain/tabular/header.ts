/**
 * Finds the row that names the columns, also below title rows and under merged cells, and which field
 * each column is.
 */
import { readDay } from './dates.ts'
import { fieldsOfHeading, FIELDS, headingKey, type TableKind, REQUIRED } from './fields.ts'
import { type ColumnMap, headingsOf, type Rule } from './map.ts'
import {
  type Cell,
  cellText,
  isBlank,
  type Table,
  type TableProblem,
  type TableRow,
} from './table.ts'

export interface Columns {
  /** Index into `table.rows` of the row with the headings. */
  readonly headerAt: number
  readonly headings: readonly string[]
  /** Field -> how to get it. */
  readonly sources: ReadonlyMap<string, Source>
  /** Column index -> field, for columns read as they stand. */
  readonly fieldOfColumn: ReadonlyMap<number, string>
}

export type Source =
  | {
      readonly kind: 'column'
      readonly index: number
      readonly rule: Extract<Rule, { column: string }> | null
    }
  | { readonly kind: 'const'; readonly value: string }
  | { readonly kind: 'product'; readonly indexes: readonly number[] }

export type ColumnsFound =
  | { readonly ok: true; readonly columns: Columns }
  | {
      readonly ok: false
      readonly problem: TableProblem
      /** What was found so far, where columns are missing or have the same heading. */
      readonly columns?: Columns
    }

const SEARCH_ROWS = 60

export function findColumns(
  table: Table,
  kind: TableKind,
  map: ColumnMap | null,
  headerRow: number | null,
): ColumnsFound {
  const candidates = table.rows
    .slice(0, SEARCH_ROWS)
    .map((row, at) => ({ row, at, headings: headingsAt(table, row) }))
  const wanted = map === null ? [] : Object.values(map.rules).flatMap(headingsOf).map(headingKey)
  const score = (headings: readonly string[]) => {
    if (map !== null)
      return headings.filter((heading) => wanted.includes(headingKey(heading))).length
    return new Set(headings.flatMap((heading) => fieldsOfHeading(kind, heading)[0]?.field ?? []))
      .size
  }
  const stated =
    headerRow === null ? undefined : candidates.find(({ row }) => row.row === headerRow)
  let best = stated
  if (!best) {
    let most = 0
    for (const candidate of candidates) {
      const points = score(candidate.headings)
      if (points > most) {
        most = points
        best = candidate
      }
    }
  }
  if (!best) best = candidates.find(({ headings }) => headings.some((heading) => heading !== ''))
  if (!best) return { ok: false, problem: problem('file.empty', '', {}) }
  return map === null
    ? recognise(best.at, best.headings, kind)
    : applyMap(best.at, best.headings, kind, map)
}

/**
 * The row that looks like headings where no word of it is known: most columns have letters in it and
 * something in the row below, and that row has a day. Null where there is none.
 */
export function headerRowByShape(table: Table): number | null {
  const rows = table.rows.slice(0, SEARCH_ROWS + 1)
  let most = 1
  let best: number | null = null
  for (const [at, row] of rows.entries()) {
    const below = rows[at + 1]?.cells ?? []
    if (!below.some(isDay)) continue
    const points = headingsAt(table, row).filter(
      (heading, index) => /\p{L}/u.test(heading) && !isBlank(below[index]),
    ).length
    if (points > most) {
      most = points
      best = row.row
    }
  }
  return best
}

/** A bare number may be anything. */
function isDay(cell: Cell): boolean {
  return (
    typeof cell !== 'number' &&
    (readDay(cell, 'D.M.Y', false) ?? readDay(cell, 'M/D/Y', false)) !== null
  )
}

/** Columns of a table without headings: the map names them by position. */
export function columnsByPosition(table: Table, kind: TableKind, map: ColumnMap): ColumnsFound {
  const width = table.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return applyMap(
    -1,
    Array.from({ length: width }, () => ''),
    kind,
    map,
  )
}

/** The texts of a row, merged cells lending theirs to the cells they cover. */
export function headingsAt(table: Table, row: TableRow): string[] {
  const headings = row.cells.map((cell) => cellText(cell).replace(/\s+/g, ' '))
  for (const merge of table.merges) {
    if (row.row < merge.top || row.row > merge.bottom || merge.bottom - merge.top > 5) continue
    const master = table.rows.find((one) => one.row === merge.top)
    const text = cellText(master?.cells[merge.left])
    if (text === '') continue
    // A heading merged downwards names its column; merged sideways it names only the first.
    if (merge.top !== row.row && (headings[merge.left] ?? '') === '') headings[merge.left] = text
  }
  return Array.from(headings, (heading) => heading ?? '')
}

function recognise(headerAt: number, headings: readonly string[], kind: TableKind): ColumnsFound {
  const options = headings.map((heading) => (heading === '' ? [] : fieldsOfHeading(kind, heading)))
  const keys = headings.map(headingKey)
  const twin = headings.findIndex(
    (_, index) => options[index]?.[0] !== undefined && keys.indexOf(keys[index] ?? '') < index,
  )
  if (twin < 0) return finish(headerAt, headings, kind, assigned(options))
  // Twice the very same heading for a field is a question only the person can answer.
  const heading = headings[twin] ?? ''
  const rest = options.map((one, index) => (keys[index] === keys[twin] ? [] : one))
  return {
    ok: false,
    problem: problem('column.duplicate', heading, {
      field: options[twin]?.[0]?.field ?? '',
      heading,
    }),
    columns: finish(headerAt, headings, kind, assigned(rest)).columns,
  }
}

/** Best ranks first, each column for one field and each field from one column. */
function assigned(
  options: readonly (readonly { field: string; rank: number }[])[],
): Map<string, Source> {
  const best = new Map<string, number>()
  const pairs = options
    .flatMap((some, index) => some.map(({ field, rank }) => ({ index, field, rank })))
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
  const usedColumns = new Set<number>()
  for (const { index, field } of pairs) {
    if (usedColumns.has(index) || best.has(field)) continue
    usedColumns.add(index)
    best.set(field, index)
  }
  return new Map(
    [...best].map(([field, index]): [string, Source] => [
      field,
      { kind: 'column', index, rule: null },
    ]),
  )
}

function applyMap(
  headerAt: number,
  headings: readonly string[],
  kind: TableKind,
  map: ColumnMap,
): ColumnsFound {
  const indexOf = (heading: string) => {
    const exact = headings.indexOf(heading)
    return exact >= 0
      ? exact
      : headings.findIndex((one) => headingKey(one) === headingKey(heading) && one !== '')
  }
  const known = new Set<string>(FIELDS[kind])
  const sources = new Map<string, Source>()
  for (const [field, one] of Object.entries(map.rules)) {
    if (!known.has(field) && !field.startsWith('custom.'))
      return { ok: false, problem: problem('map.invalid', field, { field }) }
    if (typeof one !== 'string' && 'const' in one) {
      sources.set(field, { kind: 'const', value: one.const })
      continue
    }
    if (typeof one !== 'string' && 'index' in one) {
      sources.set(field, { kind: 'column', index: one.index - 1, rule: null })
      continue
    }
    const indexes = headingsOf(one).map((heading) => ({ heading, index: indexOf(heading) }))
    const missing = indexes.find(({ index }) => index < 0)
    if (missing)
      return {
        ok: false,
        problem: problem('map.column_unknown', missing.heading, {
          heading: missing.heading,
          field,
          headings: shown(headings),
        }),
      }
    const [first] = indexes
    if (typeof one !== 'string' && 'product' in one)
      sources.set(field, { kind: 'product', indexes: indexes.map(({ index }) => index) })
    else
      sources.set(field, {
        kind: 'column',
        index: first?.index ?? 0,
        rule: typeof one === 'string' ? null : one,
      })
  }
  return finish(headerAt, headings, kind, sources)
}

function finish(
  headerAt: number,
  headings: readonly string[],
  kind: TableKind,
  sources: Map<string, Source>,
): ColumnsFound & { readonly columns: Columns } {
  const fieldOfColumn = new Map(
    [...sources].flatMap(([field, source]) =>
      source.kind === 'column' ? [[source.index, field] as const] : [],
    ),
  )
  const columns = { headerAt, headings, sources, fieldOfColumn }
  const field = missingFields(kind, sources)[0]
  return field === undefined
    ? { ok: true, columns }
    : {
        ok: false,
        problem: problem('column.missing', field, { field, headings: shown(headings) }),
        columns,
      }
}

/** Required fields without a source; a debit or credit column stands for the amount. */
export function missingFields(
  kind: TableKind,
  sources: { readonly has: (field: string) => boolean },
): string[] {
  const hasSides = sources.has('debit') || sources.has('credit')
  return REQUIRED[kind].filter((field) => !sources.has(field) && !(field === 'amount' && hasSides))
}

function shown(headings: readonly string[]): string {
  return headings
    .filter((heading) => heading !== '')
    .slice(0, 30)
    .join(', ')
}

function problem(code: string, column: string, params: TableProblem['params']): TableProblem {
  return { row: null, column, code, value: null, params }
}
