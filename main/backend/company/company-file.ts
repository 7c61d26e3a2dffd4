/**
 * One open company file: its connection, its clock, and the two ways to work on it.
 *
 * Outside a command the connection refuses writes (`query_only`), so a query cannot write even by
 * mistake; a command lifts that inside one `BEGIN IMMEDIATE` and everything it did is there or not.
 * One process writes a file: a window takes the writer's lock for as long as it has the file open,
 * since it keeps the open items in memory; a process that answers once takes it with its first command.
 *
 * After trouble with the disk the connection is replaced, and what the caller hears is a refusal.
 */
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { integrityFaults } from '../../../db/local/checks.ts'
import { commitState } from '../../../db/local/commit-state.ts'
import { type CompanyRow, readCompany } from '../../../db/local/company.ts'
import { diskTrouble } from '../../../db/local/disk-trouble.ts'
import { lockForWriting, type WriterLock } from '../../../db/local/lock.ts'
import {
  type CompanyDb,
  CompanyFileError,
  openAsIs,
  openCompanyDb,
  setPageCache,
} from '../../../db/local/open.ts'
import { outboxOf } from '../../../db/local/outbox/journal.ts'
import type { Settled } from '../../../db/local/outbox/settle.ts'
import { dayIn } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { APP_VERSION, type Context, type Touched } from '../context.ts'
import { backupsOf, keepCopy } from '../durability/backup-store.ts'
import { Committer } from '../durability/committer.ts'
import { releaseReserve } from '../durability/disk-space.ts'
import { assertPlace } from '../durability/place.ts'
import { breakSeal, brokenSeal, noteForeignChange, sealFile } from '../durability/seal.ts'
import { OpenCache } from '../reports/open-cache.ts'
import type { Clock } from './clock.ts'

/** How long another writer may take to finish. */
const LOCK_WAIT_MS = 10_000

export interface BulkOptions {
  /** False for a trial that throws in the end: nothing of it is written to the outbox journal. */
  readonly keeps: boolean
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
  readonly #clock: Clock
  readonly #changed: Set<() => void> = new Set()
  readonly #committer: Committer | null
  #lock: WriterLock | null = null

  constructor(
    path: string,
    db: CompanyDb,
    clock: Clock,
    keepsColumns: boolean,
    { keepsJournal = true }: { readonly keepsJournal?: boolean } = {},
  ) {
    this.path = path
    this.#db = db
    this.#clock = clock
    this.#committer = keepsJournal && path !== ':memory:' ? new Committer(path) : null
    this.cache = keepsColumns ? new OpenCache() : null
    if (keepsColumns) this.takeLock()
    db.execute('pragma query_only = on')
  }

  get company(): CompanyRow {
    const company = this.#reading(() => readCompany(this.#db))
    if (!company) throw new Refusal('company.not_a_company', { file: this.path })
    return company
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

  command<T>(work: (context: Context) => T): T {
    return this.#command(work, { keeps: true })
  }

  /** After each commit of this process. */
  onChanged(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  /** The connection between two commands, for copies; `work` changes no row. */
  withWriter<T>(work: (db: CompanyDb) => T): T {
    this.#db.execute('pragma query_only = off')
    try {
      return work(this.#db)
    } finally {
      this.#db.execute('pragma query_only = on')
    }
  }

  /** Copies page by page while commands go on. */
  copyOnline(path: string, progress?: (left: number, all: number) => void): Promise<void> {
    return this.#db.copyOnline(path, progress)
  }

  /** Puts another file under the name: closed while `swap` works, the lock kept, open again after. */
  replace(swap: () => void): void {
    this.takeLock()
    this.cache?.stop()
    this.#committer?.close()
    this.#db.close()
    try {
      swap()
    } finally {
      this.#db = openAsIs(this.path)
      this.isDamaged = false
      this.#db.execute('pragma query_only = on')
    }
    for (const listener of this.#changed) listener()
  }

  close(): void {
    this.cache?.stop()
    this.#committer?.close()
    this.#db.execute('pragma query_only = off')
    // A reader leaves that to the writer.
    const isOurs = this.#lock !== null && !this.isDamaged
    const token = isOurs && this.checkpoint() ? commitState(this.#db).token : null
    this.#db.close()
    if (token && this.#committer) sealFile(this.path, token.toString('hex'))
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
    this.#lock = lockForWriting(this.path, LOCK_WAIT_MS)
    if (!this.#lock) throw new Refusal('company.in_use', { file: this.path })
    breakSeal(this.path)
    if (this.#committer && readCompany(this.#db))
      this.settled = this.#trouble(() =>
        this.withWriter((db) => this.#committer?.begin(db, this.#clock.now()) ?? null),
      )
  }

  #command<T>(work: (context: Context) => T, { keeps }: BulkOptions): T {
    if (this.isDamaged) throw new Refusal('company.damaged', { file: this.path })
    this.takeLock()
    const touched: Touched = { items: [], cards: false }
    let result: { readonly value: T } | null = null
    const whole = () => {
      const value = work({ ...this.#context(this.company), touched })
      result = { value }
      return value
    }
    const db = this.#db
    db.execute('pragma query_only = off')
    try {
      if (this.#committer && keeps) this.#committer.run(db, this.#clock.now(), whole)
      else db.transaction(whole)
    } catch (error) {
      const refusal = this.#replaceConnection(error)
      if (refusal === null) throw error
      if (!this.#committer?.isCommitted(this.#db)) throw refusal
    } finally {
      this.#db.execute('pragma query_only = on')
    }
    this.cache?.committed(this.#db, touched)
    for (const listener of this.#changed) listener()
    return (result as { readonly value: T } | null)?.value as T
  }

  #reading<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (diskTrouble(error) === 'damaged') this.isDamaged = true
      throw diskRefusal(error, this.path) ?? error
    }
  }

  #trouble<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
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
      this.#db = openAsIs(this.path)
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
      today: dayIn(company.timezone, nowMs),
      app: APP_VERSION,
      touched: { items: [], cards: false },
    }
  }
}

/** Trouble with the disk in the words of the contract; null where the error is another. */
export function diskRefusal(error: unknown, file: string): Refusal | null {
  const trouble = diskTrouble(error)
  if (trouble === null) return null
  const code = { full: 'disk.full', failed: 'disk.failed', damaged: 'company.damaged' }[trouble]
  return new Refusal(code, { file })
}

/** Up to here the whole file is checked before it is opened, and the first backup made at once. */
export const SMALL_BYTES = 8 * 1024 * 1024

export interface OpenOptions {
  /** For a file in the making: no journal, no first backup. */
  readonly keepsJournal?: boolean
}

/**
 * Opens a file or refuses in the words of the contract: an unsafe place, a newer version, damage. An
 * older file is kept as a backup and brought up first.
 */
export function openCompanyFile(
  path: string,
  clock: Clock,
  keepsColumns: boolean,
  options: OpenOptions = {},
): CompanyFile {
  if (path !== ':memory:') assertPlace(path)
  const foreign = existsSync(path) ? brokenSeal(path) : null
  const db = refused(path, () =>
    openCompanyDb(path, (old) => {
      keepCopy(old, path, 'migration', clock.now())
      breakSeal(path)
    }),
  )
  try {
    if (foreign !== null && commitState(db).token.toString('hex') === foreign)
      noteForeignChange(path, clock.now())
    if (isSmall(path) && integrityFaults(db, false).length > 0)
      throw new Refusal('company.damaged', { file: path })
    const file = new CompanyFile(path, db, clock, keepsColumns, options)
    void file.company
    if (keepsColumns && options.keepsJournal !== false) firstBackup(file, clock)
    return file
  } catch (error) {
    db.close()
    throw diskRefusal(error, path) ?? error
  }
}

/** What recovery begins with; a large file gets its own in the background. */
export function firstBackup(file: CompanyFile, clock: Clock): void {
  if (!isSmall(file.path) || backupsOf(file.path).length > 0) return
  file.withWriter((db) => keepCopy(db, file.path, 'first', clock.now()))
}

function isSmall(path: string): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return size <= SMALL_BYTES
}

function refused(path: string, open: () => CompanyDb): CompanyDb {
  try {
    return open()
  } catch (error) {
    if (error instanceof CompanyFileError)
      throw new Refusal(`company.${reasonOf(error, path)}`, { file: path })
    throw diskRefusal(error, path) ?? error
  }
}

/** No company file any more where an outbox journal lies: damaged, not another kind of file. */
function reasonOf({ reason }: CompanyFileError, path: string): string {
  return reason === 'not_a_company' && existsSync(outboxOf(path)) ? 'damaged' : reason
}
