/** Documents: posting, reversal, due-day agreements, disputes, and everything about one of them. */
import type { z } from 'zod'
import { customerByRow } from '../../../db/local/customers.ts'
import {
  documentByRow,
  type DocumentRow,
  installmentsOfDocument,
  linesOf,
  peekNumber,
  reversalOf,
} from '../../../db/local/documents.ts'
import {
  dueChangesOfDocument,
  itemsOfDocument,
  liveAllocsOfDocument,
} from '../../../db/local/items.ts'
import { operationOf } from '../../../db/local/log.ts'
import {
  disputeById,
  disputesOfDocument,
  insertDispute,
  rateOn,
  resolveDisputeRow,
} from '../../../db/local/periods.ts'
import { batchById } from '../../../db/local/imports.ts'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type {
  documents as contract,
  DocumentDraft,
  DocumentView,
} from '../../../shared/contract/documents.ts'
import { addDays, fromDayNumber, laterOf, monthOf } from '../../../shared/domain/days.ts'
import { SERIES } from '../../../shared/domain/kinds.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import {
  assertPeriod,
  customerOf,
  derivedDueDate,
  RATE_MAX_AGE_DAYS,
  resolveDraft,
} from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { fiscalYear, formatNumber } from '../ledger/numbers.ts'
import { type DocumentKey, findDocument } from './document-keys.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Posted = Out<'reverse'>

/** Posts all or none; allocations come after all documents, so that they may name any of them. */
export function postDocuments(context: Context, input: In<'post'>): Out<'post'> {
  const journal = new Journal(context)
  const done = input.documents.map((draft) => {
    const resolved = resolveDraft(context, draft)
    if (resolved.state === 'unchanged') return { draft, row: resolved.document, unchanged: true }
    return { draft, row: journal.post(resolved.entry), unchanged: false }
  })
  for (const { draft, row, unchanged } of done)
    if (!unchanged) applyStated(context, journal, row, draft)
  const written = done.filter(({ unchanged }) => !unchanged)
  if (written.length > 0) {
    journal.close(
      'documents.post',
      written.length === 1 ? (written[0]?.row.number ?? '') : String(written.length),
      {
        documents: written.length,
        reason: written[0]?.draft.periodReason,
      },
    )
  }
  return done.map(({ row, unchanged }) => postedView(context, row, unchanged))
}

/** What a draft names in `allocateTo`: debits a credit pays, or the credit a refund repays. */
export function applyStated(
  context: Context,
  journal: Journal,
  row: DocumentRow,
  draft: Pick<DocumentDraft, 'allocateTo' | 'kind'>,
): void {
  if (!draft.allocateTo || draft.allocateTo.length === 0) return
  const isRefund = row.kind === 'refund'
  if (row.amountMinor > 0 && !isRefund)
    throw new Refusal('allocation.not_allowed', { documentNo: row.number, kind: row.kind })
  const pairs = draft.allocateTo.map((target) => {
    const customer = row.customer === null ? {} : { customer: row.customer }
    const other = findDocument(
      context,
      { documentNo: target.documentNo, kind: target.kind },
      { side: isRefund ? -1 : 1, ...customer },
    )
    const [credit, debit] = isRefund ? [other, row] : [row, other]
    assertPair(context, credit, debit)
    return { credit, debit, amountMinor: target.amountMinor }
  })
  // All that is stated is looked at before any of it is applied: a row is taken whole or not at all.
  const stated = pairs.reduce((sum, pair) => sum + (pair.amountMinor ?? 0), 0)
  const size = Math.abs(row.amountMinor)
  if (stated > size)
    throw new Refusal('allocation.exceeds_receipt', {
      documentNo: row.number,
      currency: row.currency,
      wishedMinor: stated,
      availableMinor: size,
    })
  for (const { credit, debit, amountMinor } of pairs) {
    if (amountMinor !== null)
      journal.assertAvailable(
        isRefund ? credit : debit,
        amountMinor,
        journal.firstOpenDay(laterOf(credit.docOn, debit.docOn)),
      )
  }
  for (const { credit, debit, amountMinor } of pairs)
    journal.allocate(
      credit,
      debit,
      amountMinor,
      journal.firstOpenDay(laterOf(credit.docOn, debit.docOn)),
    )
}

/** One customer, one currency, a credit against a debit. */
export function assertPair(context: Context, credit: DocumentRow, debit: DocumentRow): void {
  if (credit.amountMinor >= 0)
    throw new Refusal('allocation.wrong_side', { documentNo: credit.number, kind: credit.kind })
  if (debit.amountMinor <= 0)
    throw new Refusal('allocation.wrong_side', { documentNo: debit.number, kind: debit.kind })
  if (credit.customer !== debit.customer) {
    const owner = debit.customer === null ? undefined : customerByRow(context.db, debit.customer)
    throw new Refusal('allocation.other_customer', {
      documentNo: debit.number,
      customer: owner?.code ?? '',
    })
  }
  if (credit.currency !== debit.currency)
    throw new Refusal('currency.mismatch', {
      documentNo: debit.number,
      currency: debit.currency,
      other: credit.currency,
    })
}

export function reverseDocument(context: Context, input: In<'reverse'>): Out<'reverse'> {
  const original = findDocument(context, input.key)
  const journal = new Journal(context)
  const mirror = reverseRow(
    context,
    journal,
    original,
    input.on ?? laterOf(context.today, original.docOn),
    input.reason,
    input.periodReason,
  )
  journal.close('documents.reverse', original.number, { reason: input.reason, on: mirror.docOn })
  return postedView(context, mirror, false)
}

export function reverseRow(
  context: Context,
  journal: Journal,
  original: DocumentRow,
  on: string,
  reason: string,
  periodReason?: string,
): DocumentRow {
  if (
    original.kind === 'reversal' ||
    original.kind === 'fx_difference' ||
    original.kind === 'revaluation'
  )
    throw new Refusal('document.derived', { documentNo: original.number, kind: original.kind })
  const before = reversalOf(context.db, original.rowid)
  if (before)
    throw new Refusal('document.reversed', { documentNo: original.number, date: before.docOn })
  const allocated = liveAllocsOfDocument(context.db, original.rowid)
  if (allocated.length > 0)
    throw new Refusal('document.allocated', {
      documentNo: original.number,
      count: allocated.length,
    })
  const day = on as typeof original.docOn
  if (day < original.docOn) throw new Refusal('date.order', { date: day, earliest: original.docOn })
  assertPeriod(context, day, periodReason)
  return journal.reverse(original, day, reason)
}

export function agreeDueDate(context: Context, input: In<'agreeDueDate'>): DocumentView {
  const document = findDocument(context, input.key)
  const journal = new Journal(context)
  const items = journal.items.ofDocument(document.rowid)
  if (document.amountMinor <= 0 || items.length === 0)
    throw new Refusal('document.not_open_item', { documentNo: document.number })
  const item =
    input.installment === undefined && items.length === 1
      ? items[0]
      : items.find((one) => one.row.n === (input.installment ?? 0))
  if (!item)
    throw new Refusal('installment.unknown', {
      documentNo: document.number,
      installment: input.installment ?? 0,
      count: items.length,
    })
  const on = input.on ?? laterOf(context.today, document.docOn)
  if (on < document.docOn) throw new Refusal('date.order', { date: on, earliest: document.docOn })
  journal.agreeDueDate(item, document, input.dueOn, on, input.reason)
  journal.close('documents.due_date', document.number, {
    due_on: input.dueOn,
    on,
    reason: input.reason,
  })
  return viewDocument(context, document)
}

export function openDispute(context: Context, input: In<'dispute'>): DocumentView {
  const known = disputeById(context.db, input.disputeId)
  const document = known
    ? mustBeThere(documentByRow(context.db, known.doc))
    : findDocument(context, input.key, { side: 1 })
  if (known) return viewDocument(context, document)
  const open = itemsOfDocument(context.db, document.rowid).reduce(
    (sum, item) => sum + item.openMinor,
    0,
  )
  if (document.amountMinor <= 0)
    throw new Refusal('document.not_open_item', { documentNo: document.number })
  const already = disputesOfDocument(context.db, document.rowid)
    .filter((one) => one.resolvedOn === null)
    .reduce((sum, one) => sum + one.amountMinor, 0)
  if (input.amountMinor + already > open)
    throw new Refusal('dispute.exceeds_open', {
      documentNo: document.number,
      openMinor: open - already,
      currency: document.currency,
    })
  const on = input.on ?? context.today
  const journal = new Journal(context)
  journal.event(
    'dispute.opened',
    input.disputeId,
    { doc_id: document.documentId, amount: input.amountMinor, reason: input.reason, on },
    input.note ? { note: input.note } : undefined,
  )
  insertDispute(context.db, {
    disputeId: input.disputeId,
    doc: document.rowid,
    amountMinor: input.amountMinor,
    reason: input.reason,
    note: input.note ?? null,
    openedOn: on,
    recordedAt: context.nowMs,
  })
  journal.close('documents.dispute', document.number, {
    amount: input.amountMinor,
    reason: input.reason,
  })
  return viewDocument(context, document)
}

export function resolveDispute(context: Context, input: In<'resolveDispute'>): DocumentView {
  const dispute = disputeById(context.db, input.disputeId)
  if (!dispute) throw new Refusal('dispute.unknown', { disputeId: input.disputeId })
  if (dispute.resolvedOn !== null)
    throw new Refusal('dispute.resolved', { disputeId: input.disputeId, date: dispute.resolvedOn })
  const on = input.on ?? laterOf(context.today, dispute.openedOn)
  const journal = new Journal(context)
  journal.event('dispute.resolved', input.disputeId, { how: input.how, on })
  resolveDisputeRow(context.db, input.disputeId, on, input.how, context.nowMs)
  const document = mustBeThere(documentByRow(context.db, dispute.doc))
  journal.close('documents.dispute_resolved', document.number, { how: input.how })
  return viewDocument(context, document)
}

export function getDocument(context: Context, key: DocumentKey): DocumentView {
  return viewDocument(context, findDocument(context, key))
}

export function proposeDocument(context: Context, input: In<'propose'>): Out<'propose'> {
  const { company, db, today } = context
  const customer = customerOf(context, input.customerCode)
  const documentDate = input.documentDate ?? today
  const postingDate = input.postingDate ?? documentDate
  const currency = input.currency ?? customer.currency ?? company.currency
  const year = fiscalYear(postingDate, company.fiscalYearStart)
  const month = monthOf(postingDate)
  const isLocked = company.lockedThrough !== null && month <= company.lockedThrough
  const isSoft = company.softThrough !== null && month <= company.softThrough
  return {
    documentNo: formatNumber(SERIES[input.kind], year, peekNumber(db, SERIES[input.kind], year)),
    documentDate,
    postingDate,
    currency: currency as Out<'propose'>['currency'],
    rate:
      currency === company.currency
        ? null
        : (rateOn(db, currency, postingDate, addDays(postingDate, -RATE_MAX_AGE_DAYS)) ?? null),
    dueDate: derivedDueDate(input.kind, documentDate, customer.terms),
    terms: customer.terms,
    period: isLocked ? 'closed' : isSoft ? 'soft' : 'open',
  }
}

export function postedView(context: Context, row: DocumentRow, unchanged: boolean): Posted {
  const customer = row.customer === null ? undefined : customerByRow(context.db, row.customer)
  const items = itemsOfDocument(context.db, row.rowid)
  return {
    documentId: row.documentId,
    documentNo: row.number,
    kind: row.kind,
    customerCode: customer?.code ?? '',
    currency: row.currency as Posted['currency'],
    amountMinor: row.amountMinor,
    openMinor: items.reduce((sum, item) => sum + item.openMinor, 0),
    dueDate: row.dueOn,
    unchanged,
  }
}

/** The allocations of a document that are in force, each with the document on the other side. */
export function liveAllocations(
  context: Context,
  document: DocumentRow,
): DocumentView['allocations'] {
  return liveAllocsOfDocument(context.db, document.rowid).map((alloc) => {
    const own = itemsOfDocument(context.db, document.rowid).find(
      (item) => item.id === alloc.debitItem || item.id === alloc.creditItem,
    )
    const otherItem = own?.id === alloc.debitItem ? alloc.creditItem : alloc.debitItem
    const other = mustBeThere(documentOfItem(context, otherItem))
    return {
      allocationId: bytesToUuid(alloc.allocId),
      documentId: other.document.documentId,
      documentNo: other.document.number,
      kind: other.document.kind,
      installment: other.n,
      amountMinor: alloc.amountMinor,
      effectiveOn: alloc.effectiveOn,
      realisedMinor: alloc.creditBaseMinor - alloc.debitBaseMinor,
    }
  })
}

function documentOfItem(
  context: Context,
  item: number,
): { document: DocumentRow; n: number } | undefined {
  const row = context.db
    .prepare<[number], { doc: number; n: number }>('select doc_id as doc, n from item where id = ?')
    .get(item)
  const document = row && documentByRow(context.db, row.doc)
  return document && row ? { document, n: row.n } : undefined
}

function viewDocument(context: Context, row: DocumentRow): DocumentView {
  const { db } = context
  const customer = row.customer === null ? undefined : customerByRow(db, row.customer)
  const items = itemsOfDocument(db, row.rowid)
  const parts = installmentsOfDocument(db, row.rowid)
  const mirror = reversalOf(db, row.rowid)
  const original = row.reverses === null ? undefined : documentByRow(db, row.reverses)
  const operation = mustBeThere(operationOf(db, row.operationId))
  const batch = row.batch === null ? undefined : batchById(db, row.batch)
  const isSystem =
    row.kind === 'fx_difference' || row.kind === 'revaluation' || row.kind === 'reversal'
  return {
    documentId: row.documentId,
    kind: row.kind,
    documentNo: row.number,
    customerCode: customer?.code ?? '',
    customerName: customer?.name ?? '',
    documentDate: row.paperOn ?? row.docOn,
    postingDate: row.docOn,
    dueDate: row.dueOn,
    valueDate: row.valueOn,
    currency: row.currency as DocumentView['currency'],
    rate: row.rate,
    amountMinor: row.amountMinor,
    baseMinor: row.baseMinor,
    openMinor: items.reduce((sum, item) => sum + item.openMinor, 0),
    taxMinor: row.taxMinor,
    reference: row.reference,
    description: row.description,
    externalRef: row.externalRef,
    branchCode: row.branchCode,
    method: row.method,
    recordedAt: new Date(row.recordedAt).toISOString(),
    reversedBy: mirror
      ? { documentId: mirror.documentId, documentNo: mirror.number, on: mirror.docOn }
      : null,
    reverses: original ? { documentId: original.documentId, documentNo: original.number } : null,
    installments: items.map((item) => ({
      n: item.n,
      dueOn: fromDayNumber(item.dueDay),
      originalDueOn: parts.find((part) => part.n === item.n)?.dueOn ?? row.dueOn ?? row.docOn,
      amountMinor: item.amountMinor,
      openMinor: item.openMinor,
    })),
    lines: linesOf(db, row.rowid).map((line) => ({ ...line })),
    allocations: liveAllocations(context, row),
    disputes: disputesOfDocument(db, row.rowid).map(
      ({ disputeId, amountMinor, reason, note, openedOn, resolvedOn, how }) => ({
        disputeId,
        amountMinor,
        reason,
        note,
        openedOn,
        resolvedOn,
        how,
      }),
    ),
    dueChanges: dueChangesOfDocument(db, row.rowid).map((change) => ({
      installment: change.n,
      dueOn: change.dueOn,
      agreedOn: change.effectiveOn,
      reason: change.reason,
    })),
    source: {
      kind: batch ? 'import' : isSystem ? 'system' : 'entry',
      batchId: batch?.batchId ?? null,
      fileName: batch?.fileName ?? null,
    },
    operation: {
      id: row.operationId,
      deviceSeq: operation.deviceSeq,
      hash: Buffer.from(operation.hash).toString('hex'),
    },
  }
}

function mustBeThere<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a row the journal points to is not there')
  return value
}
