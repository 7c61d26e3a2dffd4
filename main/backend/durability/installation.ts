/**
 * A copy of a company file that begins a life of its own (sync.md 17): another device and epoch before
 * the first write, so that it and its original never extend one chain, and a commit of its own, so
 * that the original's outbox journal does not fit it.
 */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { commitState, saveCommitState } from '../../../db/local/commit-state.ts'
import { saveNewDevice } from '../../../db/local/company.ts'
import { MIGRATIONS } from '../../../db/local/migrations/index.ts'
import {
  type CompanyDb,
  CompanyFileError,
  openAsIs,
  openUntouched,
} from '../../../db/local/open.ts'
import { bringUp, emptyWal } from '../../../db/local/upgrade.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Device } from '../company/device.ts'

/** Copies `from`, which stays as it is, to `to` in this version; answers the device's epoch. */
export function copyAsNewInstallation(from: string, to: string, device: Device): number {
  copyInThisVersion(from, to)
  const db = openAsIs(to)
  try {
    const epoch = becomeNewInstallation(db, device)
    emptyWal(db)
    return epoch
  } finally {
    db.close()
  }
}

export function becomeNewInstallation(db: CompanyDb, device: Device): number {
  return db.transaction(() => {
    saveCommitState(db, { seq: commitState(db).seq, token: randomBytes(8) })
    return saveNewDevice(db, device.deviceId, device.installId, device.deviceCode)
  })
}

/** A whole copy of a company file of this version or an older one, migrated. */
export function copyInThisVersion(from: string, to: string): void {
  copyAsItIs(from, to)
  bringUp(to, MIGRATIONS)
  for (const suffix of ['-wal', '-shm']) rmSync(to + suffix, { force: true })
}

/** A whole copy in the version of the original. */
export function copyAsItIs(from: string, to: string): void {
  let source: CompanyDb
  try {
    source = openUntouched(from)
  } catch (error) {
    if (error instanceof CompanyFileError)
      throw new Refusal(`company.${error.reason}`, { file: from })
    throw error
  }
  try {
    source.vacuumInto(to)
  } finally {
    source.close()
  }
}
