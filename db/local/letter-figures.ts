/** What letters are made of, for all accounts at once: balances, papers not yet due, and what came later. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { CompanyDb } from './open.ts'

/** The last row of the journal. */
export function lastDocument(db: CompanyDb): number {
  return db.prepare<[], { id: number | null }>('select max(id) as id from doc').get()?.id ?? 0
}

export interface PeriodSum {
  readonly customer: number
  readonly currency: string
  readonly openingMinor: number
  readonly balanceMinor: number
  /** Movements within the period. */
  readonly lines: number
}

/** By account and currency at the end of `to`, of the journal up to row `through`. One walk of doc_by_customer. */
export function periodSums(
  db: CompanyDb,
  from: IsoDate,
  to: IsoDate,
  through: number,
  customer: number | null = null,
): PeriodSum[] {
  return db
    .prepare<(string | number | null)[], PeriodSum>(
      `select customer_id as customer, currency, sum(case when doc_on < ? then amount_minor else 0 end) as openingMinor,
         sum(amount_minor) as balanceMinor, sum(doc_on >= ?) as lines
       from doc where customer_id is not null and doc_on <= ? and id <= ? and amount_minor <> 0
         and (? is null or customer_id = ?)
       group by customer_id, currency order by customer_id, currency`,
    )
    .all(from, from, to, through, customer, customer)
}

export interface PaperRow {
  readonly customer: number
  readonly currency: string
  readonly number: string
  readonly kind: 'cheque' | 'note'
  readonly receivedOn: IsoDate
  readonly dueOn: IsoDate
  /** Positive. */
  readonly minor: number
}

/** Cheques and notes received by `on` and due after it, less those taken back by then. */
export function papersNotDue(
  db: CompanyDb,
  on: IsoDate,
  through: number,
  customer: number | null = null,
): PaperRow[] {
  return db
    .prepare<(string | number | null)[], PaperRow>(
      `select customer_id as customer, currency, number, kind, doc_on as receivedOn, due_on as dueOn, -amount_minor as minor
       from doc where kind in ('cheque', 'note') and doc_on <= ? and due_on > ? and id <= ?
         and (? is null or customer_id = ?)
         and not exists (select 1 from doc as r where r.reverses = doc.id and r.doc_on <= ? and r.id <= ?)
       order by customer_id, due_on, number`,
    )
    .all(on, on, through, customer, customer, on, through)
}

export interface LaterRow {
  readonly id: number
  readonly customer: number
  readonly currency: string
  readonly on: IsoDate
  readonly number: string
  readonly kind: DocumentKind
  readonly minor: number
}

/** Movements up to a day that were recorded after row `through`. Served by the primary key. */
export function recordedAfter(
  db: CompanyDb,
  through: number,
  to: IsoDate,
  customer: number | null = null,
): LaterRow[] {
  return db
    .prepare<(string | number | null)[], LaterRow>(
      `select id, customer_id as customer, currency, doc_on as "on", number, kind, amount_minor as minor
       from doc where id > ? and doc_on <= ? and customer_id is not null and amount_minor <> 0
         and (? is null or customer_id = ?) order by id`,
    )
    .all(through, to, customer, customer)
}

export interface DeclaredRow {
  readonly customer: number
  readonly kind: DocumentKind
  readonly number: string
  readonly currency: string
  readonly amountMinor: number
  readonly baseMinor: number
  readonly taxMinor: number | null
}

/** Invoices and their like of a month, on their own day, less those taken back by its end. */
export function declaredDocuments(
  db: CompanyDb,
  from: IsoDate,
  to: IsoDate,
  through: number,
  customer: number | null = null,
): DeclaredRow[] {
  return db
    .prepare<(string | number | null)[], DeclaredRow>(
      `select customer_id as customer, kind, number, currency, amount_minor as amountMinor, base_minor as baseMinor, tax_minor as taxMinor
       from doc where kind in ('invoice', 'debit_note', 'supplier_invoice', 'credit_note')
         and coalesce(paper_on, doc_on) >= ? and coalesce(paper_on, doc_on) <= ? and id <= ? and customer_id is not null
         and (? is null or customer_id = ?)
         and not exists (select 1 from doc as r where r.reverses = doc.id and r.doc_on <= ? and r.id <= ?)
       order by customer_id, id`,
    )
    .all(from, to, through, customer, customer, to, through)
}
