/**
 * Leaves of the digest computed from the rows as they stand now: of a document from its lines, of an
 * event from its text, of a card beside what is seen of it. A row that is not what was signed gets a
 * leaf unlike any honest one (sync.md I12, I13).
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { ConfirmedCard, ConfirmedEvent } from '../../../db/local/confirmed.ts'
import type { ConfirmedDocument, ConfirmedSlice } from '../../../db/local/confirmed-rows.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { type DocumentRow, documentByRow } from '../../../db/local/documents.ts'
import { cardOperationsAfter } from '../../../db/local/outbox-operations.ts'
import { syncState } from '../../../db/local/sync-state.ts'
import { type Content, contentOf } from '../../../db/local/whole-documents.ts'
import { canonicalText, type Plain } from '../../../sync/engine/canonical.ts'
import {
  allocationLeaf,
  alteredLeaf,
  documentLeaf,
  eventLeaf,
  masterLeaf,
} from '../../../sync/engine/digest.ts'
import { commitment } from '../../../sync/engine/document-core.ts'
import { hashOfEnvelope } from '../../../sync/engine/operation.ts'
import type { Context } from '../context.ts'
import { cardFields } from '../features/customer-fields.ts'
import { bearsItsHash, isSumOfLines } from '../features/verify-content.ts'
import { clearOf } from './cards.ts'

export function leafOfDocument(context: Context, { rowid, seq }: ConfirmedDocument): string {
  const row = documentByRow(context.db, rowid)
  if (!row) throw new Error(`document ${rowid} is not there`)
  return leafOfWhole(context, row, contentOf(context.db, row), seq)
}

/** `isHashed`: the row bears its hash, where that was looked at before. */
export function leafOfWhole(
  context: Context,
  row: DocumentRow,
  content: Content,
  seq: number,
  isHashed = bearsItsHash(context, row, content),
): string {
  const leaf = documentLeaf({
    docId: row.documentId,
    contentHash: Buffer.from(row.contentHash).toString('hex'),
    number: row.number,
    seq,
  })
  return isHashed && isSumOfLines(row, content) ? leaf : alteredLeaf(leaf)
}

/** `allocation slice`, as both sides name it. */
export function keyOfSlice(slice: ConfirmedSlice): string {
  return `${bytesToUuid(slice.allocId)} ${slice.slice}`
}

export function leafOfSlice(slice: ConfirmedSlice): string {
  return allocationLeaf({
    alloc_id: bytesToUuid(slice.allocId),
    slice: slice.slice,
    debit_doc: bytesToUuid(slice.debitDoc),
    debit_n: slice.debitN,
    credit_doc: bytesToUuid(slice.creditDoc),
    credit_n: slice.creditN,
    amount: slice.amountMinor,
    debit_base: slice.debitBaseMinor,
    credit_base: slice.creditBaseMinor,
    effective_on: slice.effectiveOn,
    removes:
      slice.removesId === null ? null : `${bytesToUuid(slice.removesId)} ${slice.removesSlice}`,
    seq: slice.seq,
  })
}

export function leafOfEvent(event: ConfirmedEvent): string {
  const leaf = eventLeaf(event.hash, event.seq)
  return hashOfEnvelope(event.envelope)?.computed === event.hash ? leaf : alteredLeaf(leaf)
}

export function leafOfCard(context: Context, card: ConfirmedCard): string {
  const leaf = masterLeaf({
    customer_id: card.customerId,
    ver: card.ver,
    groups: card.groups as Readonly<Record<string, Plain>>,
    archived: card.archived,
    alias_of: card.aliasOf,
  })
  return isCommitted(context, card) && isShown(context, card) ? leaf : alteredLeaf(leaf)
}

/** Personal values in clear are those that were committed to. */
function isCommitted({ company }: Context, card: ConfirmedCard): boolean {
  return Object.entries(card.private).every(([group, value]) => {
    const said = card.groups[group] as { readonly c?: unknown } | undefined
    return said?.c === commitment(company.saltKey, card.customerId, JSON.stringify(value))
  })
}

/** The card people look at is the confirmed one, unless own changes of it wait. */
function isShown(context: Context, card: ConfirmedCard): boolean {
  const { db } = context
  const settled = syncState(db)?.settledLocal ?? 0
  if (cardOperationsAfter(db, card.customerId, settled).length > 0) return true
  const seen = customerByUuid(db, card.customerId)
  if (!seen) return false
  const fields = cardFields(context, clearOf(card))
  return (Object.keys(fields) as (keyof typeof fields)[]).every(
    (field) => textOf(fields[field]) === textOf(seen[field]),
  )
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? canonicalText(value as Record<string, Plain>)
    : String(value)
}
