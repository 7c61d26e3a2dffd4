/** The digest's sums as rows of the company file, changed in memory and written once at the end. */
import { customerByUuid } from '../../../db/local/customers.ts'
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

type Node = NonNullable<ReturnType<NodeRows['node']>>

export class LocalNodeRows implements NodeRows {
  readonly #db: CompanyDb
  readonly #customers = new Map<string, number>([[NO_CUSTOMER, NO_CUSTOMER_ROW]])
  readonly #cells = new Map<string, CellSums>()
  readonly #nodes = new Map<string, { readonly bucket: number; readonly node: Node }>()
  readonly #buckets = new Map<number, string>()

  constructor(db: CompanyDb) {
    this.#db = db
  }

  cell(customerId: string, currency: string, ym: string): CellSums | undefined {
    return (
      this.#cells.get(`${customerId} ${currency} ${ym}`) ??
      confirmedCell(this.#db, this.#rowOf(customerId), currency, ym)
    )
  }

  saveCell(customerId: string, currency: string, ym: string, cell: CellSums): void {
    this.#cells.set(`${customerId} ${currency} ${ym}`, cell)
  }

  node(customerId: string): Node | undefined {
    return this.#nodes.get(customerId)?.node ?? customerNode(this.#db, customerId)
  }

  saveNode(customerId: string, bucket: number, node: Node): void {
    this.#nodes.set(customerId, { bucket, node })
  }

  bucket(bucket: number): string | undefined {
    return this.#buckets.get(bucket) ?? bucketNode(this.#db, bucket)
  }

  saveBucket(bucket: number, hash: string): void {
    this.#buckets.set(bucket, hash)
  }

  flush(): void {
    for (const [key, cell] of this.#cells) {
      const [customerId = '', currency = '', ym = ''] = key.split(' ')
      saveConfirmedCell(this.#db, this.#rowOf(customerId), currency, ym, cell)
    }
    for (const [customerId, { bucket, node }] of this.#nodes)
      saveCustomerNode(this.#db, customerId, bucket, node)
    for (const [bucket, hash] of this.#buckets) saveBucketNode(this.#db, bucket, hash)
    this.#cells.clear()
    this.#nodes.clear()
    this.#buckets.clear()
  }

  #rowOf(customerId: string): number {
    let row = this.#customers.get(customerId)
    if (row === undefined) {
      row = customerByUuid(this.#db, customerId)?.rowid
      if (row === undefined) throw new Error(`customer ${customerId} is not there`)
      this.#customers.set(customerId, row)
    }
    return row
  }
}
