import { type CustomerRow, customerByRow } from '../../../db/local/customers.ts'
import type { Context } from '../context.ts'

/** The row of the head of the group an account belongs to: its accounts may pay for each other. */
export function groupHeadOf({ db }: Context, customer: CustomerRow): number {
  let at = customer
  const seen = new Set([at.rowid])
  while (at.parent !== null && !seen.has(at.parent)) {
    const above = customerByRow(db, at.parent)
    if (!above) break
    seen.add(above.rowid)
    at = above
  }
  return at.rowid
}
