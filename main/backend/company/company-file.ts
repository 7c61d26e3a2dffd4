/**
 * One open company file: its connection, its clock, and the two ways to work on it.
 *
 * Outside a command the connection refuses writes (`query_only`), so a query cannot write even by
 * mistake; a command lifts that inside one `BEGIN IMMEDIATE` and everything it did is there or not.
 * One process writes a file: a window takes the writer's lock for as long as it has the file open,
 * since it keeps the open items in memory; a process that answers once takes it with its first command.
 */
import { renameSync, rmSync } from 'node:fs'
import { type CompanyRow, readCompany } from '../../../db/local/company.ts'
import { lockForWriting, type WriterLock } from '../../../db/local/lock.ts'
import {
  type CompanyDb,
  CompanyFileError,
  openCompanyDb,
  setPageCache,
} from '../../../db/local/open.ts'
import { dayIn } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { APP_VERSION, type Context, type Touched } from '../context.ts'
import { OpenCache } from '../reports/open-cache.ts'
import type { Clock } from './clock.ts'

/** How long another writer may take to finish. */
const LOCK_WAIT_MS = 10_000

export class CompanyFile {
  readonly path: string
  /** Null in a process that answers once: it reads the projections by SQL. */
  cache: OpenCache | null
  #db: CompanyDb
  readonly #clock: Clock
  readonly #changed: Set<() => void> = new Set()
  #lock: WriterLock | null = null

  constructor(path: string, db: CompanyDb, clock: Clock, keepsColumns: boolean) {
    this.path = path
    this.#db = db
    this.#clock = clock
    this.cache = keepsColumns ? new OpenCache() : null
    db.execute('pragma query_only = on')
    if (keepsColumns) this.#takeLock()
  }

  get company(): CompanyRow {
    const company = readCompany(this.#db)
    if (!company) throw new Refusal('company.not_a_company', { file: this.path })
    return company
  }

  query<T>(work: (context: Context) => T): T {
    return work(this.#context(this.company))
  }

  /**
   * A command over many rows: with a page cache that keeps what one transaction writes in memory
   * until it commits (reliability-security.md 1, bulk load).
   */
  bulk<T>(work: (context: Context) => T): T {
    setPageCache(this.#db, 'bulk')
    try {
      return this.command(work)
    } finally {
      setPageCache(this.#db, 'normal')
    }
  }

  command<T>(work: (context: Context) => T): T {
    this.#takeLock()
    const touched: Touched = { items: [], cards: false }
    this.#db.execute('pragma query_only = off')
    let result: T
    try {
      result = this.#db.transaction(() => work({ ...this.#context(this.company), touched }))
    } finally {
      this.#db.execute('pragma query_only = on')
    }
    this.cache?.committed(this.#db, touched)
    for (const listener of this.#changed) listener()
    return result
  }

  /** After each commit of this process. */
  onChanged(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  /** Copies the file as it stands between two commands. */
  copyTo(path: string): void {
    this.#db.execute('pragma query_only = off')
    try {
      this.#db.vacuumInto(path)
    } finally {
      this.#db.execute('pragma query_only = on')
    }
  }

  /** Another company file in place of this one; whoever works on it goes on with the new one. */
  replaceWith(other: string): void {
    this.#takeLock()
    this.cache?.stop()
    this.#db.execute('pragma query_only = off')
    this.#db.execute('pragma wal_checkpoint(truncate)')
    this.#db.close()
    for (const suffix of ['-wal', '-shm']) rmSync(this.path + suffix, { force: true })
    renameSync(`${other}.keys`, `${this.path}.keys`)
    renameSync(other, this.path)
    this.#db = openCompanyDb(this.path)
    this.#db.execute('pragma query_only = on')
    if (this.cache) this.cache = new OpenCache()
    for (const listener of this.#changed) listener()
  }

  close(): void {
    this.cache?.stop()
    this.#db.execute('pragma query_only = off')
    // A reader leaves that to the writer.
    if (this.#lock) this.#db.execute('pragma wal_checkpoint(truncate)')
    this.#db.close()
    this.#lock?.release()
  }

  #takeLock(): void {
    this.#lock ??= lockForWriting(this.path, LOCK_WAIT_MS)
    if (!this.#lock) throw new Refusal('company.in_use', { file: this.path })
  }

  #context(company: CompanyRow): Context {
    const nowMs = this.#clock.now()
    return {
      db: this.#db,
      company,
      nowMs,
      today: dayIn(company.timezone, nowMs),
      app: APP_VERSION,
      touched: { items: [], cards: false },
    }
  }
}

/** Opens a file or refuses in the words of the contract. */
export function openCompanyFile(path: string, clock: Clock, keepsColumns: boolean): CompanyFile {
  let db: CompanyDb
  try {
    db = openCompanyDb(path)
  } catch (error) {
    if (error instanceof CompanyFileError)
      throw new Refusal(`company.${error.reason}`, { file: path })
    throw error
  }
  try {
    const file = new CompanyFile(path, db, clock, keepsColumns)
    void file.company
    return file
  } catch (error) {
    db.close()
    throw error
  }
}
