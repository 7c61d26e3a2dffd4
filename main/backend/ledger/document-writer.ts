/**
 * Writes one document whole: journal row, lines, installments, open items, live number, and its place
 * in the books. The operation it belongs to is written by the caller, who knows why it came about.
 */
import { uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import {
  type DocumentRow,
  insertDocument,
  insertInstallments,
  insertLines,
  insertLiveNumber,
  type NewDocument,
} from '../../../db/local/documents.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import { fromDayNumber, monthOf, toDayNumber } from '../../../shared/domain/days.ts'
import { split } from '../../../shared/domain/money.ts'
import { assertBalanced } from '../../../shared/domain/posting.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { commitment, contentHash, type DocumentCore } from '../../../sync/engine/document-core.ts'
import type { Context } from '../context.ts'
import type { Booking } from './booking.ts'
import type { Entry } from './entry.ts'
import type { ItemBook } from './item-book.ts'
import { SumBook } from './sum-book.ts'

/** Of a rehearsed document, which is never sent nor verified. */
const NO_HASH = Buffer.alloc(32)

/** Where a document Saldo makes itself comes from, and the number that came with it from elsewhere. */
export interface Derived {
  readonly reverses?: DocumentRow
  readonly cause?: string
  /** Of an entry without a number of its own: a given one instead of the next. */
  readonly number?: string
}

/** The row, and what its operation carries: the payload, and the memo that can be redacted later. */
export interface Written {
  readonly row: DocumentRow
  readonly payload: Record<string, Plain | undefined>
  readonly memo: Record<string, Plain> | undefined
}

export class DocumentWriter {
  readonly #context: Context
  readonly #items: ItemBook
  readonly #booking: Booking
  readonly #sums: SumBook
  readonly #batch: number | null

  constructor(
    context: Context,
    items: ItemBook,
    booking: Booking,
    batch: number | null,
    sums = new SumBook(),
  ) {
    this.#context = context
    this.#items = items
    this.#booking = booking
    this.#batch = batch
    this.#sums = sums
  }

  write(entry: Entry, operationId: string, derived: Derived): Written {
    const { rehearsal, company } = this.#context
    this.#booking.assertDay(entry.docOn)
    assertBalanced([...entry.lines])
    const number =
      entry.number ?? entry.block?.number ?? derived.number ?? this.#booking.numberFor(entry)
    const memo = entry.description === null ? undefined : { memo: entry.description }
    const core = rehearsal ? null : coreOf(this.#context, entry, derived)
    const hash = core === null ? NO_HASH : contentHash(core)
    const isLive = entry.customer !== null && !derived.reverses && derived.cause === undefined
    const fields = {
      documentId: entry.documentId,
      kind: entry.kind,
      customer: entry.customer?.rowid ?? null,
      number,
      numberGiven: entry.number === null || derived.reverses?.numberGiven === true,
      docOn: entry.docOn,
      paperOn: entry.paperOn,
      dueOn: entry.dueOn,
      valueOn: entry.valueOn,
      currency: entry.currency,
      rate: entry.rate,
      amountMinor: entry.amountMinor,
      baseMinor: entry.baseMinor,
      taxMinor: entry.taxMinor,
      originalMinor: entry.originalMinor,
      reference: entry.reference,
      description: entry.description,
      externalRef: entry.externalRef,
      branchCode: entry.branchCode,
      method: entry.method,
      reverses: derived.reverses?.rowid ?? null,
      cause: derived.cause === undefined ? null : uuidToBytes(derived.cause),
      batch: this.#batch,
      recordedAt: this.#booking.recordedAt,
      contentHash: hash,
      operationId,
    }
    if (rehearsal) {
      const rowid = rehearsal.add(fields, entry.installments, isLive)
      if (entry.customer) this.#addItems(rowid, entry, entry.customer.rowid)
      return { row: { rowid, ...fields }, payload: {}, memo }
    }
    const row = { rowid: this.#insert(entry, fields, isLive), ...fields }
    this.#booking.document(row)
    return {
      row,
      payload: {
        ...core,
        // Of a company with a server the number follows, unless the document came with its own or one of a block.
        number: company.isConnected && entry.number === null ? entry.block?.number : number,
        block: entry.block?.blockId,
        content_hash: hash.toString('hex'),
      },
      memo,
    }
  }

  /** Writes the sums of what was written. */
  flush(): void {
    this.#sums.flush(this.#context.db)
  }

  #insert(entry: Entry, fields: NewDocument, isLive: boolean): number {
    const { db } = this.#context
    const rowid = insertDocument(db, fields)
    insertLines(db, rowid, entry.lines)
    insertInstallments(db, rowid, entry.installments)
    const month = monthOf(entry.docOn)
    this.#sums.add(entry.kind, entry.currency, month, entry.amountMinor, entry.baseMinor)
    if (!entry.customer) return rowid
    this.#addItems(rowid, entry, entry.customer.rowid)
    if (isLive) insertLiveNumber(db, entry.customer.rowid, entry.kind, fields.number, rowid)
    return rowid
  }

  #addItems(doc: number, entry: Entry, customer: number): void {
    if (entry.amountMinor === 0) return
    const side = entry.amountMinor > 0 ? 1 : -1
    const docDay = toDayNumber(entry.docOn)
    const paperDay = entry.paperOn === null ? docDay : toDayNumber(entry.paperOn)
    const parts =
      entry.installments.length > 0
        ? entry.installments
        : [
            {
              dueOn: entry.dueOn ?? fromDayNumber(paperDay),
              amountMinor: Math.abs(entry.amountMinor),
            },
          ]
    const bases =
      parts.length === 1
        ? [entry.baseMinor]
        : split(
            entry.baseMinor,
            parts.map((part) => part.amountMinor),
          )
    parts.forEach((part, index) => {
      const amountMinor = side * part.amountMinor
      const baseMinor = bases[index] ?? 0
      this.#items.add({
        doc,
        n: index + 1,
        customer,
        currency: entry.currency,
        side,
        docDay,
        paperDay,
        dueDay: toDayNumber(part.dueOn),
        amountMinor,
        baseMinor,
        openMinor: amountMinor,
        openBaseMinor: baseMinor,
        closedDay: NEVER,
      })
    })
  }
}

/** What the content hash covers, keys in canonical order so that they need no sorting. */
function coreOf({ company }: Context, entry: Entry, derived: Derived): DocumentCore {
  return {
    branch_code: entry.branchCode ?? undefined,
    cause: derived.cause,
    currency: entry.currency,
    customer_id: entry.customer?.customerId,
    doc_date: entry.docOn,
    doc_id: entry.documentId,
    document_no: entry.number ?? undefined,
    due_date: entry.dueOn ?? undefined,
    ext_key: entry.externalRef ?? undefined,
    installments:
      entry.installments.length === 0
        ? undefined
        : entry.installments.map((part, n) => ({
            n: n + 1,
            due_date: part.dueOn,
            amount: part.amountMinor,
          })),
    kind: entry.kind,
    lines: entry.lines.map((line) => ({
      account: line.account,
      amount: line.amountMinor,
      base: line.baseMinor,
    })),
    memo_c:
      entry.description === null
        ? undefined
        : commitment(company.saltKey, entry.documentId, entry.description),
    method: entry.method ?? undefined,
    original: entry.originalMinor ?? undefined,
    paper_date: entry.paperOn ?? undefined,
    rate: entry.rate ?? undefined,
    reference: entry.reference ?? undefined,
    reverses: derived.reverses?.documentId,
    tax: entry.taxMinor ?? undefined,
    value_date: entry.valueOn ?? undefined,
  }
}
