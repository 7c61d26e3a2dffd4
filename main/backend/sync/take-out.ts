/**
 * Takes what own operations wrote out of the ledger, as if it had never been, while it is not
 * confirmed. The operations stay in the outbox: nothing is lost (sync.md I4).
 */
import { allocationSeq, documentSeq } from '../../../db/local/confirmed.ts'
import {
  deleteLiveNumber,
  documentById,
  documentByRow,
  type DocumentRow,
  insertLiveNumber,
  liveNumber,
  standingWithNumber,
} from '../../../db/local/documents.ts'
import { allocsOfItem, itemById, itemsOfDocument, updateItem } from '../../../db/local/items.ts'
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import {
  deleteAllocation,
  deleteDocument,
  deleteDueChange,
  dueOnOf,
  slicesOfAllocation,
  whileRetracting,
} from '../../../db/local/retract-rows.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { mirrorIdOf, settlementIdOf } from '../ledger/journal.ts'
import { removalIdOf } from '../ledger/settlement.ts'
import type { Books } from './books.ts'
import { layCard } from './cards.ts'
import { takeOutEvent } from './events.ts'
import { type Said, saidByUs } from './said.ts'

/** All of them, the newest first, whatever the order they come in. */
export function takeOut(books: Books, operations: readonly OutboxOperation[]): void {
  if (operations.length === 0) return
  books.renew()
  const touched = new Set<number>()
  const cards = new Set<string>()
  const newestFirst = operations.toSorted((a, b) => b.localSeq - a.localSeq)
  whileRetracting(
    books.db,
    newestFirst.map(({ operationId }) => operationId),
    () => {
      for (const operation of newestFirst) {
        const said = saidByUs(operation)
        if (said.kind.startsWith('master.')) cards.add(said.entityId)
        else for (const item of removeRows(books, said)) touched.add(item)
      }
    },
  )
  for (const item of touched) refold(books, item)
  for (const customerId of cards) layCard(books, customerId)
  books.renew()
  books.context.touched.vanished = true
}

/** Items whose slices or days changed; those that went with their document may be among them. */
function removeRows(books: Books, said: Said): number[] {
  const { context } = books
  switch (said.kind) {
    case 'doc.post': {
      const row = ownDocument(books, String(said.payload['doc_id']), said.operationId)
      if (row) removeDocument(books, row)
      return []
    }
    case 'doc.reverse': {
      const mirrorId = mirrorIdOf(context, said.entityId)
      const items = removeSlices(books, settlementIdOf(context, mirrorId), said.operationId)
      const mirror = ownDocument(books, mirrorId, said.operationId)
      if (mirror) {
        removeDocument(books, mirror)
        reviveNumber(books, said.entityId)
      }
      return items
    }
    case 'alloc.add':
      return removeSlices(books, said.entityId, said.operationId)
    case 'alloc.remove':
      return (said.payload['slices'] as readonly number[]).flatMap((slice) =>
        removeSlices(books, removalIdOf(context, said.entityId, slice), said.operationId),
      )
    case 'wf.event': {
      if (said.payload['type'] === 'due_date.agreed') {
        const item = deleteDueChange(books.db, said.operationId)
        return item === undefined ? [] : [item]
      }
      takeOutEvent(books, said)
      return []
    }
    default:
      return []
  }
}

/** Undefined when another operation wrote it, or it is confirmed by now. */
function ownDocument(
  books: Books,
  documentId: string,
  operationId: string,
): DocumentRow | undefined {
  const row = documentById(books.db, documentId)
  return row?.operationId === operationId && documentSeq(books.db, row.rowid) === undefined
    ? row
    : undefined
}

function removeDocument(books: Books, row: DocumentRow): void {
  const { db } = books
  books.leavePending(row)
  books.leaveSums(row)
  const { customer, kind, number } = row
  const isLive = customer !== null && liveNumber(db, customer, kind, number) === row.rowid
  if (isLive) deleteLiveNumber(db, customer, kind, number)
  deleteDocument(db, row.rowid)
  if (!isLive) return
  // What was reversed when this one took its number, and is not any more, has it again.
  const bearer = standingWithNumber(db, customer, kind, number)
  if (bearer !== undefined) insertLiveNumber(db, customer, kind, number, bearer)
}

function removeSlices(books: Books, allocationId: string, operationId: string): number[] {
  const items: number[] = []
  for (const slice of slicesOfAllocation(books.db, allocationId)) {
    // Confirmed ones stay: another desk said the same, and the server took hers.
    if (slice.operationId !== operationId || allocationSeq(books.db, slice.id) !== undefined)
      continue
    items.push(slice.debitItem, slice.creditItem)
    deleteAllocation(books.db, slice.id)
    const difference = slice.fxDoc === null ? undefined : documentByRow(books.db, slice.fxDoc)
    if (difference) removeDocument(books, difference)
  }
  return items
}

/**
 * What was reversed bears its number live again; unless another document took it meanwhile: then the
 * server will hold that one for its number, and the number comes back when it is taken out.
 */
function reviveNumber({ db }: Books, documentId: string): void {
  const row = documentById(db, documentId)
  if (!row || row.customer === null) return
  if (liveNumber(db, row.customer, row.kind, row.number) === undefined)
    insertLiveNumber(db, row.customer, row.kind, row.number, row.rowid)
}

/** Open amounts, closing day and due day of an item from its rows. */
export function refold(books: Books, item: number): void {
  const { db } = books
  const row = itemById(db, item)
  if (!row) return
  let openMinor = row.amountMinor
  let openBaseMinor = row.baseMinor
  let closedDay = row.docDay
  for (const slice of allocsOfItem(db, item)) {
    openMinor -= row.side * slice.amountMinor
    openBaseMinor -= slice.debitItem === item ? slice.debitBaseMinor : -slice.creditBaseMinor
    closedDay = Math.max(closedDay, toDayNumber(slice.effectiveOn))
  }
  updateItem(db, {
    id: item,
    dueDay: toDayNumber(dueOnOf(db, item) as IsoDate),
    openMinor,
    openBaseMinor,
    closedDay: openMinor === 0 ? closedDay : NEVER,
  })
  books.context.touched.items.push(item)
}

/** Items of a document. */
export function itemIdsOf(books: Books, { rowid }: Pick<DocumentRow, 'rowid'>): number[] {
  return itemsOfDocument(books.db, rowid).map(({ id }) => id)
}
