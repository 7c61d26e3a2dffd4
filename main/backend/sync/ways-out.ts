/**
 * The ways out of held work (sync.md 9), each a new operation, or a withdrawal and a new one, in one
 * transaction. The held operation stays in the outbox and on the server with its whole text.
 */
import { endOffer, type HandedWork, offerOf, offersTo } from '../../../db/local/handed-work.ts'
import {
  ENDED,
  moveOperation,
  type OutboxOperation,
  outboxOperation,
  requestsUnderway,
  setAside,
} from '../../../db/local/outbox-operations.ts'
import { lastApprovalAbout } from '../../../db/local/approvals.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { type Exit, exitsFor } from '../../../sync/engine/central/exits.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { findDocument } from '../features/document-keys.ts'
import { reverseRow } from '../features/documents.ts'
import { importedIdOf, numberKey } from '../imports/post-documents.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import type { Correction } from '../ledger/operations.ts'
import { type Correcting, writeAgain } from './again.ts'
import { openCard, unarchive, voidPaper } from './beforehand.ts'
import { Books } from './books.ts'
import { documentPayload } from './effects.ts'
import { handOver, returnWork } from './hand-over.ts'
import { retract } from './lay.ts'
import { type Said, saidByUs, saidIn, valuesIn } from './said.ts'

export interface WayOut {
  readonly exit: Exit
  readonly date?: IsoDate | undefined
  /** Number of a document, or a new number. */
  readonly to?: string | undefined
  readonly amountMinor?: number | undefined
  /** Code. */
  readonly customer?: string | undefined
  /** Name or id. */
  readonly user?: string | undefined
  readonly reason?: string | undefined
}

/** Takes a way out of an operation held here, or handed to this user. */
export function takeWayOut(context: Context, operationId: string, way: WayOut): void {
  const handed = offersTo(context.db, context.company.userId).find(
    (one) => one.operationId === operationId,
  )
  if (handed) {
    answerOffer(context, handed, way)
    return
  }
  if (way.exit === 'withdraw') {
    withdrawWork(context, operationId, way.reason ?? '')
    return
  }
  const operation = mustAllow(context, operationId, way.exit)
  const said = saidByUs(operation)
  switch (way.exit) {
    case 'redate':
      if (way.date === undefined) throw new Refusal('held.date_missing')
      correct(context, operation, said, way, {})
      return
    case 'reduce':
      if (way.amountMinor === undefined) throw new Refusal('held.amount_missing')
      correct(context, operation, said, way, {})
      return
    case 'repoint':
      correct(context, operation, said, way, target(context, said, way))
      return
    case 'reissue':
      correct(context, operation, said, way, { number: way.to ?? null }, (journal) =>
        voidPaper(journal, said, operation, way.reason),
      )
      return
    case 'reapply': {
      const { by } = valuesIn(JSON.parse(operation.detail ?? 'null'))
      correct(context, operation, said, way, typeof by === 'string' ? { over: by } : {})
      return
    }
    case 'create':
      correct(context, operation, said, way, {}, (journal) =>
        openCard(context, journal, said, way.customer),
      )
      return
    case 'unarchive':
      correct(context, operation, said, way, {}, (journal) => unarchive(context, journal, said))
      return
    case 'keep_theirs':
      withdrawWork(context, operationId, way.reason ?? 'keep_theirs')
      return
    case 'replace':
      replace(context, operation, said, way)
      return
    case 'late_approval':
      askLate(context, operation, way.reason)
      return
    case 'hand_over':
      handOver(context, operation, said, way.user)
      return
    case 'request_approval':
      throw new Refusal('held.no_exit')
  }
}

/** Gives an operation up: unsent it never takes effect, held it stays readable on the server. */
function withdrawWork(context: Context, operationId: string, reason: string): void {
  const operation = mustBeHere(context, operationId)
  if (isEnded(operation)) throw new Refusal('held.no_exit')
  const journal = new Journal(context)
  if (operation.state === 'pending' && operation.firstSentAt === null) {
    const books = new Books(context)
    retract(books, operation, 'NEEDS_APPROVAL')
    books.flush()
    moveOperation(context.db, operation, 'withdrawn')
  } else if (operation.state === 'held') sayWithdrawn(journal, operationId, reason)
  else throw new Refusal('held.in_flight')
  setAside(context.db, operationId, ENDED.withdrawn, context.nowMs)
  journal.close('sync.withdraw', operation.asideNumber ?? operation.kind, { reason })
}

function sayWithdrawn(journal: Journal, operationId: string, reason: string): void {
  journal.operations.write(journal.operations.newId(), {
    kind: 'op.withdraw',
    entityId: operationId,
    payload: { reason },
  })
}

/** The corrected operation in one command with what must come before it. */
function correct(
  context: Context,
  operation: OutboxOperation,
  said: Said,
  way: WayOut,
  change: Correcting,
  first: (journal: Journal) => void = () => undefined,
): void {
  const journal = new Journal(context)
  first(journal)
  const close = writeAgain(context, journal, said, correctionOf(operation), {
    on: way.date,
    amountMinor: way.amountMinor,
    calledNumber: operation.asideNumber,
    reason: way.reason,
    ...change,
  })
  setAside(context.db, operation.operationId, ENDED.superseded, context.nowMs)
  close(`sync.${way.exit}`, { ...detailOf(way), op: operation.operationId })
}

function detailOf({ date, to, amountMinor, customer, reason }: WayOut) {
  return { on: date, to, amount: amountMinor, customer, reason } satisfies Record<
    string,
    Plain | undefined
  >
}

/** Another customer for a document, another document for an allocation or a dispute. */
function target(context: Context, said: Said, way: WayOut): Correcting {
  if (said.kind === 'doc.post') {
    if (way.customer === undefined) throw new Refusal('held.target_missing')
    return { customer: customerOf(context, way.customer) }
  }
  if (way.to === undefined) throw new Refusal('held.target_missing')
  return { document: findDocument(context, { documentNo: way.to }) }
}

/** Theirs is reversed, ours is posted beside it as the next generation of the same outside fact. */
function replace(context: Context, operation: OutboxOperation, said: Said, way: WayOut): void {
  const { db } = context
  const payload = documentPayload(said)
  const theirs = documentById(db, payload.doc_id)
  if (!theirs) throw new Refusal('held.target_missing')
  const journal = new Journal(context)
  const reason = way.reason ?? 'replace'
  sayWithdrawn(journal, operation.operationId, reason)
  setAside(db, operation.operationId, ENDED.withdrawn, context.nowMs)
  reverseRow(context, journal, theirs, journal.firstOpenDay(theirs.docOn), reason, way.reason)
  const close = writeAgain(context, journal, said, undefined, {
    on: way.date,
    reason: way.reason,
    documentId: nextGeneration(context, payload),
  })
  close('sync.replace', { ...detailOf(way), op: operation.operationId })
}

/** The id the next import of the fact has; of another fact one that both sides compute alike. */
function nextGeneration(context: Context, payload: ReturnType<typeof documentPayload>): string {
  const { companyId } = context.company
  const code =
    payload.customer_id === undefined
      ? ''
      : (customerByUuid(context.db, payload.customer_id)?.code ?? '')
  const keys = [
    payload.ext_key,
    payload.document_no && numberKey(payload.kind, code, payload.document_no),
  ]
  for (const key of keys)
    if (key && externalId(companyId, 'import', key) === payload.doc_id)
      return importedIdOf(context, key).documentId
  return externalId(companyId, 'replace', payload.doc_id)
}

/** Asks for a second person who lets it into the closed month (sync.md 9). */
function askLate(context: Context, operation: OutboxOperation, reason: string | undefined): void {
  const journal = new Journal(context)
  journal.operations.write(journal.operations.newId(), {
    kind: 'approval.request',
    entityId: journal.operations.newId(),
    payload: {
      what: 'late_posting',
      op: operation.operationId,
      ...(reason === undefined ? {} : { reason }),
    },
  })
  journal.close('sync.late_approval', operation.asideNumber ?? operation.kind, { reason })
}

/** What was handed to this user: entered in her own name, or given back. */
function answerOffer(context: Context, handed: HandedWork, way: WayOut): void {
  if (way.exit === 'withdraw') {
    returnWork(context, handed, way.reason)
    return
  }
  if (way.exit !== 'reapply') throw new Refusal('held.no_exit')
  const said = saidIn(handed.envelope, handed.private)
  const journal = new Journal(context)
  const close = writeAgain(context, journal, said, attemptAfter(handed), {
    on: way.date,
    amountMinor: way.amountMinor,
    reason: way.reason,
  })
  endOffer(context.db, handed.operationId, 'taken')
  close('sync.take', { op: handed.operationId })
}

function correctionOf(operation: OutboxOperation): Correction {
  return attemptAfter(operation)
}

function attemptAfter({
  operationId,
  envelope,
}: {
  readonly operationId: string
  readonly envelope: string
}): Correction {
  const { attempt } = JSON.parse(envelope) as { readonly attempt: number }
  return { operationId, attempt: attempt + 1 }
}

function mustBeHere({ db }: Context, operationId: string): OutboxOperation {
  const operation = outboxOperation(db, operationId)
  if (!operation) throw new Refusal('held.unknown', { op: operationId })
  return operation
}

function mustAllow(context: Context, operationId: string, exit: Exit): OutboxOperation {
  const { db } = context
  const operation = mustBeHere(context, operationId)
  const isAsked =
    lastApprovalAbout(db, operationId)?.state === 'waiting' || requestsUnderway(db).has(operationId)
  if (isAsked && exit === 'late_approval') throw new Refusal('approval.waiting')
  const isOffered = offerOf(db, operationId) !== undefined
  if (isOffered && exit === 'hand_over') throw new Refusal('held.no_exit')
  const exits = exitsFor(operation.code ?? '', saidByUs(operation), isAsked)
  if (operation.state !== 'held' || isEnded(operation) || !exits.includes(exit))
    throw new Refusal('held.no_exit')
  return operation
}

function isEnded({ aside }: OutboxOperation): boolean {
  return aside === ENDED.withdrawn || aside === ENDED.superseded
}
