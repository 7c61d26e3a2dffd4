/** The content hash of a document from its own rows as they stand now. */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { customerByRow } from '../../../db/local/customers.ts'
import {
  documentByRow,
  type DocumentRow,
  installmentsOfDocument,
  linesOf,
} from '../../../db/local/documents.ts'
import { effectOf } from '../../../sync/engine/central/ledger.ts'
import { commitment, contentHash } from '../../../sync/engine/document-core.ts'
import type { Context } from '../context.ts'

/**
 * One; of the mirror of a document whose number Saldo gave two: a company with a server leaves the
 * number out of it, since the mirror follows its original's.
 */
export function recomputedHashes(context: Context, row: DocumentRow): Buffer[] {
  const isMirror = row.kind === 'reversal'
  const hashes = [recomputedHash(context, row, !row.numberGiven || isMirror)]
  if (isMirror && row.numberGiven) hashes.push(recomputedHash(context, row, false))
  return hashes
}

/** Are the row's amounts those of its lines? The hash covers the lines alone. */
export function isSumOfLines({ db }: Context, row: DocumentRow): boolean {
  const lines = linesOf(db, row.rowid).map((line) => ({
    account: line.account,
    amount: line.amountMinor,
    base: line.baseMinor,
  }))
  if (lines.length === 0) return false
  const { amount, base } = effectOf({ lines })
  return amount === row.amountMinor && base === row.baseMinor
}

function recomputedHash(context: Context, row: DocumentRow, cameWithNumber: boolean): Buffer {
  const { db, company } = context
  const installments = installmentsOfDocument(db, row.rowid)
  const original = row.reverses === null ? undefined : documentByRow(db, row.reverses)
  return contentHash({
    doc_id: row.documentId,
    kind: row.kind,
    customer_id: row.customer === null ? undefined : customerByRow(db, row.customer)?.customerId,
    document_no: cameWithNumber ? row.number : undefined,
    doc_date: row.docOn,
    paper_date: row.paperOn ?? undefined,
    due_date: row.dueOn ?? undefined,
    value_date: row.valueOn ?? undefined,
    installments:
      installments.length === 0
        ? undefined
        : installments.map((part) => ({
            n: part.n,
            due_date: part.dueOn,
            amount: part.amountMinor,
          })),
    currency: row.currency,
    rate: row.rate ?? undefined,
    lines: linesOf(db, row.rowid).map((line) => ({
      account: line.account,
      amount: line.amountMinor,
      base: line.baseMinor,
    })),
    tax: row.taxMinor ?? undefined,
    original: row.originalMinor ?? undefined,
    ext_key: row.externalRef ?? undefined,
    reference: row.reference ?? undefined,
    branch_code: row.branchCode ?? undefined,
    method: row.method ?? undefined,
    reverses: original?.documentId,
    cause: row.cause === null ? undefined : bytesToUuid(row.cause),
    memo_c:
      row.description === null
        ? undefined
        : commitment(company.saltKey, row.documentId, row.description),
  })
}
