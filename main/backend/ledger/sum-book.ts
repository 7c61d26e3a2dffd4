/** Sums by month, kind and currency while a command works: added up in memory, written once at the end. */
import { addDocSum, deleteDocSumOfNone, type DocSum } from '../../../db/local/doc-sums.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { addMinor } from '../../../shared/domain/money.ts'

type Sum = { -readonly [K in keyof DocSum]: DocSum[K] }

export class SumBook {
  readonly #sums = new Map<string, Sum>()

  add(kind: string, currency: string, month: string, amountMinor: number, baseMinor: number): void {
    this.#change(kind, currency, month, { count: 1, amountMinor, baseMinor })
  }

  /** Of a document that is taken back. */
  remove(
    kind: string,
    currency: string,
    month: string,
    amountMinor: number,
    baseMinor: number,
  ): void {
    this.#change(kind, currency, month, {
      count: -1,
      amountMinor: -amountMinor,
      baseMinor: -baseMinor,
    })
  }

  flush(db: CompanyDb): void {
    for (const sum of this.#sums.values()) {
      addDocSum(db, sum)
      if (sum.count < 0) deleteDocSumOfNone(db, sum)
    }
    this.#sums.clear()
  }

  #change(
    kind: string,
    currency: string,
    month: string,
    by: { readonly count: number; readonly amountMinor: number; readonly baseMinor: number },
  ): void {
    const key = kind + currency + month
    let sum = this.#sums.get(key)
    if (!sum) {
      sum = { kind, currency, month, count: 0, amountMinor: 0, baseMinor: 0 }
      this.#sums.set(key, sum)
    }
    sum.count += by.count
    sum.amountMinor = addMinor(sum.amountMinor, by.amountMinor)
    sum.baseMinor = addMinor(sum.baseMinor, by.baseMinor)
  }
}
