/** Sums by month, kind and currency while a command works: added up in memory, written once at the end. */
import { addDocSum, type DocSum } from '../../../db/local/doc-sums.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { addMinor } from '../../../shared/domain/money.ts'

type Sum = { -readonly [K in keyof DocSum]: DocSum[K] }

export class SumBook {
  readonly #sums = new Map<string, Sum>()

  add(kind: string, currency: string, month: string, amountMinor: number, baseMinor: number): void {
    const key = kind + currency + month
    let sum = this.#sums.get(key)
    if (!sum) {
      sum = { kind, currency, month, count: 0, amountMinor: 0, baseMinor: 0 }
      this.#sums.set(key, sum)
    }
    sum.count += 1
    sum.amountMinor = addMinor(sum.amountMinor, amountMinor)
    sum.baseMinor = addMinor(sum.baseMinor, baseMinor)
  }

  flush(db: CompanyDb): void {
    for (const sum of this.#sums.values()) addDocSum(db, sum)
    this.#sums.clear()
  }
}
