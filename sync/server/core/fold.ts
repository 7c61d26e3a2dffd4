/** The digests of a company folded anew from its rows, into rows that are nowhere stored. */
import { cardOf } from '../../engine/central/masters.ts'
import { nodeRows } from '../../engine/central/node-rows.ts'
import { RowCache } from '../../engine/central/row-cache.ts'
import { type Row, shapeOf, type TableName } from '../../engine/central/tables.ts'
import { NodeBook } from '../../engine/node-book.ts'
import type { ReadTx } from '../store.ts'

export const PAGE = 2000

/** The digests folded anew into rows of their own. */
export class Fold {
  readonly rows = new RowCache()
  readonly #nodes: NodeBook

  constructor() {
    const { rows } = this
    const empty = nodeRows(rows)
    const asked = (table: TableName, column: string, value: string | number) => {
      if (!rows.isLoaded(table, column, value)) rows.load(table, column as never, value, [])
    }
    this.#nodes = new NodeBook({
      ...empty,
      cell: (customerId, currency, ym) => {
        asked('cell', 'cell', `${customerId} ${currency} ${ym}`)
        return empty.cell(customerId, currency, ym)
      },
      node: (customerId) => {
        asked('cust_node', 'customer_id', customerId)
        return empty.node(customerId)
      },
      bucket: (bucket) => {
        asked('bucket_node', 'bucket', bucket)
        return empty.bucket(bucket)
      },
    })
  }

  get book(): NodeBook {
    return this.#nodes
  }
}

export function foldDocument(fold: Fold, row: Row<'document'>): void {
  fold.book.document({
    docId: row.doc_id,
    customerId: row.customer_id,
    currency: row.currency,
    docDate: row.doc_date,
    amount: row.amount,
    base: row.base,
    contentHash: row.content_hash,
    number: row.number,
    seq: row.seq,
  })
}

/** Everything but documents, which come before; the nodes above it all. */
export async function foldTheRest(tx: ReadTx, fold: Fold): Promise<void> {
  await pages(tx, 'alloc_event', async (rows) => {
    for (const row of rows) fold.book.allocation(row.node_id, row)
  })
  await pages(tx, 'wf_event', async (rows) => {
    for (const row of rows) fold.book.event(row.customer_id, row.op_hash, row.seq)
  })
  await pages(tx, 'customer', async (rows) => {
    for (const row of rows) fold.book.master(cardOf(row))
  })
  fold.book.close()
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
