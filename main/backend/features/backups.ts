/** Backups, restoring and recovery as screens and the command line ask for them. */
import { dirname } from 'node:path'
import type { z } from 'zod'
import { count } from '../../../db/local/checks.ts'
import { lastAudit } from '../../../db/local/log.ts'
import { type CompanyDb, openReadOnly } from '../../../db/local/open.ts'
import type { backups as contract } from '../../../shared/contract/backups.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { type Backup, backupFolder, backupNamed, backupsOf } from '../durability/backup-store.ts'
import { backupTo, makeBackup } from '../durability/backups.ts'
import { freeBytes, LOW_BYTES } from '../durability/disk-space.ts'
import { acceptPlace, placeOf } from '../durability/place.ts'
import {
  type Found,
  lookForRecovery,
  recoverCompanyFile,
  type Recovered,
} from '../durability/recover.ts'
import { faultOfBackup, restoreBackup } from '../durability/restore.ts'
import { acceptForeignChange, hasForeignChange } from '../durability/seal.ts'
import { fileOf, type Session } from '../session.ts'
import { type Check, check, note } from './verify-check.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

export function list(file: CompanyFile): Out<'list'> {
  return { folder: backupFolder(file.path), backups: backupsOf(file.path).map(cardOf) }
}

export async function make(session: Session): Promise<Out<'make'>> {
  const progress = (done: number, total: number) => session.progress('backup', 'copy', done, total)
  return cardOf(await makeBackup(fileOf(session), 'asked', progress))
}

/** A copy where the caller wants it, else one more among the company's backups. */
export async function backup(
  file: CompanyFile,
  to: string | undefined,
): Promise<{ file: string; bytes: number; sha256: string }> {
  if (to !== undefined) return backupTo(file, to)
  const { path, bytes, manifest } = await makeBackup(file, 'asked')
  return { file: path, bytes, sha256: manifest?.sha256 ?? '' }
}

export async function verify(file: CompanyFile, input: In<'verify'>): Promise<Out<'verify'>> {
  const fault = await faultOfBackup(backupNamed(file.path, input.name))
  return { ok: fault === null, fault }
}

export function preview(file: CompanyFile, input: In<'preview'>): Out<'preview'> {
  const found = backupNamed(file.path, input.name)
  if (found.manifest === null)
    throw new Refusal('backup.not_sound', { file: found.path, reason: 'manifest' })
  const db = openReadOnly(found.path)
  try {
    return { backup: stateOf(db), present: file.query((context) => stateOf(context.db)) }
  } finally {
    db.close()
  }
}

export async function restore(file: CompanyFile, input: In<'restore'>): Promise<Out<'restore'>> {
  return { before: cardOf(await restoreBackup(file, input.name)) }
}

export function health(file: CompanyFile): Out<'health'> {
  const free = freeBytes(dirname(file.path))
  const newest = backupsOf(file.path).find(({ manifest }) => manifest !== null)
  return {
    place: placeOf(file.path),
    freeBytes: free,
    isLow: free < LOW_BYTES,
    isDamaged: file.isDamaged,
    changedOutside: hasForeignChange(file.path),
    replayed: file.settled?.replayed ?? 0,
    journalSetAside: file.settled?.setAside ?? null,
    lastBackupAt: newest ? new Date(newest.atMs).toISOString() : null,
  }
}

export function acceptPlaceOf(input: In<'acceptPlace'>): Out<'acceptPlace'> {
  acceptPlace(input.file)
  return {}
}

export function acceptChange(file: CompanyFile): Out<'acceptChange'> {
  acceptForeignChange(file.path)
  return {}
}

export function look(input: In<'lookForRecovery'>): Out<'lookForRecovery'> {
  return foundOf(lookForRecovery(input.file))
}

export function recover(session: Session, input: In<'recover'>): Out<'recover'> {
  const { backend } = session
  const work = (hasLock: boolean) =>
    recoverCompanyFile(input.file, backend.clock.now(), { takesUnsure: input.takesUnsure, hasLock })
  const open = backend.opened(input.file)
  let recovered: Recovered | null = null
  if (open)
    open.replace(() => {
      recovered = work(true)
    })
  else recovered = work(false)
  session.file = backend.open(input.file)
  backend.remember(input.file)
  const { setAside, salvaged, missing, salvageFile, ...found } = recovered as unknown as Recovered
  return { ...foundOf(found), setAside, salvaged, missing, salvageFile }
}

/** Verify's last light: whether the file is as Saldo closed it. */
export function withFileCheck<V extends { ok: boolean; checks: Check[] }>(
  file: CompanyFile,
  verified: V,
): V {
  const failures = hasForeignChange(file.path) ? [note('changed outside Saldo')] : []
  if (file.isDamaged) failures.push(note('damaged'))
  const checks = [...verified.checks, check('file', 1, failures)]
  return { ...verified, ok: verified.ok && failures.length === 0, checks }
}

function foundOf({ backup: made, commits, isJournalWhole, unsure }: Found): Out<'lookForRecovery'> {
  return { backup: cardOf(made), commits, isJournalWhole, unsure: [...unsure] }
}

function cardOf({ name, path, atMs, bytes, manifest }: Backup): Out<'make'> {
  return {
    name,
    file: path,
    at: new Date(atMs).toISOString(),
    bytes,
    reason: manifest?.reason ?? null,
    isVerified: manifest !== null,
    documents: manifest?.root.documents ?? null,
  }
}

function stateOf(db: CompanyDb): Out<'preview'>['backup'] {
  const last = lastAudit(db)
  return {
    customers: count(db, 'select count(*) as n from customer where archived = 0'),
    documents: count(db, 'select count(*) as n from doc'),
    allocations: count(db, 'select count(*) as n from alloc'),
    lastAt: last ? new Date(last.at).toISOString() : null,
    balances: db
      .prepare<[], { currency: string; minor: number }>(
        'select currency, sum(debit_minor - credit_minor) as minor from cell group by currency order by currency',
      )
      .all() as Out<'preview'>['backup']['balances'],
  }
}
