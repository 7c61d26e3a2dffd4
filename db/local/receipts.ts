/** When each customer last paid. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'

/** Served by doc_paid, one look per account: it grows with the accounts and not with the ledger. */
export function lastReceipts(db: CompanyDb, asOf: string): Map<number, IsoDate> {
  const rows = db.tuples<readonly [number, IsoDate | null]>(
    `select c.id, (select d.doc_on from doc as d indexed by doc_paid
         where d.customer_id = c.id and d.kind in ('receipt', 'cheque', 'note') and d.doc_on <= ?
         order by d.doc_on desc limit 1)
     from customer as c`,
    asOf,
  )
  return new Map(rows.flatMap(([customer, on]) => (on === null ? [] : [[customer, on]])))
}
