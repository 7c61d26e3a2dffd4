/** The digests of a company folded anew from its rows, into rows that are nowhere stored. */
import { cardOf } from '../../engine/central/masters.ts'
import { type Row, shapeOf, type TableName } from '../../engine/central/tables.ts'
import {
  allocationLeaf,
  bucketOf,
  documentLeaf,
  eventLeaf,
  masterLeaf,
  NO_CUSTOMER,
} from '../../engine/digest.ts'
import { NodeFold } from '../../engine/node-fold.ts'
import type { ReadTx } from '../store.ts'

export const PAGE = 2000

/** Of the three tables of the digests. */
export interface FoldedRows {
  readonly cell: Row<'cell'>[]
  readonly cust_node: Row<'cust_node'>[]
  readonly bucket_node: Row<'bucket_node'>[]
}

export function foldDocument(fold: NodeFold, row: Row<'document'>): void {
  const leaf = documentLeaf({
    docId: row.doc_id,
    contentHash: row.content_hash,
    number: row.number,
    seq: row.seq,
  })
  const { customer_id: customerId, currency, doc_date: on, amount, base } = row
  fold.document({ customerId, currency, on, amount, base }, leaf)
}

/** Everything but documents, which come before; answers the rows as they must be stored. */
export async function foldTheRest(tx: ReadTx, fold: NodeFold): Promise<FoldedRows> {
  await pages(tx, 'alloc_event', async (rows) => {
    for (const row of rows) fold.add(row.node_id, 'allocs', allocationLeaf(row))
  })
  await pages(tx, 'wf_event', async (rows) => {
    for (const row of rows) fold.add(row.customer_id, 'events', eventLeaf(row.op_hash, row.seq))
  })
  await pages(tx, 'customer', async (rows) => {
    for (const row of rows) fold.add(row.customer_id, 'master', masterLeaf(cardOf(row)))
  })
  return rowsOf(fold)
}

function rowsOf(fold: NodeFold): FoldedRows {
  const { customers, buckets } = fold.nodes()
  return {
    cell: [...fold.cells()].map(([cell, sums]) => {
      const [customer_id = NO_CUSTOMER, currency = '', ym = ''] = cell.split(' ')
      return { cell, customer_id, currency, ym, ...sums }
    }),
    cust_node: [...customers].map(([customer_id, node]) => ({
      customer_id,
      bucket: bucketOf(customer_id),
      ...node,
    })),
    bucket_node: [...buckets].map(([bucket, hash]) => ({ bucket, hash })),
  }
}

/** Every row of a table in order of its key, some at a time. */
export async function pages<T extends TableName>(
  tx: ReadTx,
  table: T,
  work: (rows: readonly Row<T>[]) => Promise<void>,
): Promise<void> {
  const { key } = shapeOf(table)
  for (let after: (string | number)[] | null = null; ; ) {
    const rows: Row<T>[] = await tx.page(table, after, PAGE)
    await work(rows)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = key.map(
      (column) => (last as Record<string, string | number>)[column] as string | number,
    )
  }
}
