/**
 * One open company file: its connection, its clock, and the two ways to work on it.
 *
 * Outside a command the connection refuses writes, so a query cannot write even by
 * mistake; a command lifts that inside one `BEGIN IMMEDIATE` and everything it did is there or not.
 * One process writes a file: a window takes the writer's lock for as long as it has the file open,
 * since it keeps the open items in memory; a process that answers once takes it with its first command.
 *
 * After trouble with the disk the connection is replaced, and what the caller hears is a refusal.
 */
import { dirname } from 'node:path'
import { commitState } from '../../../db/local/commit-state.ts'
import { type CompanyRow, readCompany } from '../../../db/local/company.ts'
import { diskTrouble } from '../../../db/local/disk-trouble.ts'
import { lockForWriting, type WriterLock } from '../../../db/local/lock.ts'
import { type CompanyDb, openAsIs, setPageCache } from '../../../db/local/open.ts'
import type { Settled } from '../../../db/local/outbox/settle.ts'
import { dayIn } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { APP_VERSION, type Context, type Touched } from '../context.ts'
import { Committer } from '../durability/committer.ts'
import { diskRefusal } from '../durability/disk-refusal.ts'
import { releaseReserve } from '../durability/disk-space.ts'
import { breakSeal, sealFile } from '../durability/seal.ts'
import { OpenCache } from '../reports/open-cache.ts'
import { BulkConnection } from './bulk-connection.ts'
import type { Clock } from './clock.ts'
import { Slices } from './slices.ts'

/** How long another writer may take to finish. */
const LOCK_WAIT_MS = 10_000

export interface BulkOptions {
  /** False for a trial that throws in the end: nothing of it is written to the outbox journal. */
  readonly keeps: boolean
}

export interface SlicedOptions extends BulkOptions {
  readonly onSlice?: (() => void) | undefined
}

export interface FileOptions {
  readonly keepsJournal?: boolean
  /** Opens the same file again after trouble with the disk. */
  readonly reopen?: () => CompanyDb
}

export class CompanyFile {
  readonly path: string
  /** Null in a process that answers once: it reads the projections by SQL. */
  readonly cache: OpenCache | null
  /** Damage was found: nothing is written any more. */
  isDamaged = false
  /** What the first look at the outbox journal found; null before, and where none is kept. */
  settled: Settled | null = null
  #db: CompanyDb
  readonly #reopen: () => CompanyDb
  readonly #clock: Clock
  readonly #changed: Set<() => void> = new Set()
  readonly #closing: Set<(isForGood: boolean) => void> = new Set()
  readonly #committer: Committer | null
  #lock: WriterLock | null = null
  readonly #slices = new Slices()
  /** Of the sliced commands. */
  readonly #bulk: BulkConnection

  constructor(
    path: string,
    db: CompanyDb,
    clock: Clock,
    keepsColumns: boolean,
    { keepsJournal = true, reopen = () => openAsIs(path) }: FileOptions = {},
  ) {
    this.path = path
    this.#reopen = reopen
    this.#db = db
    this.#clock = clock
    this.#bulk = new BulkConnection(path)
    this.#committer = keepsJournal && path !== ':memory:' ? new Committer(path) : null
    this.cache = keepsColumns ? new OpenCache() : null
    if (keepsColumns) this.takeLock()
    db.setReadOnly(true)
  }

  get company(): CompanyRow {
    return this.#reading(() => companyOf(this.#db, this.path))
  }

  query<T>(work: (context: Context) => T): T {
    return this.#reading(() => work(this.#context(this.company)))
  }

  /**
   * A command over many rows: with a page cache that keeps what one transaction writes in memory
   * until it commits (reliability-security.md 1, bulk load).
   */
  bulk<T>(work: (context: Context) => T, options: BulkOptions = { keeps: true }): T {
    setPageCache(this.#db, 'bulk')
    try {
      return this.#command(work, options)
    } finally {
      setPageCache(this.#db, 'normal')
    }
  }

  /**
   * A command over thousands of rows that leaves the process free in between: queries see what was
   * committed before until all of it is there. `onSlice` is asked now and then; what it throws rolls
   * everything back.
   */
  async sliced<T>(
    steps: (context: Context) => Generator<void, T>,
    { keeps, onSlice }: SlicedOptions,
  ): Promise<T> {
    if (this.isDamaged) throw new Refusal('company.damaged', { file: this.path })
    this.takeLock()
    const touched: Touched = { items: [], cards: false, vanished: false }
    const { path } = this
    const contextOn = (db: CompanyDb) => ({ ...this.#context(companyOf(db, path)), db, touched })
    let result: { readonly value: T } | null = null
    const committed = () => {
      this.cache?.committedBeside(this.#db, touched)
      for (const listener of this.#changed) listener()
    }
    try {
      return await this.#slices.run(() => (path === ':memory:' ? this.#db : this.#bulk.take()), {
        steps: function* (db) {
          const value = yield* steps(contextOn(db))
          result = { value }
          return value
        },
        onSlice,
        enter: (db) => (keeps ? (this.#committer?.enter(db, this.#clock.now()) ?? null) : null),
        committed,
      })
    } catch (error) {
      const refusal = this.#dropBulk(error)
      if (refusal === null) throw error
      if (!this.#committer?.isCommitted(this.#db)) throw refusal
      committed()
      return (result as { readonly value: T } | null)?.value as T
    } finally {
      this.#bulk.release(() => this.#slices.isBusy)
    }
  }

  command<T>(work: (context: Context) => T): T {
    return this.#command(work, { keeps: true })
  }

  /** After each commit of this process. */
  onChanged(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  /** Before the file is closed, or another takes its place: who reads it elsewhere stops. */
  onClosing(listener: (isForGood: boolean) => void): void {
    this.#closing.add(listener)
  }

  /** The connection between two commands, for copies; `work` changes no row. */
  withWriter<T>(work: (db: CompanyDb) => T): T {
    this.#db.setReadOnly(false)
    try {
      return work(this.#db)
    } finally {
      this.#db.setReadOnly(true)
    }
  }

  /** Copies page by page while commands go on. */
  copyOnline(path: string, progress?: (left: number, all: number) => void): Promise<void> {
    return this.#db.copyOnline(path, progress)
  }

  /** Puts another file under the name: closed while `swap` works, the lock kept, open again after. */
  replace(swap: () => void): void {
    this.takeLock()
    for (const listener of this.#closing) listener(false)
    this.#slices.abort(new Refusal('import.cancelled'))
    this.#closeBulk()
    this.cache?.stop()
    this.#committer?.close()
    this.#db.close()
    let failure: { readonly error: unknown } | null = null
    try {
      swap()
    } catch (error) {
      failure = { error }
    }
    try {
      this.#db = this.#reopen()
      this.#db.setReadOnly(true)
      if (failure === null) this.isDamaged = false
    } catch (error) {
      failure ??= { error }
    }
    if (failure !== null) throw failure.error
    for (const listener of this.#changed) listener()
  }

  close(): void {
    for (const listener of this.#closing) listener(true)
    this.#slices.close(new Refusal('import.cancelled'))
    this.#closeBulk()
    this.cache?.stop()
    this.#committer?.close()
    this.#db.setReadOnly(false)
    // A reader leaves that to the writer.
    const isOurs = this.#lock !== null && !this.isDamaged
    const token = isOurs && this.checkpoint() ? commitState(this.#db).token : null
    this.#db.close()
    if (token && this.#committer) sealFile(this.path, token.toString('hex'))
    this.#lock?.release()
    this.#lock = null
  }

  /** Lets go of a file that could not be opened to the end: nothing is written any more. */
  abandon(): void {
    this.#committer?.close()
    this.#db.close()
    this.#lock?.release()
    this.#lock = null
  }

  /** Brings the WAL into the file and empties it, at rest and at the end; false when that must wait. */
  checkpoint(): boolean {
    const intoFile = () =>
      this.withWriter((db) => db.pragmaRows('wal_checkpoint(truncate)')[0]?.['busy'] === 0)
    try {
      return intoFile()
    } catch (error) {
      if (diskTrouble(error) === null) throw error
      // The WAL keeps what the disk has no room for; the next opening finds it there.
      return releaseReserve(dirname(this.path)) && this.checkpoint()
    }
  }

  /** Takes the writer's lock, waiting for another process to end; then brings the journal in step. */
  takeLock(): void {
    if (this.#lock) return
    const lock = lockForWriting(this.path, LOCK_WAIT_MS)
    if (!lock) throw new Refusal('company.in_use', { file: this.path })
    try {
      breakSeal(this.path)
      if (this.#committer && readCompany(this.#db))
        this.settled = this.withWriter(
          (db) => this.#committer?.begin(db, this.#clock.now()) ?? null,
        )
    } catch (error) {
      lock.release()
      throw diskRefusal(error, this.path) ?? error
    }
    this.#lock = lock
  }

  #command<T>(work: (context: Context) => T, { keeps }: BulkOptions): T {
    if (this.isDamaged) throw new Refusal('company.damaged', { file: this.path })
    this.takeLock()
    this.#slices.drain()
    const touched: Touched = { items: [], cards: false, vanished: false }
    let result: { readonly value: T } | null = null
    const whole = () => {
      const value = work({ ...this.#context(this.company), touched })
      result = { value }
      return value
    }
    const db = this.#db
    db.setReadOnly(false)
    try {
      if (this.#committer && keeps) this.#committer.run(db, this.#clock.now(), whole)
      else db.transaction(whole)
    } catch (error) {
      const refusal = this.#replaceConnection(error)
      if (refusal === null) throw error
      if (!this.#committer?.isCommitted(this.#db)) throw refusal
    } finally {
      this.#db.setReadOnly(true)
    }
    this.cache?.committed(this.#db, touched)
    for (const listener of this.#changed) listener()
    return (result as { readonly value: T } | null)?.value as T
  }

  #closeBulk(): void {
    this.#bulk.close(() => this.#slices.isBusy)
  }

  /** Null where the error is none of the disk's; else the connection that met it is not used again. */
  #dropBulk(error: unknown): Refusal | null {
    const refusal = diskRefusal(error, this.path)
    if (refusal === null) return null
    if (diskTrouble(error) === 'damaged') this.isDamaged = true
    this.#closeBulk()
    return refusal
  }

  #reading<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (diskTrouble(error) === 'damaged') this.isDamaged = true
      throw diskRefusal(error, this.path) ?? error
    }
  }

  /**
   * Null where the error is none of the disk's. The new connection is opened before the old one is
   * closed, so that reading goes on although the disk has no room for another `-shm`.
   */
  #replaceConnection(error: unknown): Refusal | null {
    const refusal = diskRefusal(error, this.path)
    if (refusal === null) return null
    if (diskTrouble(error) === 'damaged') this.isDamaged = true
    this.cache?.stop()
    const old = this.#db
    try {
      this.#db = this.#reopen()
    } catch (again) {
      throw diskRefusal(again, this.path) ?? refusal
    }
    old.close()
    return refusal
  }

  #context(company: CompanyRow): Context {
    const nowMs = this.#clock.now()
    return {
      db: this.#db,
      company,
      nowMs,
      // Asked for only where a question names no day: the first one makes a formatter, 10 ms.
      get today() {
        return dayIn(company.timezone, nowMs)
      },
      app: APP_VERSION,
      touched: { items: [], cards: false, vanished: false },
    }
  }
}

function companyOf(db: CompanyDb, path: string): CompanyRow {
  const company = readCompany(db)
  if (!company) throw new Refusal('company.not_a_company', { file: path })
  return company
}
