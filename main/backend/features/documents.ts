/** Documents: posting, reversal, due-day agreements, and what a new one would be. */
import type { z } from 'zod'
import { customerByRow } from '../../../db/local/customers.ts'
import { type DocumentRow, peekNumber, reversalOf } from '../../../db/local/documents.ts'
import { liveAllocsOfDocument } from '../../../db/local/items.ts'
import { rateOn } from '../../../db/local/periods.ts'
import type {
  documents as contract,
  DocumentDraft,
  DocumentView,
} from '../../../shared/contract/documents.ts'
import { addDays, laterOf, monthOf } from '../../../shared/domain/days.ts'
import { isDerivedKind, SERIES } from '../../../shared/domain/kinds.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { withNumberOf } from '../ledger/block-numbers.ts'
import {
  assertPeriod,
  customerOf,
  derivedDueDate,
  RATE_MAX_AGE_DAYS,
  resolveDraft,
} from '../ledger/drafts.ts'
import { nextProvisional } from '../ledger/booking.ts'
import { Journal } from '../ledger/journal.ts'
import type { Correction } from '../ledger/operations.ts'
import { isOfBankLine } from '../bank/line-documents.ts'
import { fiscalYear, formatNumber } from '../ledger/numbers.ts'
import { type DocumentKey, findDocument } from './document-keys.ts'
import { postedView, viewDocument } from './document-view.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** Posts all or none; allocations come after all documents, so that they may name any of them. */
export function postDocuments(context: Context, input: In<'post'>): Out<'post'> {
  const journal = new Journal(context)
  const done = input.documents.map((draft) => {
    const resolved = resolveDraft(context, draft)
    if (resolved.state === 'unchanged') return { draft, row: resolved.document, unchanged: true }
    const entry = withNumberOf(context, resolved.entry, draft.series)
    return { draft, row: journal.post(entry), unchanged: false }
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
  again?: Correction,
): DocumentRow {
  if (isDerivedKind(original.kind))
    throw new Refusal('document.derived', { documentNo: original.number, kind: original.kind })
  const before = reversalOf(context.db, original.rowid)
  if (before)
    throw new Refusal('document.reversed', { documentNo: original.number, date: before.docOn })
  if (isOfBankLine(original))
    throw new Refusal('document.of_bank_line', { documentNo: original.number })
  const allocated = liveAllocsOfDocument(context.db, original.rowid)
  if (allocated.length > 0)
    throw new Refusal('document.allocated', {
      documentNo: original.number,
      count: allocated.length,
    })
  const day = on as typeof original.docOn
  if (day < original.docOn) throw new Refusal('date.order', { date: day, earliest: original.docOn })
  assertPeriod(context, day, periodReason)
  return journal.reverse(original, day, reason, again)
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
    documentNo: company.isConnected
      ? nextProvisional(context)
      : formatNumber(SERIES[input.kind], year, peekNumber(db, SERIES[input.kind], year)),
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
