/**
 * Puts a backup in the place of an open company: the present state becomes a backup first, so that
 * restoring that one is the way back. One step changes the name over; a kill leaves one or the other.
 */
import { rmSync } from 'node:fs'
import { commitState } from '../../../db/local/commit-state.ts'
import { besides } from '../../../db/local/lasting.ts'
import { putInPlace } from '../../../db/local/upgrade.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { diskRefusal } from './disk-refusal.ts'
import { adoptKeys, newDevice, prepareKeys } from '../company/device.ts'
import { type Backup, backupNamed, keepCopy } from './backup-store.ts'
import { checkOf, makeBackup } from './backups.ts'
import { copyAsNewInstallation } from './installation.ts'
import { isSameRoot } from './root.ts'
import { acceptForeignChange, breakSeal } from './seal.ts'

/** Answers the backup of what was there before. */
export async function restoreBackup(file: CompanyFile, name: string): Promise<Backup> {
  const backup = backupNamed(file.path, name)
  const fault = await faultOfBackup(backup)
  if (fault !== null) throw new Refusal('backup.not_sound', { file: backup.path, reason: fault })
  const before = await wayBack(file)
  putInstead(file, backup.path)
  // What is worked on from now on has a backup of its own to be recovered from.
  await makeBackup(file, 'restore')
  return before
}

/**
 * The present state among the backups, nothing posted after it: whoever worked on while it was checked
 * is in a second one, made at one go. A backup that was going on for another reason is no way back:
 * rotation would take it sooner.
 */
async function wayBack(file: CompanyFile): Promise<Backup> {
  const made = await makeBackup(file, 'restore')
  const present = file.query(({ db }) => commitState(db).token.toString('hex'))
  if (made.manifest?.reason === 'restore' && made.manifest.root.commitToken === present) return made
  const nowMs = file.query((context) => context.nowMs)
  try {
    return file.withWriter((db) => keepCopy(db, file.path, 'restore', nowMs))
  } catch (error) {
    throw diskRefusal(error, file.path) ?? error
  }
}

/** A copy of another company file in the place of an open one, as a new installation. */
export function putInstead(file: CompanyFile, from: string): void {
  const device = newDevice()
  const temporary = besides(file.path, 'restore')
  try {
    const epoch = copyAsNewInstallation(from, temporary, device)
    prepareKeys(file.path, device, epoch)
    file.checkpoint()
    file.replace(() => {
      breakSeal(file.path)
      acceptForeignChange(file.path)
      putInPlace(temporary, file.path)
      adoptKeys(file.path, device.installId)
    })
  } catch (error) {
    throw diskRefusal(error, file.path) ?? error
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
  }
}

/** Checks a backup again: its bytes against the manifest, and all that was checked when it was made. */
export async function faultOfBackup(backup: Backup): Promise<string | null> {
  const { manifest } = backup
  if (manifest === null) return 'manifest'
  const checked = await checkOf(backup.path)
  if (checked.fault !== null) return checked.fault
  if (checked.sha256 !== manifest.sha256) return 'sha256'
  return checked.root && isSameRoot(checked.root, manifest.root) ? null : 'root'
}
