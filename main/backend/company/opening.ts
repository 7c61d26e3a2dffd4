/** From a path to a company file in use: checked, brought up to this version, kept as a backup. */
import { existsSync } from 'node:fs'
import { integrityFaults } from '../../../db/local/checks.ts'
import { commitState } from '../../../db/local/commit-state.ts'
import { type CompanyDb, CompanyFileError, openCompanyDb } from '../../../db/local/open.ts'
import { outboxOf } from '../../../db/local/outbox/journal.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { keepCopy } from '../durability/backup-store.ts'
import { isSmall, keepBase } from '../durability/base.ts'
import { diskRefusal, unwritable } from '../durability/disk-refusal.ts'
import { removeLeftovers } from '../durability/leftovers.ts'
import { assertPlace } from '../durability/place.ts'
import { breakSeal, brokenSeal, noteForeignChange } from '../durability/seal.ts'
import type { Clock } from './clock.ts'
import { CompanyFile } from './company-file.ts'
import { adoptKeys } from './device.ts'

export interface OpenOptions {
  /** For a file in the making: no journal, no first backup. */
  readonly keepsJournal?: boolean
}

/**
 * Opens a file or refuses in the words of the contract: an unsafe place, one that may not be written
 * to, a newer version, damage. An older file is kept as a backup and brought up first.
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
  let file: CompanyFile | null = null
  try {
    if (foreign !== null && commitState(db).token.toString('hex') === foreign)
      noteForeignChange(path, clock.now())
    if (isSmall(path) && integrityFaults(db, false).length > 0)
      throw new Refusal('company.damaged', { file: path })
    file = new CompanyFile(path, db, clock, keepsColumns, options)
    if (file.settled !== null) {
      adoptKeys(path, file.company.installId)
      removeLeftovers(path, file.company.installId)
    }
    keepBase(file, clock)
    return file
  } catch (error) {
    if (file) file.abandon()
    else db.close()
    throw unwritable(error, path) ?? diskRefusal(error, path) ?? error
  }
}

function refused(path: string, open: () => CompanyDb): CompanyDb {
  try {
    return open()
  } catch (error) {
    if (error instanceof CompanyFileError)
      throw new Refusal(`company.${reasonOf(error, path)}`, { file: path })
    throw unwritable(error, path) ?? diskRefusal(error, path) ?? error
  }
}

/** No company file any more where an outbox journal lies: damaged, not another kind of file. */
function reasonOf({ reason }: CompanyFileError, path: string): string {
  return reason === 'not_a_company' && existsSync(outboxOf(path)) ? 'damaged' : reason
}
