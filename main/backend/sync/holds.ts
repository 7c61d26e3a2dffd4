/**
 * Work the server does not take as it stands (sync.md 9): what it is, and the ways out of it, each an
 * operation of its own. The held one is kept for ever; its effect is not in the ledger.
 */
import {
  ENDED,
  heldOperations,
  moveOperation,
  type OutboxOperation,
  outboxOperation,
  setAside,
} from '../../../db/local/outbox-operations.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { type Exit, exitsOf } from '../../../sync/engine/central/exits.ts'
import { effectOf } from '../../../sync/engine/central/ledger.ts'
import { allocAdd } from '../../../sync/protocol/payloads.ts'
import type { Context } from '../context.ts'
import { assertPeriod } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { Books } from './books.ts'
import { applicationOf, documentPayload, entryOf } from './effects.ts'
import { retract } from './lay.ts'
import { type Said, saidByUs } from './said.ts'

export interface HeldWork {
  readonly operationId: string
  readonly kind: string
  readonly code: string
  readonly detail: unknown
  /** What the document is called here, or the credit of an allocation. */
  readonly documentNo: string | null
  /** Code. */
  readonly customer: string | null
  readonly currency: string | null
  /** Effect on the account, debit positive; of an allocation what it applies. */
  readonly amountMinor: number | null
  /** Milliseconds since 1970 UTC. */
  readonly since: number
  /** Empty while the server has not answered. */
  readonly exits: readonly Exit[]
}

/** Oldest first. */
export function heldWork({ db }: Pick<Context, 'db'>): HeldWork[] {
  return heldOperations(db).map((operation) => {
    const code = (operation.state === 'held' ? operation.code : operation.aside) ?? 'INVALID'
    return {
      operationId: operation.operationId,
      kind: operation.kind,
      code,
      detail: operation.detail === null ? null : (JSON.parse(operation.detail) as unknown),
      ...figuresOf({ db }, operation),
      since: operation.answeredAt ?? operation.asideSince ?? 0,
      exits: operation.state === 'held' ? exitsOf(code) : [],
    }
  })
}

/** Gives an operation up: unsent it never takes effect, held it stays readable on the server. */
export function withdrawWork(context: Context, operationId: string, reason: string): void {
  const operation = mustBeHere(context, operationId)
  const journal = new Journal(context)
  if (operation.state === 'pending') {
    const books = new Books(context)
    retract(books, operation, 'NEEDS_APPROVAL')
    books.flush()
    moveOperation(context.db, operation, 'withdrawn')
  } else if (operation.state === 'held') {
    journal.operations.write(journal.operations.newId(), {
      kind: 'op.withdraw',
      entityId: operationId,
      payload: { reason },
    })
  } else throw new Refusal('held.in_flight')
  setAside(context.db, operationId, ENDED.withdrawn, context.nowMs)
  journal.close('sync.withdraw', operation.asideNumber ?? operation.kind, { reason })
}

/** The same document or allocation on another ledger day. */
export function redateWork(context: Context, operationId: string, on: IsoDate): void {
  const operation = mustAllow(context, operationId, 'redate')
  const said = saidByUs(operation)
  assertPeriod(context, on, undefined)
  if (said.kind === 'alloc.add') {
    applyAgain(context, operation, said, null, on)
    return
  }
  if (said.kind !== 'doc.post') throw new Refusal('held.no_exit')
  const payload = documentPayload(said)
  const journal = new Journal(context)
  const entry = entryOf(new Books(context), said, {
    ...payload,
    doc_date: on,
    paper_date: payload.paper_date ?? (payload.doc_date === on ? undefined : payload.doc_date),
    due_date: payload.due_date ?? payload.paper_date ?? payload.doc_date,
  })
  const row = journal.post(entry, {
    ...correctionOf(operation),
    number: operation.asideNumber,
  })
  setAside(context.db, operationId, ENDED.superseded, context.nowMs)
  journal.close('sync.redate', row.number, { on })
}

/** The same allocation over less. */
export function reduceWork(context: Context, operationId: string, amountMinor: number): void {
  const operation = mustAllow(context, operationId, 'reduce')
  applyAgain(context, operation, saidByUs(operation), amountMinor, null)
}

function applyAgain(
  context: Context,
  operation: OutboxOperation,
  said: Said,
  amountMinor: number | null,
  on: IsoDate | null,
): void {
  const journal = new Journal(context)
  const application = applicationOf(new Books(context), said)
  const whole = application.slices.reduce((sum, { amount }) => sum + amount, 0)
  journal.allocate(
    application.credit,
    application.debit,
    amountMinor ?? whole,
    on ?? application.on,
    { ...correctionOf(operation), allocationId: said.entityId },
  )
  setAside(context.db, operation.operationId, ENDED.superseded, context.nowMs)
  journal.close(on === null ? 'sync.reduce' : 'sync.redate', application.credit.number, {
    op: operation.operationId,
  })
}

function correctionOf(operation: OutboxOperation): { operationId: string; attempt: number } {
  const { attempt } = JSON.parse(operation.envelope) as { readonly attempt: number }
  return { operationId: operation.operationId, attempt: attempt + 1 }
}

function mustBeHere({ db }: Context, operationId: string): OutboxOperation {
  const operation = outboxOperation(db, operationId)
  if (!operation) throw new Refusal('held.unknown', { op: operationId })
  return operation
}

function mustAllow(context: Context, operationId: string, exit: Exit): OutboxOperation {
  const operation = mustBeHere(context, operationId)
  const isOpen = operation.aside !== ENDED.withdrawn && operation.aside !== ENDED.superseded
  if (operation.state !== 'held' || !isOpen || !exitsOf(operation.code ?? '').includes(exit))
    throw new Refusal('held.no_exit')
  return operation
}

type Figures = Pick<HeldWork, 'documentNo' | 'customer' | 'currency' | 'amountMinor'>

function figuresOf({ db }: Pick<Context, 'db'>, operation: OutboxOperation): Figures {
  const said = saidByUs(operation)
  if (said.kind === 'doc.post' || said.kind === 'doc.reverse') {
    const payload = documentPayload(said)
    const original = payload.reverses === undefined ? undefined : documentById(db, payload.reverses)
    return {
      documentNo:
        payload.document_no ?? operation.asideNumber ?? payload.number ?? original?.number ?? null,
      customer: payload.customer_id === undefined ? null : codeOf(db, payload.customer_id),
      currency: payload.currency,
      amountMinor: effectOf(payload).amount,
    }
  }
  const application = said.kind === 'alloc.add' ? allocAdd.parse(said.payload) : null
  const credit = application && documentById(db, application.credit_doc)
  return {
    documentNo: credit?.number ?? null,
    customer: said.kind.startsWith('master.') ? codeOf(db, said.entityId) : null,
    currency: credit?.currency ?? null,
    amountMinor: application?.amount ?? null,
  }
}

function codeOf(db: Context['db'], customerId: string): string | null {
  return customerByUuid(db, customerId)?.code ?? null
}
