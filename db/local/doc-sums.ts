/**
 * What the documents of a month, kind and currency come to, kept by the transaction that posts them
 * (`doc_sum`). Those without an account count too, which month cells do not know.
 */
import type { CompanyDb } from './open.ts'

export interface DocSum {
  readonly kind: string
  readonly currency: string
  readonly month: string
  readonly count: number
  readonly amountMinor: number
  readonly baseMinor: number
}

/** Adds to what is kept; amounts signed, debit positive. */
export function addDocSum(db: CompanyDb, sum: DocSum): void {
  db.prepare<[string, string, string, number, number, number]>(
    `insert into doc_sum (kind, currency, month, count, amount_minor, base_minor) values (?, ?, ?, ?, ?, ?)
     on conflict (kind, currency, month) do update set count = count + excluded.count,
       amount_minor = amount_minor + excluded.amount_minor, base_minor = base_minor + excluded.base_minor`,
  ).run(sum.kind, sum.currency, sum.month, sum.count, sum.amountMinor, sum.baseMinor)
}

/** A sum of no document is no row. */
export function deleteDocSumOfNone(
  db: CompanyDb,
  sum: Pick<DocSum, 'kind' | 'currency' | 'month'>,
): void {
  db.prepare<[string, string, string]>(
    'delete from doc_sum where kind = ? and currency = ? and month = ? and count = 0',
  ).run(sum.kind, sum.currency, sum.month)
}

/** Currencies that documents are in. */
export function listedCurrencies(db: CompanyDb): string[] {
  return db
    .prepare<[], { currency: string }>('select distinct currency from doc_sum order by currency')
    .all()
    .map(({ currency }) => currency)
}

/** Where there are documents of one kind, or of one currency: value and month, ascending. */
export function monthsBy(
  db: CompanyDb,
  column: 'kind' | 'currency',
): { value: string; month: string }[] {
  return db
    .prepare<[], { value: string; month: string }>(
      `select distinct ${column} as value, month from doc_sum order by 1, 2`,
    )
    .all()
}
