/**
 * Opens a company file: the only place that knows the driver, the pragmas and how a file is told
 * from something else. reliability-security.md 1: WAL and FULL are read back, and a file that
 * cannot give them is not opened.
 */
import { existsSync, openSync, readSync, closeSync, statSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { fold } from '../../shared/domain/fold.ts'
import { Database } from '../kit/database.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Schema } from './schema.ts'

export type CompanyDb = Database<Schema>

/** 'Sald' in ASCII: marks a company file in the SQLite header. */
const APPLICATION_ID = 0x53_61_6c_64
const MINIMUM_SQLITE = [3, 51, 3] as const

export type OpenFailure = 'not_found' | 'not_a_company' | 'too_new' | 'damaged'

/** Why a file was not opened; the file itself is untouched. */
export class CompanyFileError extends Error {
  readonly reason: OpenFailure

  constructor(reason: OpenFailure, cause?: unknown) {
    super(reason, { cause })
    this.name = 'CompanyFileError'
    this.reason = reason
  }
}

/** Makes the file and its tables; the caller has checked that the path is free. */
export function createCompanyDb(path: string): CompanyDb {
  const db = connect(path, false)
  db.execute(`pragma application_id = ${APPLICATION_ID}`)
  migrate(db)
  return db
}

/** Opens an existing company file for writing, migrating it when it is older. */
export function openCompanyDb(path: string): CompanyDb {
  checkHeader(path)
  const db = guard(() => connect(path, true))
  const fail = (reason: OpenFailure, cause?: unknown): never => {
    db.close()
    throw new CompanyFileError(reason, cause)
  }
  let version: number
  try {
    if (db.pragma('application_id') !== APPLICATION_ID) return fail('not_a_company')
    version = Number(db.pragma('user_version'))
  } catch (error) {
    return fail('damaged', error)
  }
  if (version > MIGRATIONS.length) return fail('too_new')
  if (version < MIGRATIONS.length) migrate(db)
  return db
}

/** Pages kept in memory, in KiB; what is beyond the smaller size is given back at once. */
const PAGE_CACHE = { normal: 32_768, bulk: 327_680 } as const

export function setPageCache(db: CompanyDb, size: keyof typeof PAGE_CACHE): void {
  db.execute(`pragma cache_size = -${PAGE_CACHE[size]}`)
  if (size === 'normal') db.execute('pragma shrink_memory')
}

export function schemaVersion(): number {
  return MIGRATIONS.length
}

function checkHeader(path: string): void {
  if (!existsSync(path)) throw new CompanyFileError('not_found')
  if (!statSync(path).isFile()) throw new CompanyFileError('not_a_company')
  const head = Buffer.alloc(16)
  const handle = openSync(path, 'r')
  try {
    readSync(handle, head, 0, 16, 0)
  } finally {
    closeSync(handle)
  }
  if (head.toString('latin1') !== 'SQLite format 3\0') throw new CompanyFileError('not_a_company')
}

function guard(open: () => CompanyDb): CompanyDb {
  try {
    return open()
  } catch (error) {
    throw new CompanyFileError('damaged', error)
  }
}

function connect(path: string, mustExist: boolean): CompanyDb {
  const connection = new SqliteDatabase(path, { fileMustExist: mustExist, timeout: 10_000 })
  // Text as it is looked for: filters compare folded text, Turkish spelling included.
  connection.function('fold', { deterministic: true }, (text: unknown) => fold(String(text)))
  const db = new Database<Schema>(connection)
  try {
    db.execute('pragma journal_mode = wal')
    db.execute('pragma synchronous = full')
    db.execute('pragma foreign_keys = on')
    db.execute('pragma recursive_triggers = on')
    db.execute('pragma cell_size_check = on')
    db.execute('pragma trusted_schema = off')
    db.execute('pragma secure_delete = on')
    setPageCache(db, 'normal')
    db.execute('pragma temp_store = memory')
    db.execute('pragma wal_autocheckpoint = 4000')
    if (process.platform === 'darwin') {
      db.execute('pragma fullfsync = on')
      db.execute('pragma checkpoint_fullfsync = on')
    }
    assertSettings(db, path === ':memory:')
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

function assertSettings(db: CompanyDb, inMemory: boolean): void {
  const expected: readonly (readonly [string, string | number])[] = [
    ['journal_mode', inMemory ? 'memory' : 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
  ]
  for (const [name, value] of expected) {
    const found = db.pragma(name)
    if (found !== value) throw new Error(`pragma ${name} is ${String(found)}, wanted ${value}`)
  }
  const version = db.prepare<[], { v: string }>('select sqlite_version() as v').get()?.v ?? '0'
  const parts = version.split('.').map(Number)
  const newer = MINIMUM_SQLITE.findIndex((part, i) => (parts[i] ?? 0) !== part)
  if (newer >= 0 && (parts[newer] ?? 0) < (MINIMUM_SQLITE[newer] ?? 0)) {
    throw new Error(`SQLite ${version} is too old`)
  }
}

/** Each migration is one transaction: it is there whole or not at all, whenever the power fails. */
function migrate(db: CompanyDb): void {
  const from = Number(db.pragma('user_version'))
  MIGRATIONS.slice(from).forEach((migration, index) => {
    db.transaction(() => {
      db.execute(migration.sql)
      db.execute(`pragma user_version = ${from + index + 1}`)
    })
  })
}
