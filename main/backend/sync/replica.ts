/** The company file as the exchange uses it: every call one transaction of its own. */
import { bucketHashes } from '../../../db/local/nodes.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import {
  linksAfter,
  moveOperation,
  operationsAfter,
  type OutboxOperation,
  outboxOperation,
  saveAnswer,
  saveSent,
} from '../../../db/local/outbox-operations.ts'
import {
  deletePage,
  firstPage,
  insertPage,
  isJoining,
  saveContact,
  saveDigest,
  savePushed,
  saveStopped,
  type SyncState,
  syncState,
} from '../../../db/local/sync-state.ts'
import type { PulledPage, PushBatch, Replica, Standing } from '../../../sync/client/replica.ts'
import { rootHash } from '../../../sync/engine/digest.ts'
import type { HeldCode } from '../../../sync/protocol/codes.ts'
import type { OpResult } from '../../../sync/protocol/messages.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { APP_VERSION } from '../context.ts'
import { Books } from './books.ts'
import { applyPage, holdOperation, settle } from './page.ts'
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

  savePage(page: PulledPage): void {
    this.#file.command(({ db }) => {
      if (firstPage(db)) return
      insertPage(db, {
        fromSeq: page.from_seq,
        toSeq: page.to_seq,
        page: JSON.stringify({
          timelineId: page.timeline_id,
          toSeq: page.to_seq,
          toHash: page.to_hash,
          scopeVer: page.scope_ver,
          changes: page.changes,
          outcomes: page.outcomes,
        }),
      })
    })
  }

  async applyNext(onTurn?: () => void): Promise<boolean> {
    const page = this.#file.query(({ db }) => firstPage(db))
    if (!page) return false
    await this.#file.sliced(
      function* (context) {
        const { cursorSeq } = stateOf(context.db)
        // A page from before the cursor was applied already; one beyond it does not follow.
        if (page.fromSeq === cursorSeq + 1)
          yield* applyPage(context, JSON.parse(page.page) as Parameters<typeof applyPage>[1])
        deletePage(context.db, page.pageId)
      },
      { keeps: true, onSlice: onTurn },
    )
    return true
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
