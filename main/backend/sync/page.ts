/**
 * Works one page of the feed into the ledger: entries in the order of the server, outcomes of a
 * sequence before its changes. The caller's transaction holds page and cursor together (sync.md I8).
 */
import { endApprovalsAbout } from '../../../db/local/approvals.ts'
import { insertConfirmedEvent, saveFeedOperation } from '../../../db/local/confirmed.ts'
import { endOffer } from '../../../db/local/handed-work.ts'
import { endConflict } from '../../../db/local/conflicts.ts'
import {
  clearAside,
  moveOperation,
  operationsAfter,
  type OutboxOperation,
  saveAnswer,
  setAside,
} from '../../../db/local/outbox-operations.ts'
import { saveCursor, saveSettled, saveTimeline } from '../../../db/local/sync-state.ts'
import { documentById } from '../../../db/local/documents.ts'
import { Incident } from '../../../sync/client/incident.ts'
import type { HeldCode } from '../../../sync/protocol/codes.ts'
import type { Change, Outcome } from '../../../sync/protocol/messages.ts'
import type { Context } from '../context.ts'
import { applyChange } from './apply.ts'
import { Books, type Confirmation } from './books.ts'
import { applyCard } from './cards.ts'
import { confirmOwn } from './confirm.ts'
import { layEvent } from './events.ts'
import { beneathPending, retract } from './lay.ts'
import { ownVersionBeneath } from './letter-events.ts'
import { isInLedger } from './own-work.ts'
import { applyControl } from './control.ts'
import { endRequest, noteRequests } from './requests.ts'
import { type Said, saidByFeed } from './said.ts'
import { itemIdsOf } from './take-out.ts'

export interface Page {
  readonly timelineId: string
  readonly toSeq: number
  /** Hex. */
  readonly toHash: string
  readonly scopeVer: number
  readonly changes: readonly Change[]
  readonly outcomes: readonly Outcome[]
}

/** Entries worked in between two turns of other work. */
const ENTRIES_AT_ONCE = 50

/** Of a ledger that is built anew: what of before stands in it still. */
export interface Standing {
  /** Own operations whose rows lie there and wait. */
  readonly own: ReadonlySet<string>
  /** Events whose effect is in its tables. */
  readonly events: ReadonlySet<string>
}

/** Throws `Incident` when the page is not what it must be; nothing of it stays then. */
export function* applyPage(
  context: Context,
  page: Page,
  standing: Standing | null = null,
): Generator<void, void> {
  const books = new Books(context)
  let n = 0
  for (const entry of inOrder(page)) {
    if (entry.seq <= books.startSeq) continue
    books.appliedSeq = entry.seq - 1
    if ('op_id' in entry) applyOutcome(books, entry)
    else applyEntry(books, entry, standing)
    n += 1
    if (n % ENTRIES_AT_ONCE === 0) yield
  }
  books.appliedSeq = page.toSeq
  books.flush()
  saveTimeline(context.db, page.timelineId)
  saveCursor(context.db, { seq: page.toSeq, hash: page.toHash, scopeVer: page.scopeVer })
  settle(books)
}

/** The answer or outcome `held` of an own operation: its effect leaves the ledger, and it waits for a person. */
export function holdOperation(
  books: Books,
  operation: OutboxOperation,
  answer: { readonly seq: number; readonly code: HeldCode; readonly detail: unknown },
): void {
  const { db, nowMs } = books.context
  const said = {
    serverSeq: answer.seq,
    code: answer.code,
    detail:
      answer.detail === undefined || answer.detail === null ? null : JSON.stringify(answer.detail),
    at: nowMs,
  }
  if (operation.state !== 'held') {
    if (operation.state === 'pending') moveOperation(db, operation, 'sent')
    moveOperation(db, { ...operation, state: 'sent' }, 'held')
  }
  saveAnswer(db, operation.localSeq, said)
  retract(books, operation, answer.code)
}

/** Own operations that need not be looked at again: answered, their effect confirmed or gone. */
export function settle(books: Books): void {
  let settled = books.settledLocal
  for (const operation of operationsAfter(books.db, settled)) {
    const { state, serverSeq } = operation
    const isOpen =
      state === 'pending' ||
      state === 'sent' ||
      (state === 'accepted' && (serverSeq ?? 0) > books.appliedSeq)
    if (isOpen) break
    settled = operation.localSeq
  }
  if (settled !== books.settledLocal) saveSettled(books.db, settled)
}

function inOrder(page: Page): (Change | Outcome)[] {
  return [...page.outcomes, ...page.changes].toSorted(
    (a, b) => a.seq - b.seq || rankOf(a) - rankOf(b),
  )
}

function rankOf(entry: Change | Outcome): number {
  return 'op_id' in entry ? -1 : entry.ord
}

function applyOutcome(books: Books, outcome: Outcome): void {
  const { db, nowMs } = books.context
  const own = books.ownOperation(outcome.op_id)
  if (outcome.status === 'withdrawn' || outcome.status === 'superseded')
    endApprovalsAbout(db, outcome.op_id)
  // A finance manager hears of everybody's.
  if (!own) return
  switch (outcome.status) {
    case 'held':
      holdOperation(books, own, {
        seq: outcome.seq,
        code: (outcome.code ?? 'INVALID') as HeldCode,
        detail: outcome.detail,
      })
      return
    case 'released':
      moveOperation(db, own, 'accepted')
      saveAnswer(db, own.localSeq, { serverSeq: outcome.seq, code: null, detail: null, at: nowMs })
      return
    case 'withdrawn':
    case 'superseded':
      if (own.state !== outcome.status) moveOperation(db, own, outcome.status)
      return
    case 'refused':
      setAside(db, own.operationId, own.code ?? 'NEEDS_APPROVAL', nowMs)
  }
}

function applyEntry(books: Books, change: Change, standing: Standing | null): void {
  const said = saidByFeed(change)
  const at: Confirmation = {
    seq: change.seq,
    recordedAt: change.recorded_at,
    facts: change.facts ?? {},
  }
  const own = books.ownOperation(said.operationId)
  if (!own && said.deviceId === books.context.company.deviceId)
    throw new Incident('OWN_OPERATION_UNKNOWN', { op: said.operationId, seq: change.seq })
  const lies =
    own !== undefined &&
    isInLedger(books, own) &&
    (standing === null || standing.own.has(own.operationId))
  books.appliedSeq = change.seq
  if (own) accept(books, own, change.seq)
  else saveFeedOperation(books.db, said, isKept(books, said) ? said.text : null)
  noteRequests(books, said, at)
  if (said.supersedes !== null) {
    endOffer(books.db, said.supersedes, 'taken')
    endApprovalsAbout(books.db, said.supersedes)
  }
  if (said.kind === 'op.withdraw') {
    endOffer(books.db, said.entityId, 'returned')
    endApprovalsAbout(books.db, said.entityId)
  }
  switch (change.class) {
    case 'J':
    case 'L':
      if (own && lies) confirmOwn(books, own, said, at)
      else applyChange(books, said, at)
      return
    case 'M':
      if (change.entity_id !== null) applyCard(books, said, change.entity_id, at)
      if (said.kind === 'conflict.resolve')
        endConflict(books.db, said.entityId, said.payload['choice'] === 'take' ? 'taken' : 'kept')
      break
    case 'W':
    case 'C':
      applyEvent(books, said, change, {
        lies: lies || standing?.events.has(said.operationId) === true,
        isKnown: standing?.events.has(said.operationId) === true,
      })
  }
  if (said.kind === 'approval.decide') endRequest(books, said, at)
}

function applyEvent(
  books: Books,
  said: Said,
  change: Change,
  { lies, isKnown }: { readonly lies: boolean; readonly isKnown: boolean },
): void {
  const type = said.payload['type']
  insertConfirmedEvent(books.db, {
    operationId: said.operationId,
    seq: change.seq,
    type: typeof type === 'string' ? type : said.kind,
    entityId: said.entityId,
    customerId: change.customer_id,
    hash: said.hash,
    recordedAt: change.recorded_at,
    envelope: said.text,
  })
  books.nodes.event(change.customer_id, said.hash, change.seq)
  if (said.kind !== 'wf.event' || isClosing(type)) {
    if (!isKnown && (!lies || said.kind !== 'wf.event')) applyControl(books, said, change)
    return
  }
  // Rows of these are there already and are not written over.
  if (lies && (type === 'due_date.agreed' || String(type).startsWith('bank.'))) return
  const beneath = ownVersionBeneath(books, said)
  if (beneath) retract(books, beneath, 'BAD_TRANSITION')
  const document = type === 'due_date.agreed' ? documentById(books.db, said.entityId) : undefined
  if (document)
    beneathPending(
      books,
      () => itemIdsOf(books, document),
      () => {
        books.renew()
        layEvent(books, said, change.recorded_at)
      },
    )
  else layEvent(books, said, change.recorded_at)
}

/** A month closed or opened before there was a server. */
function isClosing(type: unknown): boolean {
  return typeof type === 'string' && type.startsWith('period.') && type !== 'period.sealed'
}

/** Taking a batch back needs what stood on its cards before; its documents and events are kept anyway. */
function isKept(books: Books, said: Said): boolean {
  const isCard = said.kind === 'master.patch' || said.kind === 'master.archive'
  return isCard && books.batchOf(said) !== null
}

function accept(books: Books, own: OutboxOperation, seq: number): void {
  const { db, nowMs } = books.context
  clearAside(db, own.operationId)
  if (own.state === 'accepted') return
  if (own.state === 'pending') moveOperation(db, own, 'sent')
  moveOperation(db, { ...own, state: own.state === 'pending' ? 'sent' : own.state }, 'accepted')
  saveAnswer(db, own.localSeq, { serverSeq: seq, code: null, detail: null, at: nowMs })
}
