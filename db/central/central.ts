/**
 * The server's database: two pools, and the transactions that every request runs in.
 *
 * Reads have a pool of their own, so that writers who wait for a company's head starve no reader.
 * A transaction takes a role that owns nothing (roles.ts) and names its company; row-level security
 * shows it that company alone, whatever its statements ask for.
 */
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { parserOf } from './columns.ts'
import { APP_ROLE, IDENTITY_ROLE } from './roles.ts'
import type { CentralSchema, Db } from './schema.ts'

/** For a statement, and for a connection out of the pool. */
const STATEMENT_MS = 10_000
/** A transaction in which nothing happens this long belongs to a process that hangs. */
const IDLE_MS = 60_000

export interface CentralOptions {
  readonly url: string
  readonly readConnections?: number
  readonly writeConnections?: number
  readonly statementMs?: number
  /** Hears that a connection broke; whoever was using it gets the error as well. */
  readonly report: (error: Error) => void
}

export class Central {
  readonly #reads: Kysely<CentralSchema>
  readonly #writes: Kysely<CentralSchema>

  constructor(options: CentralOptions) {
    this.#reads = connect(options, options.readConnections ?? 10)
    this.#writes = connect(options, options.writeConnections ?? 10)
  }

  /** One snapshot of one company (REPEATABLE READ), read only. */
  async read<T>(companyId: string, work: (db: Db) => Promise<T>): Promise<T> {
    return this.#reads
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (db) => {
        await take(db, APP_ROLE, companyId)
        return work(db)
      })
  }

  /** One transaction on one company; each statement sees what is committed when it begins. */
  async write<T>(companyId: string, work: (db: Db) => Promise<T>): Promise<T> {
    return this.#writes.transaction().execute(async (db) => {
      await take(db, APP_ROLE, companyId)
      return work(db)
    })
  }

  /** One transaction on users, devices, tokens and secrets: no company's rows can be reached. */
  async identity<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#writes.transaction().execute(async (db) => {
      await take(db, IDENTITY_ROLE, '')
      return work(db)
    })
  }

  /** As the owner, across companies, read only: for the server itself and its operator, no request. */
  async asOwner<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#reads
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(work)
  }

  /**
   * As the owner, with the guards of these append-only tables off until it ends: for the operator's
   * repair, no request. The names come from the program, never from input.
   */
  async mending<T>(tables: readonly string[], work: (db: Db) => Promise<T>): Promise<T> {
    return this.#writes.transaction().execute(async (db) => {
      await sql`set local statement_timeout = 0`.execute(db)
      for (const table of tables)
        await sql`alter table ${sql.table(table)} disable trigger append_only`.execute(db)
      const result = await work(db)
      for (const table of tables)
        await sql`alter table ${sql.table(table)} enable trigger append_only`.execute(db)
      return result
    })
  }

  async close(): Promise<void> {
    await Promise.all([this.#reads.destroy(), this.#writes.destroy()])
  }
}

/** Ends with the transaction, as SET LOCAL does. */
async function take(db: Db, role: string, companyId: string): Promise<void> {
  await sql`
    select set_config('role', ${role}, true), set_config('saldo.company_id', ${companyId}, true)
  `.execute(db)
}

/** Takes back what `work` wrote when it throws, and throws on. */
export async function savepoint<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`savepoint here`.execute(db)
  try {
    const result = await work()
    await sql`release savepoint here`.execute(db)
    return result
  } catch (error) {
    // The name is the inner one's until it is released.
    await sql`rollback to savepoint here`.execute(db)
    await sql`release savepoint here`.execute(db)
    throw error
  }
}

function connect(options: CentralOptions, connections: number): Kysely<CentralSchema> {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'saldo server',
    max: connections,
    connectionTimeoutMillis: STATEMENT_MS,
    statement_timeout: options.statementMs ?? STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  })
  // Without a listener a connection that PostgreSQL closes ends the process, in use or not.
  pool.on('error', options.report)
  pool.on('connect', (client) => client.on('error', options.report))
  return new Kysely<CentralSchema>({ dialect: new PostgresDialect({ pool }) })
}

function typeParser(oid: number, format?: 'text' | 'binary') {
  return parserOf(oid) ?? pg.types.getTypeParser(oid, format)
}

/** Lock waits and statements that took too long, deadlocks, serialization, too many connections. */
const TRANSIENT = new Set(['57014', '55P03', '40P01', '40001', '53300'])

/** Nothing happened, and the same transaction may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (
    (typeof code === 'string' && TRANSIENT.has(code)) ||
    error.message === 'timeout exceeded when trying to connect'
  )
}
