/**
 * The server's store on SQLite in memory, for the simulation: fast, in one process, and it can be
 * made to fail. Its tables are made from `TABLES`; what may be stored is checked as PostgreSQL's side
 * checks it.
 *
 * Transactions run one after another over all companies, reads too: what PostgreSQL does with
 * snapshots and locks is here the order in which they were asked for. So a transaction must not wait
 * for another one inside itself.
 *
 * As in PostgreSQL, after a failed statement nothing works until the savepoint around it is taken
 * back, or the transaction.
 */
import SqliteDatabase from 'better-sqlite3'
import { checked } from '../../db/central/columns.ts'
import { Database, type Prepared, type SqlValue } from '../../db/kit/database.ts'
import {
  type LookupColumn,
  type LookupValue,
  type Row,
  type TableName,
} from '../../sync/engine/central/tables.ts'
import type {
  CompanyHead,
  NewCompany,
  ReadTx,
  MendingStore,
  MendTx,
  WriteTx,
} from '../../sync/server/store.ts'
import { columnNamed, decoded, described, encode, HEAD, schema } from './sqlite-tables.ts'

/** Where a fault may strike; `committed` is after the commit and before its answer. */
export type FaultPoint =
  | { readonly at: 'statement'; readonly table: TableName | 'company'; readonly writes: boolean }
  | { readonly at: 'commit' | 'committed' }

export interface SqliteStoreOptions {
  /** Called at each point; what it throws is what the database would have thrown there. */
  readonly fault?: (point: FaultPoint) => void
  /** Of another store: begins with what that had committed. */
  readonly image?: Uint8Array
}

/** The process that had the store is gone. */
export class StoreCrashed extends Error {
  constructor() {
    super('the store has crashed')
    this.name = 'StoreCrashed'
  }
}

type Values = readonly SqlValue[]
type Statement = Prepared<Values, Record<string, SqlValue>>

const LOOKUP_MAX = 5000
/** As SQLite takes it. */
const NO_LIMIT = -1
const NO_HASH = '0'.repeat(64)

export class SqliteStore implements MendingStore {
  readonly #connection: SqliteDatabase.Database
  readonly #db: Database<unknown>
  readonly #fault: (point: FaultPoint) => void
  #last: Promise<unknown> = Promise.resolve()
  #isDead = false

  constructor({ fault, image }: SqliteStoreOptions = {}) {
    this.#connection = new SqliteDatabase(image ? Buffer.from(image) : ':memory:')
    this.#db = new Database(this.#connection)
    this.#fault = fault ?? (() => undefined)
    if (!image) for (const statement of schema()) this.#db.execute(statement)
  }

  write<T>(companyId: string, work: (tx: WriteTx) => Promise<T>): Promise<T | null> {
    return this.#inTurn(async (tx) => {
      const head = tx.head(companyId)
      return head && work(writeTx(tx, head))
    })
  }

  read<T>(companyId: string, work: (tx: ReadTx) => Promise<T>): Promise<T | null> {
    return this.#inTurn(async (tx) => {
      const head = tx.head(companyId)
      return head && work(readTx(tx, head))
    })
  }

  mend<T>(companyId: string, work: (tx: MendTx) => Promise<T>): Promise<T | null> {
    return this.#inTurn(async (tx) => {
      const head = tx.head(companyId)
      return head && work(mendTx(tx, head))
    })
  }

  async createCompany(company: NewCompany): Promise<void> {
    await this.#inTurn(async (tx) => {
      tx.createCompany(company)
    })
  }

  companies(): Promise<CompanyHead[]> {
    return this.#inTurn(async (tx) => tx.heads())
  }

  /** What is committed, as bytes of a database; not while a transaction is open. */
  image(): Uint8Array {
    if (this.#db.inTransaction) throw new Error('a transaction is open')
    return this.#connection.serialize()
  }

  /**
   * The process stops where it is: what it had not committed is gone, whatever it still does fails.
   * Answers the image a new store begins with.
   */
  crash(): Uint8Array {
    this.#isDead = true
    this.#db.rollback()
    const image = this.#connection.serialize()
    this.#db.close()
    return image
  }

  close(): void {
    this.#isDead = true
    this.#db.close()
  }

  #inTurn<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const before = this.#last
    const done = (async () => {
      // Whoever ran before hears of its fault.
      await before.catch(() => undefined)
      return this.#transaction(work)
    })()
    this.#last = done
    return done
  }

  async #transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const assertAlive = () => {
      if (this.#isDead) throw new StoreCrashed()
    }
    assertAlive()
    this.#db.begin()
    try {
      const tx = new Transaction(this.#db, this.#fault, assertAlive)
      const result = await work(tx)
      assertAlive()
      tx.assertSound()
      this.#fault({ at: 'commit' })
      this.#db.commit()
      this.#fault({ at: 'committed' })
      return result
    } catch (error) {
      if (!this.#isDead) this.#db.rollback()
      throw error
    }
  }
}

/** One open transaction: statements with their faults, and whether one of them has failed. */
class Transaction {
  readonly #db: Database<unknown>
  readonly #fault: (point: FaultPoint) => void
  readonly #assertAlive: () => void
  #isAborted = false

  constructor(db: Database<unknown>, fault: (point: FaultPoint) => void, assertAlive: () => void) {
    this.#db = db
    this.#fault = fault
    this.#assertAlive = assertAlive
  }

  assertSound(): void {
    if (this.#isAborted) throw new Error('a statement of the transaction has failed')
  }

  select(table: TableName, sql: string, values: Values): Record<string, SqlValue>[] {
    return this.#statement({ table, writes: false }, () => this.#prepare(sql).all(...values))
  }

  /** One statement of a set: none or all of the rows. */
  writeAll(table: TableName, sql: string, rows: readonly Values[]): void {
    this.#statement({ table, writes: true }, () => {
      const statement = this.#prepare(sql)
      for (const row of rows)
        if (statement.run(...row).changes !== 1) throw new Error(`${table}: no such row`)
    })
  }

  /** Rows that are there or not. */
  removeAll(table: TableName, sql: string, rows: readonly Values[]): void {
    this.#statement({ table, writes: true }, () => {
      for (const row of rows) this.#prepare(sql).run(...row)
    })
  }

  head(companyId: string): CompanyHead | null {
    return this.heads(companyId)[0] ?? null
  }

  heads(companyId?: string): CompanyHead[] {
    const where = companyId === undefined ? '' : 'where companyId = ?'
    const values = companyId === undefined ? [] : [companyId]
    return this.#statement({ table: 'company', writes: false }, () =>
      this.#prepare(`select ${HEAD.join(', ')} from company ${where} order by companyId`).all(
        ...values,
      ),
    ) as unknown as CompanyHead[]
  }

  createCompany(company: NewCompany): void {
    const row: CompanyHead = { ...company, seq: 0, chainHash: NO_HASH, publishedBy: null }
    this.#statement({ table: 'company', writes: true }, () =>
      this.#prepare(
        `insert into company (${HEAD.join(', ')}) values (${HEAD.map(() => '?').join(', ')})`,
      ).run(...HEAD.map((column) => row[column])),
    )
  }

  setHead(companyId: string, fields: Partial<CompanyHead>): void {
    const columns = HEAD.filter((column) => fields[column] !== undefined)
    if (columns.length === 0) return
    this.#statement({ table: 'company', writes: true }, () =>
      this.#prepare(
        `update company set ${columns.map((column) => `${column} = ?`).join(', ')} where companyId = ?`,
      ).run(...columns.map((column) => fields[column] ?? null), companyId),
    )
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.assertSound()
    this.#prepare('savepoint here').run()
    try {
      const result = await work()
      this.assertSound()
      this.#prepare('release here').run()
      return result
    } catch (error) {
      this.#assertAlive()
      this.#prepare('rollback to here').run()
      this.#prepare('release here').run()
      this.#isAborted = false
      throw error
    }
  }

  #statement<T>(what: { table: TableName | 'company'; writes: boolean }, work: () => T): T {
    this.#assertAlive()
    this.assertSound()
    try {
      this.#fault({ at: 'statement', ...what })
      this.#assertAlive()
      return work()
    } catch (error) {
      this.#isAborted = true
      throw error
    }
  }

  #prepare(sql: string): Statement {
    return this.#db.prepare<Values>(sql)
  }
}

function readTx(tx: Transaction, head: CompanyHead): ReadTx {
  const rows = <T extends TableName>(
    table: T,
    condition: string,
    values: Values,
    limit = NO_LIMIT,
  ): Row<T>[] => {
    const { select, order, columns } = described(table)
    return tx
      .select(table, `${select} where company_id = ? and ${condition} ${order} limit ?`, [
        head.companyId,
        ...values,
        limit,
      ])
      .map((row) => decoded(columns, row) as Row<T>)
  }
  return {
    head,
    lookup: async <T extends TableName>(
      table: T,
      column: LookupColumn<T>,
      values: readonly LookupValue[],
    ) => {
      if (values.length > LOOKUP_MAX) throw new RangeError(`more than ${LOOKUP_MAX} values`)
      const by = columnNamed(table, column)
      const bound = JSON.stringify(values.map((value) => checked(by, value)))
      return rows(table, `"${column}" in (select value from json_each(?))`, [bound])
    },
    all: async <T extends TableName>(table: T) => rows(table, 'true', []),
    range: async <T extends TableName>(table: T, after: number, upTo: number, limit: number) =>
      rows(table, 'seq > ? and seq <= ?', [after, upTo], limit),
    page: async <T extends TableName>(
      table: T,
      after: readonly LookupValue[] | null,
      limit: number,
    ) => {
      const { key } = described(table)
      const start = after ?? []
      const bound = start.map((value, i) => checked(columnNamed(table, key[i] ?? ''), value))
      const names = key.map((column) => `"${column}"`).join(', ')
      const condition = after ? `(${names}) > (${bound.map(() => '?').join(', ')})` : 'true'
      return rows(table, condition, bound as Values, limit)
    },
  }
}

function writeTx(tx: Transaction, head: CompanyHead): WriteTx {
  const { companyId } = head
  return {
    ...readTx(tx, head),
    insert: async (table, rows) => {
      const { insert, columns } = described(table)
      const encoded = rows.map((row) => [companyId, ...encode(columns, row)])
      if (rows.length > 0) tx.writeAll(table, insert, encoded)
    },
    update: async (table, rows) => {
      const { update, columns, key, isAppendOnly } = described(table)
      if (isAppendOnly) throw new Error(`${table} is append-only`)
      const keys = columns.filter(({ name }) => key.includes(name))
      const others = columns.filter(({ name }) => !key.includes(name))
      const encoded = rows.map((row) => [...encode(others, row), companyId, ...encode(keys, row)])
      const distinct = new Set(rows.map((row) => JSON.stringify(encode(keys, row))))
      if (distinct.size !== rows.length) throw new Error(`${table}: a row is named twice`)
      if (rows.length > 0) tx.writeAll(table, update, encoded)
    },
    saveHead: async (to) => tx.setHead(companyId, to),
    setCompany: async (fields) => tx.setHead(companyId, fields),
    savepoint: (work) => tx.savepoint(work),
  }
}

/** The operator's repair; this store has no guards to take off. */
function mendTx(tx: Transaction, head: CompanyHead): MendTx {
  const writing = writeTx(tx, head)
  const remove = async (table: TableName, rows: readonly object[]) => {
    const { columns, key } = described(table)
    const keys = columns.filter(({ name }) => key.includes(name))
    const condition = keys.map(({ name }) => `"${name}" = ?`).join(' and ')
    tx.removeAll(
      table,
      `delete from ${table} where company_id = ? and ${condition}`,
      rows.map((row) => [head.companyId, ...encode(keys, row)]),
    )
  }
  return {
    ...readTx(tx, head),
    remove,
    replace: async (table, rows) => {
      await remove(table, rows)
      await writing.insert(table, rows)
    },
  }
}
