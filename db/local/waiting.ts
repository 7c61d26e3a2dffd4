/** Documents that wait for a person: disputed, agreed to be paid by now, received and not used. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'

export interface Waiting {
  readonly customer: number
  readonly documentId: Uint8Array
  readonly documentNo: string
  readonly currency: string
  /** Positive, in the document's currency, and in company currency as booked. */
  readonly minor: number
  readonly baseMinor: number
  /** Since when: opened, agreed to be due, received. */
  readonly since: IsoDate
}

const FACTS =
  'd.customer_id as customer, d.doc_id as documentId, d.number as documentNo, d.currency'
const IN_BASE = (minor: string) =>
  `cast(round(1.0 * ${minor} * d.base_minor / d.amount_minor) as integer)`

/** Disputes that stand on a day. */
export function openDisputes(db: CompanyDb, asOf: IsoDate): Waiting[] {
  return db
    .prepare<[string, string], Waiting>(
      `select ${FACTS}, x.amount_minor as minor, ${IN_BASE('x.amount_minor')} as baseMinor, x.opened_on as since
       from dispute as x join doc as d on d.id = x.doc_id
       where x.opened_on <= ? and (x.resolved_on is null or x.resolved_on > ?) order by x.opened_on, d.number`,
    )
    .all(asOf, asOf)
}

/** Items whose due day was agreed anew, has passed, and which are open still. */
export function brokenAgreements(db: CompanyDb, asOf: IsoDate): Waiting[] {
  return db
    .prepare<[string, string], Waiting>(
      `select ${FACTS}, i.open_minor as minor, i.open_base_minor as baseMinor, max(c.due_on) as since
       from due_change as c join item as i on i.id = c.item_id join doc as d on d.id = i.doc_id
       where i.open_minor > 0 and c.effective_on <= ?
       group by i.id having max(c.due_on) < ? order by since, d.number`,
    )
    .all(asOf, asOf)
}

/** Payments received up to a day of which something is still unused. Served by item_open. */
export function waitingCredits(db: CompanyDb, asOf: IsoDate, receivedBy: IsoDate): Waiting[] {
  return db
    .prepare<[string, string], Waiting>(
      `select ${FACTS}, -i.open_minor as minor, -i.open_base_minor as baseMinor, d.doc_on as since
       from item as i indexed by item_open join doc as d on d.id = i.doc_id
       where i.open_minor <> 0 and i.open_minor < 0 and d.kind in ('receipt', 'cheque', 'note') and d.doc_on <= ? and d.doc_on <= ?
       order by d.doc_on, d.number`,
    )
    .all(asOf, receivedBy)
}
