/**
 * The ledger's books while operations of the feed are worked in: items, pending cells, sums and the
 * digest's nodes, each read once, changed in memory, written at the end of the page.
 */
import { uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import { confirmAllocation, confirmDocument } from '../../../db/local/confirmed.ts'
import { batchAt } from '../../../db/local/imports.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import type { NewAlloc } from '../../../db/local/items.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import {
  hasOperationsAfter,
  type OutboxOperation,
  outboxOperation,
} from '../../../db/local/outbox-operations.ts'
import { syncState } from '../../../db/local/sync-state.ts'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { monthOf } from '../../../shared/domain/days.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { pendingLeaf } from '../../../sync/engine/cells.ts'
import { NodeBook } from '../../../sync/engine/node-book.ts'
import type { Facts } from '../../../sync/protocol/messages.ts'
import type { Context } from '../context.ts'
import { type Booking, PendingBooking } from '../ledger/booking.ts'
import { CellBook } from '../ledger/cell-book.ts'
import { DocumentWriter } from '../ledger/document-writer.ts'
import type { Entry } from '../ledger/entry.ts'
import { ItemBook } from '../ledger/item-book.ts'
import { Settler } from '../ledger/settlement.ts'
import { SumBook } from '../ledger/sum-book.ts'
import { KnownRows } from './known-rows.ts'
import { LocalNodeRows } from './node-rows.ts'
import type { Said } from './said.ts'

/** Place and time at which something counts for everybody. */
export interface Confirmation {
  readonly seq: number
  /** Milliseconds since 1970 UTC, by the server. */
  readonly recordedAt: number
  readonly facts: Facts
}

/** Where in which device's chain an operation stands. */
export type ChainPlace = Pick<Said, 'deviceId' | 'deviceSeq'>

/** Writers that book alike. */
export interface Hand {
  readonly booking: Booking
  readonly writer: DocumentWriter
  readonly settler: Settler
}

export class Books {
  readonly context: Context
  readonly nodes: NodeBook
  readonly #cells: CellBook
  readonly #sums = new SumBook()
  readonly #rows: LocalNodeRows
  readonly #known: KnownRows
  /** Numbers that exchange differences had before they were laid anew. */
  readonly #numbers = new Map<string, string>()
  /** Everything of the feed up to here counts as applied; moves with the page. */
  appliedSeq: number
  /** Where the cursor stood before the page. */
  readonly startSeq: number
  /** Own operations up to here are settled. */
  readonly settledLocal: number
  /** Own work may lie on what the feed changes; without it nothing has to be lifted. */
  readonly hasUnsettled: boolean
  /** This device ever wrote an operation; the feed brings none of its own before. */
  readonly hasOwn: boolean
  #items: ItemBook

  constructor(context: Context) {
    this.context = context
    const state = syncState(context.db)
    this.startSeq = state?.cursorSeq ?? 0
    this.appliedSeq = this.startSeq
    this.settledLocal = state?.settledLocal ?? 0
    this.hasUnsettled = hasOperationsAfter(context.db, this.settledLocal)
    this.hasOwn = this.hasUnsettled || hasOperationsAfter(context.db, 0)
    this.#known = new KnownRows(context.db)
    this.#cells = new CellBook(context.db)
    this.#items = new ItemBook(context.db, undefined)
    this.#rows = new LocalNodeRows(context.db, this.#known)
    this.nodes = new NodeBook(this.#rows)
  }

  get db(): CompanyDb {
    return this.context.db
  }

  get items(): ItemBook {
    return this.#items
  }

  /** `said`: whose place in its device's chain tells of which batch it is. */
  pending(said: ChainPlace): Hand {
    const booking = new PendingBooking(this.context, this.#cells)
    const numberFor = (entry: Entry) =>
      this.#numbers.get(entry.documentId) ?? booking.numberFor(entry)
    return this.#hand(
      {
        recordedAt: booking.recordedAt,
        assertDay: (on) => booking.assertDay(on),
        numberFor,
        document: (row) => booking.document(row),
        slice: () => undefined,
      },
      said,
    )
  }

  confirmed(at: Confirmation, said: ChainPlace): Hand {
    return this.#hand(
      {
        recordedAt: at.recordedAt,
        // The server has decided: a month closed since takes what was accepted before.
        assertDay: () => undefined,
        numberFor: (entry) => finalNumber(entry, at),
        document: (row) => this.confirmDocument(row, at),
        slice: (rowid, alloc) => this.confirmSlice(rowid, alloc, at.seq),
      },
      said,
    )
  }

  /** From here on the document counts as confirmed; pending sums know it no more. */
  confirmDocument(row: DocumentRow, at: Pick<Confirmation, 'seq' | 'recordedAt'>): void {
    confirmDocument(this.db, row.rowid, at)
    this.#known.noteDocument(row.rowid, row.documentId)
    this.nodes.document({
      docId: row.documentId,
      customerId: row.customer === null ? null : this.customerId(row.customer),
      currency: row.currency,
      docDate: row.docOn,
      amount: row.amountMinor,
      base: row.baseMinor,
      contentHash: Buffer.from(row.contentHash).toString('hex'),
      number: row.number,
      seq: at.seq,
    })
  }

  confirmSlice(rowid: number, alloc: SliceRow, seq: number): void {
    confirmAllocation(this.db, rowid, seq)
    const debit = this.#items.byId(alloc.debitItem).row
    const credit = this.#items.byId(alloc.creditItem).row
    this.nodes.allocation(this.customerId(debit.customer), {
      alloc_id: alloc.allocId,
      slice: alloc.slice,
      debit_doc: this.#known.documentId(debit.doc),
      debit_n: debit.n,
      credit_doc: this.#known.documentId(credit.doc),
      credit_n: credit.n,
      amount: alloc.amountMinor,
      debit_base: alloc.debitBaseMinor,
      credit_base: alloc.creditBaseMinor,
      effective_on: alloc.effectiveOn,
      removes: alloc.removes === null ? null : this.#sliceKey(alloc.removes),
      seq,
    })
  }

  /** The document counts among what is pending, under the number it has now. */
  joinPending(row: DocumentRow): void {
    if (row.customer === null) return
    this.#cells.add(
      row.customer,
      row.currency,
      monthOf(row.docOn),
      row.amountMinor,
      row.baseMinor,
      pendingLeaf(uuidToBytes(row.documentId), row.contentHash, row.number),
    )
  }

  /** The document leaves the cells of what is pending. */
  leavePending(row: DocumentRow): void {
    if (row.customer === null) return
    this.#cells.remove(
      row.customer,
      row.currency,
      monthOf(row.docOn),
      row.amountMinor,
      row.baseMinor,
      pendingLeaf(uuidToBytes(row.documentId), row.contentHash, row.number),
    )
  }

  /** The document is not in the ledger any more. */
  leaveSums(row: DocumentRow): void {
    this.#sums.remove(row.kind, row.currency, monthOf(row.docOn), row.amountMinor, row.baseMinor)
    if (row.kind === 'fx_difference') this.#numbers.set(row.documentId, row.number)
  }

  customerRow(customerId: string): number {
    const row = this.#known.customerRow(customerId)
    if (row === undefined) throw new Incident('CUSTOMER_MISSING', { customer_id: customerId })
    return row
  }

  customerId(row: number): string {
    return this.#known.customerId(row)
  }

  /** Row of a document in the ledger, confirmed or not. */
  documentRow(documentId: string): number {
    const row = this.#known.documentRow(documentId)
    if (row === undefined) throw new Incident('DOCUMENT_MISSING', { doc_id: documentId })
    return row
  }

  /** The operation, where this device wrote it. */
  ownOperation(operationId: string): OutboxOperation | undefined {
    return this.hasOwn ? outboxOperation(this.db, operationId) : undefined
  }

  /** Rows below were changed by other hands: what is known is written, and read again when asked. */
  renew(): void {
    this.#flushItems()
    this.#items = new ItemBook(this.db, undefined)
    this.#known.clear()
  }

  flush(): void {
    this.#flushItems()
    this.#cells.flush()
    this.#sums.flush(this.db)
    this.nodes.close()
    this.#rows.flush()
  }

  /** The batch an operation is of; documents of a bank file's lines go back with their lines. */
  batchOf({ deviceId, deviceSeq }: ChainPlace): number | null {
    const batch = batchAt(this.db, deviceId, deviceSeq)
    return batch === undefined || batch.kind === 'bank' ? null : batch.rowid
  }

  #hand(booking: Booking, said: ChainPlace): Hand {
    const batch = this.batchOf(said)
    const writer = new DocumentWriter(this.context, this.#items, booking, batch, this.#sums)
    const settler = new Settler(this.context, this.#items, writer, booking, batch)
    return { booking, writer, settler }
  }

  #flushItems(): void {
    for (const id of this.#items.flush()) this.context.touched.items.push(id)
  }

  #sliceKey(rowid: number): string {
    const row = this.db
      .prepare<[number], { id: Uint8Array; slice: number }>(
        'select alloc_id as id, slice from alloc where id = ?',
      )
      .get(rowid)
    if (!row) throw new Error(`slice ${rowid} is not there`)
    return `${bytesToUuid(row.id)} ${row.slice}`
  }
}

type SliceRow = Pick<
  NewAlloc,
  | 'allocId'
  | 'slice'
  | 'debitItem'
  | 'creditItem'
  | 'amountMinor'
  | 'debitBaseMinor'
  | 'creditBaseMinor'
  | 'effectiveOn'
  | 'removes'
>

function finalNumber(entry: Entry, { facts, seq }: Confirmation): string {
  const number = entry.kind === 'fx_difference' ? facts.derived?.[entry.documentId] : facts.number
  if (number === undefined) throw new Incident('NUMBER_MISSING', { doc_id: entry.documentId, seq })
  return number
}
