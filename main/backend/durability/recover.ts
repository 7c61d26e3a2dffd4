/**
 * Gets a company back whose file is damaged: what can still be read of its operations is exported,
 * the newest sound backup is brought up by the outbox journal, the damaged file is set aside byte for
 * byte and never deleted (reliability-security.md 3).
 *
 * With a whole journal every acknowledged operation is there again and the device goes on as itself.
 * Where the journal is missing or broken something may lack: then the file is a new installation, and
 * the operations that are only in the damaged file are counted and exported.
 */
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { besides } from '../../../db/local/lasting.ts'
import { lockForWriting } from '../../../db/local/lock.ts'
import { MIGRATIONS, NUMBERED_SINCE } from '../../../db/local/migrations/index.ts'
import { type CompanyDb, CompanyFileError, openAsIs } from '../../../db/local/open.ts'
import { segmentsOf } from '../../../db/local/outbox/journal.ts'
import type { Segment } from '../../../db/local/outbox/segment.ts'
import { freeName, moment, reachFrom, replay } from '../../../db/local/outbox/settle.ts'
import { emptyWal, migrate, putInPlace } from '../../../db/local/upgrade.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { diskRefusal } from './disk-refusal.ts'
import { adoptKeys, newDevice, prepareKeys } from '../company/device.ts'
import { type Backup, backupsOf, keepCopy } from './backup-store.ts'
import { checkCopy, faultOf } from './check-copy.ts'
import { becomeNewInstallation, copyAsItIs } from './installation.ts'
import { isSameRoot, rootFromCells, rootFromDocuments } from './root.ts'
import { operationHashes, salvage } from './salvage.ts'
import { acceptForeignChange, breakSeal } from './seal.ts'
import { operationsIn, type UnsureOperation } from './unsure.ts'

const LOCK_WAIT_MS = 1000

export interface Found {
  /** The newest sound backup. */
  readonly backup: Backup
  /** Commits of the outbox journal that follow upon it. */
  readonly commits: number
  /** Does the journal lead without a gap from the backup to its own end? */
  readonly isJournalWhole: boolean
  /** Operations of which nobody knows whether they were committed. */
  readonly unsure: readonly UnsureOperation[]
}

export interface Recovered extends Found {
  /** Where the damaged file lies; null when there was none. */
  readonly setAside: string | null
  /** Operations read from the damaged file, and those of them that are not in the recovered one. */
  readonly salvaged: number
  readonly missing: number
  readonly salvageFile: string | null
}

/** What recovery would begin with; refuses with `recovery.no_backup`. Changes nothing. */
export function lookForRecovery(path: string): Found {
  const temporary = besides(path, 'look')
  try {
    const { found, db } = build(path, temporary, { takesUnsure: false })
    db.close()
    return found
  } catch (error) {
    throw diskRefusal(error, path) ?? error
  } finally {
    remove(temporary)
  }
}

/** Nobody may have the file open; `hasLock` when the caller keeps the writer's lock. */
export function recoverCompanyFile(
  path: string,
  nowMs: number,
  options: { readonly takesUnsure: boolean; readonly hasLock?: boolean },
): Recovered {
  const lock = options.hasLock === true ? null : lockForWriting(path, LOCK_WAIT_MS)
  if (!lock && options.hasLock !== true) throw new Refusal('company.in_use', { file: path })
  const temporary = besides(path, 'recover')
  const aside = freeName(`${path}.damaged-${moment(nowMs)}`)
  try {
    const { found, db } = build(path, temporary, options)
    let missing = 0
    let saved: ReturnType<typeof salvage>
    try {
      saved = salvage(path, `${aside}.operations.jsonl`)
      const present = operationHashes(db)
      missing = saved.hashes.filter((hash) => !present.has(hash)).length
      if (!found.isJournalWhole || missing > 0) {
        const device = newDevice()
        prepareKeys(path, device, becomeNewInstallation(db, device))
      }
      emptyWal(db)
    } finally {
      db.close()
    }
    const setAside = putAside(path, aside)
    breakSeal(path)
    acceptForeignChange(path)
    putInPlace(temporary, path)
    finish(path, nowMs)
    return {
      ...found,
      setAside,
      salvaged: saved.hashes.length,
      missing,
      salvageFile: saved.file,
    }
  } catch (error) {
    throw diskRefusal(error, path) ?? error
  } finally {
    remove(temporary)
    lock?.release()
  }
}

/** The newest backup that is sound and comes out sound when the journal was laid upon it. */
function build(
  path: string,
  temporary: string,
  { takesUnsure }: { readonly takesUnsure: boolean },
): { found: Found; db: CompanyDb } {
  const segments = segmentsOf(path)
  for (const backup of inOrder(path, segments)) {
    if (backup.manifest === null) continue
    const checked = checkCopy(backup.path)
    if (checked.fault !== null || checked.sha256 !== backup.manifest.sha256) continue
    remove(temporary)
    copyAsItIs(backup.path, temporary)
    const db = openAsIs(temporary)
    const built = layJournal(db, segments, takesUnsure)
    if (faultOf(db) === null && isSameRoot(rootFromCells(db), rootFromDocuments(db)))
      return { found: { backup, ...built }, db }
    db.close()
  }
  throw new Refusal('recovery.no_backup', { file: path })
}

/** Newest first, those the journal leads on from before all others: after a restore older ones do not count. */
function inOrder(path: string, segments: readonly Segment[]): Backup[] {
  const tokens = new Set(
    segments.flatMap(({ entries }) =>
      entries.flatMap(({ before, after }) => [before.toString('hex'), after.toString('hex')]),
    ),
  )
  const fits = ({ manifest }: Backup) => tokens.has(manifest?.root.commitToken ?? '')
  const all = backupsOf(path)
  return [...all.filter(fits), ...all.filter((one) => !fits(one))]
}

function layJournal(
  db: CompanyDb,
  segments: readonly Segment[],
  takesUnsure: boolean,
): Pick<Found, 'commits' | 'isJournalWhole' | 'unsure'> {
  migrate(db, MIGRATIONS.slice(0, NUMBERED_SINCE))
  const { sure, unsure, isWhole } = reachFrom(db, segments)
  const entries = takesUnsure && unsure ? [...sure, unsure] : sure
  // Statements are those of their version: the file is brought up when the journal was.
  for (const [version, some] of Map.groupBy(entries, ({ entry }) => entry.schemaVersion)) {
    if (version > MIGRATIONS.length) throw new CompanyFileError('too_new')
    migrate(db, MIGRATIONS.slice(0, version))
    replay(db, segments, some)
  }
  migrate(db, MIGRATIONS)
  return {
    commits: sure.length,
    isJournalWhole: isWhole && segments.length > 0,
    unsure: unsure === null ? [] : operationsIn(segments, unsure.entry),
  }
}

/** Byte for byte, its WAL too; the file keeps its name until another takes it. */
function putAside(path: string, aside: string): string | null {
  if (!existsSync(path)) return null
  try {
    linkSync(path, aside)
  } catch (error) {
    // File systems of sticks know no second name.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    copyFileSync(path, aside)
  }
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`)
  rmSync(`${path}-shm`, { force: true })
  return aside
}

/** The recovered file's keys, and a backup of it to begin from the next time. */
function finish(path: string, nowMs: number): void {
  const db = openAsIs(path)
  try {
    const row = db.prepare<[], { id: Uint8Array }>('select install_id as id from company').get()
    if (row) adoptKeys(path, bytesToUuid(row.id))
    keepCopy(db, path, 'recovery', nowMs)
    emptyWal(db)
  } finally {
    db.close()
  }
}

function remove(temporary: string): void {
  for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(temporary + suffix, { force: true })
}
