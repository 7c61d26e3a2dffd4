/** The company file as the exchange uses it: every call one transaction of its own. */
import { bucketHashes } from '../../../db/local/nodes.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import {
  ENDED,
  linksAfter,
  moveOperation,
  operationsAfter,
  type OutboxOperation,
  outboxOperation,
  saveAnswer,
  saveSent,
  setAside,
} from '../../../db/local/outbox-operations.ts'
import {
  deletePage,
  insertPage,
  isJoining,
  pagesWaiting,
  pageText,
  saveContact,
  saveDigest,
  savePushed,
  saveStopped,
  type SyncState,
  syncState,
} from '../../../db/local/sync-state.ts'
import type { PulledPage, PushBatch, Replica, Standing } from '../../../sync/client/replica.ts'
import { OPEN_LINK } from '../../../sync/engine/central/link.ts'
import { rootHash } from '../../../sync/engine/digest.ts'
import type { HeldCode } from '../../../sync/protocol/codes.ts'
import type { OpResult } from '../../../sync/protocol/messages.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { APP_VERSION, type Context } from '../context.ts'
import { Books } from './books.ts'
import { applyPage, holdOperation, type Page, settle } from './page.ts'
import { sentText } from './said.ts'

/** Signs an operation's hash with the device's key; base64 (sync.md 7). */
export type Signer = (hash: Uint8Array) => string

/**
 * An exchange that brings nothing new writes nothing, so that a file at rest stays at rest; the moment
 * of the last one is noted again after an hour.
 */
const NOTED_FOR_MS = 3_600_000
const OFFSET_MOVED_MS = 5000

function isOld(at: number | null, nowMs: number): boolean {
  return at === null || Math.abs(nowMs - at) >= NOTED_FOR_MS
}

export class LocalReplica implements Replica {
  readonly #file: CompanyFile
  readonly #sign: Signer
  /** What lies in the inbox since a moment ago, as it came: it need not be read again. */
  #noted: { readonly pageId: number; readonly page: Page } | null = null

  constructor(file: CompanyFile, sign: Signer) {
    this.#file = file
    this.#sign = sign
  }

  standing(): Standing {
    return this.#file.query(({ db, company }) => {
      const state = stateOf(db)
      return {
        companyId: company.companyId,
        deviceEpoch: company.deviceEpoch,
        startCounter: startCounterOf(db),
        app: APP_VERSION,
        timelineId: state.timelineId,
        cursor: { seq: state.cursorSeq, hash: state.cursorHash },
        scopeVer: state.scopeVer,
        unsent: company.chainSeq - state.pushedSeq,
        isJoining: isJoining(state),
      }
    })
  }

  hasLink({ seq, hash }: { readonly seq: number; readonly hash: string }): boolean {
    if (seq === 0) return true
    return this.#file.query(({ db, company }) => {
      const [link] = linksAfter(db, company.deviceEpoch, seq - 1, 1)
      if (link?.deviceSeq !== seq) return false
      return hash === OPEN_LINK || Buffer.from(link.hash).toString('hex') === hash
    })
  }

  nextPush({ opsMax, bytesMax }: { opsMax: number; bytesMax: number }): PushBatch | null {
    if (this.standing().unsent === 0) return null
    return this.#file.command(({ db, company, nowMs }) => {
      const links = linksAfter(db, company.deviceEpoch, stateOf(db).pushedSeq, opsMax)
      const [first] = links
      if (!first) return null
      const ops: string[] = []
      const sent: OutboxOperation[] = []
      let bytes = 0
      for (const link of links) {
        const signature = link.signature ?? this.#sign(link.hash)
        const text = sentText(link.envelope, link.private, signature)
        bytes += Buffer.byteLength(text)
        if (ops.length > 0 && bytes > bytesMax) break
        saveSent(db, link.localSeq, signature, nowMs)
        if (link.state === 'pending') moveOperation(db, link, 'sent')
        ops.push(text)
        sent.push(link)
      }
      const last = sent.at(-1) ?? first
      const { prev } = JSON.parse(first.envelope) as { readonly prev: string }
      const left = operationsAfter(db, last.localSeq)
      return {
        firstSeq: first.deviceSeq,
        prev,
        ops,
        operationIds: sent.map(({ operationId }) => operationId),
        withdrawn: sent.filter(({ state }) => state === 'withdrawn').map((one) => one.operationId),
        pendingAfter: left.length,
        minPendingDocDate: earliestDay(left),
      }
    })
  }

  takeBack(batch: PushBatch): void {
    this.#file.command(({ db }) => {
      for (const id of batch.operationIds) {
        const operation = outboxOperation(db, id)
        if (operation?.state === 'sent') moveOperation(db, operation, 'pending')
      }
    })
  }

  saveResults(results: readonly OpResult[], deviceSeq: number): void {
    this.#file.command((context) => {
      const books = new Books(context)
      for (const result of results) answer(books, result)
      books.flush()
      savePushed(context.db, deviceSeq)
      settle(books)
    })
  }

  savePage(pulled: PulledPage): void {
    const page = pageOf(pulled)
    this.#file.command(({ db }) => {
      const last = pagesWaiting(db).at(-1)
      if (last && last.toSeq + 1 !== pulled.from_seq) return
      const pageId = insertPage(db, {
        fromSeq: pulled.from_seq,
        toSeq: pulled.to_seq,
        page: JSON.stringify(page),
      })
      this.#noted = { pageId, page }
    })
  }

  async applyNext(onTurn?: () => void): Promise<boolean> {
    const noted = this.#noted
    this.#noted = null
    const waiting = this.#file.query(({ db }) => pagesWaiting(db))
    if (waiting.length === 0) return false
    await this.#file.sliced(
      function* (context) {
        const { db } = context
        for (const { pageId, fromSeq, toSeq } of waiting) {
          const isNoted = noted?.pageId === pageId && noted.page.toSeq === toSeq
          yield* applyInOrder(context, fromSeq, () =>
            isNoted ? noted.page : (JSON.parse(pageText(db, pageId)) as Page),
          )
          deletePage(db, pageId)
        }
      },
      { keeps: true, onSlice: onTurn },
    )
    return true
  }

  async applyPages(pages: readonly PulledPage[], onTurn?: () => void): Promise<void> {
    await this.#file.sliced(
      function* (context) {
        for (const page of pages) yield* applyInOrder(context, page.from_seq, () => pageOf(page))
      },
      { keeps: true, onSlice: onTurn },
    )
  }

  saveContact({ headSeq, serverTime }: { headSeq: number; serverTime: number }): void {
    const isNews = this.#file.query(({ db, nowMs }) => {
      const { headSeq: head, serverOffsetMs, exchangedAt } = stateOf(db)
      const moved = Math.abs(serverTime - nowMs - (serverOffsetMs ?? Number.POSITIVE_INFINITY))
      return headSeq > head || moved > OFFSET_MOVED_MS || isOld(exchangedAt, nowMs)
    })
    if (!isNews) return
    this.#file.command(({ db, nowMs }) =>
      saveContact(db, { headSeq, offsetMs: serverTime - nowMs, at: nowMs }),
    )
  }

  compare(digest: { readonly seq: number; readonly root: string }) {
    const found = this.#file.query(({ db, company, nowMs }) => {
      const state = stateOf(db)
      if (state.cursorSeq !== digest.seq || state.timelineId === null) return null
      const isEqual = rootOf(db, company.companyId) === digest.root
      const isKnown =
        isEqual &&
        state.digestResult === 'equal' &&
        state.digestSeq === digest.seq &&
        !isOld(state.lastDigestOkAt, nowMs)
      return { isEqual, isKnown, at: nowMs }
    })
    if (found === null) return 'not_compared'
    const { isEqual, isKnown, at } = found
    if (!isKnown) this.#file.command(({ db }) => saveDigest(db, { isEqual, seq: digest.seq, at }))
    return isEqual ? 'equal' : 'different'
  }

  saveStopped(stopped: { readonly code: string; readonly detail: unknown } | null): void {
    if (stopped === null && this.#file.query(({ db }) => stateOf(db).stoppedCode) === null) return
    this.#file.command(({ db }) => {
      saveStopped(db, stopped && { code: stopped.code, detail: JSON.stringify(stopped.detail) })
    })
  }
}

/** A page from before the cursor was applied already; one beyond it does not follow. */
function* applyInOrder(context: Context, fromSeq: number, page: () => Page): Generator<void, void> {
  if (fromSeq === stateOf(context.db).cursorSeq + 1) yield* applyPage(context, page())
}

/** As it is worked in, and kept until then. */
export function pageOf(pulled: PulledPage): Page {
  return {
    timelineId: pulled.timeline_id,
    toSeq: pulled.to_seq,
    toHash: pulled.to_hash,
    scopeVer: pulled.scope_ver,
    changes: pulled.changes,
    outcomes: pulled.outcomes,
  }
}

/** The root over this device's own rows, at its cursor. */
export function rootOf(db: CompanyDb, companyId: string): string {
  const { timelineId, scopeVer, cursorSeq } = stateOf(db)
  if (timelineId === null) throw new Error('no server was heard yet')
  return rootHash({ timelineId, companyId, scopeVer, seq: cursorSeq }, bucketHashes(db))
}

function stateOf(db: CompanyDb): SyncState {
  const state = syncState(db)
  if (!state) throw new Error('this company has no server')
  return state
}

function startCounterOf(db: CompanyDb): number {
  return db.prepare<[], { n: number }>('select start_counter as n from company').get()?.n ?? 0
}

/** What was learned from the feed meanwhile stands. */
function answer(books: Books, result: OpResult): void {
  const { db, nowMs } = books.context
  const operation = outboxOperation(db, result.op_id)
  if (!operation || operation.state !== 'sent') return
  if (result.status === 'held') {
    holdOperation(books, operation, {
      seq: result.seq,
      code: (result.code ?? 'INVALID') as HeldCode,
      detail: result.detail,
    })
    return
  }
  if (result.status === 'withdrawn') {
    // A copy of this file withdrew it before it had sent it: it stands in no books, and here it can be read.
    holdOperation(books, operation, { seq: result.seq, code: 'BAD_TRANSITION', detail: null })
    moveOperation(db, { ...operation, state: 'held' }, 'withdrawn')
    setAside(db, operation.operationId, ENDED.withdrawn, nowMs)
    return
  }
  moveOperation(db, operation, 'accepted')
  saveAnswer(db, operation.localSeq, {
    serverSeq: result.seq,
    code: null,
    detail: null,
    at: nowMs,
  })
}

function earliestDay(operations: readonly OutboxOperation[]): string | null {
  let earliest: string | null = null
  for (const { kind, envelope } of operations) {
    if (!kind.startsWith('doc.')) continue
    const { payload } = JSON.parse(envelope) as { readonly payload: { readonly doc_date: string } }
    if (earliest === null || payload.doc_date < earliest) earliest = payload.doc_date
  }
  return earliest
}
