/**
 * The same operation once more, corrected by a person (sync.md 9): it keeps what it is about, counts
 * its attempts and names the one it stands in for. Its effect is in the ledger again, as pending.
 */
import { documentById, type DocumentRow, liveNumber } from '../../../db/local/documents.ts'
import { customerByUuid, type CustomerRow } from '../../../db/local/customers.ts'
import { hasBlock } from '../../../db/local/number-blocks.ts'
import { type IsoDate, laterOf } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { allocAdd } from '../../../sync/protocol/payloads.ts'
import type { Context } from '../context.ts'
import { reverseRow } from '../features/documents.ts'
import { depsOf } from '../ledger/deps.ts'
import { assertPeriod } from '../ledger/drafts.ts'
import type { Journal } from '../ledger/journal.ts'
import type { Correction } from '../ledger/operations.ts'
import { Books } from './books.ts'
import { layCard } from './cards.ts'
import { documentPayload, entryOf, removable } from './effects.ts'
import { layEvent } from './events.ts'
import type { Said } from './said.ts'

/** What is otherwise than before; what is absent stays. */
export interface Correcting {
  readonly on?: IsoDate | undefined
  readonly amountMinor?: number | undefined
  readonly customer?: CustomerRow | undefined
  /** The document meant instead: of an allocation the one that is missing, of a dispute its document. */
  readonly document?: DocumentRow | undefined
  /** A new number; null: the series gives one. */
  readonly number?: string | null | undefined
  /** What it was called here before. */
  readonly calledNumber?: string | null
  /** Id of a document that stands for itself, not for the held one. */
  readonly documentId?: string
  /** The event whose state it is put on. */
  readonly over?: string
  /** Why a soft-closed month takes it. */
  readonly reason?: string | undefined
}

/** Ends the journal's command: whoever calls writes nothing after it. */
export type Closing = (action: string, detail: Readonly<Record<string, Plain | undefined>>) => void

/** Writes it in the running command; answers what closes that command. */
export function writeAgain(
  context: Context,
  journal: Journal,
  said: Said,
  again: Correction | undefined,
  change: Correcting,
): Closing {
  switch (said.kind) {
    case 'doc.post':
      return closing(journal, postAgain(context, journal, said, again, change).number)
    case 'doc.reverse':
      return closing(journal, reverseAgain(context, journal, said, again, change).number)
    case 'alloc.add':
      return closing(journal, allocateAgain(context, journal, said, again, change))
    case 'alloc.remove': {
      const { on, slices } = removable(new Books(context), said)
      if (slices.length === 0) throw new Refusal('held.no_exit')
      journal.deallocate(slices, change.on ?? on, again)
      return closing(journal, said.entityId)
    }
    default:
      return sayAgain(context, journal, said, again, change)
  }
}

function closing(journal: Journal, object: string): Closing {
  return (action, detail) => journal.close(action, object, detail)
}

function postAgain(
  context: Context,
  journal: Journal,
  said: Said,
  again: Correction | undefined,
  change: Correcting,
): DocumentRow {
  const payload = documentPayload(said)
  const on = change.on ?? (payload.doc_date as IsoDate)
  assertPeriod(context, on, change.reason)
  const customer =
    change.customer ??
    (payload.customer_id === undefined
      ? undefined
      : customerByUuid(context.db, payload.customer_id))
  if (payload.customer_id !== undefined && !customer)
    throw new Refusal('customer.unknown', { customer: payload.customer_id })
  if (customer?.archived) throw new Refusal('customer.archived', { customer: customer.code })
  const isMoved = on !== payload.doc_date
  const entry = entryOf(new Books(context), said, {
    ...payload,
    ...(customer ? { customer_id: customer.customerId } : {}),
    ...(change.documentId === undefined ? {} : { doc_id: change.documentId }),
    doc_date: on,
    ...(isMoved
      ? {
          paper_date: payload.paper_date ?? payload.doc_date,
          due_date: payload.due_date ?? payload.paper_date ?? payload.doc_date,
        }
      : {}),
  })
  // Another desk corrected the same outside fact before: it stands, and only withdrawing is left.
  if (documentById(context.db, entry.documentId)) throw new Refusal('held.no_exit')
  const number = change.number === undefined ? entry.number : change.number
  if (number !== null && customer)
    if (liveNumber(context.db, customer.rowid, entry.kind, number) !== undefined)
      throw new Refusal('held.number_taken', { documentNo: number })
  const called = change.number === undefined ? (change.calledNumber ?? null) : null
  const { block, ...rest } = entry
  // A number of a block stays with the device that has it; given anew it is another's.
  const keeps = block !== undefined && change.number === undefined
  const own = keeps && hasBlock(context.db, block.blockId) ? { block } : {}
  return journal.post({ ...rest, ...own, number }, again && { ...again, number: called })
}

function reverseAgain(
  context: Context,
  journal: Journal,
  said: Said,
  again: Correction | undefined,
  change: Correcting,
): DocumentRow {
  const original = mustBeThere(context, said.entityId)
  const payload = documentPayload(said)
  const on = change.on ?? (payload.doc_date as IsoDate)
  const { memo } = said.private
  const reason = typeof memo === 'string' ? memo : ''
  if (payload.method === undefined || on !== original.docOn)
    return reverseRow(context, journal, original, on, reason, change.reason, again)
  assertPeriod(context, on, change.reason)
  return journal.undo(original, reason, again)
}

function allocateAgain(
  context: Context,
  journal: Journal,
  said: Said,
  again: Correction | undefined,
  change: Correcting,
): string {
  const payload = allocAdd.parse(said.payload)
  const known = {
    credit: documentById(context.db, payload.credit_doc),
    debit: documentById(context.db, payload.debit_doc),
  }
  const { document } = change
  const isCredit = document !== undefined && document.amountMinor < 0
  const credit = (isCredit ? document : undefined) ?? known.credit
  const debit = (isCredit ? undefined : document) ?? known.debit
  if (!credit || !debit) throw new Refusal('held.target_missing')
  const saidOn = payload.effective_on as IsoDate
  const on = change.on ?? (document ? laterOf(saidOn, laterOf(credit.docOn, debit.docOn)) : saidOn)
  assertPeriod(context, on, change.reason)
  journal.allocate(
    credit,
    debit,
    change.amountMinor ?? payload.amount,
    on,
    again && { ...again, allocationId: said.entityId },
  )
  return credit.number
}

/** A card's change or an event: said again as it was, with what a person changed. */
function sayAgain(
  context: Context,
  journal: Journal,
  said: Said,
  again: Correction | undefined,
  change: Correcting,
): Closing {
  const { on, document, over } = change
  if (on !== undefined) assertPeriod(context, on, change.reason)
  const isCard = said.kind.startsWith('master.')
  const payload = {
    ...(said.payload as Readonly<Record<string, Plain | undefined>>),
    ...(on === undefined ? {} : { effective_on: on }),
    ...(document === undefined ? {} : { doc_id: document.documentId }),
    ...(over === undefined ? {} : { over }),
  }
  const about = document ?? documentById(context.db, String(payload['doc_id'] ?? said.entityId))
  const operationId = journal.operations.newId()
  journal.operations.write(operationId, {
    kind: said.kind as Parameters<typeof journal.operations.write>[1]['kind'],
    entityId: said.entityId,
    payload,
    private: said.private as Readonly<Record<string, Plain | undefined>>,
    deps: depsOf(context, {
      ...(about ? { documents: [about] } : {}),
      ...(isCard && said.kind !== 'master.create' ? { customers: [said.entityId] } : {}),
    }),
    corrects: again,
  })
  return (action, detail) => {
    journal.close(action, about?.number ?? said.entityId, detail)
    const books = new Books(context)
    if (isCard) layCard(books, said.entityId)
    else layEvent(books, { ...said, operationId, payload }, null)
    books.flush()
  }
}

function mustBeThere({ db }: Context, documentId: string): DocumentRow {
  const document = documentById(db, documentId)
  if (!document) throw new Refusal('held.target_missing')
  return document
}
