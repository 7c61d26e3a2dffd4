/**
 * What recovery begins with: a sound backup from which the outbox journal leads on to now. A new file,
 * one whose name another company had before, and one whose journal began anew have none yet; without
 * one, what is posted would be in the database alone.
 */
import { statSync } from 'node:fs'
import { commitState } from '../../../db/local/commit-state.ts'
import { newestSegments } from '../../../db/local/outbox/journal.ts'
import type { SegmentEntry } from '../../../db/local/outbox/segment.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Clock } from '../company/clock.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { backupsOf, keepCopy } from './backup-store.ts'
import { SMALL_BYTES } from './check-copy.ts'
import { diskRefusal, unwritable } from './disk-refusal.ts'

export function hasBase(file: CompanyFile): boolean {
  const { companyId } = file.company
  const tokens = new Set(
    backupsOf(file.path).flatMap(({ manifest }) =>
      manifest?.root.companyId === companyId ? [manifest.root.commitToken] : [],
    ),
  )
  if (tokens.has(file.query(({ db }) => commitState(db).token.toString('hex')))) return true
  const leadsOn = ({ before, after }: SegmentEntry) =>
    tokens.has(before.toString('hex')) || tokens.has(after.toString('hex'))
  const newest = newestSegments(file.path, ({ entries }) => entries.some(leadsOn))
  return newest[0]?.entries.some(leadsOn) ?? false
}

/**
 * Makes a small file's base at once, where this process writes it; a large one gets its own in the
 * background. On a full disk, or where no backup may be written, work goes on all the same: the
 * schedule tries again. A file of which no sound copy can be made is damaged: it is read, not written.
 */
export function keepBase(file: CompanyFile, clock: Clock): void {
  if (file.settled === null || !isSmall(file.path) || hasBase(file)) return
  try {
    file.withWriter((db) => keepCopy(db, file.path, 'first', clock.now()))
  } catch (error) {
    const refusal =
      error instanceof Refusal
        ? error
        : (diskRefusal(error, file.path) ?? unwritable(error, file.path))
    if (refusal?.code === 'backup.not_sound') file.isDamaged = true
    else if (!['disk.full', 'disk.low', 'file.unwritable'].includes(refusal?.code ?? ''))
      throw error
  }
}

/** Up to a size the whole file is checked before it is opened, and its base made at once. */
export function isSmall(path: string): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return size <= SMALL_BYTES
}
