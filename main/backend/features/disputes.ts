/** Disputes: what a customer does not agree with, opened on a document and resolved with a reason. */
import type { z } from 'zod'
import { documentByRow } from '../../../db/local/documents.ts'
import { itemsOfDocument } from '../../../db/local/items.ts'
import {
  disputeById,
  disputesOfDocument,
  insertDispute,
  resolveDisputeRow,
} from '../../../db/local/periods.ts'
import type { documents as contract, DocumentView } from '../../../shared/contract/documents.ts'
import { laterOf } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { Journal } from '../ledger/journal.ts'
import { findDocument } from './document-keys.ts'
import { mustBeThere, viewDocument } from './document-view.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>

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
    depsOf(context, { documents: [document] }),
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
  const document = mustBeThere(documentByRow(context.db, dispute.doc))
  const deps = depsOf(context, { documents: [document] })
  journal.event('dispute.resolved', input.disputeId, { how: input.how, on }, undefined, deps)
  resolveDisputeRow(context.db, input.disputeId, on, input.how, context.nowMs)
  journal.close('documents.dispute_resolved', document.number, { how: input.how })
  return viewDocument(context, document)
}
