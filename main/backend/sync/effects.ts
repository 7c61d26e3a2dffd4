/**
 * What each kind of operation does to the ledger, by whatever hand: confirmed when the feed brings it,
 * pending when an own one is laid anew. Rows are as Journal writes them.
 */
import {
  deleteLiveNumber,
  documentById,
  type DocumentRow,
  liveNumber,
} from '../../../db/local/documents.ts'
import { type AllocRow, allocationSlices } from '../../../db/local/items.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import type { DocumentKind } from '../../../shared/domain/kinds.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { effectOf } from '../../../sync/engine/central/ledger.ts'
import {
  allocAdd,
  allocRemove,
  docReverse,
  type DocumentPayload,
} from '../../../sync/protocol/payloads.ts'
import type { Entry } from '../ledger/entry.ts'
import type { BookItem } from '../ledger/item-book.ts'
import { settlementIdOf } from '../ledger/journal.ts'
import { removalIdOf } from '../ledger/settlement.ts'
import type { Books, Hand } from './books.ts'
import type { Said } from './said.ts'

export interface Slice {
  readonly debit_n: number
  readonly credit_n: number
  readonly amount: number
  /** Absent: what it costs is computed. */
  readonly debit_base?: number
  readonly credit_base?: number
}

/** `number` for a document without one of its own. */
export function writeDocument(
  books: Books,
  hand: Hand,
  said: Said,
  payload: DocumentPayload,
  number?: string,
): DocumentRow {
  const entry = entryOf(books, said, payload)
  const { row } = hand.writer.write(entry, said.operationId, {
    ...(payload.cause === undefined ? {} : { cause: payload.cause }),
    ...(number === undefined ? {} : { number }),
  })
  return assertContent(row, payload)
}

/** The mirror of a document, which settles what is open of it from the mirror's day on. */
export function writeReversal(
  books: Books,
  hand: Hand,
  said: Said,
  original: DocumentRow,
): DocumentRow {
  const payload = documentPayload(said)
  const { row } = hand.writer.write(entryOf(books, said, payload), said.operationId, {
    reverses: original,
    number: original.number,
  })
  assertContent(row, payload)
  if (original.customer !== null) {
    const live = liveNumber(books.db, original.customer, original.kind, original.number)
    if (live === original.rowid)
      deleteLiveNumber(books.db, original.customer, original.kind, original.number)
  }
  const [mirror] = books.items.ofDocument(row.rowid)
  let slice = 0
  for (const item of books.items.ofDocument(original.rowid)) {
    if (!mirror || item.openMinor === 0) continue
    const [debit, credit] = item.row.side > 0 ? [item, mirror] : [mirror, item]
    const base = Math.abs(item.openBaseMinor)
    hand.settler.settle(
      debit,
      credit,
      Math.abs(item.openMinor),
      payload.doc_date as IsoDate,
      said.operationId,
      settlementIdOf(books.context, row.documentId),
      slice,
      { debit: base, credit: base },
    )
    slice += 1
  }
  return row
}

/** Can the document be settled whole on the day of its mirror? Nothing of it may be settled otherwise. */
export function isFree(books: Books, original: DocumentRow, on: IsoDate): boolean {
  return books.items
    .ofDocument(original.rowid)
    .every((item) => books.items.available(item, toDayNumber(on)) >= Math.abs(item.row.amountMinor))
}

/** A document by its place and its name. */
export type Place = Pick<DocumentRow, 'rowid' | 'documentId'>

export interface Applied {
  readonly debit: Place
  readonly credit: Place
  readonly on: IsoDate
  readonly slices: readonly Slice[]
}

export function applicationOf(books: Books, said: Said, slices?: readonly Slice[]): Applied {
  const payload = allocAdd.parse(said.payload)
  return {
    debit: placeOf(books, payload.debit_doc),
    credit: placeOf(books, payload.credit_doc),
    on: payload.effective_on as IsoDate,
    slices: slices ?? payload.slices,
  }
}

export function writeApplication(
  books: Books,
  hand: Hand,
  said: Said,
  { debit, credit, on, slices }: Applied,
): void {
  slices.forEach(({ debit_n, credit_n, amount, debit_base, credit_base }, n) => {
    const bases =
      debit_base === undefined || credit_base === undefined
        ? undefined
        : { debit: debit_base, credit: credit_base }
    hand.settler.settle(
      itemOf(books, debit, debit_n),
      itemOf(books, credit, credit_n),
      amount,
      on,
      said.operationId,
      said.entityId,
      n,
      bases,
    )
  })
}

/** Does the whole of it fit on its day and every day after? */
export function fits(books: Books, { debit, credit, on, slices }: Applied): boolean {
  const wished = new Map<BookItem, number>()
  const add = (item: BookItem, amount: number) => wished.set(item, (wished.get(item) ?? 0) + amount)
  for (const slice of slices) {
    add(itemOf(books, debit, slice.debit_n), slice.amount)
    add(itemOf(books, credit, slice.credit_n), slice.amount)
  }
  return [...wished].every(
    ([item, amount]) => books.items.available(item, toDayNumber(on)) >= amount,
  )
}

/** Of the slices a removal names those that are in force still. */
export function removable(books: Books, said: Said): { on: IsoDate; slices: AllocRow[] } {
  const payload = allocRemove.parse(said.payload)
  const named = new Set(payload.slices)
  return {
    on: payload.effective_on as IsoDate,
    slices: allocationSlices(books.db, said.entityId).filter(({ slice }) => named.has(slice)),
  }
}

export function writeRemoval(
  books: Books,
  hand: Hand,
  said: Said,
  { on, slices }: { readonly on: IsoDate; readonly slices: readonly AllocRow[] },
): void {
  for (const slice of slices)
    hand.settler.release(
      slice,
      removalIdOf(books.context, said.entityId, slice.slice),
      on,
      said.operationId,
    )
}

export function documentPayload(said: Said): DocumentPayload {
  return docReverse.parse(said.payload)
}

export function documentNamed(books: Books, documentId: string): DocumentRow {
  const row = documentById(books.db, documentId)
  if (!row) throw new Incident('DOCUMENT_MISSING', { doc_id: documentId })
  return row
}

function placeOf(books: Books, documentId: string): Place {
  return { rowid: books.documentRow(documentId), documentId }
}

function itemOf(books: Books, document: Place, n: number): BookItem {
  const item = books.items.ofDocument(document.rowid).find(({ row }) => row.n === n)
  if (!item) throw new Incident('ITEM_MISSING', { doc_id: document.documentId, n })
  return item
}

/** The hash was computed from the row just made: what is stored bears what the author signed. */
function assertContent(row: DocumentRow, payload: DocumentPayload): DocumentRow {
  const here = Buffer.from(row.contentHash).toString('hex')
  if (here !== payload.content_hash)
    throw new Incident('CONTENT_HASH', {
      doc_id: row.documentId,
      here,
      there: payload.content_hash,
    })
  return row
}

export function entryOf(books: Books, said: Said, payload: DocumentPayload): Entry {
  const { amount, base } = effectOf(payload)
  const memo = said.private['memo']
  return {
    documentId: payload.doc_id,
    kind: payload.kind as DocumentKind,
    customer:
      payload.customer_id === undefined
        ? null
        : { rowid: books.customerRow(payload.customer_id), customerId: payload.customer_id },
    number: payload.document_no ?? null,
    ...(payload.block === undefined || payload.number === undefined
      ? {}
      : { block: { blockId: payload.block, number: payload.number } }),
    docOn: payload.doc_date as IsoDate,
    paperOn: (payload.paper_date ?? null) as IsoDate | null,
    dueOn: (payload.due_date ?? null) as IsoDate | null,
    valueOn: (payload.value_date ?? null) as IsoDate | null,
    currency: payload.currency,
    rate: payload.rate ?? null,
    amountMinor: amount,
    baseMinor: base,
    lines: payload.lines.map((line) => ({
      account: line.account,
      amountMinor: line.amount,
      baseMinor: line.base,
    })),
    installments: (payload.installments ?? []).map((part) => ({
      dueOn: part.due_date as IsoDate,
      amountMinor: part.amount,
    })),
    taxMinor: payload.tax ?? null,
    originalMinor: payload.original ?? null,
    reference: payload.reference ?? null,
    description: typeof memo === 'string' ? memo : null,
    externalRef: payload.ext_key ?? null,
    branchCode: payload.branch_code ?? null,
    method: payload.method ?? null,
  }
}
