/**
 * Makes backups of an open company: SQLite's online copy while windows go on working, checked in a
 * thread of its own, kept only when sound (reliability-security.md 3). One at a time per file.
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { besides, makeFolder, renameForGood, syncFile } from '../../../db/local/lasting.ts'
import { makeSingleFile } from '../../../db/local/open.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { diskRefusal, unwritable } from './disk-refusal.ts'
import { type Backup, backupFolder, keepChecked, partialPath } from './backup-store.ts'
import { checkCopyBeside } from './check-beside.ts'
import { checkCopy, type Checked, SMALL_BYTES } from './check-copy.ts'
import { assertRoom } from './disk-space.ts'
import { isSameRoot, rootFromCells } from './root.ts'
import type { BackupReason } from './rotation.ts'

export type CopyProgress = (done: number, total: number) => void

const running = new WeakMap<CompanyFile, Promise<Backup>>()

/** A backup among those of the company; whoever asks while one is being made gets that one. */
export function makeBackup(
  file: CompanyFile,
  reason: BackupReason,
  progress?: CopyProgress,
): Promise<Backup> {
  const going = running.get(file)
  if (going) return going
  const made = copyAndKeep(file, reason, progress).finally(() => running.delete(file))
  running.set(file, made)
  return made
}

async function copyAndKeep(
  file: CompanyFile,
  reason: BackupReason,
  progress?: CopyProgress,
): Promise<Backup> {
  const nowMs = file.query((context) => context.nowMs)
  const partial = onDisk(file.path, () => partialPath(file.path, nowMs))
  try {
    assertRoom(backupFolder(file.path), statSync(file.path).size / 2)
    // Nothing runs between the last page copied and this: the root is that of the copy.
    await file.copyOnline(partial, (left, all) => progress?.(all - left, all))
    const root = file.query(({ db }) => rootFromCells(db))
    makeSingleFile(partial)
    const checked = await checkOf(partial)
    return keepChecked(file.path, partial, root, checked, reason, nowMs)
  } catch (error) {
    rmSync(partial, { force: true })
    throw diskRefusal(error, partial) ?? error
  }
}

/** A sound copy under a name the caller chose, outside the rotation; it has the name when it is checked. */
export async function backupTo(
  file: CompanyFile,
  to: string,
): Promise<{ file: string; bytes: number; sha256: string }> {
  if (existsSync(to)) throw new Refusal('file.exists', { file: to })
  onDisk(to, () => makeFolder(dirname(to)))
  const partial = besides(to, 'partial')
  try {
    await file.copyOnline(partial)
    const root = file.query(({ db }) => rootFromCells(db))
    makeSingleFile(partial)
    const checked = await checkOf(partial)
    const fault = checked.fault ?? (checked.root && isSameRoot(checked.root, root) ? null : 'root')
    if (fault !== null) throw new Refusal('backup.not_sound', { file: to, reason: fault })
    syncFile(partial)
    if (existsSync(to)) throw new Refusal('file.exists', { file: to })
    renameForGood(partial, to)
    return { file: to, bytes: checked.bytes, sha256: checked.sha256 }
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true })
    throw diskRefusal(error, to) ?? unwritable(error, to) ?? error
  }
}

/** Small ones at once: starting a thread takes longer than the check. */
export function checkOf(path: string): Promise<Checked> {
  return statSync(path).size > SMALL_BYTES
    ? checkCopyBeside(path)
    : Promise.resolve(checkCopy(path))
}

function onDisk<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw diskRefusal(error, path) ?? unwritable(error, path) ?? error
  }
}
