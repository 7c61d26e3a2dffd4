/**
 * Own work that waits for the server lies over what is confirmed (sync.md 10): where the feed changes
 * what lies below, it is lifted and laid again in its order. What does not fit any more steps aside
 * until the server answers it.
 */
import { documentById, reversalOf } from '../../../db/local/documents.ts'
import {
  dependentOperations,
  type OutboxOperation,
  outboxOperation,
  saveAsideNumber,
  setAside,
} from '../../../db/local/outbox-operations.ts'
import {
  pendingDocumentOperations,
  pendingDueOperations,
  pendingOperationsOnItem,
  slicesOfAllocation,
} from '../../../db/local/retract-rows.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { HeldCode } from '../../../sync/protocol/codes.ts'
import { mirrorIdOf } from '../ledger/journal.ts'
import { assertOpen } from '../ledger/open-months.ts'
import type { Books } from './books.ts'
import {
  applicationOf,
  documentNamed,
  documentPayload,
  fits,
  isFree,
  removable,
  writeApplication,
  writeRemoval,
  writeReversal,
} from './effects.ts'
import { layEvent } from './events.ts'
import { isInLedger } from './own-work.ts'
import { type Said, saidByUs } from './said.ts'
import { itemIdsOf, takeOut } from './take-out.ts'

/**
 * Lifts what waits on these items (asked for only where anything waits), lets `work` change what is
 * confirmed, and lays it again, oldest first. `except` is dealt with by the caller. Work by other hands
 * than the books' own renews them.
 */
export function beneathPending(
  books: Books,
  items: () => readonly number[],
  work: () => void,
  except: ReadonlySet<string> = new Set(),
): void {
  if (!books.hasUnsettled) {
    work()
    return
  }
  books.renew()
  const waiting = waitingOn(books, items()).filter(({ operationId }) => !except.has(operationId))
  takeOut(books, waiting)
  work()
  for (const operation of waiting) lay(books, operation)
}

/**
 * The operation's effect leaves the ledger, that of its dependents first; the reason is kept. Twice is
 * once, with the newer reason.
 */
export function retract(books: Books, operation: OutboxOperation, code: HeldCode): void {
  const { db, nowMs } = books.context
  if (operation.aside !== null) {
    setAside(db, operation.operationId, code, nowMs)
    return
  }
  books.renew()
  const gone = [operation, ...dependentsOf(books, operation)]
  const ids = new Set(gone.map(({ operationId }) => operationId))
  // What a removal had set free is taken again: later work on it may not fit any more.
  const freed = gone
    .filter(({ kind }) => kind === 'alloc.remove')
    .flatMap((one) => itemsOf(books, one))
  const later = waitingOn(books, freed).filter(({ operationId }) => !ids.has(operationId))
  for (const { operationId } of gone)
    setAside(db, operationId, operationId === operation.operationId ? code : 'DEP_HELD', nowMs)
  for (const one of gone) {
    const number = one.kind === 'doc.post' ? numberOf(books, one) : undefined
    if (number !== undefined) saveAsideNumber(db, one.operationId, number)
  }
  takeOut(books, [...gone, ...later])
  for (const one of later) lay(books, one)
}

function numberOf(books: Books, operation: OutboxOperation): string | undefined {
  const row = documentById(books.db, String(saidByUs(operation).payload['doc_id']))
  return row?.operationId === operation.operationId ? row.number : undefined
}

/** Own operations whose unconfirmed effect rests on that of `operation`, whatever the distance. */
function dependentsOf(books: Books, operation: OutboxOperation): OutboxOperation[] {
  const found = new Map<string, OutboxOperation>()
  const look = (from: OutboxOperation) => {
    const near = [
      ...dependentOperations(books.db, from.operationId, from.localSeq),
      ...resting(books, from).flatMap((id) => outboxOperation(books.db, id) ?? []),
    ]
    for (const one of near) {
      if (one.operationId === operation.operationId || found.has(one.operationId)) continue
      if (!isInLedger(books, one)) continue
      found.set(one.operationId, one)
      look(one)
    }
  }
  look(operation)
  return [...found.values()]
}

/** By the rows themselves: operations from before there was a server name no deps. */
function resting(books: Books, operation: OutboxOperation): string[] {
  const said = saidByUs(operation)
  const { db } = books
  switch (said.kind) {
    case 'master.create': {
      const customer = customerByUuid(db, said.entityId)
      return customer ? pendingDocumentOperations(db, customer.rowid) : []
    }
    case 'doc.post': {
      const row = documentById(db, String(said.payload['doc_id']))
      if (!row) return []
      const mirror = reversalOf(db, row.rowid)
      return [
        ...itemIdsOf(books, row).flatMap((item) => [
          ...pendingOperationsOnItem(db, item),
          ...pendingDueOperations(db, item),
        ]),
        ...(mirror ? [mirror.operationId] : []),
      ]
    }
    case 'alloc.add':
      return slicesOfAllocation(db, said.entityId).flatMap((slice) =>
        db
          .prepare<[number], { op: string }>(
            `select lower(substr(hex(op_id), 1, 8) || '-' || substr(hex(op_id), 9, 4) || '-' || substr(hex(op_id), 13, 4)
               || '-' || substr(hex(op_id), 17, 4) || '-' || substr(hex(op_id), 21)) as op from alloc where removes = ?`,
          )
          .all(slice.id)
          .map(({ op }) => op),
      )
    default:
      return []
  }
}

/** Everything that waits on these items or on items it shares with such, in the order it was written. */
function waitingOn(books: Books, items: readonly number[]): OutboxOperation[] {
  const found = new Map<string, OutboxOperation>()
  const seen = new Set<number>()
  const ahead = [...items]
  for (let item = ahead.pop(); item !== undefined; item = ahead.pop()) {
    if (seen.has(item)) continue
    seen.add(item)
    const ids = [
      ...pendingOperationsOnItem(books.db, item),
      ...pendingDueOperations(books.db, item),
    ]
    for (const id of ids) {
      if (found.has(id)) continue
      const operation = outboxOperation(books.db, id)
      if (!operation) continue
      found.set(id, operation)
      ahead.push(...itemsOf(books, operation))
    }
  }
  return [...found.values()].toSorted((a, b) => a.localSeq - b.localSeq)
}

/** Items an own operation has slices on. */
function itemsOf(books: Books, operation: OutboxOperation): number[] {
  const said = saidByUs(operation)
  const of = (documentId: unknown): number[] => {
    const row = documentById(books.db, String(documentId))
    return row ? itemIdsOf(books, row) : []
  }
  switch (said.kind) {
    case 'alloc.add':
      return [...of(said.payload['debit_doc']), ...of(said.payload['credit_doc'])]
    case 'alloc.remove':
      return slicesOfAllocation(books.db, said.entityId).flatMap((slice) => [
        slice.debitItem,
        slice.creditItem,
      ])
    case 'doc.reverse':
      return of(said.entityId)
    default:
      return []
  }
}

/** Writes the effect of an own operation anew, or puts it aside. */
export function lay(books: Books, operation: OutboxOperation): void {
  const said = saidByUs(operation)
  const code = layNow(books, said)
  if (code !== null) setAside(books.db, said.operationId, code, books.context.nowMs)
}

/** Null when it lies, or has nothing to do any more. */
function layNow(books: Books, said: Said): HeldCode | null {
  const hand = books.pending(said)
  switch (said.kind) {
    case 'alloc.add': {
      const { slices, ...application } = applicationOf(books, said)
      const bare = slices.map(({ debit_n, credit_n, amount }) => ({ debit_n, credit_n, amount }))
      const wished = { ...application, slices: bare }
      if (isClosed(books, wished.on)) return 'PERIOD_CLOSED'
      if (!fits(books, wished)) return 'ALLOC_EXCEEDS_OPEN'
      writeApplication(books, hand, said, wished)
      return null
    }
    case 'alloc.remove': {
      const removal = removable(books, said)
      if (slicesOfAllocation(books.db, said.entityId).length === 0) return 'DEP_HELD'
      if (removal.slices.length > 0 && isClosed(books, removal.on)) return 'PERIOD_CLOSED'
      writeRemoval(books, hand, said, removal)
      return null
    }
    case 'doc.reverse': {
      const original = documentNamed(books, said.entityId)
      const on = documentPayload(said).doc_date as IsoDate
      if (documentById(books.db, mirrorIdOf(books.context, said.entityId)))
        return 'ALREADY_REVERSED'
      if (isClosed(books, on)) return 'PERIOD_CLOSED'
      if (!isFree(books, original, on)) return 'DOCUMENT_ALLOCATED'
      writeReversal(books, hand, said, original)
      return null
    }
    default:
      layEvent(books, said, null)
      return null
  }
}

function isClosed(books: Books, on: IsoDate): boolean {
  try {
    assertOpen(books.context, on)
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}
