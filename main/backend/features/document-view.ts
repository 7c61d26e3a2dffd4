/** Everything about one document, as its screen shows it; and what a posting answers. */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { customerByRow } from '../../../db/local/customers.ts'
import {
  documentByRow,
  type DocumentRow,
  installmentsOfDocument,
  linesOf,
  reversalOf,
} from '../../../db/local/documents.ts'
import { batchById } from '../../../db/local/imports.ts'
import {
  dueChangesOfDocument,
  itemsOfDocument,
  liveAllocsOfDocument,
} from '../../../db/local/items.ts'
import { anyOperationOf } from '../../../db/local/log.ts'
import { disputesOfDocument } from '../../../db/local/periods.ts'
import type { documents as contract, DocumentView } from '../../../shared/contract/documents.ts'
import { fromDayNumber } from '../../../shared/domain/days.ts'
import { isDerivedKind } from '../../../shared/domain/kinds.ts'
import type { Context } from '../context.ts'

type Posted = z.input<(typeof contract)['reverse']['output']>

export function postedView(context: Context, row: DocumentRow, unchanged: boolean): Posted {
  const customer = row.customer === null ? undefined : customerByRow(context.db, row.customer)
  const items = itemsOfDocument(context.db, row.rowid)
  return {
    documentId: row.documentId,
    documentNo: row.number,
    kind: row.kind,
    customerCode: customer?.code ?? '',
    currency: row.currency as Posted['currency'],
    amountMinor: row.amountMinor,
    openMinor: items.reduce((sum, item) => sum + item.openMinor, 0),
    dueDate: row.dueOn,
    unchanged,
  }
}

/** The allocations of a document that are in force, each with the document on the other side. */
export function liveAllocations(
  context: Context,
  document: DocumentRow,
): DocumentView['allocations'] {
  const own = new Set(itemsOfDocument(context.db, document.rowid).map((item) => item.id))
  return liveAllocsOfDocument(context.db, document.rowid).map((alloc) => {
    const otherItem = own.has(alloc.debitItem) ? alloc.creditItem : alloc.debitItem
    const other = mustBeThere(documentOfItem(context, otherItem))
    return {
      allocationId: bytesToUuid(alloc.allocId),
      documentId: other.document.documentId,
      documentNo: other.document.number,
      kind: other.document.kind,
      installment: other.n,
      amountMinor: alloc.amountMinor,
      effectiveOn: alloc.effectiveOn,
      realisedMinor: alloc.creditBaseMinor - alloc.debitBaseMinor,
    }
  })
}

function documentOfItem(
  context: Context,
  item: number,
): { document: DocumentRow; n: number } | undefined {
  const row = context.db
    .prepare<[number], { doc: number; n: number }>('select doc_id as doc, n from item where id = ?')
    .get(item)
  const document = row && documentByRow(context.db, row.doc)
  return document && row ? { document, n: row.n } : undefined
}

export function viewDocument(context: Context, row: DocumentRow): DocumentView {
  const { db } = context
  const customer = row.customer === null ? undefined : customerByRow(db, row.customer)
  const items = itemsOfDocument(db, row.rowid)
  const parts = installmentsOfDocument(db, row.rowid)
  const mirror = reversalOf(db, row.rowid)
  const original = row.reverses === null ? undefined : documentByRow(db, row.reverses)
  const operation = mustBeThere(anyOperationOf(db, row.operationId))
  const batch = row.batch === null ? undefined : batchById(db, row.batch)
  const isSystem = isDerivedKind(row.kind)
  return {
    documentId: row.documentId,
    kind: row.kind,
    documentNo: row.number,
    customerCode: customer?.code ?? '',
    customerName: customer?.name ?? '',
    documentDate: row.paperOn ?? row.docOn,
    postingDate: row.docOn,
    dueDate: row.dueOn,
    valueDate: row.valueOn,
    currency: row.currency as DocumentView['currency'],
    rate: row.rate,
    amountMinor: row.amountMinor,
    baseMinor: row.baseMinor,
    openMinor: items.reduce((sum, item) => sum + item.openMinor, 0),
    taxMinor: row.taxMinor,
    reference: row.reference,
    description: row.description,
    externalRef: row.externalRef,
    branchCode: row.branchCode,
    method: row.method,
    recordedAt: new Date(row.recordedAt).toISOString(),
    reversedBy: mirror
      ? { documentId: mirror.documentId, documentNo: mirror.number, on: mirror.docOn }
      : null,
    reverses: original ? { documentId: original.documentId, documentNo: original.number } : null,
    installments: items.map((item) => ({
      n: item.n,
      dueOn: fromDayNumber(item.dueDay),
      originalDueOn: parts.find((part) => part.n === item.n)?.dueOn ?? row.dueOn ?? row.docOn,
      amountMinor: item.amountMinor,
      openMinor: item.openMinor,
    })),
    lines: linesOf(db, row.rowid).map((line) => ({ ...line })),
    allocations: liveAllocations(context, row),
    disputes: disputesOfDocument(db, row.rowid).map(
      ({ disputeId, amountMinor, reason, note, openedOn, resolvedOn, how }) => ({
        disputeId,
        amountMinor,
        reason,
        note,
        openedOn,
        resolvedOn,
        how,
      }),
    ),
    dueChanges: dueChangesOfDocument(db, row.rowid).map((change) => ({
      installment: change.n,
      dueOn: change.dueOn,
      agreedOn: change.effectiveOn,
      reason: change.reason,
    })),
    source: {
      kind: batch ? 'import' : isSystem ? 'system' : 'entry',
      batchId: batch?.batchId ?? null,
      fileName: batch?.fileName ?? null,
    },
    operation: {
      id: row.operationId,
      deviceSeq: operation.deviceSeq,
      hash: Buffer.from(operation.hash).toString('hex'),
    },
  }
}

/** A row that another row of the journal points to: it being absent is damage, not an answer. */
export function mustBeThere<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a row the journal points to is not there')
  return value
}
