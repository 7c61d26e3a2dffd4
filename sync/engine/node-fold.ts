/**
 * The digest folded anew from rows: leaves are summed first and nodes hashed once at the end, so that
 * a million rows cost a million leaves and no more. What comes out is compared with the sums that
 * were kept (sync.md I12, I13).
 */
import {
  bucketOf,
  cellLeaf,
  type CellSums,
  EMPTY_NODE,
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

  /** By customer; buckets by number. */
  nodes(): {
    readonly customers: Map<string, NodeSums & { readonly node: string }>
    readonly buckets: Map<number, string>
  } {
    const sums = new Map<string, NodeSums>()
    const of = (customerId: string) => sums.get(customerId) ?? EMPTY_NODE
    for (const [key, cell] of this.cells()) {
      const [customerId = '', currency = '', ym = ''] = key.split(' ')
      const before = of(customerId)
      const leaf = cellLeaf(customerId, currency, ym, cell)
      sums.set(customerId, { ...before, cells: plus(before.cells, leaf) })
    }
    for (const [key, set] of this.#parts) {
      const [customerId = '', part = ''] = key.split(' ')
      sums.set(customerId, { ...of(customerId), [part]: toBytes32(set).toString('hex') })
    }
    const customers = new Map<string, NodeSums & { readonly node: string }>()
    const buckets = new Map<number, string>()
    for (const [customerId, parts] of sums) {
      const node = nodeHash(customerId, parts)
      customers.set(customerId, { ...parts, node })
      const bucket = bucketOf(customerId)
      buckets.set(bucket, plus(buckets.get(bucket) ?? ZERO_HASH, node))
    }
    return { customers, buckets }
  }
}

export function cellKey(customerId: string | null, currency: string, ym: string): string {
  return `${customerId ?? NO_CUSTOMER} ${currency} ${ym}`
}
