/** Where this device stands with its company's server: one row, the pages not applied yet, checkpoints. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface SyncState {
  readonly serverUrl: string
  readonly joinedBy: 'publish' | 'join'
  /** Null until the server was first heard. */
  readonly timelineId: string | null
  /** Everything up to here is applied. */
  readonly cursorSeq: number
  /** Hex. */
  readonly cursorHash: string
  readonly headSeq: number
  readonly scopeVer: number
  readonly pushedSeq: number
  readonly settledLocal: number
  readonly digestResult: 'equal' | 'different' | 'not_compared'
  readonly digestSeq: number | null
  readonly lastDigestOkSeq: number | null
  readonly lastDigestOkAt: number | null
  readonly serverOffsetMs: number | null
  readonly exchangedAt: number | null
  readonly stoppedCode: string | null
  /** JSON. */
  readonly stoppedDetail: string | null
}

interface StateRaw extends Omit<SyncState, 'timelineId' | 'cursorHash'> {
  readonly timeline: Uint8Array | null
  readonly cursor: Uint8Array
}

/** Undefined for a company without a server. */
export function syncState(db: CompanyDb): SyncState | undefined {
  const row = db
    .prepare<[], StateRaw>(
      `select server_url as serverUrl, joined_by as joinedBy, timeline_id as timeline, cursor_seq as cursorSeq,
         cursor_hash as cursor, head_seq as headSeq, scope_ver as scopeVer, pushed_seq as pushedSeq,
         settled_local as settledLocal, digest_result as digestResult, digest_seq as digestSeq,
         last_digest_ok_seq as lastDigestOkSeq, last_digest_ok_at as lastDigestOkAt, server_offset_ms as serverOffsetMs,
         exchanged_at as exchangedAt, stopped_code as stoppedCode, stopped_detail as stoppedDetail
       from sync_state`,
    )
    .get()
  if (!row) return undefined
  const { timeline, cursor, ...state } = row
  return {
    ...state,
    timelineId: timeline === null ? null : bytesToUuid(timeline),
    cursorHash: hexOf(cursor),
  }
}

/** Came to the company by a code, and no page has reached the head yet: its books are not whole. */
export function isJoining({ joinedBy, digestResult }: SyncState): boolean {
  return joinedBy === 'join' && digestResult === 'not_compared'
}

/** The company has a server from now on; its sequence is unknown yet. */
export function connectCompany(
  db: CompanyDb,
  server: { readonly url: string; readonly joinedBy: SyncState['joinedBy'] },
): void {
  db.prepare<[string, string, Uint8Array]>(
    `insert into sync_state (id, server_url, joined_by, cursor_seq, cursor_hash, head_seq, scope_ver, pushed_seq,
       settled_local, digest_result) values (1, ?, ?, 0, ?, 0, 1, 0, 0, 'not_compared')`,
  ).run(server.url, server.joinedBy, Buffer.alloc(32))
  db.prepare<[]>('update company set connected = 1 where id = 1').run()
}

export function saveTimeline(db: CompanyDb, timelineId: string): void {
  db.prepare<[Uint8Array]>('update sync_state set timeline_id = ?').run(uuidToBytes(timelineId))
}

/** What an answer says of the server itself. */
export function saveContact(
  db: CompanyDb,
  contact: { readonly headSeq: number; readonly offsetMs: number; readonly at: number },
): void {
  db.prepare<[number, number, number]>(
    'update sync_state set head_seq = max(head_seq, ?), server_offset_ms = ?, exchanged_at = ?',
  ).run(contact.headSeq, contact.offsetMs, contact.at)
}

export function savePushed(db: CompanyDb, deviceSeq: number): void {
  db.prepare<[number]>('update sync_state set pushed_seq = max(pushed_seq, ?)').run(deviceSeq)
}

export function saveSettled(db: CompanyDb, localSeq: number): void {
  db.prepare<[number]>('update sync_state set settled_local = ?').run(localSeq)
}

/** One checkpoint in a thousand sequences and the newest are kept (sync.md 17). */
const CHECKPOINTS_NEWEST = 64
const CHECKPOINT_EVERY = 1000

/** The end of an applied page becomes the cursor. */
export function saveCursor(
  db: CompanyDb,
  to: { readonly seq: number; readonly hash: string; readonly scopeVer: number },
): void {
  const bytes = Buffer.from(to.hash, 'hex')
  db.prepare<[number, Uint8Array, number]>(
    'update sync_state set cursor_seq = ?, cursor_hash = ?, scope_ver = ?',
  ).run(to.seq, bytes, to.scopeVer)
  db.prepare<[number, Uint8Array]>(
    'insert into checkpoint (seq, chain_hash) values (?, ?) on conflict do nothing',
  ).run(to.seq, bytes)
  db.prepare<[number, number]>(
    `delete from checkpoint where seq <= (select seq from checkpoint order by seq desc limit 1 offset ?)
       and seq not in (select min(seq) from checkpoint group by seq / ?)`,
  ).run(CHECKPOINTS_NEWEST, CHECKPOINT_EVERY)
}

export function saveDigest(
  db: CompanyDb,
  digest: { readonly isEqual: boolean; readonly seq: number; readonly at: number },
): void {
  if (digest.isEqual)
    db.prepare<[number, number, number]>(
      `update sync_state set digest_result = 'equal', digest_seq = ?, last_digest_ok_seq = ?, last_digest_ok_at = ?`,
    ).run(digest.seq, digest.seq, digest.at)
  else
    db.prepare<[number]>(`update sync_state set digest_result = 'different', digest_seq = ?`).run(
      digest.seq,
    )
}

export function saveStopped(
  db: CompanyDb,
  stopped: { readonly code: string; readonly detail: string } | null,
): void {
  db.prepare<[string | null, string | null]>(
    'update sync_state set stopped_code = ?, stopped_detail = ?',
  ).run(stopped?.code ?? null, stopped?.detail ?? null)
}

export interface InboxPage {
  readonly pageId: number
  readonly fromSeq: number
  readonly toSeq: number
  /** The answer as it came, JSON. */
  readonly page: string
}

/** Answers its id. */
export function insertPage(db: CompanyDb, page: Omit<InboxPage, 'pageId'>): number {
  return db
    .prepare<[number, number, string]>(
      'insert into sync_inbox (from_seq, to_seq, page) values (?, ?, ?)',
    )
    .run(page.fromSeq, page.toSeq, page.page).lastInsertRowid
}

/** All that wait, in order; a snapshot's chunks lie here until the last one came. */
export function pagesWaiting(db: CompanyDb): Omit<InboxPage, 'page'>[] {
  return db
    .prepare<[], Omit<InboxPage, 'page'>>(
      'select page_id as pageId, from_seq as fromSeq, to_seq as toSeq from sync_inbox order by page_id',
    )
    .all()
}

export function pageText(db: CompanyDb, pageId: number): string {
  const row = db
    .prepare<[number], { page: string }>('select page from sync_inbox where page_id = ?')
    .get(pageId)
  if (!row) throw new Error(`page ${pageId} is not there`)
  return row.page
}

export function deletePages(db: CompanyDb): void {
  db.prepare<[]>('delete from sync_inbox').run()
}

/** The ledger is built anew from the first entry on. */
export function restartCursor(db: CompanyDb): void {
  db.prepare<[Uint8Array]>('update sync_state set cursor_seq = 0, cursor_hash = ?').run(
    Buffer.alloc(32),
  )
}

export function deletePage(db: CompanyDb, pageId: number): void {
  db.prepare<[number]>('delete from sync_inbox where page_id = ?').run(pageId)
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
