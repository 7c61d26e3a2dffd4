/**
 * The one way into the ledger. A command makes a Journal inside its transaction, posts through it and
 * closes it; document, lines, items, cells, operation, chain head and audit entry appear together or
 * not at all (sync.md I5).
 *
 * Callers have resolved and checked their input (posting.ts does it for documents); what is asserted
 * here is what must hold whoever calls: entries balance, residuals never cross zero, closed periods
 * stay closed.
 */
import { deleteLiveNumber, type DocumentRow, linesOf } from '../../../db/local/documents.ts'
import { type AllocRow, insertDueChange } from '../../../db/local/items.ts'
import { ANNULLED } from '../../../db/local/statement-rows.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { mirrored } from '../../../shared/domain/posting.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { Allocator, type Settlement } from './allocator.ts'
import { PendingBooking } from './booking.ts'
import { CellBook } from './cell-book.ts'
import { depsOf } from './deps.ts'
import { DocumentWriter } from './document-writer.ts'
import type { Entry } from './entry.ts'
import { type BookItem, ItemBook } from './item-book.ts'
import { assertOpen, firstOpenDay } from './open-months.ts'
import { type Correction, OperationLog } from './operations.ts'
import { customerIdOf, minus, Settler } from './settlement.ts'

export class Journal {
  readonly items: ItemBook
  readonly operations: OperationLog
  readonly #context: Context
  readonly #cells: CellBook
  readonly #writer: DocumentWriter
  readonly #settler: Settler
  readonly #allocator: Allocator

  constructor(context: Context, batch: number | null = null) {
    this.#context = context
    this.items = new ItemBook(context.db, context.rehearsal)
    this.#cells = new CellBook(context.db)
    this.operations = new OperationLog(context)
    const booking = new PendingBooking(context, this.#cells)
    this.#writer = new DocumentWriter(context, this.items, booking, batch)
    this.#settler = new Settler(context, this.items, this.#writer, booking, batch)
    this.#allocator = new Allocator(context, this.items, this.operations, this.#settler)
  }

  /** Posts a document with its open items and its operation; `again` when it corrects a held one. */
  post(entry: Entry, again?: Correction & { readonly number: string | null }): DocumentRow {
    const operationId = this.operations.newId()
    const { row, payload, memo } = this.#writer.write(
      entry,
      operationId,
      again?.number ? { number: again.number } : {},
    )
    this.operations.write(operationId, {
      kind: 'doc.post',
      entityId: entry.documentId,
      payload,
      private: memo,
      deps: depsOf(this.#context, { customers: entry.customer ? [entry.customer.customerId] : [] }),
      corrects: again,
    })
    return row
  }

  /** A mirror on the document's own day: as if it had never been posted; reports fold such pairs. */
  undo(original: DocumentRow, reason: string, again?: Correction): DocumentRow {
    return this.#mirror(original, original.docOn, reason, ANNULLED, again)
  }

  /** Posts the mirror of a document, dated `on`, which settles the original from that day on. */
  reverse(original: DocumentRow, on: IsoDate, reason: string, again?: Correction): DocumentRow {
    return this.#mirror(original, on, reason, null, again)
  }

  /**
   * Applies up to `wishedMinor` (null: all both can give) of a credit document to a debit document
   * from `on` on, installments earliest due first. Refuses what would carry either below zero.
   */
  allocate(
    credit: DocumentRow,
    debit: DocumentRow,
    wishedMinor: number | null,
    on: IsoDate,
    again?: Correction & { readonly allocationId: string },
  ): Settlement {
    return this.#allocator.allocate(credit, debit, wishedMinor, on, again)
  }

  /** Refuses when less than `amountMinor` of a document can be settled on `on` and every day after. */
  assertAvailable(document: DocumentRow, amountMinor: number, on: IsoDate): void {
    this.#allocator.assertAvailable(document, amountMinor, on)
  }

  /** Takes slices of one allocation back from `on` on; their exchange differences are mirrored. */
  deallocate(slices: readonly AllocRow[], on: IsoDate, again?: Correction): void {
    this.#allocator.deallocate(slices, on, again)
  }

  /** A dated agreement on the due day of one item. */
  agreeDueDate(
    item: BookItem,
    document: DocumentRow,
    dueOn: IsoDate,
    on: IsoDate,
    reason: string,
  ): void {
    assertOpen(this.#context, on)
    const operationId = this.event(
      'due_date.agreed',
      document.documentId,
      { installment: item.row.n, due_on: dueOn, effective_on: on },
      { reason },
      depsOf(this.#context, { documents: [document] }),
    )
    insertDueChange(this.#context.db, {
      item: item.row.id,
      dueOn,
      effectiveOn: on,
      reason,
      recordedAt: this.#context.nowMs,
      operationId,
    })
    this.items.setDue(item, toDayNumber(dueOn))
  }

  /** A workflow or control event that carries no money. */
  event(
    type: string,
    entityId: string,
    payload: Readonly<Record<string, Plain | undefined>>,
    privatePart?: Readonly<Record<string, Plain | undefined>>,
    deps: readonly string[] = [],
  ): string {
    const operationId = this.operations.newId()
    this.operations.write(operationId, {
      kind: 'wf.event',
      entityId,
      payload: { type, ...payload },
      private: privatePart,
      deps,
    })
    return operationId
  }

  /** `on`, or the first day of the first open month when `on` is in a closed one (domain.md 4.18). */
  firstOpenDay(on: IsoDate): IsoDate {
    return firstOpenDay(this.#context, on)
  }

  /** Writes projections, chain head and audit entry; of a rehearsal nothing. */
  close(action: string, object: string, detail: Readonly<Record<string, Plain | undefined>>): void {
    if (this.#context.rehearsal) return
    for (const id of this.items.flush()) this.#context.touched.items.push(id)
    this.#cells.flush()
    this.#writer.flush()
    this.operations.close(action, object, detail)
  }

  #mirror(
    original: DocumentRow,
    on: IsoDate,
    reason: string,
    method: string | null,
    again: Correction | undefined,
  ): DocumentRow {
    const { db, company } = this.#context
    const operationId = this.operations.newId()
    const documentId = mirrorIdOf(this.#context, original.documentId)
    // What the original is called is not known yet, or is the server's to say: the mirror follows it.
    const follows = company.isConnected && original.numberGiven
    const deps = depsOf(this.#context, { documents: [original], freed: original })
    const customer =
      original.customer === null
        ? null
        : { rowid: original.customer, customerId: customerIdOf(this.#context, original.customer) }
    const { row, payload, memo } = this.#writer.write(
      {
        documentId,
        kind: 'reversal',
        customer,
        number: follows ? null : original.number,
        docOn: on,
        paperOn: null,
        dueOn: null,
        valueOn: null,
        currency: original.currency,
        rate: original.rate,
        amountMinor: minus(original.amountMinor),
        baseMinor: minus(original.baseMinor),
        lines: mirrored(linesOf(db, original.rowid)),
        installments: [],
        taxMinor: original.taxMinor,
        originalMinor: null,
        reference: null,
        description: reason,
        externalRef: null,
        branchCode: original.branchCode,
        method,
      },
      operationId,
      { reverses: original, number: original.number },
    )
    if (original.customer !== null)
      deleteLiveNumber(db, original.customer, original.kind, original.number)
    const mirror = this.items.ofDocument(row.rowid)[0]
    let slice = 0
    for (const item of this.items.ofDocument(original.rowid)) {
      if (!mirror || item.openMinor === 0) continue
      const whole = Math.abs(item.openMinor)
      if (this.items.available(item, toDayNumber(on)) < whole)
        throw new Refusal('document.allocated', { documentNo: original.number })
      const [debit, credit] = item.row.side > 0 ? [item, mirror] : [mirror, item]
      const base = Math.abs(item.openBaseMinor)
      this.#settler.settle(
        debit,
        credit,
        whole,
        on,
        operationId,
        settlementIdOf(this.#context, documentId),
        slice,
        { debit: base, credit: base },
      )
      slice += 1
    }
    this.operations.write(operationId, {
      kind: 'doc.reverse',
      entityId: original.documentId,
      payload: { ...payload, reason_given: true },
      private: memo,
      deps,
      corrects: again,
    })
    return row
  }
}

/** Id of a document's mirror, the same on every device. */
export function mirrorIdOf({ company }: Context, documentId: string): string {
  return externalId(company.companyId, 'reversal', documentId)
}

/** Id of the allocation between a document and its mirror. */
export function settlementIdOf({ company }: Context, mirrorId: string): string {
  return externalId(company.companyId, 'settle', mirrorId)
}
