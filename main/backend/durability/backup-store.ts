/**
 * The backups of one company file: `backups/<its name>/` beside it, each a company file with a
 * manifest of what was checked. A backup has its name only after it was checked; rotation comes last.
 *
 * The same folder is found from the file alone, so that recovery needs no open company.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { z } from 'zod'
import { makeFolder, renameForGood, syncFile, writeSynced } from '../../../db/local/lasting.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { trimOutbox } from '../../../db/local/outbox/journal.ts'
import { moment } from '../../../db/local/outbox/settle.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { APP_VERSION } from '../context.ts'
import { checkCopy, type Checked } from './check-copy.ts'
import { isSameRoot, type Root, rootFromCells } from './root.ts'
import { type BackupReason, expired, REASONS } from './rotation.ts'

const manifestShape = z.object({
  atMs: z.number(),
  reason: z.enum(REASONS),
  bytes: z.number(),
  sha256: z.string(),
  appVersion: z.string(),
  root: z.object({
    companyId: z.string(),
    commitSeq: z.number().nullable(),
    commitToken: z.string().nullable(),
    chainHash: z.string(),
    auditHash: z.string(),
    documents: z.number(),
    allocations: z.number(),
    customers: z.number(),
    documentSet: z.string(),
  }),
})

export interface Backup {
  /** File name in the folder: what a screen or the command line calls it by. */
  readonly name: string
  readonly path: string
  readonly atMs: number
  readonly bytes: number
  /** Null where the manifest is missing or does not fit: never relied on without a new check. */
  readonly manifest: z.output<typeof manifestShape> | null
}

const PARTIAL = '.partial'

export function backupFolder(companyFile: string): string {
  return join(dirname(companyFile), 'backups', stemOf(companyFile))
}

/** Newest first. */
export function backupsOf(companyFile: string): Backup[] {
  const folder = backupFolder(companyFile)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.saldo'))
    .map((name) => backupAt(folder, name))
    .toSorted((a, b) => b.atMs - a.atMs || (a.name < b.name ? 1 : -1))
}

export function backupNamed(companyFile: string, name: string): Backup {
  const found = backupsOf(companyFile).find((one) => one.name === name)
  if (!found) throw new Refusal('backup.unknown', { name })
  return found
}

/** Where the next backup is written, under a name that is no backup's yet. */
export function partialPath(companyFile: string, nowMs: number): string {
  const folder = backupFolder(companyFile)
  makeFolder(folder, 0o700)
  for (const name of readdirSync(folder))
    if (name.includes(PARTIAL)) rmSync(join(folder, name), { force: true })
  for (let n = 1; ; n += 1) {
    const stem = `${stemOf(companyFile)}-${moment(nowMs)}${n === 1 ? '' : `-${n}`}`
    if (!existsSync(join(folder, `${stem}.saldo`))) return join(folder, `${stem}.saldo${PARTIAL}`)
  }
}

/** Copies, checks and keeps in one go: for small files, and where nothing else may happen between. */
export function keepCopy(
  db: CompanyDb,
  companyFile: string,
  reason: BackupReason,
  nowMs: number,
): Backup {
  const partial = partialPath(companyFile, nowMs)
  try {
    const root = rootFromCells(db)
    db.vacuumInto(partial)
    return keepChecked(companyFile, partial, root, checkCopy(partial), reason, nowMs)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

/**
 * Gives a copy its name when its check found nothing and its root is the company's; then rotates. Before
 * a restore nothing is removed: it might be what is restored.
 */
export function keepChecked(
  companyFile: string,
  partial: string,
  root: Root,
  checked: Checked,
  reason: BackupReason,
  nowMs: number,
): Backup {
  const fault = checked.fault ?? (checked.root && isSameRoot(checked.root, root) ? null : 'root')
  if (fault !== null || checked.root === null) {
    rmSync(partial, { force: true })
    throw new Refusal('backup.not_sound', {
      file: partial.slice(0, -PARTIAL.length),
      reason: fault,
    })
  }
  const path = partial.slice(0, -PARTIAL.length)
  const manifest = {
    atMs: nowMs,
    reason,
    bytes: checked.bytes,
    sha256: checked.sha256,
    appVersion: APP_VERSION,
    root: checked.root,
  }
  syncFile(partial)
  writeSynced(manifestOf(path), `${JSON.stringify(manifest, null, 2)}\n`)
  renameForGood(partial, path)
  if (reason !== 'restore') rotate(companyFile, nowMs)
  return backupAt(dirname(path), basename(path))
}

/** Removes what has expired, and of the outbox what two sound backups make needless. */
function rotate(companyFile: string, nowMs: number): void {
  const all = backupsOf(companyFile)
  const sound = all.flatMap(({ name, atMs, manifest }) =>
    manifest === null ? [] : [{ name, atMs, reason: manifest.reason, root: manifest.root }],
  )
  const folder = backupFolder(companyFile)
  for (const name of expired(sound, nowMs)) {
    rmSync(join(folder, name), { force: true })
    rmSync(manifestOf(join(folder, name)), { force: true })
  }
  trimOutbox(companyFile, new Set(sound.map(({ root }) => root.commitToken)))
}

function backupAt(folder: string, name: string): Backup {
  const path = join(folder, name)
  const { size, mtimeMs } = statSync(path)
  const manifest = readManifest(manifestOf(path))
  const fits = manifest !== null && manifest.bytes === size
  return {
    name,
    path,
    atMs: manifest?.atMs ?? Math.round(mtimeMs),
    bytes: size,
    manifest: fits ? manifest : null,
  }
}

function readManifest(path: string): z.output<typeof manifestShape> | null {
  if (!existsSync(path)) return null
  try {
    return manifestShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    // Unreadable is as good as missing: the backup then counts as unchecked.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function manifestOf(path: string): string {
  return `${path}.json`
}

function stemOf(companyFile: string): string {
  return basename(companyFile, extname(companyFile))
}
