/**
 * Parts of customers' nodes (cells, allocations, card, events) whose rows are not the sum that is kept of
 * them: a few named ones, at this moment. Rows altered underneath show so (sync.md I13).
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { confirmedDocumentsOfCell } from '../../../db/local/confirmed-rows.ts'
import { rowOfCustomer } from '../../../db/local/customers.ts'
import { confirmedCell, customerNode, NO_CUSTOMER_ROW } from '../../../db/local/nodes.ts'
import {
  type CellSums,
  EMPTY_CELL,
  EMPTY_NODE,
  NO_CUSTOMER,
  PARTS,
  plus,
  ZERO_HASH,
} from '../../../sync/engine/digest.ts'
import { NodeFold } from '../../../sync/engine/node-fold.ts'
import type { Context } from '../context.ts'
import { leafOfDocument } from './leaves.ts'
import { hashesBelow } from './own-digest.ts'

/** `parts` by their keys in a compare. */
export function suspectsAmong(context: Context, parts: readonly string[]): string[] {
  return parts.filter((part) => {
    // Sums of a customer that is not there: no row is theirs.
    if (part.startsWith('row ')) return true
    const [customerId = '', what = '', month] = part.split(' ')
    return month === undefined
      ? !isSumOfLeaves(context, customerId, what)
      : !isSumOfDocuments(context, customerId, what, month)
  })
}

function isSumOfDocuments(
  context: Context,
  customerId: string,
  currency: string,
  month: string,
): boolean {
  const { db } = context
  const customer = customerId === NO_CUSTOMER ? null : rowOfCustomer(db, customerId)
  if (customer === undefined) return false
  const fold = new NodeFold()
  for (const document of confirmedDocumentsOfCell(db, customer, currency, month))
    fold.document(
      {
        customerId: document.customerId === null ? null : bytesToUuid(document.customerId),
        currency: document.currency,
        on: document.docOn,
        amount: document.amountMinor,
        base: document.baseMinor,
      },
      leafOfDocument(context, document),
    )
  const [folded = EMPTY_CELL] = fold.cells().values()
  const kept = confirmedCell(db, customer ?? NO_CUSTOMER_ROW, currency, month) ?? EMPTY_CELL
  return isSameCell(folded, kept)
}

export function isSameCell(a: CellSums, b: CellSums): boolean {
  const fields = Object.keys(EMPTY_CELL) as (keyof CellSums)[]
  return fields.every((field) => a[field] === b[field])
}

function isSumOfLeaves(context: Context, customerId: string, what: string): boolean {
  const part = PARTS.find((one) => one === what)
  if (!part) throw new Error(`${what} is no part of a node`)
  const kept = (customerNode(context.db, customerId) ?? EMPTY_NODE)[part]
  let sum = ZERO_HASH
  for (const leaf of hashesBelow(context, 'doc', [`${customerId} ${part}`]).values())
    sum = plus(sum, leaf)
  return sum === kept
}
