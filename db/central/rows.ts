/**
 * Rows of one company in sets: every call is one statement, whatever the number of rows.
 *
 * A table is described by whoever asks (sync/engine/central/tables.ts); names come from there and
 * never from input, values are always bound, a set as one array per column. Each statement names the
 * company itself, though the policy of the table would hold it there: the index begins with it.
 */
import { CompiledQuery } from 'kysely'
import { type Column, type ColumnType, columnOf, POSTGRES_TYPES, toPostgres } from './columns.ts'
import type { Db } from './schema.ts'

/** Values of one call at most. */
export const LOOKUP_MAX = 5000

export type StoredRow = Readonly<Record<string, unknown>>
export type KeyValue = string | number

interface TableShape {
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Unique within the company, and the order rows come in. */
  readonly key: readonly string[]
}

/** A table as `CompanyRows` takes it; made once. */
export interface RowTable {
  readonly name: string
  readonly columns: readonly Column[]
  readonly key: readonly Column[]
}

export function rowTable(name: string, shape: TableShape): RowTable {
  const columns = Object.entries(shape.columns).map(([column, type]) => columnOf(column, type))
  return { name, columns, key: shape.key.map((column) => columnNamed(name, columns, column)) }
}

export class CompanyRows {
  readonly #db: Db
  readonly #companyId: string
  /** A connection does one thing at a time; calls made side by side wait for each other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(db: Db, companyId: string) {
    this.#db = db
    this.#companyId = companyId
  }

  /** Rows whose `column` is one of `values`, in order of their keys. */
  async lookup(table: RowTable, column: string, values: readonly KeyValue[]): Promise<StoredRow[]> {
    if (values.length > LOOKUP_MAX) throw new RangeError(`more than ${LOOKUP_MAX} values`)
    if (values.length === 0) return []
    const by = columnNamed(table.name, table.columns, column)
    return this.#select(
      table,
      `${quoted(by)} = any($2::${POSTGRES_TYPES[by.kind]}[]) order by ${keyList(table)}`,
      [values.map((value) => toPostgres(by, value))],
    )
  }

  async all(table: RowTable): Promise<StoredRow[]> {
    return this.#select(table, `true order by ${keyList(table)}`, [])
  }

  /** Rows with `after` < `column` ≤ `upTo`, in order of their keys, which begin with that column. */
  async range(
    table: RowTable,
    column: string,
    bounds: { readonly after: number; readonly upTo: number; readonly limit: number },
  ): Promise<StoredRow[]> {
    const by = quoted(columnNamed(table.name, table.columns, column))
    return this.#select(
      table,
      `${by} > $2::bigint and ${by} <= $3::bigint order by ${keyList(table)} limit $4::bigint`,
      [bounds.after, bounds.upTo, bounds.limit],
    )
  }

  /** Up to `limit` rows in order of their keys, beginning after the key `after`. */
  async page(
    table: RowTable,
    after: readonly KeyValue[] | null,
    limit: number,
  ): Promise<StoredRow[]> {
    const start = after ?? []
    const bound = start.map((_, i) => `$${i + 3}::${POSTGRES_TYPES[keyColumn(table, i).kind]}`)
    return this.#select(
      table,
      `${after ? `(${keyList(table)}) > (${bound.join(', ')})` : 'true'}
       order by ${keyList(table)} limit $2::bigint`,
      [limit, ...start.map((value, i) => toPostgres(keyColumn(table, i), value))],
    )
  }

  async insert(table: RowTable, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    const names = table.columns.map(quoted).join(', ')
    await this.#run(
      `insert into ${quoted(table)} (company_id, ${names})
       select $1::uuid, v.* from unnest(${arrays(table)}) as v`,
      columnsOf(table, rows),
    )
  }

  /** Replaces the rows of the same keys; throws when one is not there or named twice. */
  async update(table: RowTable, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    const changed = table.columns.filter((column) => !table.key.includes(column))
    await this.#run(
      `with done as (
         update ${quoted(table)} as t
         set ${changed.map((column) => `${quoted(column)} = v.${quoted(column)}`).join(', ')}
         from unnest(${arrays(table)}) as v (${table.columns.map(quoted).join(', ')})
       where t.company_id = $1::uuid
           and ${table.key.map((column) => `t.${quoted(column)} = v.${quoted(column)}`).join(' and ')}
         returning 1
       )
       select expect_rows(count(*), ${rows.length}) from done`,
      columnsOf(table, rows),
    )
  }

  /** Rows of these keys go; for the operator's repair, which takes the guards off. */
  async remove(table: RowTable, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    const types = table.key.map(({ kind }, i) => `$${i + 2}::${POSTGRES_TYPES[kind]}[]`)
    await this.#run(
      `delete from ${quoted(table)} as t using unnest(${types.join(', ')}) as v (${keyList(table)})
       where t.company_id = $1::uuid
         and ${table.key.map((column) => `t.${quoted(column)} = v.${quoted(column)}`).join(' and ')}`,
      columnsOf({ ...table, columns: table.key }, rows),
    )
  }

  async #select(
    table: RowTable,
    condition: string,
    values: readonly unknown[],
  ): Promise<StoredRow[]> {
    return this.#run(
      `select ${table.columns.map(quoted).join(', ')} from ${quoted(table)}
       where company_id = $1::uuid and ${condition}`,
      values,
    )
  }

  async #run(text: string, values: readonly unknown[]): Promise<StoredRow[]> {
    const before = this.#last
    const done = (async () => {
      // Whoever made the call before hears of its fault.
      await before.catch(() => undefined)
      const query = CompiledQuery.raw(text, [this.#companyId, ...values])
      return (await this.#db.executeQuery<StoredRow>(query)).rows
    })()
    this.#last = done
    return done
  }
}

/** One array a column, in the order of the parameters after the company. */
function columnsOf(table: RowTable, rows: readonly object[]): unknown[] {
  return table.columns.map((column) =>
    rows.map((row) => toPostgres(column, (row as StoredRow)[column.name])),
  )
}

function arrays(table: RowTable): string {
  return table.columns.map(({ kind }, i) => `$${i + 2}::${POSTGRES_TYPES[kind]}[]`).join(', ')
}

function keyList(table: RowTable): string {
  return table.key.map(quoted).join(', ')
}

function keyColumn(table: RowTable, index: number): Column {
  const column = table.key[index]
  if (!column) throw new RangeError(`${table.name} has no key of ${index + 1} columns`)
  return column
}

function columnNamed(table: string, columns: readonly Column[], name: string): Column {
  const column = columns.find((one) => one.name === name)
  if (!column) throw new RangeError(`${table} has no column ${name}`)
  return column
}

function quoted({ name }: { readonly name: string }): string {
  return `"${name}"`
}
