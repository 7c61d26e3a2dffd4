/**
 * Rows of one company while a batch of operations is decided: loaded ahead by the references the
 * operations make, changed in memory, written at the end set by set.
 *
 * A rule that asks for what was not loaded throws `Missing`; whoever drives it takes its changes back,
 * loads that, and lets it decide again. So rules are plain synchronous code and reads go in sets.
 */
import {
  keyOf,
  type LookupColumn,
  type LookupValue,
  type Row,
  shapeOf,
  type TableName,
} from './tables.ts'

export class Missing extends Error {
  readonly table: TableName
  readonly column: string
  readonly value: LookupValue

  constructor(table: TableName, column: string, value: LookupValue) {
    super(`${table} by ${column} is not loaded`)
    this.table = table
    this.column = column
    this.value = value
  }
}

/** What one lookup asks for: the rows of `table` whose `column` is `value`. */
export interface Lookup {
  readonly table: TableName
  readonly column: string
  readonly value: LookupValue
}

export interface TableChanges<T extends TableName = TableName> {
  readonly table: T
  readonly inserted: readonly Row<T>[]
  readonly updated: readonly Row<T>[]
}

type AnyRow = Row<TableName>
interface Entry {
  row: AnyRow
  /** Null: it is new in this batch. */
  readonly stored: AnyRow | null
}

/** Rows by their keys, and the columns they were asked for by. */
interface CachedTable {
  readonly rows: Map<string, Entry>
  readonly columns: Map<string, CachedColumn>
}

interface CachedColumn {
  /** Values whose rows are all here. */
  readonly loaded: Set<LookupValue>
  /** Keys of the rows here by value, asked for or not; kept up as rows come and change. */
  readonly keys: Map<LookupValue, Set<string>>
}

export class RowCache {
  readonly #tables = new Map<TableName, CachedTable>()
  readonly #undo: (() => void)[] = []

  /** Notes the answer of the database; rows already here keep what the batch made of them. */
  load<T extends TableName>(
    table: T,
    column: LookupColumn<T>,
    value: LookupValue,
    rows: readonly Row<T>[],
  ): void {
    const cached = this.#table(table)
    const { loaded } = columnOf(cached, column)
    if (loaded.has(value)) return
    loaded.add(value)
    for (const row of rows) {
      const key = keyOf(table, row)
      if (cached.rows.has(key)) continue
      cached.rows.set(key, { row, stored: row })
      index(cached, key, row, true)
    }
  }

  isLoaded(table: TableName, column: string, value: LookupValue): boolean {
    return this.#tables.get(table)?.columns.get(column)?.loaded.has(value) ?? false
  }

  /** All rows whose `column` is `value`, in order of their keys; throws `Missing` when not loaded. */
  all<T extends TableName>(table: T, column: LookupColumn<T>, value: LookupValue): Row<T>[] {
    const cached = this.#tables.get(table)
    const asked = cached?.columns.get(column)
    if (!cached || !asked?.loaded.has(value)) throw new Missing(table, column, value)
    const keys = asked.keys.get(value)
    if (!keys || keys.size === 0) return []
    const sorted = keys.size === 1 ? [...keys] : [...keys].toSorted()
    return sorted
      .map((key) => cached.rows.get(key)?.row as Row<T> | undefined)
      .filter((row) => row !== undefined)
  }

  /** The one row of a column that is unique. */
  one<T extends TableName>(
    table: T,
    column: LookupColumn<T>,
    value: LookupValue,
  ): Row<T> | undefined {
    return this.all(table, column, value)[0]
  }

  insert<T extends TableName>(table: T, row: Row<T>): void {
    const key = keyOf(table, row)
    const cached = this.#table(table)
    if (cached.rows.has(key)) throw new Error(`${table} ${key} is there already`)
    cached.rows.set(key, { row, stored: null })
    index(cached, key, row, true)
    this.#undo.push(() => {
      cached.rows.delete(key)
      index(cached, key, row, false)
    })
  }

  /** Replaces the row of the same key, which must be here. */
  update<T extends TableName>(table: T, row: Row<T>): void {
    const key = keyOf(table, row)
    const cached = this.#table(table)
    const entry = cached.rows.get(key)
    if (!entry) throw new Error(`${table} ${key} is not loaded`)
    if (shapeOf(table).isAppendOnly) throw new Error(`${table} is append-only`)
    const before = entry.row
    entry.row = row
    index(cached, key, before, false)
    index(cached, key, row, true)
    this.#undo.push(() => {
      entry.row = before
      index(cached, key, row, false)
      index(cached, key, before, true)
    })
  }

  /** A point to come back to. */
  mark(): number {
    return this.#undo.length
  }

  rollback(mark: number): void {
    while (this.#undo.length > mark) this.#undo.pop()?.()
  }

  /** What differs from the database, table by table. */
  changes(): TableChanges[] {
    return [...this.#tables].flatMap(([table, { rows }]) => {
      const inserted: AnyRow[] = []
      const updated: AnyRow[] = []
      for (const { row, stored } of rows.values())
        if (stored === null) inserted.push(row)
        else if (stored !== row) updated.push(row)
      return inserted.length + updated.length === 0 ? [] : [{ table, inserted, updated }]
    })
  }

  #table(table: TableName): CachedTable {
    let cached = this.#tables.get(table)
    if (!cached) {
      cached = { rows: new Map(), columns: new Map() }
      this.#tables.set(table, cached)
    }
    return cached
  }
}

/** Made when a column is first asked for: most columns of most tables never are. */
function columnOf(cached: CachedTable, column: string): CachedColumn {
  let asked = cached.columns.get(column)
  if (!asked) {
    asked = { loaded: new Set(), keys: new Map() }
    for (const [key, { row }] of cached.rows) indexColumn(asked, column, key, row, true)
    cached.columns.set(column, asked)
  }
  return asked
}

function index(cached: CachedTable, key: string, row: AnyRow, isThere: boolean): void {
  for (const [column, asked] of cached.columns) indexColumn(asked, column, key, row, isThere)
}

function indexColumn(
  { keys }: CachedColumn,
  column: string,
  key: string,
  row: AnyRow,
  isThere: boolean,
): void {
  const value = valueOf(row, column)
  if (value === null) return
  const there = keys.get(value)
  if (!isThere) there?.delete(key)
  else if (there) there.add(key)
  else keys.set(value, new Set([key]))
}

function valueOf(row: AnyRow, column: string): LookupValue | null {
  const value = (row as Record<string, unknown>)[column]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
