/**
 * Work the server does not take as it stands (sync.md 9): what it is and means, and the ways out of
 * it. The held one is kept for ever; its effect is not in the ledger.
 */
import { lastApprovalAbout } from '../../../db/local/approvals.ts'
import { feedAuthor } from '../../../db/local/confirmed.ts'
import { customerByRow, customerByUuid, type CustomerRow } from '../../../db/local/customers.ts'
import { documentById, type DocumentRow } from '../../../db/local/documents.ts'
import { offerOf, offersTo } from '../../../db/local/handed-work.ts'
import {
  heldOperations,
  outboxOperation,
  requestsUnderway,
} from '../../../db/local/outbox-operations.ts'
import { shownBalance } from '../../../db/local/sync-figures.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { type Exit, exitsFor } from '../../../sync/engine/central/exits.ts'
import { effectOf } from '../../../sync/engine/central/ledger.ts'
import { allocAdd } from '../../../sync/protocol/payloads.ts'
import type { Context } from '../context.ts'
import { documentPayload } from './effects.ts'
import { People } from './people.ts'
import { type Said, saidByUs, saidIn, type Values, valuesIn } from './said.ts'

type Reading = Pick<Context, 'db' | 'company'>

export interface HeldWork {
  readonly operationId: string
  readonly kind: string
  readonly code: string
  readonly detail: unknown
  /** What the document is called here, or the credit of an allocation. */
  readonly documentNo: string | null
  readonly documentKind: string | null
  /** Ledger day. */
  readonly date: IsoDate | null
  /** Code. */
  readonly customer: string | null
  readonly customerName: string | null
  readonly currency: string | null
  /** Effect on the account, debit positive; of an allocation what it applies. */
  readonly amountMinor: number | null
  /** As shown: held work left out. */
  readonly balanceMinor: number | null
  readonly balanceAfterMinor: number | null
  /** Milliseconds since 1970 UTC. */
  readonly since: number
  /** Name of who entered it. */
  readonly by: string | null
  readonly theirs: Theirs | null
  /** The request that waits for a second person. */
  readonly approval: string | null
  readonly refusedReason: string | null
  readonly handedTo: string | null
  readonly handedBy: string | null
  /** Empty while the server has not answered. */
  readonly exits: readonly Exit[]
}

/** The document that stands instead. */
export interface Theirs {
  readonly documentNo: string
  readonly date: IsoDate
  readonly amountMinor: number
  readonly by: string | null
}

/** Oldest first. */
export function heldWork(context: Reading): HeldWork[] {
  const { db } = context
  const people = new People(context)
  const asked = requestsUnderway(db)
  return heldOperations(db).map((operation) => {
    const said = saidByUs(operation)
    const code = (operation.state === 'held' ? operation.code : operation.aside) ?? 'INVALID'
    const detail = operation.detail === null ? null : (JSON.parse(operation.detail) as unknown)
    const request = lastApprovalAbout(db, operation.operationId)
    const approval =
      request?.state === 'waiting' ? request.approvalId : (asked.get(operation.operationId) ?? null)
    return {
      operationId: operation.operationId,
      kind: operation.kind,
      code,
      detail,
      ...figuresOf(db, said, operation.asideNumber),
      since: operation.answeredAt ?? operation.asideSince ?? 0,
      by: people.nameOf(said.actor),
      theirs: theirsOf(context, people, code, valuesIn(detail)),
      approval,
      refusedReason: request?.state === 'refused' ? request.decisionReason : null,
      handedTo: people.nameOf(offerOf(db, operation.operationId)?.to ?? null),
      handedBy: null,
      exits: operation.state === 'held' ? exitsFor(code, said, approval !== null) : [],
    }
  })
}

/** What others handed to this user, oldest first: taken in her own name, or given back. */
export function handedWork(context: Reading): HeldWork[] {
  const { db, company } = context
  const people = new People(context)
  return offersTo(db, company.userId).map((offer) => {
    const said = saidIn(offer.envelope, offer.private)
    return {
      operationId: offer.operationId,
      kind: said.kind,
      code: 'FORBIDDEN',
      detail: { reason: 'handed_over' },
      ...figuresOf(db, said, null),
      since: offer.at,
      by: people.nameOf(said.actor),
      theirs: null,
      approval: null,
      refusedReason: null,
      handedTo: null,
      handedBy: people.nameOf(offer.from),
      exits: ['reapply', 'withdraw'],
    }
  })
}

export type Figures = Pick<
  HeldWork,
  | 'documentNo'
  | 'documentKind'
  | 'date'
  | 'customer'
  | 'customerName'
  | 'currency'
  | 'amountMinor'
  | 'balanceMinor'
  | 'balanceAfterMinor'
>

/** What an operation is about, in the words of the books; `number` is what it was called here. */
export function figuresOf(db: Context['db'], said: Said, number: string | null): Figures {
  if (said.kind === 'doc.post' || said.kind === 'doc.reverse') return ofDocument(db, said, number)
  if (said.kind === 'alloc.add') {
    const application = allocAdd.parse(said.payload)
    const credit = documentById(db, application.credit_doc)
    return {
      ...named(credit?.number ?? null, customerOf(db, credit)),
      date: application.effective_on as IsoDate,
      currency: credit?.currency ?? null,
      amountMinor: application.amount,
    }
  }
  if (said.kind.startsWith('master.'))
    return named(null, customerByUuid(db, said.entityId) ?? undefined)
  const documentId = said.payload['doc_id']
  const about = documentById(db, typeof documentId === 'string' ? documentId : said.entityId)
  const day = said.payload['effective_on'] ?? said.payload['on']
  return {
    ...named(about?.number ?? null, customerOf(db, about)),
    date: typeof day === 'string' ? (day as IsoDate) : null,
    currency: about?.currency ?? null,
  }
}

function ofDocument(db: Context['db'], said: Said, number: string | null): Figures {
  const payload = documentPayload(said)
  const original = payload.reverses === undefined ? undefined : documentById(db, payload.reverses)
  const customer =
    payload.customer_id === undefined ? undefined : customerByUuid(db, payload.customer_id)
  const { amount } = effectOf(payload)
  const balance = customer ? shownBalance(db, customer.rowid, payload.currency) : null
  return {
    ...named(payload.document_no ?? number ?? payload.number ?? original?.number ?? null, customer),
    documentKind: payload.kind,
    date: payload.doc_date as IsoDate,
    currency: payload.currency,
    amountMinor: amount,
    balanceMinor: balance,
    balanceAfterMinor: balance === null ? null : balance + amount,
  }
}

function named(documentNo: string | null, customer: CustomerRow | undefined): Figures {
  return {
    documentNo,
    documentKind: null,
    date: null,
    customer: customer?.code ?? null,
    customerName: customer?.name ?? null,
    currency: null,
    amountMinor: null,
    balanceMinor: null,
    balanceAfterMinor: null,
  }
}

function customerOf(db: Context['db'], document: DocumentRow | undefined): CustomerRow | undefined {
  return document?.customer === null || document === undefined
    ? undefined
    : customerByRow(db, document.customer)
}

/** Codes whose detail names the document that was first. */
const BESIDE: ReadonlySet<string> = new Set([
  'EXT_REF_CONFLICT',
  'NUMBER_TAKEN',
  'ALREADY_REVERSED',
])

function theirsOf(context: Reading, people: People, code: string, detail: Values): Theirs | null {
  const id = detail['doc_id']
  const row = BESIDE.has(code) && typeof id === 'string' ? documentById(context.db, id) : undefined
  if (!row) return null
  const author =
    feedAuthor(context.db, row.operationId) ??
    (outboxOperation(context.db, row.operationId) && context.company.userId)
  return {
    documentNo: row.number,
    date: row.docOn,
    amountMinor: row.amountMinor,
    by: people.nameOf(author ?? null),
  }
}
