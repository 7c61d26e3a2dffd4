/** The digest's sums written anew from the rows as they stand, in the caller's transaction. */
import { customerByUuid } from '../../../db/local/customers.ts'
import {
  NO_CUSTOMER_ROW,
  saveBucketNode,
  saveConfirmedCell,
  saveCustomerNode,
} from '../../../db/local/nodes.ts'
import { dropNodes } from '../../../db/local/repair-rows.ts'
import { bucketOf, NO_CUSTOMER } from '../../../sync/engine/digest.ts'
import type { Context } from '../context.ts'
import { reread } from './reread.ts'

export function* rebuildNodes(context: Context): Generator<void, void> {
  const { db } = context
  const { fold } = yield* reread(context)
  dropNodes(db)
  for (const [key, cell] of fold.cells()) {
    const [customerId = '', currency = '', month = ''] = key.split(' ')
    const row = customerId === NO_CUSTOMER ? NO_CUSTOMER_ROW : customerByUuid(db, customerId)?.rowid
    if (row === undefined) throw new Error(`customer ${customerId} is not there`)
    saveConfirmedCell(db, row, currency, month, cell)
  }
  const { customers, buckets } = fold.nodes()
  for (const [customerId, node] of customers)
    saveCustomerNode(db, customerId, bucketOf(customerId), node)
  for (const [bucket, hash] of buckets) saveBucketNode(db, bucket, hash)
}
