/** One document or slice written anew as its author signed it, at the row it had. */
import { documentById, type DocumentRow } from '../../../db/local/documents.ts'
import { keepRow } from '../../../db/local/drift.ts'
import { itemsOfDocument } from '../../../db/local/items.ts'
import {
  documentText,
  dropDocument,
  dropLiveNumberOf,
  isReversed,
  sliceRowid,
  takePlaceOf,
  writeSlice,
} from '../../../db/local/repair-rows.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { allocAdd } from '../../../sync/protocol/payloads.ts'
import type { Shown } from '../../../sync/protocol/shown.ts'
import { differenceEntry } from '../ledger/entry.ts'
import type { Books, Hand } from './books.ts'
import type { Signed } from './compare.ts'
import { documentNamed, documentPayload, entryOf, writeDocument } from './effects.ts'
import { seenHere } from './sides.ts'
import { itemIdsOf } from './take-out.ts'

/** Its items; null when the server's row is not what was signed. */
export function restoreDocument(
  books: Books,
  there: Shown<'document'>,
  proof: Signed,
): readonly number[] | null {
  const { db, context } = books
  const hash = proof.said.payload['content_hash']
  const isSigned = proof.said.payload['doc_id'] === there.doc_id
  if (isSigned && hash !== there.content_hash) return null
  books.renew()
  const before = documentById(db, there.doc_id)
  const items = before ? itemsOfDocument(db, before.rowid) : []
  if (before) {
    const row = documentText(db, before.rowid)
    keepRow(db, 'document', { entityId: there.doc_id, row }, context.nowMs)
    dropDocument(db, before.rowid)
  }
  const hand = books.confirmed(
    {
      seq: there.seq,
      recordedAt: proof.change.recorded_at,
      facts: proof.change.facts ?? {},
    },
    proof.said,
  )
  const written = isSigned
    ? writeSigned(books, hand, proof)
    : writeDerived(books, hand, there, proof)
  books.renew()
  if (before) takePlaceOf(db, written.rowid, { doc: before.rowid, items })
  const row = documentNamed(books, there.doc_id)
  if (isReversed(db, row.rowid)) dropLiveNumberOf(db, row.rowid)
  const content = Buffer.from(row.contentHash).toString('hex')
  if (content !== there.content_hash || row.number !== there.number)
    throw new Error(`document ${there.doc_id} is not what the server has of it`)
  return itemIdsOf(books, row)
}

function writeSigned(books: Books, hand: Hand, { said }: Signed): DocumentRow {
  const payload = documentPayload(said)
  if (said.kind !== 'doc.reverse') return writeDocument(books, hand, said, payload)
  const original = documentNamed(books, said.entityId)
  return hand.writer.write(entryOf(books, said, payload), said.operationId, {
    reverses: original,
    number: original.number,
  }).row
}

/** An exchange difference: nobody signed it, both sides work it out; its hash must come out the same. */
function writeDerived(
  books: Books,
  hand: Hand,
  there: Shown<'document'>,
  { said }: Signed,
): DocumentRow {
  if (there.customer_id === null || there.cause === null)
    throw new Error(`document ${there.doc_id} has no origin`)
  const customer = {
    rowid: books.customerRow(there.customer_id),
    customerId: there.customer_id,
  }
  const entry = differenceEntry(
    there.doc_id,
    customer,
    there.currency,
    there.base,
    there.date as IsoDate,
  )
  return hand.writer.write(entry, said.operationId, { cause: there.cause, number: there.number })
    .row
}

/** Items on both sides; null when the server's slice is not the one that was signed. */
export function restoreSlice(
  books: Books,
  key: string,
  there: Shown<'allocation'>,
  { said, change }: Signed,
): readonly number[] | null {
  const { db, context } = books
  const [allocationId = '', n = '0'] = key.split(' ')
  const slice = Number(n)
  if (said.kind === 'alloc.add') {
    const { slices } = allocAdd.parse(said.payload)
    const signed = (change.facts?.slices ?? slices)[slice]
    if (signed?.amount !== there.amount || said.entityId !== allocationId) return null
  }
  const debit = itemOf(books, there.debit_doc, there.debit_n)
  const credit = itemOf(books, there.credit_doc, there.credit_n)
  if (debit === undefined || credit === undefined) return null
  const seen = seenHere(context, key)
  if (seen)
    keepRow(
      db,
      'allocation',
      { entityId: allocationId, row: JSON.stringify({ slice, ...seen.side }) },
      context.nowMs,
    )
  const [removed = '', removedSlice = '0'] = there.removes?.split(' ') ?? []
  writeSlice(
    db,
    {
      allocId: allocationId,
      slice,
      debitItem: debit,
      creditItem: credit,
      amountMinor: there.amount,
      debitBaseMinor: there.debit_base,
      creditBaseMinor: there.credit_base,
      effectiveOn: there.date as IsoDate,
      removes:
        there.removes === null ? null : (sliceRowid(db, removed, Number(removedSlice)) ?? null),
      fxDoc: there.fx_doc === null ? null : documentNamed(books, there.fx_doc).rowid,
      batch: books.batchOf(said),
      recordedAt: change.recorded_at,
      operationId: said.operationId,
    },
    there.seq,
  )
  return [debit, credit]
}

function itemOf(books: Books, documentId: string, n: number): number | undefined {
  const row = documentById(books.db, documentId)
  return row && itemsOfDocument(books.db, row.rowid).find((item) => item.n === n)?.id
}
