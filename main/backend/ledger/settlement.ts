/** One slice between a debit and a credit item, and the exchange difference it realises. */
import { idOfCustomer } from '../../../db/local/customers.ts'
import { documentByRow } from '../../../db/local/documents.ts'
import { type AllocRow, insertAlloc, type NewAlloc } from '../../../db/local/items.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { realisedDifference } from '../../../shared/domain/exchange.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import type { Booking } from './booking.ts'
import type { DocumentWriter } from './document-writer.ts'
import { differenceEntry } from './entry.ts'
import type { BookItem, ItemBook } from './item-book.ts'

export class Settler {
  readonly #context: Context
  readonly #items: ItemBook
  readonly #writer: DocumentWriter
  readonly #booking: Booking
  readonly #batch: number | null

  constructor(
    context: Context,
    items: ItemBook,
    writer: DocumentWriter,
    booking: Booking,
    batch: number | null,
  ) {
    this.#context = context
    this.#items = items
    this.#writer = writer
    this.#booking = booking
    this.#batch = batch
  }

  /**
   * One slice between two items, with its realised exchange difference as an entry of its own. What
   * it costs is computed unless the caller knows: a mirror takes all, the server's order decides.
   */
  settle(
    debit: BookItem,
    credit: BookItem,
    amount: number,
    on: IsoDate,
    operationId: string,
    allocationId: string,
    slice: number,
    bases?: { readonly debit: number; readonly credit: number },
  ): { row: number; debitBase: number; creditBase: number } {
    const day = toDayNumber(on)
    const debitBase = bases?.debit ?? this.#items.cost(debit, amount, day)
    const creditBase = bases?.credit ?? minus(this.#items.cost(credit, amount, day))
    const gain = realisedDifference(debitBase, creditBase)
    const fxDoc =
      gain === 0
        ? null
        : this.#postDifference(
            debit,
            gain,
            on,
            `${allocationId}\0${slice}`,
            allocationId,
            operationId,
          )
    const row = this.#insert({
      allocId: allocationId,
      slice,
      debitItem: debit.row.id,
      creditItem: credit.row.id,
      amountMinor: amount,
      debitBaseMinor: debitBase,
      creditBaseMinor: creditBase,
      effectiveOn: on,
      removes: null,
      fxDoc,
      batch: this.#batch,
      recordedAt: this.#booking.recordedAt,
      operationId,
    })
    this.#items.take(debit, amount, debitBase, day)
    this.#items.take(credit, amount, minus(creditBase), day)
    return { row, debitBase, creditBase }
  }

  /** Takes one slice back from `on` on; its exchange difference is mirrored. */
  release(
    slice: Pick<
      AllocRow,
      | 'id'
      | 'debitItem'
      | 'creditItem'
      | 'amountMinor'
      | 'debitBaseMinor'
      | 'creditBaseMinor'
      | 'fxDoc'
    >,
    removalId: string,
    on: IsoDate,
    operationId: string,
  ): void {
    const day = toDayNumber(on)
    const fxDoc =
      slice.fxDoc === null ? null : this.#mirrorDifference(slice.fxDoc, on, removalId, operationId)
    this.#insert({
      allocId: removalId,
      slice: 0,
      debitItem: slice.debitItem,
      creditItem: slice.creditItem,
      amountMinor: -slice.amountMinor,
      debitBaseMinor: minus(slice.debitBaseMinor),
      creditBaseMinor: minus(slice.creditBaseMinor),
      effectiveOn: on,
      removes: slice.id,
      fxDoc,
      batch: this.#batch,
      recordedAt: this.#booking.recordedAt,
      operationId,
    })
    this.#items.take(
      this.#items.byId(slice.debitItem),
      -slice.amountMinor,
      minus(slice.debitBaseMinor),
      day,
    )
    this.#items.take(
      this.#items.byId(slice.creditItem),
      -slice.amountMinor,
      slice.creditBaseMinor,
      day,
    )
  }

  #insert(alloc: NewAlloc): number {
    if (this.#context.rehearsal) return 0
    const row = insertAlloc(this.#context.db, alloc)
    this.#booking.slice(row, alloc)
    return row
  }

  #postDifference(
    debit: BookItem,
    gain: number,
    on: IsoDate,
    key: string,
    cause: string,
    operationId: string,
  ): number {
    const { company } = this.#context
    const customer = {
      rowid: debit.row.customer,
      customerId: customerIdOf(this.#context, debit.row.customer),
    }
    const entry = differenceEntry(
      externalId(company.companyId, 'fx', key),
      customer,
      debit.row.currency,
      gain,
      on,
    )
    return this.#writer.write(entry, operationId, { cause }).row.rowid
  }

  /** The mirror of a difference, when its slice is taken back. */
  #mirrorDifference(fxDoc: number, on: IsoDate, cause: string, operationId: string): number {
    const original = documentByRow(this.#context.db, fxDoc)
    if (!original || original.customer === null) throw new Error('exchange difference is not there')
    const customer = {
      rowid: original.customer,
      customerId: customerIdOf(this.#context, original.customer),
    }
    const id = externalId(this.#context.company.companyId, 'fx', cause)
    const entry = differenceEntry(id, customer, original.currency, minus(original.baseMinor), on)
    return this.#writer.write(entry, operationId, { cause }).row.rowid
  }
}

/** Id of the removal of one slice, the same wherever it is taken back. */
export function removalIdOf(context: Context, allocationId: string, slice: number): string {
  return externalId(context.company.companyId, 'alloc.remove', `${allocationId}\0${slice}`)
}

export function customerIdOf(context: Context, rowid: number): string {
  const customerId = idOfCustomer(context.db, rowid)
  if (customerId === undefined) throw new Error(`customer ${rowid} is not there`)
  return customerId
}

/** Without a negative zero, which no canonical text has. */
export function minus(value: number): number {
  return value === 0 ? 0 : -value
}
