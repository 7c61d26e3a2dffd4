/**
 * One open company file: its connection, its clock, and the two ways to work on it.
 *
 * Outside a command the connection refuses writes, so a query cannot write even by
 * mistake; a command lifts that inside one `BEGIN IMMEDIATE` and everything it did is there or not.
 * One process writes a file: a window takes the writer's lock for as long as it has the file open,
 * since it keeps the open items in memory; a process that answers once takes it with its first command.
 */
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
import { Slices } from './slices.ts'

/** How long another writer may take to finish. */
const LOCK_WAIT_MS = 10_000
/** One file seldom comes alone, and a check is followed by the run: what they read stays this long. */
const BULK_KEPT_MS = 4000

export class CompanyFile {
  readonly path: string
  /** Null in a process that answers once: it reads the projections by SQL. */
  readonly cache: OpenCache | null
  readonly #db: CompanyDb
  readonly #clock: Clock
  readonly #changed: Set<() => void> = new Set()
  #lock: WriterLock | null = null
  readonly #slices = new Slices()
  /** Of the sliced commands, with its large page cache; kept a little for the next of them. */
  #bulk: CompanyDb | null = null
  #release: NodeJS.Timeout | null = null

  constructor(path: string, db: CompanyDb, clock: Clock, keepsColumns: boolean) {
    this.path = path
    this.#db = db
    this.#clock = clock
    this.cache = keepsColumns ? new OpenCache() : null
    db.setReadOnly(true)
    if (keepsColumns) this.#takeLock()
  }

  get company(): CompanyRow {
    return companyOf(this.#db, this.path)
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

  /**
   * A command over thousands of rows that leaves the process free in between: queries see what was
   * committed before until all of it is there. `onSlice` is asked now and then; what it throws rolls
   * everything back.
   */
  sliced<T>(steps: (context: Context) => Generator<void, T>, onSlice?: () => void): Promise<T> {
    this.#takeLock()
    const touched: Touched = { items: [], cards: false }
    return this.#slices
      .run(() => this.#bulkConnection(), {
        steps: (db) => steps({ ...this.#context(companyOf(db, this.path)), db, touched }),
        onSlice,
        committed: () => {
          this.cache?.committedBeside(this.#db, touched)
          for (const listener of this.#changed) listener()
        },
      })
      .finally(() => this.#releaseBulk())
  }

  command<T>(work: (context: Context) => T): T {
    this.#takeLock()
    this.#slices.drain()
    const touched: Touched = { items: [], cards: false }
    this.#db.setReadOnly(false)
    let result: T
    try {
      result = this.#db.transaction(() => work({ ...this.#context(this.company), touched }))
    } finally {
      this.#db.setReadOnly(true)
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
    this.#db.setReadOnly(false)
    try {
      this.#db.vacuumInto(path)
    } finally {
      this.#db.setReadOnly(true)
    }
  }

  close(): void {
    this.cache?.stop()
    this.#slices.close(new Refusal('import.cancelled'))
    this.#closeBulk()
    this.#db.setReadOnly(false)
    // A reader leaves that to the writer.
    if (this.#lock) this.#db.execute('pragma wal_checkpoint(truncate)')
    this.#db.close()
    this.#lock?.release()
  }

  #bulkConnection(): CompanyDb {
    if (this.#release) clearTimeout(this.#release)
    if (this.path === ':memory:') return this.#db
    if (!this.#bulk) {
      this.#bulk = openCompanyDb(this.path)
      setPageCache(this.#bulk, 'bulk')
    }
    return this.#bulk
  }

  #releaseBulk(): void {
    if (this.#release) clearTimeout(this.#release)
    this.#release = setTimeout(() => this.#closeBulk(), BULK_KEPT_MS)
    this.#release.unref()
  }

  #closeBulk(): void {
    if (this.#release) clearTimeout(this.#release)
    this.#release = null
    if (this.#slices.isBusy) return
    this.#bulk?.close()
    this.#bulk = null
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

function companyOf(db: CompanyDb, path: string): CompanyRow {
  const company = readCompany(db)
  if (!company) throw new Refusal('company.not_a_company', { file: path })
  return company
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
