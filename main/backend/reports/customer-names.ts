/** Code, name and place in code order of every customer: what each row of a report needs. */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { customerNames } from '../../../db/local/customers.ts'
import type { CompanyDb } from '../../../db/local/open.ts'

export interface CustomerName {
  readonly rowid: number
  readonly customerId: string
  readonly code: string
  readonly name: string
  readonly parent: number | null
}

/** Its id becomes text when it is first asked for: a report shows fewer accounts than there are. */
class NameRow implements CustomerName {
  readonly rowid: number
  readonly code: string
  readonly name: string
  readonly parent: number | null
  #id: Uint8Array | string

  constructor(row: ReturnType<typeof customerNames>[number]) {
    this.rowid = row.rowid
    this.code = row.code
    this.name = row.name
    this.parent = row.parent
    this.#id = row.customerId
  }

  get customerId(): string {
    if (typeof this.#id !== 'string') this.#id = bytesToUuid(this.#id)
    return this.#id
  }
}

export class CustomerNames {
  /** In code order; a rank is an index into it. */
  readonly list: readonly CustomerName[]
  /** By rowid: rank + 1, or 0 where there is no customer. */
  readonly #ranks: Int32Array<ArrayBuffer>
  #roots: Int32Array<ArrayBuffer> | null = null

  /** All of them, or the ones asked for. */
  constructor(db: CompanyDb, wanted: readonly number[] | null = null) {
    this.list = customerNames(db, wanted).map((row) => new NameRow(row))
    const last = this.list.reduce((most, { rowid }) => Math.max(most, rowid), 0)
    this.#ranks = new Int32Array(last + 1)
    this.list.forEach(({ rowid }, rank) => {
      this.#ranks[rowid] = rank + 1
    })
  }

  rankOf(rowid: number): number {
    const place = this.#ranks[rowid] ?? 0
    if (place === 0) throw new Error(`customer ${rowid} is not there`)
    return place - 1
  }

  /** Rank of the top of the customer's group; its own when it has no parent. */
  rootRankOf(rowid: number): number {
    this.#roots ??= this.#findRoots()
    return this.#roots[this.rankOf(rowid)] ?? 0
  }

  #findRoots(): Int32Array<ArrayBuffer> {
    const roots = new Int32Array(this.list.length)
    this.list.forEach((name, rank) => {
      let here = name
      for (let depth = 0; depth < 100 && here.parent !== null; depth += 1)
        here = this.list[this.rankOf(here.parent)] ?? here
      roots[rank] = here === name ? rank : this.rankOf(here.rowid)
    })
    return roots
  }
}
