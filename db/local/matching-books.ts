/** What matching looks at: open documents, cards and past receipts, read in one go each. */
import { bytesToUuid } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { CompanyDb } from './open.ts'

export interface OpenForMatching {
  readonly documentId: string
  readonly customer: number
  readonly number: string
  readonly kind: DocumentKind
  readonly currency: string
  readonly docOn: IsoDate
  readonly paperOn: IsoDate | null
  readonly reference: string | null
  readonly externalRef: string | null
  readonly amountMinor: number
  readonly dueDay: number
  /** Of one installment, signed. */
  readonly openMinor: number
}

/** Every open item with its document, by document and installment. Served by item_open. */
export function openForMatching(db: CompanyDb): OpenForMatching[] {
  return db
    .prepare<[], Omit<OpenForMatching, 'documentId'> & { documentId: Uint8Array }>(
      `select d.doc_id as documentId, i.customer_id as customer, d.number, d.kind, i.currency, d.doc_on as docOn,
         d.paper_on as paperOn, d.reference, d.external_ref as externalRef, d.amount_minor as amountMinor,
         i.due_day as dueDay, i.open_minor as openMinor
       from item as i join doc as d on d.id = i.doc_id
       where i.open_minor <> 0 order by i.doc_id, i.n`,
    )
    .all()
    .map((row) => ({ ...row, documentId: bytesToUuid(row.documentId) }))
}

export interface ReceiptForMatching {
  readonly customer: number
  readonly receivedOn: IsoDate
  /** Positive. */
  readonly amountMinor: number
  readonly currency: string
}

/** Receipts that stand, from a day on, oldest first. */
export function receiptsSince(db: CompanyDb, since: IsoDate): ReceiptForMatching[] {
  return db
    .prepare<[string], ReceiptForMatching>(
      `select d.customer_id as customer, coalesce(d.value_on, d.doc_on) as receivedOn, -d.amount_minor as amountMinor,
         d.currency
       from doc as d
       where d.kind = 'receipt' and d.customer_id is not null and d.doc_on >= ?
         and not exists (select 1 from doc as r where r.reverses = d.id)
       order by d.doc_on, d.id`,
    )
    .all(since)
}
