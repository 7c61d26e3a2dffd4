/**
 * Cells, customer nodes and buckets as rows of one side's own store: the same code keeps them on the
 * server and on the device, each over its own rows. No digest comes in from outside (sync.md 1.7):
 * only what is confirmed here enters.
 *
 * A leaf changes the sum it counts in at once; what lies above, a cell's part in its customer's node,
 * the node's hash and its bucket, is worked out once for all leaves by `close`. Until then those stand
 * as before, so a change that is taken back in between needs no more than its sum taken back.
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
  node(customerId: string): Node | undefined
  saveNode(customerId: string, bucket: number, node: Node): void
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

interface OpenCell {
  readonly customerId: string
  readonly currency: string
  readonly ym: string
  /** As it counts in the customer's node. */
  readonly counted: CellSums
}

export class NodeBook {
  readonly #rows: NodeRows
  /** Changed since the last `close`, by their keys. */
  readonly #cells = new Map<string, OpenCell>()
  /** Buckets of the customers changed since then. */
  readonly #customers = new Map<string, number>()

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
    const key = `${customerId} ${document.currency} ${ym}`
    if (!this.#cells.has(key))
      this.#cells.set(key, { customerId, currency: document.currency, ym, counted: before })
    this.#open(customerId)
    this.#rows.saveCell(customerId, document.currency, ym, after)
  }

  allocation(
    customerId: string,
    slice: Parameters<typeof allocationLeaf>[0],
    sign: 1 | -1 = 1,
  ): void {
    const leaf = allocationLeaf(slice)
    this.#change(customerId, (sums) => ({
      allocs: sign > 0 ? plus(sums.allocs, leaf) : without(sums.allocs, leaf),
    }))
  }

  /** The card as it stands now; one leaf a customer. */
  master(card: Parameters<typeof masterLeaf>[0]): void {
    const master = masterLeaf(card)
    this.#change(card.customer_id, () => ({ master }))
  }

  event(customerId: string | null, opHash: string, seq: number, sign: 1 | -1 = 1): void {
    const leaf = eventLeaf(opHash, seq)
    this.#change(customerId ?? NO_CUSTOMER, (sums) => ({
      events: sign > 0 ? plus(sums.events, leaf) : without(sums.events, leaf),
    }))
  }

  /** Writes nodes and buckets of everything changed since the last time; the book goes on. */
  close(): void {
    for (const cell of this.#cells.values()) this.#count(cell)
    this.#cells.clear()
    for (const [customerId, bucket] of this.#customers) this.#hash(customerId, bucket)
    this.#customers.clear()
  }

  #count({ customerId, currency, ym, counted }: OpenCell): void {
    const now = this.#rows.cell(customerId, currency, ym) ?? EMPTY_CELL
    const before = cellLeaf(customerId, currency, ym, counted)
    const after = cellLeaf(customerId, currency, ym, now)
    if (before === after) return
    const bucket = this.#open(customerId)
    const node = this.#rows.node(customerId) ?? NO_NODE
    const cells = plus(without(node.cells, before), after)
    this.#rows.saveNode(customerId, bucket, { ...sumsOf(node), cells })
  }

  #hash(customerId: string, bucket: number): void {
    const before = this.#rows.node(customerId)
    if (!before) return
    const node = nodeHash(customerId, before)
    if (node === before.node) return
    this.#rows.saveNode(customerId, bucket, { ...sumsOf(before), node })
    const sum = this.#rows.bucket(bucket) ?? ZERO_HASH
    this.#rows.saveBucket(bucket, plus(without(sum, before.node), node))
  }

  /** The sums change now, the hash over them when the book is closed. */
  #change(customerId: string, change: (sums: NodeSums) => Partial<NodeSums>): void {
    const bucket = this.#open(customerId)
    const before = this.#rows.node(customerId) ?? NO_NODE
    this.#rows.saveNode(customerId, bucket, { ...sumsOf(before), ...change(before) })
  }

  /** Rows that will be needed are asked for now, where who keeps them can still fetch them. */
  #open(customerId: string): number {
    const known = this.#customers.get(customerId)
    if (known !== undefined) return known
    const bucket = bucketOf(customerId)
    this.#rows.node(customerId)
    this.#rows.bucket(bucket)
    this.#customers.set(customerId, bucket)
    return bucket
  }
}

const NO_NODE: Node = { ...EMPTY_NODE, node: ZERO_HASH }

type Node = NodeSums & { readonly node: string }

/** Without what else a store's row may bear. */
function sumsOf({ cells, allocs, master, events, node }: Node): Node {
  return { cells, allocs, master, events, node }
}

function safe(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError('AMOUNT_RANGE')
  return minor
}
