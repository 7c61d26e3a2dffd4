/**
 * The digest folded anew from what is confirmed: documents, slices, cards and events. A cell, a
 * customer's node or a bucket that is not what its rows say is named (sync.md I12, I13).
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { confirmedCards, confirmedEvents } from '../../../db/local/confirmed.ts'
import { confirmedDocuments, confirmedSlices } from '../../../db/local/confirmed-rows.ts'
import { allCustomers } from '../../../db/local/customers.ts'
import { bucketHashes, confirmedCell, customerNode } from '../../../db/local/nodes.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { type CellSums, NO_CUSTOMER, ZERO_HASH } from '../../../sync/engine/digest.ts'
import { NodeBook, type NodeRows } from '../../../sync/engine/node-book.ts'
import type { Context } from '../context.ts'
import { type Failure, note } from '../features/verify-check.ts'

type Node = NonNullable<ReturnType<NodeRows['node']>>

class FoldedRows implements NodeRows {
  readonly cells = new Map<string, CellSums>()
  readonly nodes = new Map<string, Node>()
  readonly buckets = new Map<number, string>()

  cell(customerId: string, currency: string, ym: string): CellSums | undefined {
    return this.cells.get(`${customerId} ${currency} ${ym}`)
  }

  saveCell(customerId: string, currency: string, ym: string, cell: CellSums): void {
    this.cells.set(`${customerId} ${currency} ${ym}`, cell)
  }

  node(customerId: string): Node | undefined {
    return this.nodes.get(customerId)
  }

  saveNode(customerId: string, _bucket: number, node: Node): void {
    this.nodes.set(customerId, node)
  }

  bucket(bucket: number): string | undefined {
    return this.buckets.get(bucket)
  }

  saveBucket(bucket: number, hash: string): void {
    this.buckets.set(bucket, hash)
  }
}

export function checkNodes(context: Context): { examined: number; failures: Failure[] } {
  const { db } = context
  if (!context.company.isConnected) return { examined: 0, failures: [] }
  const folded = fold(context)
  const rows = new Map(allCustomers(db).map(({ customerId, rowid }) => [customerId, rowid]))
  rows.set(NO_CUSTOMER, 0)
  const failures: Failure[] = []
  for (const [key, cell] of folded.cells) {
    const [customerId = '', currency = '', month = ''] = key.split(' ')
    const stored = confirmedCell(db, rows.get(customerId) ?? -1, currency, month)
    if (!stored || !isSame(stored, cell))
      failures.push({ ...note(`confirmed cell ${month} of ${customerId}`), currency })
  }
  for (const [customerId, node] of folded.nodes)
    if (customerNode(db, customerId)?.node !== node.node)
      failures.push(note(`node of ${customerId}`))
  bucketHashes(db).forEach((hash, bucket) => {
    if (hash !== (folded.buckets.get(bucket) ?? ZERO_HASH)) failures.push(note(`bucket ${bucket}`))
  })
  return { examined: folded.cells.size + folded.nodes.size + 256, failures }
}

function fold(context: Context): FoldedRows {
  const { db } = context
  const rows = new FoldedRows()
  const book = new NodeBook(rows)
  for (const document of confirmedDocuments(db))
    book.document({
      docId: bytesToUuid(document.docId),
      customerId: document.customerId === null ? null : bytesToUuid(document.customerId),
      currency: document.currency,
      docDate: document.docOn,
      amount: document.amountMinor,
      base: document.baseMinor,
      contentHash: Buffer.from(document.contentHash).toString('hex'),
      number: document.number,
      seq: document.seq,
    })
  for (const slice of confirmedSlices(db))
    book.allocation(bytesToUuid(slice.customerId), {
      alloc_id: bytesToUuid(slice.allocId),
      slice: slice.slice,
      debit_doc: bytesToUuid(slice.debitDoc),
      debit_n: slice.debitN,
      credit_doc: bytesToUuid(slice.creditDoc),
      credit_n: slice.creditN,
      amount: slice.amountMinor,
      debit_base: slice.debitBaseMinor,
      credit_base: slice.creditBaseMinor,
      effective_on: slice.effectiveOn,
      removes:
        slice.removesId === null ? null : `${bytesToUuid(slice.removesId)} ${slice.removesSlice}`,
      seq: slice.seq,
    })
  for (const card of confirmedCards(db))
    book.master({
      customer_id: card.customerId,
      ver: card.ver,
      groups: card.groups as Readonly<Record<string, Plain>>,
      archived: card.archived,
      alias_of: card.aliasOf,
    })
  for (const event of confirmedEvents(db)) book.event(event.customerId, event.hash, event.seq)
  return rows
}

function isSame(a: CellSums, b: CellSums): boolean {
  return (
    a.debit === b.debit &&
    a.credit === b.credit &&
    a.base === b.base &&
    a.count === b.count &&
    a.set_hash === b.set_hash
  )
}
