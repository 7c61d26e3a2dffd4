/** Sums by month, kind and currency while a command works: added up in memory, written once at the end. */
import { addDocSum, type DocSum } from '../../../db/local/doc-sums.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { addMinor } from '../../../shared/domain/money.ts'

export class SumBook {
  readonly #sums = new Map<string, DocSum>()

  add(kind: string, currency: string, month: string, amountMinor: number, baseMinor: number): void {
    const key = `${kind} ${currency} ${month}`
    const so = this.#sums.get(key)
    this.#sums.set(key, {
      kind,
      currency,
      month,
      count: (so?.count ?? 0) + 1,
      amountMinor: addMinor(so?.amountMinor ?? 0, amountMinor),
      baseMinor: addMinor(so?.baseMinor ?? 0, baseMinor),
    })
  }

  flush(db: CompanyDb): void {
    for (const sum of this.#sums.values()) addDocSum(db, sum)
    this.#sums.clear()
  }
}
