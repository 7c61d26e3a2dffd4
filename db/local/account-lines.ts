/**
 * The lines of an account for a comparison with the other side's: of one currency, or of all valued in
 * company currency. A document that was undone on its own day is no line (statement-rows.ts).
 */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import { assertSafe } from '../../shared/domain/money.ts'
import type { CompanyDb } from './open.ts'
import { ANNULLED } from './statement-rows.ts'

export interface AccountLine {
  readonly rowid: number
  readonly kind: DocumentKind
  /** Of a mirror: the number of what it takes back. */
  readonly number: string
  /** The ledger day. */
  readonly docOn: IsoDate
  readonly paperOn: IsoDate | null
  readonly description: string | null
  readonly reference: string | null
  readonly currency: string
  readonly rate: string | null
  /** In the currency asked for, or in company currency. */
  readonly minor: number
}

/** Null for the currency: all of the account, as booked in company currency. */
export interface AccountSlice {
  readonly customer: number
  readonly currency: string | null
}

type Tuple = readonly [
  rowid: number,
  kind: DocumentKind,
  number: string,
  docOn: IsoDate,
  paperOn: IsoDate | null,
  description: string | null,
  reference: string | null,
  currency: string,
  rate: string | null,
  minor: number,
]

/** In order of day, number and entry. Served by doc_by_customer. */
export function accountLines(
  db: CompanyDb,
  slice: AccountSlice,
  from: IsoDate,
  to: IsoDate,
): AccountLine[] {
  const { minor, where, values } = termsOf(slice)
  return db
    .tuples<Tuple>(
      `select doc.id, doc.kind, coalesce(orig.number, doc.number), doc.doc_on, doc.paper_on, doc.description,
         doc.reference, doc.currency, doc.rate, doc.${minor}
       from doc left join doc as orig on orig.id = doc.reverses
       where ${where} and doc.doc_on >= ? and doc.doc_on <= ? and doc.${minor} <> 0
         and not (doc.kind = 'reversal' and doc.method is '${ANNULLED}' and doc.reverses is not null)
         and not exists (select 1 from doc as r where r.reverses = doc.id and r.kind = 'reversal' and r.method = '${ANNULLED}')
       order by doc.doc_on, doc.number, doc.id`,
      ...values,
      from,
      to,
    )
    .map(
      ([rowid, kind, number, docOn, paperOn, description, reference, currency, rate, amount]) => ({
        rowid,
        kind,
        number,
        docOn,
        paperOn,
        description,
        reference,
        currency,
        rate,
        minor: amount,
      }),
    )
}

/** Balance of the slice at the end of a day. */
export function accountBalance(db: CompanyDb, slice: AccountSlice, on: IsoDate): number {
  const { minor, where, values } = termsOf(slice)
  const [row] = db.tuples<readonly [number | null]>(
    `select sum(doc.${minor}) from doc where ${where} and doc.doc_on <= ?`,
    ...values,
    on,
  )
  return assertSafe(row?.[0] ?? 0)
}

function termsOf({ customer, currency }: AccountSlice): {
  readonly minor: string
  readonly where: string
  readonly values: readonly (number | string)[]
} {
  return currency === null
    ? { minor: 'base_minor', where: 'doc.customer_id = ?', values: [customer] }
    : {
        minor: 'amount_minor',
        where: 'doc.customer_id = ? and doc.currency = ?',
        values: [customer, currency],
      }
}
