/**
 * Opens a company file: the only place that knows the driver, the pragmas and how a file is told
 * from something else. reliability-security.md 1: WAL and FULL are read back, and a file that
 * cannot give them is not opened.
 */
import { existsSync, openSync, readSync, closeSync, statSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { fold } from '../../shared/domain/fold.ts'
import { Database } from '../kit/database.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Schema } from './schema.ts'

export type CompanyDb = Database<Schema>

/** 'Sald' in ASCII: marks a company file in the SQLite header. */
export const APPLICATION_ID = 0x53_61_6c_64
const MINIMUM_SQLITE = [3, 51, 3] as const

export type OpenFailure =
  | 'not_found'
  | 'not_a_company'
  | 'too_new'
  | 'damaged'
  | 'in_use'
  | 'upgrade_failed'

/** Why a file was not opened; the file itself is untouched. */
export class CompanyFileError extends Error {
  readonly reason: OpenFailure

  constructor(reason: OpenFailure, cause?: unknown) {
    super(reason, { cause })
    this.name = 'CompanyFileError'
    this.reason = reason
  }
}

/** Opens a company file of this version or an older one, and leaves it at that. */
export function openAsIs(path: string, migrations = MIGRATIONS): CompanyDb {
  checkHeader(path)
  return ofThisVersion(
    guard(() => connect(path, true)),
    migrations.length,
  )
}

/** Opens a company file without changing a byte of it: backups stay what their manifest says. */
export function openUntouched(path: string): CompanyDb {
  return ofThisVersion(openReadOnly(path), MIGRATIONS.length)
}

/** Makes a copy one file that needs no WAL beside it, to be opened from any medium. */
export function makeSingleFile(path: string): void {
  const connection = new SqliteDatabase(path, { fileMustExist: true })
  try {
    const mode = connection.pragma('journal_mode = delete', { simple: true })
    if (mode !== 'delete') throw new Error(`journal mode is ${String(mode)}, wanted delete`)
  } finally {
    connection.close()
  }
}

function ofThisVersion(db: CompanyDb, newest: number): CompanyDb {
  const fail = (reason: OpenFailure, cause?: unknown): never => {
    db.close()
    throw new CompanyFileError(reason, cause)
  }
  let version: number
  try {
    if (db.pragma('application_id') !== APPLICATION_ID) return fail('not_a_company')
    version = versionOf(db)
  } catch (error) {
    return fail('damaged', error)
  }
  return version > newest ? fail('too_new') : db
}

/** What SQLite's own checks find first; null for a sound file. */
export function firstFault(db: CompanyDb): string | null {
  const [row] = db.pragmaRows('integrity_check')
  const said = String(Object.values(row ?? {})[0])
  if (said !== 'ok') return said
  return db.pragmaRows('foreign_key_check').length === 0 ? null : 'foreign keys'
}

/** A connection that cannot write, for checks and for what is left of a damaged file. */
export function openReadOnly(path: string): CompanyDb {
  checkHeader(path)
  return guard(() => {
    const connection = new SqliteDatabase(path, { readonly: true, fileMustExist: true })
    const db = new Database<Schema>(connection)
    try {
      set(db, SAFETY)
      readBack(db, SAFETY)
    } catch (error) {
      db.close()
      throw error
    }
    return db
  })
}

/** Pages kept in memory, in KiB; what is beyond the smaller size is given back at once. */
const PAGE_CACHE = { normal: 32_768, bulk: 327_680 } as const

export function setPageCache(db: CompanyDb, size: keyof typeof PAGE_CACHE): void {
  db.execute(`pragma cache_size = -${PAGE_CACHE[size]}`)
  if (size === 'normal') db.execute('pragma shrink_memory')
}

export function versionOf(db: CompanyDb): number {
  return Number(db.pragma('user_version'))
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
    // A full disk or missing rights say nothing about the file.
    if (isDiskTrouble(error) || (error as { code?: string }).code === 'SQLITE_CANTOPEN') throw error
    throw new CompanyFileError('damaged', error)
  }
}

type Settings = readonly (readonly [name: string, said: string, readBack: string | number])[]

/** On every connection (reliability-security.md 1). */
const SAFETY: Settings = [
  ['foreign_keys', 'on', 1],
  ['recursive_triggers', 'on', 1],
  ['cell_size_check', 'on', 1],
  ['trusted_schema', 'off', 0],
  ['secure_delete', 'on', 1],
  ['temp_store', 'memory', 2],
  ...(process.platform === 'darwin'
    ? ([
        ['fullfsync', 'on', 1],
        ['checkpoint_fullfsync', 'on', 1],
      ] as const)
    : []),
]

function durability(inMemory: boolean): Settings {
  return [
    ['journal_mode', 'wal', inMemory ? 'memory' : 'wal'],
    ['synchronous', 'full', 2],
    ['wal_autocheckpoint', '4000', 4000],
    ...SAFETY,
  ]
}

/** A connection with every setting made and read back; one that cannot have them is not used. */
export function connect(path: string, mustExist: boolean): CompanyDb {
  const connection = new SqliteDatabase(path, { fileMustExist: mustExist, timeout: 10_000 })
  return equipped(connection, path === ':memory:')
}

/** The same of a connection that is open already. */
export function equipped(connection: SqliteDatabase.Database, inMemory: boolean): CompanyDb {
  // Text as it is looked for: filters compare folded text, Turkish spelling included.
  connection.function('fold', { deterministic: true }, (text: unknown) => fold(String(text)))
  const db = new Database<Schema>(connection)
  try {
    const settings = durability(inMemory)
    set(db, settings)
    setPageCache(db, 'normal')
    readBack(db, settings)
    assertSqlite(db.prepare<[], { v: string }>('select sqlite_version() as v').get()?.v ?? '0')
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

function set(db: CompanyDb, settings: Settings): void {
  for (const [name, said] of settings) db.execute(`pragma ${name} = ${said}`)
}

function readBack(db: CompanyDb, settings: Settings): void {
  for (const [name, , value] of settings) {
    const found = db.pragma(name)
    if (found !== value) throw new Error(`pragma ${name} is ${String(found)}, wanted ${value}`)
  }
}

/** 3.7.0 to 3.51.2 have a rare race at the reset of the WAL (reliability-security.md 1). */
export function assertSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  const differs = MINIMUM_SQLITE.findIndex((part, i) => (parts[i] ?? 0) !== part)
  if (differs >= 0 && (parts[differs] ?? 0) < (MINIMUM_SQLITE[differs] ?? 0))
    throw new Error(`SQLite ${version} is too old`)
}
