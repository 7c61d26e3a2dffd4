/** Payments of a customer and what each settled: receipts, cheques and notes. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { SettledPart } from '../../shared/domain/delay.ts'
import type { CompanyDb } from './open.ts'

export interface PaymentRow {
  readonly rowid: number
  readonly documentId: Uint8Array
  readonly documentNo: string
  readonly kind: DocumentKind
  readonly customer: string
  readonly method: string | null
  readonly description: string | null
  readonly date: IsoDate
  readonly valueDate: IsoDate | null
  readonly currency: string
  /** Positive. */
  readonly amountMinor: number
  readonly bouncedOn: IsoDate | null
}

const KINDS = "('receipt', 'cheque', 'note')"
/** Debits that give a payment back: nobody was late with them. */
const RETURNS = "('reversal', 'refund')"
/** A day as the number the domain counts with; julian days of midnight end in a half. */
const PAID_DAY = 'cast(julianday(coalesce(p.value_on, p.doc_on)) - 2440587.5 as integer)'
// The sign keeps SQLite from the index of what removes another: nearly all slices remove none.
const IN_FORCE = `+a.removes is null and a.effective_on <= ?
     and not exists (select 1 from alloc as r where r.removes = a.id and r.effective_on <= ?)`

/** Newest first, up to a day. Served by doc_paid (customer_id, doc_on). */
export function paymentsOf(
  db: CompanyDb,
  customers: readonly number[],
  asOf: IsoDate,
): PaymentRow[] {
  const list = customers.map((id) => Math.trunc(id)).join(', ')
  return db
    .prepare<[string, string], PaymentRow>(
      `select p.id as rowid, p.doc_id as documentId, p.number as documentNo, p.kind, c.code as customer, p.method, p.description,
         p.doc_on as date, p.value_on as valueDate, p.currency, -p.amount_minor as amountMinor,
         (select r.doc_on from doc as r where r.reverses = p.id and r.doc_on <= ?) as bouncedOn
       from doc as p join customer as c on c.id = p.customer_id
       where p.customer_id in (${list}) and p.doc_on <= ? and p.kind in ${KINDS} and p.amount_minor < 0
       order by p.doc_on desc, p.id desc`,
    )
    .all(asOf, asOf)
}

export interface SettledRow extends SettledPart {
  readonly payment: number
  readonly currency: string
  readonly documentId: Uint8Array
  readonly documentNo: string
  /** 1 where the payment was given back: by a refund, or by its own mirror. */
  readonly isReturn: number
}

/** What those payments settled, in force at the end of a day; oldest due first. */
export function settledBy(
  db: CompanyDb,
  customers: readonly number[],
  asOf: IsoDate,
): SettledRow[] {
  const list = customers.map((id) => Math.trunc(id)).join(', ')
  return db
    .prepare<[string, string, string], SettledRow>(
      `select p.id as payment, p.currency, d.doc_id as documentId, d.number as documentNo, a.amount_minor as amountMinor,
         i.due_day as dueDay, ${PAID_DAY} as paidDay, d.kind in ${RETURNS} as isReturn
       from doc as p join item as o on o.doc_id = p.id join alloc as a on a.credit_item = o.id
         join item as i on i.id = a.debit_item join doc as d on d.id = i.doc_id
       where p.customer_id in (${list}) and p.doc_on <= ? and p.kind in ${KINDS} and ${IN_FORCE}
       order by i.due_day, d.number`,
    )
    .all(asOf, asOf, asOf)
}

/** Σ(amount × days late) ÷ Σ amount of the payments of a span; null when they settled nothing. */
export function averageDelay(
  db: CompanyDb,
  customer: number,
  from: IsoDate,
  asOf: IsoDate,
): number | null {
  return (
    db
      .prepare<[number, string, string, string, string], { days: number | null }>(
        `select round(sum(a.base * (a.paid - a.due)) / nullif(sum(a.base), 0), 1) as days from (
           select cast(a.debit_base_minor as real) as base, ${PAID_DAY} as paid, i.due_day as due
           from doc as p join item as o on o.doc_id = p.id join alloc as a on a.credit_item = o.id join item as i on i.id = a.debit_item join doc as d on d.id = i.doc_id
           where d.kind not in ${RETURNS} and p.customer_id = ? and p.doc_on > ? and p.doc_on <= ? and p.kind in ${KINDS} and ${IN_FORCE}) as a`,
      )
      .get(customer, from, asOf, asOf, asOf)?.days ?? null
  )
}
