/**
 * Cells, customer nodes and buckets as rows of one side's own store, changed leaf by leaf: the same
 * code keeps them on the server and on the device, each over its own rows. No digest comes in from
 * outside (sync.md 1.7): only what is confirmed here enters.
 */
import {
  allocationLeaf,
  bucketOf,
  cellLeaf,
  type CellSums,
  documentLeaf,
  EMPTY_CELL,
  EMPTY_NODE,
  eventLeaf,
  masterLeaf,
  NO_CUSTOMER,
  nodeHash,
  type NodeSums,
  plus,
  without,
  ZERO_HASH,
} from './digest.ts'

/** Where the sums are kept. Customers by id; the nil id stands for no customer. */
export interface NodeRows {
  cell(customerId: string, currency: string, ym: string): CellSums | undefined
  saveCell(customerId: string, currency: string, ym: string, cell: CellSums): void
  node(customerId: string): (NodeSums & { readonly node: string }) | undefined
  saveNode(customerId: string, bucket: number, sums: NodeSums & { readonly node: string }): void
  bucket(bucket: number): string | undefined
  saveBucket(bucket: number, hash: string): void
}

export interface LeafDocument {
  readonly docId: string
  readonly customerId: string | null
  readonly currency: string
  /** `YYYY-MM-DD`. */
  readonly docDate: string
  /** Signed effect on the customer's account, and its company-currency twin. */
  readonly amount: number
  readonly base: number
  readonly contentHash: string
  readonly number: string
  readonly seq: number
}

export class NodeBook {
  readonly #rows: NodeRows

  constructor(rows: NodeRows) {
    this.#rows = rows
  }

  /** `sign` −1 takes the document out again: for repair alone. */
  document(document: LeafDocument, sign: 1 | -1 = 1): void {
    const customerId = document.customerId ?? NO_CUSTOMER
    const ym = document.docDate.slice(0, 7)
    const before = this.#rows.cell(customerId, document.currency, ym) ?? EMPTY_CELL
    const leaf = documentLeaf(document)
    const after: CellSums = {
      debit: safe(before.debit + sign * Math.max(document.amount, 0)),
      credit: safe(before.credit + sign * Math.max(-document.amount, 0)),
      base: safe(before.base + sign * document.base),
      count: before.count + sign,
      set_hash: sign > 0 ? plus(before.set_hash, leaf) : without(before.set_hash, leaf),
    }
    this.#rows.saveCell(customerId, document.currency, ym, after)
    this.#change(customerId, (sums) => ({
      ...sums,
      cells: plus(
        without(sums.cells, cellLeaf(customerId, document.currency, ym, before)),
        cellLeaf(customerId, document.currency, ym, after),
      ),
    }))
  }

  allocation(
    customerId: string,
    slice: Parameters<typeof allocationLeaf>[0],
    sign: 1 | -1 = 1,
  ): void {
    const leaf = allocationLeaf(slice)
    this.#change(customerId, (sums) => ({
      ...sums,
      allocs: sign > 0 ? plus(sums.allocs, leaf) : without(sums.allocs, leaf),
    }))
  }

  /** The card as it stands now; one leaf a customer. */
  master(card: Parameters<typeof masterLeaf>[0]): void {
    this.#change(card.customer_id, (sums) => ({ ...sums, master: masterLeaf(card) }))
  }

  event(customerId: string | null, opHash: string, seq: number, sign: 1 | -1 = 1): void {
    const leaf = eventLeaf(opHash, seq)
    this.#change(customerId ?? NO_CUSTOMER, (sums) => ({
      ...sums,
      events: sign > 0 ? plus(sums.events, leaf) : without(sums.events, leaf),
    }))
  }

  #change(customerId: string, change: (sums: NodeSums) => NodeSums): void {
    const before = this.#rows.node(customerId) ?? { ...EMPTY_NODE, node: ZERO_HASH }
    const { cells, allocs, master, events } = change(before)
    const sums = { cells, allocs, master, events }
    const node = nodeHash(customerId, sums)
    const bucket = bucketOf(customerId)
    this.#rows.saveNode(customerId, bucket, { ...sums, node })
    const sum = this.#rows.bucket(bucket) ?? ZERO_HASH
    this.#rows.saveBucket(bucket, plus(without(sum, before.node), node))
  }
}

function safe(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError('AMOUNT_RANGE')
  return minor
}
