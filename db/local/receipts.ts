/** When each customer last paid. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'

export function lastReceipts(db: CompanyDb, asOf: string): Map<number, IsoDate> {
  const rows = db
    .prepare<[string], { customer: number; on: IsoDate }>(
      `select customer_id as customer, max(doc_on) as "on" from doc
       where kind in ('receipt', 'cheque', 'note') and doc_on <= ? and customer_id is not null group by customer_id`,
    )
    .all(asOf)
  return new Map(rows.map(({ customer, on }) => [customer, on]))
}
