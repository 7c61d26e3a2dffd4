/**
 * The one way into the ledger. A command makes a Journal inside its transaction, posts through it and
 * closes it; document, lines, items, cells, operation, chain head and audit entry appear together or
 * not at all (sync.md I5).
 *
 * Callers have resolved and checked their input (posting.ts does it for documents); what is asserted
 * here is what must hold whoever calls: entries balance, residuals never cross zero, closed periods
 * stay closed.
 */
import { bytesToUuid, uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import {
  deleteLiveNumber,
  type DocumentRow,
  documentById,
  documentByRow,
  isNumberTaken,
  insertDocument,
  insertInstallments,
  insertLines,
  insertLiveNumber,
  linesOf,
  takeNumber,
} from '../../../db/local/documents.ts'
import { type AllocRow, insertAlloc, insertDueChange } from '../../../db/local/items.ts'
import {
  addMonths,
  firstOfMonth,
  fromDayNumber,
  type IsoDate,
  monthOf,
  toDayNumber,
} from '../../../shared/domain/days.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import { realisedDifference } from '../../../shared/domain/exchange.ts'
import { type DocumentKind, SERIES } from '../../../shared/domain/kinds.ts'
import { split } from '../../../shared/domain/money.ts'
import {
  assertBalanced,
  type JournalLine,
  mirrored,
  realisedLines,
} from '../../../shared/domain/posting.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { pendingLeaf } from '../../../sync/engine/cells.ts'
import { commitment, contentHash } from '../../../sync/engine/document-core.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { CellBook } from './cell-book.ts'
import { type BookItem, ItemBook } from './item-book.ts'
import { OperationLog } from './operations.ts'

/** A document ready to be written. */
export interface Entry {
  readonly documentId: string
  readonly kind: DocumentKind
  readonly customer: { readonly rowid: number; readonly customerId: string } | null
  /** Null: the next number of the kind's series. */
  readonly number: string | null
  readonly docOn: IsoDate
  readonly paperOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly valueOn: IsoDate | null
  readonly currency: string
  readonly rate: string | null
  /** Effect on the customer's account, debit positive. */
  readonly amountMinor: number
  readonly baseMinor: number
  readonly lines: readonly JournalLine[]
  readonly installments: readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[]
  readonly taxMinor: number | null
  readonly originalMinor: number | null
  readonly reference: string | null
  readonly description: string | null
  readonly externalRef: string | null
  readonly branchCode: string | null
  readonly method: string | null
}

/** Marks the mirror of an undone document: the pair is left out of statements. */
export const ANNULLED = 'annulled'

export interface Settlement {
  readonly allocationId: string
  readonly rows: readonly number[]
}

interface Derived {
  readonly reverses?: DocumentRow
  readonly cause?: string
}

export class Journal {
  readonly items: ItemBook
  readonly operations: OperationLog
  readonly #context: Context
  readonly #cells: CellBook
  readonly #batch: number | null

  constructor(context: Context, batch: number | null = null) {
    this.#context = context
    this.#batch = batch
    this.items = new ItemBook(context.db)
    this.#cells = new CellBook(context.db)
    this.operations = new OperationLog(context)
  }

  /** Posts a document with its open items and its operation. */
  post(entry: Entry): DocumentRow {
    const operationId = this.operations.newId()
    const { row, payload, memo } = this.#write(entry, operationId, {})
    this.operations.write(operationId, {
      kind: 'doc.post',
      entityId: entry.documentId,
      payload,
      private: memo,
    })
    return row
  }

  /** A mirror on the document's own day: as if it had never been posted; reports fold such pairs. */
  undo(original: DocumentRow, reason: string): DocumentRow {
    return this.#mirror(original, original.docOn, reason, ANNULLED)
  }

  /** Posts the mirror of a document, dated `on`, which settles the original from that day on. */
  reverse(original: DocumentRow, on: IsoDate, reason: string): DocumentRow {
    return this.#mirror(original, on, reason, null)
  }

  #mirror(original: DocumentRow, on: IsoDate, reason: string, method: string | null): DocumentRow {
    const { db, company } = this.#context
    const operationId = this.operations.newId()
    const documentId = externalId(company.companyId, 'reversal', original.documentId)
    const customer =
      original.customer === null
        ? null
        : { rowid: original.customer, customerId: customerIdOf(this.#context, original.customer) }
    const { row, payload, memo } = this.#write(
      {
        documentId,
        kind: 'reversal',
        customer,
        number: original.number,
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
      { reverses: original },
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
      this.#settle(
        debit,
        credit,
        whole,
        on,
        operationId,
        externalId(company.companyId, 'settle', documentId),
        slice,
        base,
      )
      slice += 1
    }
    this.operations.write(operationId, {
      kind: 'doc.reverse',
      entityId: original.documentId,
      payload: { ...payload, reason_given: true },
      private: memo,
    })
    return row
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
  ): Settlement {
    const day = toDayNumber(on)
    if (on < credit.docOn || on < debit.docOn) {
      throw new Refusal('allocation.before_document', {
        documentNo: on < debit.docOn ? debit.number : credit.number,
        date: on < debit.docOn ? debit.docOn : credit.docOn,
      })
    }
    this.assertOpen(on)
    const creditItems = this.items.ofDocument(credit.rowid)
    const debitItems = this.items
      .ofDocument(debit.rowid)
      .toSorted((a, b) => a.dueDay - b.dueDay || a.row.n - b.row.n)
    const creditLeft = sum(creditItems.map((item) => this.items.available(item, day)))
    const debitLeft = sum(debitItems.map((item) => this.items.available(item, day)))
    const wished = wishedMinor ?? Math.min(creditLeft, debitLeft)
    if (wished > debitLeft || debitLeft <= 0)
      throw exceeds('allocation.exceeds_open', debit, wished, debitLeft)
    if (wished > creditLeft || creditLeft <= 0)
      throw exceeds('allocation.exceeds_receipt', credit, wished, creditLeft)

    const operationId = this.operations.newId()
    const allocationId = this.operations.newId()
    const rows: number[] = []
    const slices: Plain[] = []
    let left = wished
    for (const debitItem of debitItems) {
      for (const creditItem of creditItems) {
        const amount = Math.min(
          left,
          this.items.available(debitItem, day),
          this.items.available(creditItem, day),
        )
        if (amount <= 0) continue
        const settled = this.#settle(
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
    this.operations.write(operationId, {
      kind: 'alloc.add',
      entityId: allocationId,
      payload: {
        credit_doc: credit.documentId,
        debit_doc: debit.documentId,
        effective_on: on,
        amount: wished,
        slices,
      },
    })
    return { allocationId, rows }
  }

  /** Refuses when less than `amountMinor` of a document can be settled on `on` and every day after. */
  assertAvailable(document: DocumentRow, amountMinor: number, on: IsoDate): void {
    const available = sum(
      this.items
        .ofDocument(document.rowid)
        .map((item) => this.items.available(item, toDayNumber(on))),
    )
    if (amountMinor > available)
      throw exceeds('allocation.exceeds_open', document, amountMinor, available)
  }

  /** Takes slices of one allocation back from `on` on; their exchange differences are mirrored. */
  deallocate(slices: readonly AllocRow[], on: IsoDate): void {
    this.assertOpen(on)
    const first = slices[0]
    if (!first) return
    const { db, nowMs, company } = this.#context
    const operationId = this.operations.newId()
    const allocationId = bytesToUuid(first.allocId)
    const day = toDayNumber(on)
    for (const slice of slices) {
      const removalId = externalId(
        company.companyId,
        'alloc.remove',
        `${allocationId}\0${slice.slice}`,
      )
      const fx =
        slice.fxDoc === null
          ? null
          : this.#mirrorDifference(slice.fxDoc, on, removalId, operationId)
      insertAlloc(db, {
        allocId: removalId,
        slice: 0,
        debitItem: slice.debitItem,
        creditItem: slice.creditItem,
        amountMinor: -slice.amountMinor,
        debitBaseMinor: minus(slice.debitBaseMinor),
        creditBaseMinor: minus(slice.creditBaseMinor),
        effectiveOn: on,
        removes: slice.id,
        fxDoc: fx,
        batch: this.#batch,
        recordedAt: nowMs,
        operationId,
      })
      this.items.take(
        this.items.byId(slice.debitItem),
        -slice.amountMinor,
        minus(slice.debitBaseMinor),
        day,
      )
      this.items.take(
        this.items.byId(slice.creditItem),
        -slice.amountMinor,
        slice.creditBaseMinor,
        day,
      )
    }
    this.operations.write(operationId, {
      kind: 'alloc.remove',
      entityId: allocationId,
      payload: { effective_on: on, slices: slices.map((slice) => slice.slice) },
    })
  }

  /** A dated agreement on the due day of one item. */
  agreeDueDate(
    item: BookItem,
    document: DocumentRow,
    dueOn: IsoDate,
    on: IsoDate,
    reason: string,
  ): void {
    this.assertOpen(on)
    const operationId = this.event(
      'due_date.agreed',
      document.documentId,
      { installment: item.row.n, due_on: dueOn, effective_on: on },
      { reason },
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
  ): string {
    const operationId = this.operations.newId()
    this.operations.write(operationId, {
      kind: 'wf.event',
      entityId,
      payload: { type, ...payload },
      private: privatePart,
    })
    return operationId
  }

  /** Refuses a ledger day in a closed month. */
  assertOpen(on: IsoDate): void {
    const { lockedThrough } = this.#context.company
    const month = monthOf(on)
    if (lockedThrough !== null && month <= lockedThrough)
      throw new Refusal('period.closed', { month, date: on })
  }

  /** `on`, or the first day of the first open month when `on` is in a closed one (domain.md 4.18). */
  firstOpenDay(on: IsoDate): IsoDate {
    const { lockedThrough } = this.#context.company
    if (lockedThrough === null || monthOf(on) > lockedThrough) return on
    return firstOfMonth(addMonths(lockedThrough, 1))
  }

  /** Writes projections, chain head and audit entry. */
  close(action: string, object: string, detail: Readonly<Record<string, Plain | undefined>>): void {
    for (const id of this.items.flush()) this.#context.touched.items.push(id)
    this.#cells.flush()
    this.operations.close(action, object, detail)
  }

  nextNumber(kind: DocumentKind, on: IsoDate): string {
    const { db, company } = this.#context
    const year = fiscalYear(on, company.fiscalYearStart)
    for (;;) {
      const number = formatNumber(SERIES[kind], year, takeNumber(db, SERIES[kind], year))
      if (!isNumberTaken(db, number)) return number
    }
  }

  #write(
    entry: Entry,
    operationId: string,
    derived: Derived,
  ): {
    row: DocumentRow
    payload: Record<string, Plain | undefined>
    memo: Record<string, Plain> | undefined
  } {
    const { db, company, nowMs } = this.#context
    this.assertOpen(entry.docOn)
    assertBalanced([...entry.lines])
    const number = entry.number ?? this.nextNumber(entry.kind, entry.docOn)
    const memo = entry.description === null ? undefined : { memo: entry.description }
    const core = {
      doc_id: entry.documentId,
      kind: entry.kind,
      customer_id: entry.customer?.customerId,
      document_no: entry.number ?? undefined,
      doc_date: entry.docOn,
      paper_date: entry.paperOn ?? undefined,
      due_date: entry.dueOn ?? undefined,
      value_date: entry.valueOn ?? undefined,
      installments:
        entry.installments.length === 0
          ? undefined
          : entry.installments.map((part, n) => ({
              n: n + 1,
              due_date: part.dueOn,
              amount: part.amountMinor,
            })),
      currency: entry.currency,
      rate: entry.rate ?? undefined,
      lines: entry.lines.map((line) => ({
        account: line.account,
        amount: line.amountMinor,
        base: line.baseMinor,
      })),
      tax: entry.taxMinor ?? undefined,
      original: entry.originalMinor ?? undefined,
      ext_key: entry.externalRef ?? undefined,
      reference: entry.reference ?? undefined,
      branch_code: entry.branchCode ?? undefined,
      method: entry.method ?? undefined,
      reverses: derived.reverses?.documentId,
      cause: derived.cause,
      memo_c:
        entry.description === null
          ? undefined
          : commitment(company.saltKey, entry.documentId, entry.description),
    }
    const hash = contentHash(core)
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
      recordedAt: nowMs,
      contentHash: hash,
      operationId,
    }
    const rowid = insertDocument(db, fields)
    insertLines(db, rowid, entry.lines)
    insertInstallments(db, rowid, entry.installments)
    if (entry.customer) {
      this.#addItems(rowid, entry, entry.customer.rowid)
      if (!derived.reverses && derived.cause === undefined)
        insertLiveNumber(db, entry.customer.rowid, entry.kind, number, rowid)
      const leaf = pendingLeaf(uuidToBytes(entry.documentId), hash, number)
      this.#cells.add(
        entry.customer.rowid,
        entry.currency,
        monthOf(entry.docOn),
        entry.amountMinor,
        entry.baseMinor,
        leaf,
      )
    }
    return {
      row: { rowid, ...fields },
      payload: { ...core, number, content_hash: hash.toString('hex') },
      memo,
    }
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
      this.items.add({
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

  /** One slice between two items, with its realised exchange difference as an entry of its own. */
  #settle(
    debit: BookItem,
    credit: BookItem,
    amount: number,
    on: IsoDate,
    operationId: string,
    allocationId: string,
    slice: number,
    mirroredBase?: number,
  ): { row: number; debitBase: number; creditBase: number } {
    const { db, nowMs } = this.#context
    const day = toDayNumber(on)
    const debitBase = mirroredBase ?? this.items.cost(debit, amount, day)
    const creditBase = mirroredBase ?? minus(this.items.cost(credit, amount, day))
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
    const row = insertAlloc(db, {
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
      recordedAt: nowMs,
      operationId,
    })
    this.items.take(debit, amount, debitBase, day)
    this.items.take(credit, amount, minus(creditBase), day)
    return { row, debitBase, creditBase }
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
    return this.#write(entry, operationId, { cause }).row.rowid
  }

  #mirrorDifference(fxDoc: number, on: IsoDate, cause: string, operationId: string): number {
    const original = documentByRow(this.#context.db, fxDoc)
    if (!original || original.customer === null) throw new Error('exchange difference is not there')
    const customer = {
      rowid: original.customer,
      customerId: customerIdOf(this.#context, original.customer),
    }
    const id = externalId(this.#context.company.companyId, 'fx', cause)
    const entry = differenceEntry(id, customer, original.currency, minus(original.baseMinor), on)
    return this.#write(entry, operationId, { cause }).row.rowid
  }
}

/** INV2026000000417: series, year, nine digits (sync.md 5). */
export function formatNumber(series: string, year: number, n: number): string {
  return `${series}${year}${String(n).padStart(9, '0')}`
}

export function fiscalYear(on: IsoDate, startMonth: number): number {
  const year = Number(on.slice(0, 4))
  return Number(on.slice(5, 7)) >= startMonth ? year : year - 1
}

/** The document with this id, when it was posted before. */
export function alreadyPosted(context: Context, documentId: string): DocumentRow | undefined {
  return documentById(context.db, documentId)
}

function differenceEntry(
  documentId: string,
  customer: { rowid: number; customerId: string },
  currency: string,
  gain: number,
  on: IsoDate,
): Entry {
  return {
    documentId,
    kind: 'fx_difference',
    customer,
    number: null,
    docOn: on,
    paperOn: null,
    dueOn: null,
    valueOn: null,
    currency,
    rate: null,
    amountMinor: 0,
    baseMinor: gain,
    lines: realisedLines(gain),
    installments: [],
    taxMinor: null,
    originalMinor: null,
    reference: null,
    description: null,
    externalRef: null,
    branchCode: null,
    method: null,
  }
}

function customerIdOf(context: Context, rowid: number): string {
  const row = context.db
    .prepare<[number], { id: Uint8Array }>('select customer_id as id from customer where id = ?')
    .get(rowid)
  if (!row) throw new Error(`customer ${rowid} is not there`)
  return bytesToUuid(row.id)
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

function minus(value: number): number {
  return value === 0 ? 0 : -value
}
