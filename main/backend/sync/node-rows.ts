/** The digest's sums as rows of the company file: each read once, changed in memory, written at the end. */
import {
  bucketNode,
  confirmedCell,
  customerNode,
  NO_CUSTOMER_ROW,
  saveBucketNode,
  saveConfirmedCell,
  saveCustomerNode,
} from '../../../db/local/nodes.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { type CellSums, NO_CUSTOMER } from '../../../sync/engine/digest.ts'
import type { NodeRows } from '../../../sync/engine/node-book.ts'
import type { KnownRows } from './known-rows.ts'

type Node = NonNullable<ReturnType<NodeRows['node']>>

/** A row, and whether it is another than is stored; undefined: none is there. */
interface Kept<T> {
  value: T | undefined
  isChanged: boolean
}

interface CellPlace {
  readonly customerId: string
  readonly currency: string
  readonly ym: string
}

export class LocalNodeRows implements NodeRows {
  readonly #db: CompanyDb
  readonly #known: KnownRows
  readonly #cells = new Map<string, Kept<CellSums> & CellPlace>()
  readonly #nodes = new Map<string, Kept<Node> & { bucket: number }>()
  readonly #buckets = new Map<number, Kept<string>>()

  constructor(db: CompanyDb, known: KnownRows) {
    this.#db = db
    this.#known = known
  }

  cell(customerId: string, currency: string, ym: string): CellSums | undefined {
    return this.#cell(customerId, currency, ym).value
  }

  saveCell(customerId: string, currency: string, ym: string, cell: CellSums): void {
    change(this.#cell(customerId, currency, ym), cell)
  }

  node(customerId: string): Node | undefined {
    return this.#node(customerId).value
  }

  saveNode(customerId: string, bucket: number, node: Node): void {
    const kept = this.#node(customerId)
    kept.bucket = bucket
    change(kept, node)
  }

  bucket(bucket: number): string | undefined {
    return this.#bucket(bucket).value
  }

  saveBucket(bucket: number, hash: string): void {
    change(this.#bucket(bucket), hash)
  }

  flush(): void {
    for (const { customerId, currency, ym, value, isChanged } of this.#cells.values())
      if (isChanged && value)
        saveConfirmedCell(this.#db, this.#rowOf(customerId), currency, ym, value)
    for (const [customerId, { bucket, value, isChanged }] of this.#nodes)
      if (isChanged && value) saveCustomerNode(this.#db, customerId, bucket, value)
    for (const [bucket, { value, isChanged }] of this.#buckets)
      if (isChanged && value !== undefined) saveBucketNode(this.#db, bucket, value)
    this.#cells.clear()
    this.#nodes.clear()
    this.#buckets.clear()
  }

  #cell(customerId: string, currency: string, ym: string): Kept<CellSums> {
    const key = `${customerId} ${currency} ${ym}`
    let kept = this.#cells.get(key)
    if (!kept) {
      const value = confirmedCell(this.#db, this.#rowOf(customerId), currency, ym)
      this.#cells.set(key, (kept = { customerId, currency, ym, value, isChanged: false }))
    }
    return kept
  }

  #node(customerId: string): Kept<Node> & { bucket: number } {
    let kept = this.#nodes.get(customerId)
    if (!kept) {
      const value = customerNode(this.#db, customerId)
      this.#nodes.set(customerId, (kept = { value, isChanged: false, bucket: 0 }))
    }
    return kept
  }

  #bucket(bucket: number): Kept<string> {
    let kept = this.#buckets.get(bucket)
    if (!kept)
      this.#buckets.set(bucket, (kept = { value: bucketNode(this.#db, bucket), isChanged: false }))
    return kept
  }

  #rowOf(customerId: string): number {
    if (customerId === NO_CUSTOMER) return NO_CUSTOMER_ROW
    const row = this.#known.customerRow(customerId)
    if (row === undefined) throw new Error(`customer ${customerId} is not there`)
    return row
  }
}

function change<T>(kept: Kept<T>, value: T): void {
  kept.value = value
  kept.isChanged = true
}
