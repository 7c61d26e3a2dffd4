/**
 * Takes a batch back as if it had never happened: its allocations on their own days, its documents by
 * mirrors dated like them, its accounts archived when nothing else uses them, what it changed on older
 * accounts and rates as before. The journal keeps both halves; reports leave such pairs out. Refused, with what stands in the way, once later work depends
 * on the batch.
 */
import { batchByUuid, markBatchUndone } from '../../../db/local/imports.ts'
import { customersOfBatch } from '../../../db/local/customers.ts'
import {
  documentByRow,
  type DocumentRow,
  documentsOfBatch,
  reversalOf,
} from '../../../db/local/documents.ts'
import {
  allocsOfBatch,
  byAllocation,
  itemById,
  liveAllocsOfDocument,
} from '../../../db/local/items.ts'
import { count } from '../../../db/local/checks.ts'
import { isDerivedKind } from '../../../shared/domain/kinds.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { setArchived } from '../features/customer-cards.ts'
import { Journal } from '../ledger/journal.ts'
import { bankChangesOf, takeBackLines } from '../roundtrip/apply-bank.ts'
import { letterChangesOf, takeBackLetters } from '../roundtrip/apply-letters.ts'
import { fieldChangesOf, takeBack } from './undo-cards.ts'

export const UNDO_REASON = 'import undone'
/** More names than this help nobody; the count says how many there are. */
const LISTED_MAX = 50

export interface Undone {
  readonly batchId: string
  readonly reversed: number
  readonly customersArchived: number
  readonly customersRestored: number
}

export function undoImport(context: Context, batchId: string): Undone {
  const batch = batchByUuid(context.db, batchId)
  if (!batch) throw new Refusal('batch.unknown', { batch: batchId })
  if (batch.undoneAt !== null) throw new Refusal('batch.undone', { batch: batchId })
  const changes = fieldChangesOf(context, batchId)
  const letters = letterChangesOf(context, batchId)
  const bank = bankChangesOf(context, batchId)
  const inTheWay = [...changes.inTheWay, ...letters.inTheWay, ...bank.inTheWay]
  if (inTheWay.length > 0)
    throw new Refusal('batch.changed_since', {
      batch: batchId,
      list: inTheWay.slice(0, LISTED_MAX).join(', '),
      count: inTheWay.length,
    })
  const journal = new Journal(context)
  for (const slices of byAllocation(allocsOfBatch(context.db, batch.rowid))) {
    const first = slices[0]
    if (first) journal.deallocate(slices, first.effectiveOn)
  }
  const documents = documentsOfBatch(context.db, batch.rowid).filter(
    (document) => isOwn(document) && !reversalOf(context.db, document.rowid),
  )
  refuseWhenUsed(context, batchId, documents)
  for (const document of documents) journal.undo(document, UNDO_REASON)
  takeBackLetters(context, journal, letters.letters)
  const taken = takeBackLines(context, journal, bank.lines, UNDO_REASON)
  const customersRestored = takeBack(context, journal, changes)
  let customersArchived = 0
  for (const customer of customersOfBatch(context.db, batch.rowid)) {
    if (customer.archived) continue
    const others = count(
      context.db,
      `select count(*) as n from doc where customer_id = ${customer.rowid} and kind <> 'reversal' and (batch_id is null or batch_id <> ${batch.rowid})`,
    )
    if (others > 0) continue
    setArchived(context, journal, customer, true)
    customersArchived += 1
  }
  journal.event('import.undone', batchId, {})
  markBatchUndone(context.db, batch.rowid, context.nowMs)
  const reversed = documents.length + taken
  journal.close('imports.undo', batch.fileName, { batch: batchId, reversed })
  return { batchId, reversed, customersArchived, customersRestored }
}

const NAMED_MAX = 8

/** Later allocations stand in the way: names the batch's documents and the later ones tied to them. */
function refuseWhenUsed(
  context: Context,
  batchId: string,
  documents: readonly DocumentRow[],
): void {
  const own = new Set(documents.map((document) => document.rowid))
  const used = documents.flatMap((document) => {
    const slices = liveAllocsOfDocument(context.db, document.rowid)
    return slices.length > 0 ? [{ document, slices }] : []
  })
  const [first] = used
  if (!first) return
  const later = new Set(
    used
      .flatMap(({ slices }) => slices.flatMap((slice) => [slice.debitItem, slice.creditItem]))
      .flatMap((item) => itemById(context.db, item)?.doc ?? [])
      .filter((doc) => !own.has(doc))
      .flatMap((doc) => documentByRow(context.db, doc)?.number ?? []),
  )
  throw new Refusal('batch.depended_on', {
    batch: batchId,
    documentNo: used
      .slice(0, NAMED_MAX)
      .map(({ document }) => document.number)
      .join(', '),
    count: used.length,
    by: [...later].slice(0, NAMED_MAX).join(', '),
    laterCount: later.size,
  })
}

function isOwn(document: DocumentRow): boolean {
  return !isDerivedKind(document.kind)
}
