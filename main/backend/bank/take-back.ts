/**
 * Takes back what was done with a bank line: its allocations, its documents, and what it taught. In an
 * open month as if it had never been; in a closed one by reversal on the first open day.
 */
import { deleteFactsOf, insertAct, markOf } from '../../../db/local/bank-acts.ts'
import type { BankLineRow } from '../../../db/local/bank.ts'
import { documentById, type DocumentRow, reversalOf } from '../../../db/local/documents.ts'
import {
  type AllocRow,
  allocationSlices,
  byAllocation,
  liveAllocsOfDocument,
} from '../../../db/local/items.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { assertPeriod } from '../ledger/drafts.ts'
import type { Journal } from '../ledger/journal.ts'
import { newId } from '../ledger/new-id.ts'

/** Answers how many documents it reversed. */
export function takeBack(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  reason: string,
  periodReason: string | undefined,
): number {
  const { db, nowMs } = context
  const { state, act } = markOf(db, line.rowid)
  if (state === 'todo' || act === null) throw new Refusal('bank.line_todo', { line: line.lineId })
  const documents = act.made.documents
    .map((id) => documentById(db, id))
    .filter((row): row is DocumentRow => row !== undefined && !reversalOf(db, row.rowid))
  for (const id of act.made.allocations) release(journal, allocationSlices(db, id))
  for (const document of documents)
    for (const slices of byAllocation(liveAllocsOfDocument(db, document.rowid)))
      release(journal, slices)
  const deps = depsOf(context, { documents })
  for (const document of documents) {
    const on = journal.firstOpenDay(document.docOn)
    assertPeriod(context, on, periodReason)
    if (on === document.docOn) journal.undo(document, reason)
    else journal.reverse(document, on, reason)
  }
  deleteFactsOf(db, line.rowid)
  const operationId = journal.event(
    'bank.undone',
    line.lineId,
    {
      documents: documents.map(({ documentId }) => documentId),
    },
    { reason },
    deps,
  )
  insertAct(db, {
    actId: newId(),
    line: line.rowid,
    kind: 'undone',
    by: 'person',
    confidence: null,
    customer: null,
    made: { documents: [], allocations: [] },
    reason,
    recordedAt: nowMs,
    operationId,
  })
  return documents.length
}

function release(journal: Journal, slices: readonly AllocRow[]): void {
  const first = slices[0]
  if (first) journal.deallocate(slices, journal.firstOpenDay(first.effectiveOn))
}
