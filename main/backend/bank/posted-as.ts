/**
 * How a posted line would be posted once more: whose money, what it pays as it stands now, what settled
 * beside it. For the way back of taking a line back.
 */
import { markOf } from '../../../db/local/bank-acts.ts'
import type { BankLineRow } from '../../../db/local/bank.ts'
import { customerByRow } from '../../../db/local/customers.ts'
import { documentById, type DocumentRow } from '../../../db/local/documents.ts'
import type { BankApplication } from '../../../shared/contract/bank.ts'
import { ADJUSTMENT_KINDS } from '../../../shared/domain/matching/types.ts'
import type { Context } from '../context.ts'
import { paidBy } from './paid-by.ts'

/**
 * Null for a line that is not posted, and where other currencies were paid: what the rate made of them
 * is not in the documents to the last unit.
 */
export function postedAs(context: Context, line: BankLineRow): BankApplication | null {
  const { act } = markOf(context.db, line.rowid)
  if (act?.kind !== 'posted' || act.customer === null) return null
  const payer = customerByRow(context.db, act.customer)
  const made = act.made.documents.flatMap((id) => documentById(context.db, id) ?? [])
  const paid = paidBy(context, made, act.made.allocations)
  const isOther = ({ currency }: DocumentRow) => currency !== line.currency
  if (!payer || made.some(isOther) || paid.some(({ document }) => isOther(document))) return null
  return {
    lineId: line.lineId,
    customerCode: payer.code,
    ...(paid.length === 0
      ? {}
      : {
          to: paid.map(({ document, amountMinor }) => ({
            documentNo: document.number,
            documentId: document.documentId,
            amountMinor,
          })),
        }),
    adjustments: made.flatMap((document) => {
      const kind = ADJUSTMENT_KINDS.find((one) => one === document.method)
      return kind === undefined
        ? []
        : [{ kind, amountMinor: -document.amountMinor, documentId: ownerOf(context, document) }]
    }),
    onAccount: paid.length === 0,
    confidence: act.confidence,
  }
}

/** A discount that lowered the tax belongs to the document it settled; the rest to the payment. */
function ownerOf(context: Context, document: DocumentRow): string | null {
  if (document.method !== 'discount') return null
  const [settled, ...more] = paidBy(context, [document], [])
  if (!settled || more.length > 0) return null
  const isTaxed = (document.taxMinor ?? 0) !== 0
  return isTaxed || !settled.document.taxMinor ? settled.document.documentId : null
}
