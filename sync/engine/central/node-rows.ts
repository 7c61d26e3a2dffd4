/** The server's own digest rows, for the book that keeps them. */
import type { NodeRows } from '../node-book.ts'
import type { RowCache } from './row-cache.ts'

export function nodeRows(rows: RowCache): NodeRows {
  return {
    cell: (customerId, currency, ym) => rows.one('cell', 'cell', `${customerId} ${currency} ${ym}`),
    saveCell: (customer_id, currency, ym, sums) => {
      const cell = `${customer_id} ${currency} ${ym}`
      const row = { cell, customer_id, currency, ym, ...sums }
      if (rows.one('cell', 'cell', cell)) rows.update('cell', row)
      else rows.insert('cell', row)
    },
    node: (customerId) => rows.one('cust_node', 'customer_id', customerId),
    saveNode: (customer_id, bucket, sums) => {
      const row = { customer_id, bucket, ...sums }
      if (rows.one('cust_node', 'customer_id', customer_id)) rows.update('cust_node', row)
      else rows.insert('cust_node', row)
    },
    bucket: (bucket) => rows.one('bucket_node', 'bucket', bucket)?.hash,
    saveBucket: (bucket, hash) => {
      if (rows.one('bucket_node', 'bucket', bucket)) rows.update('bucket_node', { bucket, hash })
      else rows.insert('bucket_node', { bucket, hash })
    },
  }
}
