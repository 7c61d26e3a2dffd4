/**
 * The rows of a statement: of a whole range, of a piece of it, and what the range adds up to.
 *
 * A document that was undone and its mirror stand on one day and cancel (method `annulled`): they are
 * no lines, as if they had never been; nor are entries of zero (exchange differences).
 */
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import { assertSafe } from '../../shared/domain/money.ts'
import { bytesToUuid } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

/** What a statement shows of a document. */
export interface StatementRow {
  readonly rowid: number
  readonly documentId: string
  readonly kind: DocumentKind
  readonly customer: number
  readonly number: string
  readonly docOn: IsoDate
  readonly paperOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly rate: string | null
  readonly amountMinor: number
  readonly baseMinor: number
  readonly description: string | null
  readonly branchCode: string | null
  readonly method: string | null
  readonly reverses: number | null
  /** A mirror has taken it back. */
  readonly isReversed: boolean
}

type StatementTuple = readonly [
  rowid: number,
  documentId: Uint8Array,
  kind: DocumentKind,
  customer: number,
  number: string,
  docOn: IsoDate,
  paperOn: IsoDate | null,
  dueOn: IsoDate | null,
  rate: string | null,
  amountMinor: number,
  baseMinor: number,
  description: string | null,
  branchCode: string | null,
  method: string | null,
  reverses: number | null,
  isReversed: number,
]

/** Documents of accounts in one currency between two days, both included. */
export interface StatementRange {
  readonly customers: readonly number[]
  readonly currency: string
  readonly from: IsoDate
  readonly to: IsoDate
  /** Up to this row of the journal: as it was once. */
  readonly through?: number
  /** Less what this letter, made at another desk, did not see. */
  readonly letter?: number | undefined
}

/** How the mirror of an undone document is marked. */
export const ANNULLED = 'annulled'

/** In order of day, number and entry. Served by doc_by_customer; a large account has tens of thousands. */
export function documentsBetween(db: CompanyDb, range: StatementRange): StatementRow[] {
  return withoutAnnulled(read(db, range, null))
}

/**
 * The first of them, `atMost` and then to the end of that day (at least one whole day), and the day on
 * which the rest begins; null when this is all.
 */
export function documentsFrom(
  db: CompanyDb,
  range: StatementRange,
  atMost: number,
): { readonly rows: StatementRow[]; readonly next: IsoDate | null } {
  const rows = read(db, range, atMost + 1)
  const beyond = rows[atMost]
  if (beyond === undefined) return { rows: withoutAnnulled(rows), next: null }
  const whole = rows.filter(({ docOn }) => docOn < beyond.docOn)
  if (whole.length > 0) return { rows: withoutAnnulled(whole), next: beyond.docOn }
  const day = documentsBetween(db, { ...range, from: beyond.docOn, to: beyond.docOn })
  const after = addDays(beyond.docOn, 1)
  return { rows: day, next: after > range.to ? null : after }
}

export interface StatementTotals {
  readonly debitCount: number
  readonly creditCount: number
  readonly debitMinor: number
  readonly creditMinor: number
}

/** What `documentsBetween` counts and adds up to, without reading its rows. */
export function documentTotals(db: CompanyDb, range: StatementRange): StatementTotals {
  const { currency, from, to } = range
  const [row] = db.tuples<readonly (number | null)[]>(
    `select sum(amount_minor > 0), sum(amount_minor < 0), sum(max(amount_minor, 0)), -sum(min(amount_minor, 0))
     from doc where ${inRange(range)} and not (kind = 'reversal' and method is '${ANNULLED}' and reverses is not null)
       and not exists (select 1 from doc as r where r.reverses = doc.id and r.kind = 'reversal' and r.method = '${ANNULLED}')`,
    currency,
    from,
    to,
  )
  const [debitCount, creditCount, debitMinor, creditMinor] = row ?? []
  return {
    debitCount: debitCount ?? 0,
    creditCount: creditCount ?? 0,
    debitMinor: assertSafe(debitMinor ?? 0),
    creditMinor: assertSafe(creditMinor ?? 0),
  }
}

function inRange({ customers, through, letter }: StatementRange): string {
  const owners = customers.map((id) => Math.trunc(id)).join(', ')
  const asOnce = through === undefined ? '' : ` and id <= ${Math.trunc(through)}`
  const asSeen =
    letter === undefined
      ? ''
      : ` and doc_id not in (select document_id from letter_unseen where letter_id = ${Math.trunc(letter)})`
  return `customer_id in (${owners}) and currency = ? and doc_on >= ? and doc_on <= ? and amount_minor <> 0${asOnce}${asSeen}`
}

function read(db: CompanyDb, range: StatementRange, limit: number | null): StatementRow[] {
  const { currency, from, to } = range
  return db
    .tuples<StatementTuple>(
      `select id, doc_id, kind, customer_id, number, doc_on, paper_on, due_on, rate, amount_minor, base_minor,
         description, branch_code, method, reverses, exists (select 1 from doc as r where r.reverses = doc.id)
       from doc where ${inRange(range)} order by doc_on, number, id limit ?`,
      currency,
      from,
      to,
      limit ?? -1,
    )
    .map(
      ([
        rowid,
        documentId,
        kind,
        customer,
        number,
        docOn,
        paperOn,
        dueOn,
        rate,
        amountMinor,
        baseMinor,
        description,
        branchCode,
        method,
        reverses,
        isReversed,
      ]) => ({
        rowid,
        documentId: bytesToUuid(documentId),
        kind,
        customer,
        number,
        docOn,
        paperOn,
        dueOn,
        rate,
        amountMinor,
        baseMinor,
        description,
        branchCode,
        method,
        reverses,
        isReversed: isReversed === 1,
      }),
    )
}

function withoutAnnulled(rows: StatementRow[]): StatementRow[] {
  const annulled = new Set(
    rows.flatMap((row) =>
      row.kind === 'reversal' && row.method === ANNULLED && row.reverses !== null
        ? [row.rowid, row.reverses]
        : [],
    ),
  )
  return annulled.size === 0 ? rows : rows.filter((row) => !annulled.has(row.rowid))
}
