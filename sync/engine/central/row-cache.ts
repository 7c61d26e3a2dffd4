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

export class RowCache {
  readonly #entries = new Map<TableName, Map<string, Entry>>()
  /** Keys of the rows a lookup finds, once loaded; kept up as rows come and change. */
  readonly #found = new Map<string, Set<string>>()
  readonly #undo: (() => void)[] = []

  /** Notes the answer of the database; rows already here keep what the batch made of them. */
  load<T extends TableName>(
    table: T,
    column: LookupColumn<T>,
    value: LookupValue,
    rows: readonly Row<T>[],
  ): void {
    const at = lookupKey(table, column, value)
    if (this.#found.has(at)) return
    const keys = new Set<string>()
    // What the batch itself brought is part of the answer as well.
    for (const [key, entry] of this.#table(table))
      if (valueOf(entry.row, column) === value) keys.add(key)
    for (const row of rows) {
      const key = keyOf(table, row)
      const known = this.#table(table).get(key)
      if (!known) this.#table(table).set(key, { row, stored: row })
      if (!known || valueOf(known.row, column) === value) keys.add(key)
    }
    this.#found.set(at, keys)
  }

  isLoaded(table: TableName, column: string, value: LookupValue): boolean {
    return this.#found.has(lookupKey(table, column, value))
  }

  /** All rows whose `column` is `value`, in order of their keys; throws `Missing` when not loaded. */
  all<T extends TableName>(table: T, column: LookupColumn<T>, value: LookupValue): Row<T>[] {
    const keys = this.#found.get(lookupKey(table, column, value))
    if (!keys) throw new Missing(table, column, value)
    return [...keys]
      .toSorted()
      .map((key) => this.#table(table).get(key)?.row as Row<T> | undefined)
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
    const rows = this.#table(table)
    if (rows.has(key)) throw new Error(`${table} ${key} is there already`)
    rows.set(key, { row, stored: null })
    this.#index(table, key, row, true)
    this.#undo.push(() => {
      rows.delete(key)
      this.#index(table, key, row, false)
    })
  }

  /** Replaces the row of the same key, which must be here. */
  update<T extends TableName>(table: T, row: Row<T>): void {
    const key = keyOf(table, row)
    const entry = this.#table(table).get(key)
    if (!entry) throw new Error(`${table} ${key} is not loaded`)
    if (shapeOf(table).isAppendOnly) throw new Error(`${table} is append-only`)
    const before = entry.row
    entry.row = row
    this.#index(table, key, before, false)
    this.#index(table, key, row, true)
    this.#undo.push(() => {
      entry.row = before
      this.#index(table, key, row, false)
      this.#index(table, key, before, true)
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
    return [...this.#entries].flatMap(([table, rows]) => {
      const inserted: AnyRow[] = []
      const updated: AnyRow[] = []
      for (const { row, stored } of rows.values())
        if (stored === null) inserted.push(row)
        else if (stored !== row) updated.push(row)
      return inserted.length + updated.length === 0 ? [] : [{ table, inserted, updated }]
    })
  }

  #table(table: TableName): Map<string, Entry> {
    let rows = this.#entries.get(table)
    if (!rows) {
      rows = new Map()
      this.#entries.set(table, rows)
    }
    return rows
  }

  #index(table: TableName, key: string, row: AnyRow, isThere: boolean): void {
    for (const column of shapeOf(table).lookups) {
      const value = valueOf(row, column)
      if (value === null) continue
      const keys = this.#found.get(lookupKey(table, column, value))
      if (isThere) keys?.add(key)
      else keys?.delete(key)
    }
  }
}

function lookupKey(table: TableName, column: string, value: LookupValue): string {
  return `${table} ${column} ${value}`
}

function valueOf(row: AnyRow, column: string): LookupValue | null {
  const value = (row as Record<string, unknown>)[column]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
