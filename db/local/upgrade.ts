/**
 * Brings a company file of an older version up, on a copy: the file itself stays as it is until a
 * migrated and checked copy takes its name in one step. Whatever goes wrong, and whenever the power
 * fails, one whole file stands under the name.
 */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { renameForGood, syncFile } from './lasting.ts'
import { lockForWriting } from './lock.ts'
import type { Migration } from './migrations/index.ts'
import { type CompanyDb, CompanyFileError, firstFault, openAsIs, versionOf } from './connection.ts'
import { isDiskTrouble } from './disk-trouble.ts'

const LOCK_WAIT_MS = 10_000
const COPY = '.upgrade'

/** Each migration is one transaction: it is there whole or not at all. */
export function migrate(db: CompanyDb, migrations: readonly Migration[]): void {
  const from = versionOf(db)
  migrations.slice(from).forEach((migration, index) => {
    db.transaction(() => {
      db.execute(migration.sql)
      db.execute(`pragma user_version = ${from + index + 1}`)
    })
  })
}

/** Throws `in_use`, or `upgrade_failed` with its cause; the file is then as it was. */
export function upgrade(
  path: string,
  migrations: readonly Migration[],
  before?: (db: CompanyDb) => void,
): void {
  const lock = lockForWriting(path, LOCK_WAIT_MS)
  if (!lock) throw new CompanyFileError('in_use')
  try {
    removeCopies(path)
    const old = openAsIs(path, migrations)
    const copy = join(dirname(path), `.${basename(path)}-${versionOf(old)}${COPY}`)
    try {
      // Another process was quicker.
      if (versionOf(old) === migrations.length) return
      before?.(old)
      old.vacuumInto(copy)
      emptyWal(old)
    } finally {
      old.close()
    }
    bringUp(copy, migrations)
    putInPlace(copy, path)
  } catch (error) {
    if (error instanceof CompanyFileError || isDiskTrouble(error)) throw error
    throw new CompanyFileError('upgrade_failed', error)
  } finally {
    removeCopies(path)
    lock.release()
  }
}

/** Migrates a copy in place and checks it; throws when it is not sound then. */
export function bringUp(copy: string, migrations: readonly Migration[]): void {
  const db = openAsIs(copy, migrations)
  try {
    migrate(db, migrations)
    const fault = firstFault(db)
    if (fault !== null) throw new Error(`after migration: ${fault}`)
    emptyWal(db)
  } finally {
    db.close()
  }
}

/** All of the WAL is in the file: a WAL left behind would be laid over the file that takes the name. */
export function emptyWal(db: CompanyDb): void {
  const [row] = db.pragmaRows('wal_checkpoint(truncate)')
  if (row?.['busy'] !== 0) throw new CompanyFileError('in_use')
}

/** `from` takes the name `to` in one step, both closed and without WAL; durable when it returns. */
export function putInPlace(from: string, to: string): void {
  syncFile(from)
  if ((statSync(`${to}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new CompanyFileError('in_use')
  for (const suffix of ['-wal', '-shm']) rmSync(to + suffix, { force: true })
  renameForGood(from, to)
}

/** What an upgrade that was cut off has left beside the file. */
function removeCopies(path: string): void {
  const begins = `.${basename(path)}-`
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(begins) && /\.upgrade(-wal|-shm)?$/.test(name))
      rmSync(join(dirname(path), name), { force: true })
}
