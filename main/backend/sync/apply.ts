/**
 * A change of the feed that is not in this ledger yet: another device's, or an own one that was held
 * or had stepped aside. It is never refused by local work (sync.md 10): what waits here gives way.
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { documentSeq } from '../../../db/local/confirmed.ts'
import { documentById, documentByRow, liveNumber } from '../../../db/local/documents.ts'
import { sliceRows } from '../../../db/local/items.ts'
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import { slicesOfAllocation } from '../../../db/local/retract-rows.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Incident } from '../../../sync/client/incident.ts'
import type { HeldCode } from '../../../sync/protocol/codes.ts'
import { allocRemove, type DocumentPayload } from '../../../sync/protocol/payloads.ts'
import { mirrorIdOf } from '../ledger/journal.ts'
import type { Books, Confirmation } from './books.ts'
import { confirmOwn } from './confirm.ts'
import {
  applicationOf,
  documentNamed,
  documentPayload,
  fits,
  isFree,
  removable,
  writeApplication,
  writeDocument,
  writeRemoval,
  writeReversal,
} from './effects.ts'
import { beneathPending, retract } from './lay.ts'
import { type Said, saidByUs } from './said.ts'
import { itemIdsOf } from './take-out.ts'

/** Documents and allocations; cards and events have their own ways. */
export function applyChange(books: Books, said: Said, at: Confirmation): void {
  switch (said.kind) {
    case 'doc.post':
      applyDocument(books, said, at)
      return
    case 'doc.reverse':
      applyReversal(books, said, at)
      return
    case 'alloc.add':
      applyAllocation(books, said, at)
      return
    case 'alloc.remove':
      applyRemoval(books, said, at)
      return
    default:
      throw new Incident('KIND', { kind: said.kind, seq: at.seq })
  }
}

function applyDocument(books: Books, said: Said, at: Confirmation): void {
  const payload = documentPayload(said)
  if (meetsOwn(books, payload.doc_id, payload, at, 'EXT_REF_CONFLICT')) return
  giveWayNumber(books, payload, at)
  writeDocument(books, books.confirmed(at, said), said, payload)
}

function applyReversal(books: Books, said: Said, at: Confirmation): void {
  const payload = documentPayload(said)
  const original = documentNamed(books, said.entityId)
  if (meetsOwn(books, mirrorIdOf(books.context, said.entityId), payload, at, 'ALREADY_REVERSED'))
    return
  const items = () => itemIdsOf(books, original)
  beneathPending(books, items, () => {
    if (!isFree(books, original, payload.doc_date as IsoDate))
      throw new Incident('DOCUMENT_ALLOCATED', { doc_id: original.documentId, seq: at.seq })
    writeReversal(books, books.confirmed(at, said), said, original)
  })
}

/**
 * An own document that waits under the same id: with the same content it is confirmed by this row, and
 * true is answered; with another it steps aside.
 */
function meetsOwn(
  books: Books,
  documentId: string,
  payload: DocumentPayload,
  at: Confirmation,
  code: HeldCode,
): boolean {
  const row = documentById(books.db, documentId)
  if (!row) return false
  if (documentSeq(books.db, row.rowid) !== undefined)
    throw new Incident('CONFIRMED_TWICE', { doc_id: documentId, seq: at.seq })
  const own = books.ownOperation(row.operationId)
  if (!own) throw new Incident('OWN_OPERATION_MISSING', { doc_id: documentId, seq: at.seq })
  const isSame = Buffer.from(row.contentHash).toString('hex') === payload.content_hash
  if (isSame && !isNumberedOtherwise(own, at)) {
    confirmOwn(books, own, saidByUs(own), at)
    return true
  }
  retract(books, own, code)
  return false
}

/** A number of a block is final: the same document under another number is theirs, and ours is void. */
function isNumberedOtherwise(own: OutboxOperation, { facts }: Confirmation): boolean {
  const { number, block } = saidByUs(own).payload
  return block !== undefined && facts.number !== undefined && number !== facts.number
}

/** Numbers are unique over what is confirmed: an own document with this number waits outside. */
function giveWayNumber(books: Books, payload: DocumentPayload, at: Confirmation): void {
  const number = at.facts.number ?? payload.document_no ?? payload.number
  if (payload.customer_id === undefined || number === undefined) return
  const customer = books.customerRow(payload.customer_id)
  const rowid = liveNumber(books.db, customer, payload.kind, number)
  const row = rowid === undefined ? undefined : documentByRow(books.db, rowid)
  if (!row) return
  const own =
    documentSeq(books.db, row.rowid) === undefined ? books.ownOperation(row.operationId) : undefined
  if (!own) throw new Incident('NUMBER_TWICE', { number, doc_id: payload.doc_id, seq: at.seq })
  retract(books, own, 'NUMBER_TAKEN')
}

function applyAllocation(books: Books, said: Said, at: Confirmation): void {
  const [there] = books.hasOwn ? sliceRows(books.db, said.entityId) : []
  const own = there && books.ownOperation(bytesToUuid(there.operationId))
  if (own) {
    // The same allocation by an earlier or later attempt of ours.
    retract(books, own, 'BAD_TRANSITION')
  }
  const application = applicationOf(books, said, at.facts.slices)
  const items = () => [
    ...itemIdsOf(books, application.debit),
    ...itemIdsOf(books, application.credit),
  ]
  beneathPending(books, items, () => {
    if (!fits(books, application))
      throw new Incident('ALLOC_EXCEEDS_OPEN', { alloc_id: said.entityId, seq: at.seq })
    writeApplication(books, books.confirmed(at, said), said, application)
  })
}

function applyRemoval(books: Books, said: Said, at: Confirmation): void {
  const { slices } = allocRemove.parse(said.payload)
  const named = new Set(slices)
  const rows = slicesOfAllocation(books.db, said.entityId).filter(({ slice }) => named.has(slice))
  if (rows.length !== named.size)
    throw new Incident('ALLOCATION_MISSING', { alloc_id: said.entityId, seq: at.seq })
  const items = rows.flatMap(({ debitItem, creditItem }) => [debitItem, creditItem])
  beneathPending(
    books,
    () => [...new Set(items)],
    () => {
      const removal = removable(books, said)
      writeRemoval(books, books.confirmed(at, said), said, removal)
    },
  )
}
