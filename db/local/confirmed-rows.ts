/** Everything confirmed, row by row, as the digest covers it. */
import type { CompanyDb } from './open.ts'

export interface ConfirmedDocument {
  readonly rowid: number
  readonly docId: Uint8Array
  readonly customerId: Uint8Array | null
  readonly currency: string
  readonly docOn: string
  readonly amountMinor: number
  readonly baseMinor: number
  readonly contentHash: Uint8Array
  readonly number: string
  readonly seq: number
}

const DOCUMENT = `select d.id as rowid, d.doc_id as docId, c.customer_id as customerId, d.currency, d.doc_on as docOn,
    d.amount_minor as amountMinor, d.base_minor as baseMinor, d.content_hash as contentHash, d.number, s.seq
  from doc_status as s join doc as d on d.id = s.doc left join customer as c on c.id = d.customer_id`

/** Of one month cell; `customer` null: of no customer. Served by doc_by_customer. */
export function confirmedDocumentsOfCell(
  db: CompanyDb,
  customer: number | null,
  currency: string,
  month: string,
): ConfirmedDocument[] {
  return db
    .prepare<[number | null, string, string], ConfirmedDocument>(
      `${DOCUMENT} where d.customer_id is ? and d.currency = ? and substr(d.doc_on, 1, 7) = ? order by d.id`,
    )
    .all(customer, currency, month)
}

export interface ConfirmedSlice {
  readonly rowid: number
  /** Of the debit's account. */
  readonly customerId: Uint8Array
  readonly allocId: Uint8Array
  readonly slice: number
  readonly debitDoc: Uint8Array
  readonly debitN: number
  readonly creditDoc: Uint8Array
  readonly creditN: number
  readonly amountMinor: number
  readonly debitBaseMinor: number
  readonly creditBaseMinor: number
  readonly effectiveOn: string
  readonly removesId: Uint8Array | null
  readonly removesSlice: number | null
  readonly seq: number
}

const SLICE = `select s.alloc as rowid, c.customer_id as customerId, a.alloc_id as allocId, a.slice, dd.doc_id as debitDoc, di.n as debitN,
    cd.doc_id as creditDoc, ci.n as creditN, a.amount_minor as amountMinor, a.debit_base_minor as debitBaseMinor,
    a.credit_base_minor as creditBaseMinor, a.effective_on as effectiveOn, r.alloc_id as removesId,
    r.slice as removesSlice, s.seq
  from alloc_status as s join alloc as a on a.id = s.alloc
    join item as di on di.id = a.debit_item join doc as dd on dd.id = di.doc_id
    join item as ci on ci.id = a.credit_item join doc as cd on cd.id = ci.doc_id
    join customer as c on c.id = di.customer_id left join alloc as r on r.id = a.removes`

/** A page of all of them, in order of their rows. */
export function confirmedSlicesAfter(
  db: CompanyDb,
  rowid: number,
  limit: number,
): ConfirmedSlice[] {
  return db
    .prepare<[number, number], ConfirmedSlice>(
      `${SLICE} where s.alloc > ? order by s.alloc limit ?`,
    )
    .all(rowid, limit)
}

/** Of the debits of one account. Served by doc_by_customer, the keys of item, and alloc_by_debit. */
export function confirmedSlicesOf(db: CompanyDb, customer: number): ConfirmedSlice[] {
  return db.prepare<[number], ConfirmedSlice>(`${SLICE} where dd.customer_id = ?`).all(customer)
}
