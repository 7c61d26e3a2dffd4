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

export class CustomerNames {
  /** In code order; a rank is an index into it. */
  readonly list: readonly CustomerName[]
  readonly #ranks = new Map<number, number>()
  #roots: Int32Array<ArrayBuffer> | null = null

  constructor(db: CompanyDb) {
    this.list = customerNames(db).map((row) => ({
      rowid: row.rowid,
      customerId: bytesToUuid(row.customerId),
      code: row.code,
      name: row.name,
      parent: row.parent,
    }))
    this.list.forEach(({ rowid }, rank) => this.#ranks.set(rowid, rank))
  }

  rankOf(rowid: number): number {
    const rank = this.#ranks.get(rowid)
    if (rank === undefined) throw new Error(`customer ${rowid} is not there`)
    return rank
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
