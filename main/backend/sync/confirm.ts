/**
 * An own operation comes back in the feed: what it wrote is confirmed at that sequence. Final numbers
 * replace provisional ones, and where the server's order made other company-currency costs, the slices
 * are written anew with those.
 */
import { allocationSeq, documentSeq } from '../../../db/local/confirmed.ts'
import {
  documentById,
  documentByRow,
  type DocumentRow,
  isLiveNumber,
  moveLiveNumber,
  renumberDocument,
} from '../../../db/local/documents.ts'
import { type AllocRow, sliceRows } from '../../../db/local/items.ts'
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { mirrorIdOf, settlementIdOf } from '../ledger/journal.ts'
import { removalIdOf } from '../ledger/settlement.ts'
import type { Books, Confirmation } from './books.ts'
import { applicationOf, type Slice, writeApplication } from './effects.ts'
import { beneathPending } from './lay.ts'
import type { Said } from './said.ts'
import { itemIdsOf, takeOut } from './take-out.ts'

export function confirmOwn(
  books: Books,
  operation: OutboxOperation,
  said: Said,
  at: Confirmation,
): void {
  switch (said.kind) {
    case 'doc.post':
      confirmNamed(books, String(said.payload['doc_id']), at)
      return
    case 'doc.reverse': {
      const mirrorId = mirrorIdOf(books.context, said.entityId)
      confirmNamed(books, mirrorId, at)
      confirmSlices(books, settlementIdOf(books.context, mirrorId), said.operationId, at)
      return
    }
    case 'alloc.add':
      confirmApplication(books, operation, said, at)
      return
    case 'alloc.remove':
      for (const slice of said.payload['slices'] as readonly number[])
        confirmSlices(books, removalIdOf(books.context, said.entityId, slice), said.operationId, at)
      return
    default:
  }
}

/** A document of ours, or one another operation of ours had written with the same content. */
export function confirmNamed(books: Books, documentId: string, at: Confirmation): void {
  const row = documentById(books.db, documentId)
  if (!row) throw new Incident('OWN_DOCUMENT_MISSING', { doc_id: documentId, seq: at.seq })
  confirmRow(books, row, numberOf(books, row, at), at)
}

function confirmRow(books: Books, row: DocumentRow, number: string, at: Confirmation): void {
  if (documentSeq(books.db, row.rowid) !== undefined)
    throw new Incident('CONFIRMED_TWICE', { doc_id: row.documentId, seq: at.seq })
  books.leavePending(row)
  const final = { ...row, number }
  if (number !== row.number) renumber(books, row, number)
  books.confirmDocument(final, at)
}

function renumber(books: Books, row: DocumentRow, number: string): void {
  const { db } = books
  if (!row.numberGiven)
    throw new Incident('NUMBER_CHANGED', {
      doc_id: row.documentId,
      here: row.number,
      there: number,
    })
  const isLive =
    row.customer !== null && isLiveNumber(db, row.customer, row.kind, row.number, row.rowid)
  renumberDocument(db, row.rowid, number)
  if (isLive && row.customer !== null)
    moveLiveNumber(db, { customer: row.customer, kind: row.kind, from: row.number, to: number })
  // A mirror that waits is called like its original.
  const mirror = documentById(db, mirrorIdOf(books.context, row.documentId))
  if (mirror && documentSeq(db, mirror.rowid) === undefined && mirror.number === row.number) {
    books.leavePending(mirror)
    renumberDocument(db, mirror.rowid, number)
    books.joinPending({ ...mirror, number })
  }
}

function numberOf(books: Books, row: DocumentRow, { facts }: Confirmation): string {
  if (row.kind === 'fx_difference') return facts.derived?.[row.documentId] ?? row.number
  if (facts.number !== undefined) return facts.number
  const original = row.reverses === null ? undefined : documentByRow(books.db, row.reverses)
  return original?.number ?? row.number
}

function confirmApplication(
  books: Books,
  operation: OutboxOperation,
  said: Said,
  at: Confirmation,
): void {
  const application = applicationOf(books, said, at.facts.slices)
  const rows = sliceRows(books.db, said.entityId)
  if (isSame(rows, application.slices)) {
    confirmSlices(books, said.entityId, said.operationId, at)
    return
  }
  beneathPending(
    books,
    () => [...itemIdsOf(books, application.debit), ...itemIdsOf(books, application.credit)],
    () => {
      takeOut(books, [operation])
      writeApplication(books, books.confirmed(at, said), said, application)
    },
    new Set([said.operationId]),
  )
}

function isSame(rows: readonly AllocRow[], slices: readonly Slice[]): boolean {
  return (
    rows.length === slices.length &&
    rows.every((row, n) => {
      const slice = slices[n]
      return (
        row.amountMinor === slice?.amount &&
        row.debitBaseMinor === slice.debit_base &&
        row.creditBaseMinor === slice.credit_base
      )
    })
  )
}

/** The slices of an allocation or removal that this operation wrote, with their differences. */
function confirmSlices(
  books: Books,
  allocationId: string,
  operationId: string,
  at: Confirmation,
): void {
  for (const row of sliceRows(books.db, allocationId)) {
    if (bytesToUuid(row.operationId) !== operationId) continue
    if (allocationSeq(books.db, row.id) !== undefined)
      throw new Incident('CONFIRMED_TWICE', { alloc_id: allocationId, seq: at.seq })
    books.confirmSlice(row.id, { ...row, allocId: allocationId }, at.seq)
    const difference = row.fxDoc === null ? undefined : documentByRow(books.db, row.fxDoc)
    if (difference) confirmRow(books, difference, numberOf(books, difference, at), at)
  }
}
