/** The content hash of a document from its own rows as they stand now. */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { type DocumentRow, idOfDocument } from '../../../db/local/documents.ts'
import type { Content } from '../../../db/local/whole-documents.ts'
import { effectOf } from '../../../sync/engine/central/ledger.ts'
import { commitment, contentHash } from '../../../sync/engine/document-core.ts'
import type { Context } from '../context.ts'

/** Is the row what was hashed? Both ways for a mirror whose number Saldo gave (`recomputedHash`). */
export function bearsItsHash(context: Context, row: DocumentRow, content: Content): boolean {
  const isMirror = row.kind === 'reversal'
  const hash = Buffer.from(row.contentHash)
  const cameWithNumber = !row.numberGiven || isMirror
  if (recomputedHash(context, row, content, cameWithNumber).equals(hash)) return true
  return isMirror && row.numberGiven && recomputedHash(context, row, content, false).equals(hash)
}

/** Are the row's amounts those of its lines? The hash covers the lines alone. */
export function isSumOfLines(row: DocumentRow, { lines }: Content): boolean {
  const [first] = lines
  if (!first) return false
  const { amount, base } = effectOf({
    lines: [{ account: first.account, amount: first.amountMinor, base: first.baseMinor }],
  })
  return amount === row.amountMinor && base === row.baseMinor
}

/**
 * Of the mirror of a document whose number Saldo gave there are two: a company with a server leaves
 * the number out of it, since the mirror follows its original's. Keys in canonical order.
 */
function recomputedHash(
  { db, company }: Context,
  row: DocumentRow,
  { customerId, lines, installments }: Content,
  cameWithNumber: boolean,
): Buffer {
  return contentHash({
    branch_code: row.branchCode ?? undefined,
    cause: row.cause === null ? undefined : bytesToUuid(row.cause),
    currency: row.currency,
    customer_id: customerId,
    doc_date: row.docOn,
    doc_id: row.documentId,
    document_no: cameWithNumber ? row.number : undefined,
    due_date: row.dueOn ?? undefined,
    ext_key: row.externalRef ?? undefined,
    installments:
      installments.length === 0
        ? undefined
        : installments.map((part) => ({
            amount: part.amountMinor,
            due_date: part.dueOn,
            n: part.n,
          })),
    kind: row.kind,
    lines: lines.map((line) => ({
      account: line.account,
      amount: line.amountMinor,
      base: line.baseMinor,
    })),
    memo_c:
      row.description === null
        ? undefined
        : commitment(company.saltKey, row.documentId, row.description),
    method: row.method ?? undefined,
    original: row.originalMinor ?? undefined,
    paper_date: row.paperOn ?? undefined,
    rate: row.rate ?? undefined,
    reference: row.reference ?? undefined,
    reverses: row.reverses === null ? undefined : idOfDocument(db, row.reverses),
    tax: row.taxMinor ?? undefined,
    value_date: row.valueOn ?? undefined,
  })
}
