/**
 * The disk of a simulated desktop: a company file in memory that can be made to fail at any statement
 * or commit, or to stop there as a process that is killed. What it then begins with anew is what was
 * committed. That SQLite itself keeps that promise is what tests/crash proves.
 */
import SqliteDatabase from 'better-sqlite3'
import { APPLICATION_ID, type CompanyDb, equipped } from '../../db/local/connection.ts'
import { MIGRATIONS } from '../../db/local/migrations/index.ts'
import { migrate } from '../../db/local/upgrade.ts'
import { Violation } from './violation.ts'

export class DeviceCrashed extends Error {
  constructor() {
    super('the device has crashed')
    this.name = 'DeviceCrashed'
  }
}

export interface DiskFault {
  readonly what: 'crash' | 'SQLITE_FULL' | 'SQLITE_IOERR_WRITE'
  /** A crash may also strike right after the commit, before anybody hears of it. */
  readonly at: 'statement' | 'commit' | 'committed'
  /** Of that kind, how many pass before it strikes. */
  readonly after: number
}

/** What a planted fault makes of a writing statement; the statement itself is run by `run`. */
export type Tamper = (sql: string, run: () => SqliteDatabase.RunResult) => SqliteDatabase.RunResult

/** Far more than a page of 2,000 changes takes. */
const AT_ONCE_MAX = 300_000
const NOTHING: SqliteDatabase.RunResult = { changes: 1, lastInsertRowid: 0 }

export interface DiskOptions {
  readonly onStruck: (what: DiskFault['what']) => void
  readonly tamper: Tamper | null
  /** Null: an empty company file. */
  readonly image: Uint8Array | null
}

export class Disk {
  #connection: SqliteDatabase.Database
  #fault: { what: DiskFault['what']; at: DiskFault['at']; left: number } | null = null
  #isDead = false
  #isLookedAt = false
  /** Statements since the scheduler let this device go on. */
  #ran = 0
  readonly #tamper: Tamper | null
  readonly #onStruck: (what: DiskFault['what']) => void

  constructor({ onStruck, tamper, image }: DiskOptions) {
    this.#onStruck = onStruck
    this.#tamper = tamper
    this.#connection = new SqliteDatabase(Buffer.from(image ?? template()))
  }

  /** What is committed; not while a transaction is open. */
  image(): Uint8Array {
    return this.#connection.serialize()
  }

  /** Another file lies there from the next opening on. */
  replace(image: Uint8Array): void {
    this.#connection = new SqliteDatabase(Buffer.from(image))
  }

  /** A connection to what is committed; the one before is not used again. */
  open(): CompanyDb {
    const image = this.#connection.serialize()
    this.#connection = new SqliteDatabase(image)
    this.#isDead = false
    this.#fault = null
    this.#instrument(this.#connection)
    return equipped(this.#connection, true)
  }

  arm({ what, at, after }: DiskFault): void {
    this.#fault = { what, at, left: after }
  }

  /** Answers the fault that was waiting, as it would have struck. */
  disarm(): DiskFault | null {
    const fault = this.#fault
    this.#fault = null
    return fault && { what: fault.what, at: fault.at, after: fault.left }
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** What the simulation itself asks for meets no fault. */
  lookAt<T>(look: () => T): T {
    this.#isLookedAt = true
    try {
      return look()
    } finally {
      this.#isLookedAt = false
    }
  }

  /** The scheduler lets the device go on. */
  goOn(): void {
    this.#ran = 0
  }

  /** Between two statements. */
  kill(): void {
    this.#isDead = true
    this.#onStruck('crash')
  }

  #instrument(connection: SqliteDatabase.Database): void {
    const prepare = connection.prepare.bind(connection)
    const prepared = (sql: string) => {
      const statement = prepare(sql)
      const [run, all, get] = [
        statement.run.bind(statement),
        statement.all.bind(statement),
        statement.get.bind(statement),
      ]
      const at = sql === 'commit' ? 'commit' : 'statement'
      const writes = !statement.readonly && at === 'statement'
      statement.all = (...values) => {
        this.#pass(at, writes)
        return all(...values)
      }
      statement.get = (...values) => {
        this.#pass(at, writes)
        return get(...values)
      }
      statement.run = (...values) => {
        this.#pass(at, writes)
        const whole = () => run(...values)
        const result = writes && this.#tamper ? this.#tamper(sql, whole) : whole()
        if (at === 'commit') this.#pass('committed', true)
        return result
      }
      return statement
    }
    connection.prepare = prepared as typeof connection.prepare
  }

  #pass(at: DiskFault['at'], writes: boolean): void {
    if (this.#isLookedAt) return
    if (this.#isDead) throw new DeviceCrashed()
    this.#ran += 1
    if (this.#ran > AT_ONCE_MAX) throw new Violation('I29', 'a device works on and on')
    const fault = this.#fault
    if (!fault || fault.at !== at) return
    // A disk without room can still be read.
    if (fault.what !== 'crash' && at === 'statement' && !writes) return
    fault.left -= 1
    if (fault.left >= 0) return
    this.#fault = null
    this.#onStruck(fault.what)
    if (fault.what === 'crash') {
      this.#isDead = true
      throw new DeviceCrashed()
    }
    throw new SqliteDatabase.SqliteError('planted by the simulation', fault.what)
  }
}

/** Says that a statement ran, and does not run it. */
export function skipped(): SqliteDatabase.RunResult {
  return NOTHING
}

let made: Uint8Array | null = null

/** An empty company file of this version, made once; small pages, since a run copies it often. */
function template(): Uint8Array {
  if (made === null) {
    const connection = new SqliteDatabase(':memory:')
    connection.pragma('page_size = 1024')
    const db = equipped(connection, true)
    db.execute(`pragma application_id = ${APPLICATION_ID}`)
    migrate(db, MIGRATIONS)
    made = connection.serialize()
    db.close()
  }
  return made
}
