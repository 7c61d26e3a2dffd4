/**
 * Makes company files, and puts backups in place.
 *
 * A file is built under another name beside its place and then linked to it, so that a half-made
 * company never stands under the asked name and an existing file is never touched. The device's key
 * is made with the file (sync.md 20): what is posted now has its chain already.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { saveCommitState } from '../../../db/local/commit-state.ts'
import { insertCompany } from '../../../db/local/company.ts'
import { besides, makeFolder, syncFile, syncFolder } from '../../../db/local/lasting.ts'
import { createCompanyDb } from '../../../db/local/open.ts'
import { connectCompany } from '../../../db/local/sync-state.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { UNNAMED_USER } from '../../../shared/domain/user-name.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { copyAsNewInstallation } from '../durability/installation.ts'
import { assertPlace } from '../durability/place.ts'
import { type Clock, isTimeZone } from './clock.ts'
import { diskRefusal, unwritable } from '../durability/disk-refusal.ts'
import { adoptKeys, type Device, newDevice, prepareKeys } from './device.ts'

export interface NewCompanyFile {
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  readonly demoUntil?: IsoDate
}

/** What a file takes over from the server whose company it joins (sync.md 20). */
export interface Joined {
  readonly companyId: string
  readonly userId: string
  readonly userName: string
  readonly saltKey: Uint8Array
  readonly device: Device
  readonly privateKey: string
  readonly refreshToken: string
  readonly serverUrl: string
}

/** With `joined`, this device's file of a company that lives on a server; else one that is new. */
export function createCompanyFile(
  path: string,
  company: NewCompanyFile,
  clock: Clock,
  joined?: Joined,
): void {
  if (!isTimeZone(company.timezone))
    throw new Refusal('timezone.unknown', { timezone: company.timezone })
  assertPlace(path)
  const device = joined?.device ?? newDevice()
  build(path, (temporary) => {
    const db = createCompanyDb(temporary)
    try {
      db.transaction(() => {
        insertCompany(db, {
          companyId: joined?.companyId ?? uuidv7(),
          name: company.name,
          currency: company.currency,
          timezone: company.timezone,
          fiscalYearStart: company.fiscalYearStart,
          isDemo: company.demoUntil !== undefined,
          demoUntil: company.demoUntil ?? null,
          createdAtMs: clock.now(),
          userId: joined?.userId ?? uuidv7(),
          userName: joined?.userName ?? UNNAMED_USER,
          deviceId: device.deviceId,
          installId: device.installId,
          deviceCode: device.deviceCode,
          saltKey: joined?.saltKey ?? randomBytes(32),
        })
        if (joined) connectCompany(db, { url: joined.serverUrl, joinedBy: 'join' })
        // Its own from the beginning: no backup or journal of another new company fits it.
        saveCommitState(db, { seq: 0, token: randomBytes(8) })
      })
      db.execute('pragma wal_checkpoint(truncate)')
    } finally {
      db.close()
    }
    prepareKeys(path, device, 1, joined)
  })
  adoptKeys(path, device.installId)
}

/** A backup becomes a company file under a free name: a new installation with its own device. */
export function restoreCompanyFile(from: string, to: string): void {
  assertPlace(to)
  const device = newDevice()
  build(to, (temporary) => {
    prepareKeys(to, device, copyAsNewInstallation(from, temporary, device))
  })
  adoptKeys(to, device.installId)
}

/** Builds under a temporary name and links it into place, for good; an existing file stays as it is. */
function build(path: string, make: (temporary: string) => void): void {
  if (existsSync(path)) throw new Refusal('company.exists', { file: path })
  const temporary = besides(path, 'tmp')
  try {
    makeFolder(dirname(path))
    make(temporary)
    syncFile(temporary)
    linkSync(temporary, path)
    syncFolder(dirname(path))
  } catch (error) {
    if (error instanceof Refusal) throw error
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Refusal('company.exists', { file: path })
    throw unwritable(error, path) ?? diskRefusal(error, path) ?? error
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
  }
}
