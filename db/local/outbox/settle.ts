/**
 * Puts a company file and its outbox journal at one state, by the rules of reliability-security.md 3:
 * an entry that never came to its COMMIT is dropped; commits the file has lost (another disk's copy
 * was put back, or the disk lied about a sync) are done again from their entries.
 */
import { existsSync, truncateSync } from 'node:fs'
import { commitState, saveCommitState } from '../commit-state.ts'
import { renameForGood } from '../lasting.ts'
import { type CompanyDb, CompanyFileError, schemaVersion } from '../open.ts'
import { newestSegments, outboxOf } from './journal.ts'
import { RECORD_HEAD, type Segment, type SegmentEntry, statementBytes } from './segment.ts'
import { StatementReader } from './statements.ts'

interface Placed {
  readonly entry: SegmentEntry
  readonly path: string
}

export interface Settled {
  /** False when there is none yet, or what there was belongs to another file and was set aside. */
  readonly hasOutbox: boolean
  /** Commits done again. */
  readonly replayed: number
  /** Entries that came to no COMMIT. */
  readonly dropped: number
  /** Where a journal lies that does not fit the file; null when it fits. */
  readonly setAside: string | null
}

export interface Following {
  /** Committed for sure: marked, or begun upon by a later entry. */
  readonly sure: readonly Placed[]
  /** The last, when no mark and no later entry says that it was committed. */
  readonly unsure: Placed | null
}

/** With the writer's lock held, before the journal is written to; throws `damaged` where only recovery helps. */
export function settleOutbox(db: CompanyDb, companyFile: string, nowMs: number): Settled {
  const { token } = commitState(db)
  const segments = newestSegments(companyFile, (segment) =>
    segment.entries.some(({ before, after }) => after.equals(token) || before.equals(token)),
  )
  if (segments.length === 0) return { hasOutbox: false, replayed: 0, dropped: 0, setAside: null }
  const following = entriesAfter(db, segments)
  if (following === null) {
    const aside = freeName(`${outboxOf(companyFile)}-aside-${moment(nowMs)}`)
    renameForGood(outboxOf(companyFile), aside)
    return { hasOutbox: false, replayed: 0, dropped: 0, setAside: aside }
  }
  // An old copy put back over an upgrade: recovery does each entry again in its own version.
  if (following.sure.some(({ entry }) => entry.schemaVersion !== schemaVersion()))
    throw new CompanyFileError('damaged')
  replay(db, segments, following.sure)
  const first = following.unsure?.entry.records[0]
  if (following.unsure && first) truncateSync(following.unsure.path, first.at - RECORD_HEAD)
  return {
    hasOutbox: true,
    replayed: following.sure.length,
    dropped: following.unsure === null ? 0 : 1,
    setAside: null,
  }
}

/** The entries that follow upon the state of the file; null when the journal does not lead there. */
function entriesAfter(db: CompanyDb, segments: readonly Segment[]): Following | null {
  const { isWhole, ...following } = reachFrom(db, segments)
  return isWhole ? following : null
}

/**
 * How far the journal leads on from the state of the file. Not whole: it has no entry that begins
 * there, or breaks off before its own end.
 */
export function reachFrom(
  db: CompanyDb,
  segments: readonly Segment[],
): Following & { readonly isWhole: boolean } {
  const { token } = commitState(db)
  const all = segments.flatMap((segment) =>
    segment.entries.map((entry) => ({ entry, path: segment.path })),
  )
  let at = all.findLastIndex(({ entry }) => entry.after.equals(token)) + 1
  // A journal that has just begun says nothing yet; it fits whatever file it lies beside.
  if (at === 0 && all.length > 0) {
    at = all.findIndex(({ entry }) => entry.before.equals(token))
    if (at < 0) return { sure: [], unsure: null, isWhole: false }
  }
  const following: Placed[] = []
  let here = token
  let isWhole = !segments.some((segment) => segment.isDamaged)
  for (const placed of all.slice(at)) {
    if (!placed.entry.before.equals(here)) {
      isWhole = false
      break
    }
    following.push(placed)
    here = placed.entry.after
  }
  const last = following.at(-1)
  if (isWhole && last && !last.entry.isMarked)
    return { sure: following.slice(0, -1), unsure: last, isWhole }
  return { sure: following, unsure: null, isWhole }
}

/** Does the entries again, one transaction each, in order. */
export function replay(
  db: CompanyDb,
  segments: readonly Segment[],
  entries: readonly Placed[],
): void {
  if (entries.length === 0) return
  const wanted = new Set(entries.map(({ entry }) => entry))
  for (const segment of segments) {
    const reader = new StatementReader()
    for (const entry of segment.entries) {
      // Read even when the file has it: later entries use the texts it defines.
      const statements = [...statementBytes(segment.path, entry)].map((bytes) => reader.read(bytes))
      if (!wanted.has(entry)) {
        for (const part of statements) for (const _ of part);
        continue
      }
      db.transaction(() => {
        for (const part of statements)
          for (const { sql, values } of part) db.prepare(sql).run(...values)
        saveCommitState(db, { seq: entry.seq, token: entry.after })
      })
    }
  }
}

/** The name itself, or with the first number that is free. */
export function freeName(name: string): string {
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? name : `${name}-${n}`
    if (!existsSync(free)) return free
  }
}

/** 2026-11-27-101500, UTC: for names of files. */
export function moment(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')
}
