/**
 * Applies credits to debits and takes that back, slice by slice. No residual crosses zero on any
 * day: what is wished is held against the whole timeline of both items (law L5).
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import type { AllocRow } from '../../../db/local/items.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { depsOf } from './deps.ts'
import type { ItemBook } from './item-book.ts'
import { assertOpen } from './open-months.ts'
import type { Correction, OperationLog } from './operations.ts'
import { removalIdOf, type Settler } from './settlement.ts'

export interface Settlement {
  readonly allocationId: string
  readonly rows: readonly number[]
}

export class Allocator {
  readonly #context: Context
  readonly #items: ItemBook
  readonly #operations: OperationLog
  readonly #settler: Settler

  constructor(context: Context, items: ItemBook, operations: OperationLog, settler: Settler) {
    this.#context = context
    this.#items = items
    this.#operations = operations
    this.#settler = settler
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
    const day = toDayNumber(on)
    if (on < credit.docOn || on < debit.docOn) {
      throw new Refusal('allocation.before_document', {
        documentNo: on < debit.docOn ? debit.number : credit.number,
        date: on < debit.docOn ? debit.docOn : credit.docOn,
      })
    }
    assertOpen(this.#context, on)
    const creditItems = this.#items.ofDocument(credit.rowid)
    const debitItems = this.#items
      .ofDocument(debit.rowid)
      .toSorted((a, b) => a.dueDay - b.dueDay || a.row.n - b.row.n)
    const creditLeft = sum(creditItems.map((item) => this.#items.available(item, day)))
    const debitLeft = sum(debitItems.map((item) => this.#items.available(item, day)))
    const wished = wishedMinor ?? Math.min(creditLeft, debitLeft)
    if (wished > debitLeft || debitLeft <= 0)
      throw exceeds('allocation.exceeds_open', debit, wished, debitLeft)
    if (wished > creditLeft || creditLeft <= 0)
      throw exceeds('allocation.exceeds_receipt', credit, wished, creditLeft)

    const operationId = this.#operations.newId()
    const allocationId = again?.allocationId ?? this.#operations.newId()
    const rows: number[] = []
    const slices: Plain[] = []
    let left = wished
    for (const debitItem of debitItems) {
      for (const creditItem of creditItems) {
        const amount = Math.min(
          left,
          this.#items.available(debitItem, day),
          this.#items.available(creditItem, day),
        )
        if (amount <= 0) continue
        const settled = this.#settler.settle(
          debitItem,
          creditItem,
          amount,
          on,
          operationId,
          allocationId,
          rows.length,
        )
        rows.push(settled.row)
        slices.push({
          debit_n: debitItem.row.n,
          credit_n: creditItem.row.n,
          amount,
          debit_base: settled.debitBase,
          credit_base: settled.creditBase,
        })
        left -= amount
      }
    }
    this.#operations.write(operationId, {
      kind: 'alloc.add',
      entityId: allocationId,
      payload: {
        credit_doc: credit.documentId,
        debit_doc: debit.documentId,
        effective_on: on,
        amount: wished,
        slices,
      },
      deps: depsOf(this.#context, { documents: [credit, debit] }),
      corrects: again,
    })
    return { allocationId, rows }
  }

  /** Refuses when less than `amountMinor` of a document can be settled on `on` and every day after. */
  assertAvailable(document: DocumentRow, amountMinor: number, on: IsoDate): void {
    const available = sum(
      this.#items
        .ofDocument(document.rowid)
        .map((item) => this.#items.available(item, toDayNumber(on))),
    )
    if (amountMinor > available)
      throw exceeds('allocation.exceeds_open', document, amountMinor, available)
  }

  /** Takes slices of one allocation back from `on` on; their exchange differences are mirrored. */
  deallocate(slices: readonly AllocRow[], on: IsoDate, again?: Correction): void {
    assertOpen(this.#context, on)
    const first = slices[0]
    if (!first) return
    const operationId = this.#operations.newId()
    const allocationId = bytesToUuid(first.allocId)
    for (const slice of slices)
      this.#settler.release(
        slice,
        removalIdOf(this.#context, allocationId, slice.slice),
        on,
        operationId,
      )
    this.#operations.write(operationId, {
      kind: 'alloc.remove',
      entityId: allocationId,
      payload: { effective_on: on, slices: slices.map((slice) => slice.slice) },
      deps: depsOf(this.#context, { allocations: slices }),
      corrects: again,
    })
  }
}

function exceeds(code: string, document: DocumentRow, wished: number, available: number): Refusal {
  return new Refusal(code, {
    documentNo: document.number,
    currency: document.currency,
    wishedMinor: wished,
    availableMinor: Math.max(0, available),
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
