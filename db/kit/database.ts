/**
 * One connection to a SQLite file, used synchronously.
 *
 * Queries are built and typed by Kysely but run straight on better-sqlite3: a command of the backend
 * is one synchronous piece of work inside one transaction, so nothing can slip in between its
 * statements and a network call inside it is impossible by construction. Statements are prepared
 * once per SQL text. SQLite gives 64-bit integers; better-sqlite3 would round those beyond 2^53, so
 * sums are range-checked where they are read (`assertSafe`).
 *
 * Outside a command a statement that could change the file is refused here, by what SQLite says of
 * the statement (`sqlite3_stmt_readonly`). The pragma `query_only` would do the same, but turning a
 * pragma expires every prepared statement: each command would compile all of its own anew.
 */
import SqliteDatabase from 'better-sqlite3'
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

export type SqlValue = string | number | bigint | null | Uint8Array
type Row = Record<string, SqlValue>

/** Pages copied between two turns of other work: about 4 MiB. */
const COPY_PAGES = 1000

/** A statement prepared once; `P` are its bound values, `R` its row. */
export interface Prepared<P extends readonly SqlValue[], R> {
  all(...values: P): R[]
  get(...values: P): R | undefined
  iterate(...values: P): IterableIterator<R>
  run(...values: P): { readonly changes: number; readonly lastInsertRowid: number }
}

/** Hears of every statement that changed the database, after it did. */
export type Recorder = (sql: string, values: readonly SqlValue[]) => void

export class Database<Schema> {
  /** Builds queries only; `all`, `one` and `run` execute them. */
  readonly build: Kysely<Schema>
  readonly #connection: SqliteDatabase.Database
  readonly #statements = new Map<string, SqliteDatabase.Statement>()
  readonly #prepared = new Map<string, Prepared<readonly SqlValue[], Row>>()
  readonly #tuples = new Map<string, SqliteDatabase.Statement>()
  #isReadOnly = false
  #recorder: Recorder | null = null

  constructor(connection: SqliteDatabase.Database) {
    this.#connection = connection
    this.build = new Kysely<Schema>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    })
  }

  all<R>(query: Compilable<R>): R[] {
    const { sql, parameters } = query.compile()
    const statement = this.#allowed(sql)
    const rows = statement.all(...parameters) as R[]
    if (!statement.readonly) this.#recorder?.(sql, parameters as SqlValue[])
    return rows
  }

  one<R>(query: Compilable<R>): R | undefined {
    const { sql, parameters } = query.compile()
    const statement = this.#allowed(sql)
    const row = statement.get(...parameters) as R | undefined
    if (!statement.readonly) this.#recorder?.(sql, parameters as SqlValue[])
    return row
  }

  run(query: Compilable<unknown>): number {
    const { sql, parameters } = query.compile()
    const { changes } = this.#allowed(sql).run(...parameters)
    this.#recorder?.(sql, parameters as SqlValue[])
    return changes
  }

  /** For loops and for SQL the builder only hides; the same text is prepared once. */
  prepare<P extends readonly SqlValue[], R = Row>(sql: string): Prepared<P, R> {
    let prepared = this.#prepared.get(sql)
    if (!prepared) {
      prepared = this.#wrap(sql)
      this.#prepared.set(sql, prepared)
    }
    return prepared as unknown as Prepared<P, R>
  }

  /** Rows as arrays in column order, prepared once: for reads of a whole table in steps. */
  tuples<R extends readonly SqlValue[]>(sql: string, ...values: readonly SqlValue[]): R[] {
    let statement = this.#tuples.get(sql)
    if (!statement) {
      statement = this.#connection.prepare(sql).raw(true)
      this.#tuples.set(sql, statement)
    }
    if (!statement.readonly) this.#refuseWhenReadOnly(sql)
    const rows = statement.all(...values) as unknown as R[]
    if (!statement.readonly) this.#recorder?.(sql, values)
    return rows
  }

  /** Rows as arrays in column order: for exports, where names may repeat. */
  rawRows(sql: string): IterableIterator<(string | number | null)[]> {
    return this.#connection.prepare(sql).raw(true).iterate() as IterableIterator<
      (string | number | null)[]
    >
  }

  /** DDL and pragmas. */
  execute(sql: string): void {
    if (this.#isReadOnly && !/^\s*pragma\b/i.test(sql)) this.#refuseWhenReadOnly(sql)
    this.#connection.exec(sql)
  }

  /** While read-only, whatever could change the file throws before it runs. */
  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly
  }

  /** Tells `recorder` of each change from now on; null ends it. */
  record(recorder: Recorder | null): void {
    this.#recorder = recorder
  }

  pragma(text: string): SqlValue {
    return this.#connection.pragma(text, { simple: true }) as SqlValue
  }

  pragmaRows(text: string): Row[] {
    return this.#connection.pragma(text) as Row[]
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction
  }

  /** BEGIN IMMEDIATE … COMMIT; anything thrown rolls back whole. Transactions do not nest. */
  transaction<T>(work: () => T): T {
    this.begin()
    try {
      const result = work()
      this.commit()
      return result
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  /** For a transaction that is worked on in slices; whoever begins it ends it. */
  begin(): void {
    this.#statement('begin immediate').run()
  }

  commit(): void {
    this.#statement('commit').run()
  }

  /** Does nothing where SQLite has rolled back by itself. */
  rollback(): void {
    if (this.#connection.inTransaction) this.#connection.exec('rollback')
  }

  /**
   * SQLite's online backup: copies page by page while commands go on, and answers when `path` holds
   * the state of its last step. `progress` hears the pages left and in all.
   */
  async copyOnline(path: string, progress?: (left: number, all: number) => void): Promise<void> {
    await this.#connection.backup(path, {
      progress: ({ remainingPages, totalPages }) => {
        progress?.(remainingPages, totalPages)
        return COPY_PAGES
      },
    })
  }

  /** Writes a consistent copy to `path`, which must not exist. */
  vacuumInto(path: string): void {
    this.#connection.prepare('vacuum into ?').run(path)
  }

  close(): void {
    this.#statements.clear()
    this.#prepared.clear()
    this.#tuples.clear()
    this.#connection.close()
  }

  #allowed(sql: string): SqliteDatabase.Statement {
    const statement = this.#statement(sql)
    if (!statement.readonly) this.#refuseWhenReadOnly(sql)
    return statement
  }

  #refuseWhenReadOnly(sql: string): void {
    if (this.#isReadOnly) throw new Error(`a query must not write: ${sql.slice(0, 80)}`)
  }

  #statement(sql: string): SqliteDatabase.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#connection.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #wrap(sql: string): Prepared<readonly SqlValue[], Row> {
    const statement = this.#statement(sql)
    if (statement.readonly)
      return {
        all: (...values) => statement.all(...values) as Row[],
        get: (...values) => statement.get(...values) as Row | undefined,
        iterate: (...values) => statement.iterate(...values) as IterableIterator<Row>,
        run: (...values) => {
          const { changes, lastInsertRowid } = statement.run(...values)
          return { changes, lastInsertRowid: Number(lastInsertRowid) }
        },
      }
    return {
      all: (...values) => {
        this.#refuseWhenReadOnly(sql)
        const rows = statement.all(...values) as Row[]
        this.#recorder?.(sql, values)
        return rows
      },
      get: (...values) => {
        this.#refuseWhenReadOnly(sql)
        const row = statement.get(...values) as Row | undefined
        this.#recorder?.(sql, values)
        return row
      },
      iterate: (...values) => {
        this.#refuseWhenReadOnly(sql)
        // All at once: what changes is told of when it has happened.
        const rows = statement.all(...values) as Row[]
        this.#recorder?.(sql, values)
        return rows.values()
      },
      run: (...values) => {
        this.#refuseWhenReadOnly(sql)
        const { changes, lastInsertRowid } = statement.run(...values)
        this.#recorder?.(sql, values)
        return { changes, lastInsertRowid: Number(lastInsertRowid) }
      },
    }
  }
}
