/**
 * Opens and makes company files: connection.ts is how, this is in which version. An older file is
 * brought up before anybody works on it.
 */
import { APPLICATION_ID, type CompanyDb, connect, openAsIs, versionOf } from './connection.ts'
import { type Migration, MIGRATIONS } from './migrations/index.ts'
import { migrate, upgrade } from './upgrade.ts'

export {
  type CompanyDb,
  CompanyFileError,
  openAsIs,
  makeSingleFile,
  openReadOnly,
  openUntouched,
  setPageCache,
} from './connection.ts'

/** Makes the file and its tables; the caller has checked that the path is free. */
export function createCompanyDb(
  path: string,
  migrations: readonly Migration[] = MIGRATIONS,
): CompanyDb {
  const db = connect(path, false)
  db.execute(`pragma application_id = ${APPLICATION_ID}`)
  migrate(db, migrations)
  return db
}

/**
 * Opens an existing company file for writing. An older one is brought up first, on a copy
 * (upgrade.ts); `beforeUpgrade` may keep it as it is, and stops all by throwing.
 */
export function openCompanyDb(
  path: string,
  beforeUpgrade?: (db: CompanyDb) => void,
  migrations: readonly Migration[] = MIGRATIONS,
): CompanyDb {
  const db = openAsIs(path, migrations)
  if (versionOf(db) === migrations.length) return db
  db.close()
  upgrade(path, migrations, beforeUpgrade)
  return openAsIs(path, migrations)
}

export function schemaVersion(): number {
  return MIGRATIONS.length
}
