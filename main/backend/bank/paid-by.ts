/** What the documents of a posted bank line settle: of each one that was there before, how much. */
import { documentByRow, type DocumentRow } from '../../../db/local/documents.ts'
import {
  type AllocRow,
  allocationSlices,
  itemById,
  liveAllocsOfDocument,
} from '../../../db/local/items.ts'
import type { Context } from '../context.ts'

export interface Paid {
  readonly document: DocumentRow
  /** In its currency; negative for a credit note that was netted. */
  readonly amountMinor: number
}

/** Documents that were there before, with what the act settled of each as it stands. */
export function paidBy(
  context: Context,
  made: readonly DocumentRow[],
  netted: readonly string[],
): readonly Paid[] {
  const own = new Set(made.map(({ rowid }) => rowid))
  const paid = new Map<number, Paid>()
  const settle = (item: number, amountMinor: number) => {
    const doc = itemById(context.db, item)?.doc
    const document = doc === undefined || own.has(doc) ? undefined : documentByRow(context.db, doc)
    if (!document) return
    const before = paid.get(document.rowid)?.amountMinor ?? 0
    paid.set(document.rowid, { document, amountMinor: before + amountMinor })
  }
  const isRefund = made.some(({ kind }) => kind === 'refund')
  const both = ({ debitItem, creditItem, amountMinor }: AllocRow) => {
    settle(debitItem, amountMinor)
    // A refund repays credits: their amounts are written as they are.
    settle(creditItem, isRefund ? amountMinor : -amountMinor)
  }
  for (const { rowid } of made) liveAllocsOfDocument(context.db, rowid).forEach(both)
  for (const id of netted) allocationSlices(context.db, id).forEach(both)
  return [...paid.values()]
}
