/**
 * The digest folded anew from rows: leaves are summed first and nodes hashed once at the end, so that
 * a million rows cost a million leaves and no more. What comes out is compared with the sums that
 * were kept (sync.md I12, I13).
 */
import {
  bucketOf,
  cellLeaf,
  type CellSums,
  NO_CUSTOMER,
  nodeHash,
  type NodeSums,
  PARTS,
  plus,
  ZERO_HASH,
} from './digest.ts'
import { addToSet, toBytes32, toInteger } from './cells.ts'

export type Part = (typeof PARTS)[number]

interface OpenCell {
  debit: number
  credit: number
  base: number
  count: number
  set: bigint
}

export class NodeFold {
  readonly #cells = new Map<string, OpenCell>()
  readonly #parts = new Map<string, bigint>()

  /** `customerId` null: of no customer. `on` is its ledger day. */
  document(
    document: {
      readonly customerId: string | null
      readonly currency: string
      readonly on: string
      readonly amount: number
      readonly base: number
    },
    leaf: string,
  ): void {
    const key = cellKey(document.customerId, document.currency, document.on.slice(0, 7))
    let cell = this.#cells.get(key)
    if (!cell) this.#cells.set(key, (cell = { debit: 0, credit: 0, base: 0, count: 0, set: 0n }))
    cell.debit += Math.max(document.amount, 0)
    cell.credit += Math.max(-document.amount, 0)
    cell.base += document.base
    cell.count += 1
    cell.set = addToSet(cell.set, toInteger(Buffer.from(leaf, 'hex')))
  }

  add(customerId: string | null, part: Part, leaf: string): void {
    const key = `${customerId ?? NO_CUSTOMER} ${part}`
    this.#parts.set(key, addToSet(this.#parts.get(key) ?? 0n, toInteger(Buffer.from(leaf, 'hex'))))
  }

  /** By `customer currency month`. */
  cells(): Map<string, CellSums> {
    const cells = new Map<string, CellSums>()
    for (const [key, { set, ...sums }] of this.#cells)
      cells.set(key, { ...sums, set_hash: toBytes32(set).toString('hex') })
    return cells
  }

  /** The cells of each customer anything was folded of, with their keys; the nil id stands for none. */
  customers(): Map<string, [key: string, cell: CellSums][]> {
    const customers = new Map<string, [string, CellSums][]>()
    const of = (customerId: string) => {
      let cells = customers.get(customerId)
      if (!cells) customers.set(customerId, (cells = []))
      return cells
    }
    for (const entry of this.cells()) of(customerOf(entry[0])).push(entry)
    for (const key of this.#parts.keys()) of(customerOf(key))
    return customers
  }

  /** A customer's node over these cells of it. */
  nodeOf(
    customerId: string,
    cells: Iterable<readonly [key: string, cell: CellSums]>,
  ): NodeSums & { readonly node: string } {
    let sum = ZERO_HASH
    for (const [key, cell] of cells) {
      const [, currency = '', ym = ''] = key.split(' ')
      sum = plus(sum, cellLeaf(customerId, currency, ym, cell))
    }
    const part = (name: Part) => {
      const set = this.#parts.get(`${customerId} ${name}`)
      return set === undefined ? ZERO_HASH : toBytes32(set).toString('hex')
    }
    const sums = {
      cells: sum,
      allocs: part('allocs'),
      master: part('master'),
      events: part('events'),
    }
    return { ...sums, node: nodeHash(customerId, sums) }
  }

  /** By customer; buckets by number. */
  nodes(): {
    readonly customers: Map<string, NodeSums & { readonly node: string }>
    readonly buckets: Map<number, string>
  } {
    const customers = new Map<string, NodeSums & { readonly node: string }>()
    const buckets = new Map<number, string>()
    for (const [customerId, cells] of this.customers()) {
      const node = this.nodeOf(customerId, cells)
      customers.set(customerId, node)
      const bucket = bucketOf(customerId)
      buckets.set(bucket, plus(buckets.get(bucket) ?? ZERO_HASH, node.node))
    }
    return { customers, buckets }
  }
}

function customerOf(key: string): string {
  return key.slice(0, key.indexOf(' '))
}

export function cellKey(customerId: string | null, currency: string, ym: string): string {
  return `${customerId ?? NO_CUSTOMER} ${currency} ${ym}`
}
