/**
 * Open items as of a day, straight from the projections: candidates are the items not closed by that
 * day (item_closed), their allocations are looked up only where a later one may hide.
 */
import { bytesToUuid } from '../kit/uuid-codec.ts'
import { NEVER } from '../../shared/domain/aging.ts'
import { fromDayNumber, type IsoDate, toDayNumber } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { CompanyDb } from './open.ts'

export interface OpenDebit {
  readonly id: number
  readonly doc: number
  readonly documentId: string
  readonly number: string
  readonly kind: DocumentKind
  readonly n: number
  readonly dueDay: number
  readonly openMinor: number
}

/** Debits of a customer that are there on `day` and open now, oldest due first. Served by item_open. */
export function openDebitsOf(
  db: CompanyDb,
  customer: number,
  currency: string,
  day: number,
): OpenDebit[] {
  return db
    .prepare<[number, string, number], Omit<OpenDebit, 'documentId'> & { documentId: Uint8Array }>(
      `select i.id, i.doc_id as doc, d.doc_id as documentId, d.number, d.kind, i.n, i.due_day as dueDay, i.open_minor as openMinor
       from item as i join doc as d on d.id = i.doc_id
       where i.customer_id = ? and i.currency = ? and i.open_minor > 0 and i.doc_day <= ?
       order by i.due_day, d.number, i.id`,
    )
    .all(customer, currency, day)
    .map((row) => ({ ...row, documentId: bytesToUuid(row.documentId) }))
}

/** An item with what a report needs; the open amount as of the asked day. */
export interface ItemAt {
  readonly id: number
  readonly doc: number
  readonly customer: number
  readonly currency: string
  readonly kind: DocumentKind
  readonly n: number
  readonly docDay: number
  readonly paperDay: number
  readonly dueDay: number
  readonly amountMinor: number
  readonly openMinor: number
  readonly openBaseMinor: number
}

/** Is a day at or after everything that was ever booked or settled? Then what is open now is the answer. */
export function isAfterEverything(db: CompanyDb, day: number): boolean {
  const latest = db
    .prepare<[], { doc: string | null; alloc: string | null }>(
      'select (select max(doc_on) from doc) as doc, (select max(effective_on) from alloc) as alloc',
    )
    .get()
  const asOf = fromDayNumber(day)
  return (latest?.doc ?? '') <= asOf && (latest?.alloc ?? '') <= asOf
}

/** id, customer, currency, kind (of a credit; a debit counts as an invoice), due day, open, base, paper day. */
export type OpenTuple = readonly [
  id: number,
  customer: number,
  currency: string,
  kind: DocumentKind,
  dueDay: number,
  openMinor: number,
  openBaseMinor: number,
  paperDay: number,
]

/**
 * Everything open now. Served by item_open, which holds all that is asked unless company currency
 * or paper day are wanted: then each row is fetched, else only those of credits, for their kind.
 */
export function openNow(
  db: CompanyDb,
  { withBase, withPaperDay }: { readonly withBase: boolean; readonly withPaperDay: boolean },
): OpenTuple[] {
  return db.tuples<OpenTuple>(
    `select id, customer_id, currency,
       case when open_minor > 0 then 'invoice' else (select kind from doc where doc.id = item.doc_id) end,
       due_day, open_minor, ${withBase ? 'open_base_minor' : '0'}, ${withPaperDay ? 'paper_day' : '0'}
     from item indexed by item_open where open_minor <> 0`,
  )
}

/** Moment far in the future: everything known. */
export const ALL_KNOWN = 8_640_000_000_000_000

/**
 * Items open at the end of `day`, as known at `knownAt` (milliseconds). With everything known the
 * projection `closed_day` narrows the search; for an earlier moment every item is folded anew.
 */
export function* itemsOpenAt(
  db: CompanyDb,
  day: number,
  knownAt: number,
  customers: readonly number[] | null,
): IterableIterator<ItemAt> {
  const isNow = knownAt >= ALL_KNOWN
  const asOf = fromDayNumber(day)
  const known = isNow ? '' : ` and a.recorded_at <= ${Math.trunc(knownAt)}`
  const list = customers === null ? null : customers.map((id) => Math.trunc(id)).join(', ')
  const scope = list === null ? '' : ` and i.customer_id in (${list})`
  const candidates =
    list === null || !isNow ? '' : ` and i.id in (${candidatesOf(db, list, day, asOf)})`
  const slices = (side: 'debit' | 'credit', column: string) =>
    `coalesce((select sum(a.${column}) from alloc as a where a.${side}_item = i.id and a.effective_on <= q.as_of${known}), 0)`
  const sql = `with q (as_of, day) as (values (?, ?))
    select i.id, i.doc_id as doc, i.customer_id as customer, i.currency, d.kind, i.n, i.doc_day as docDay,
      i.paper_day as paperDay, i.due_day as dueDay, i.amount_minor as amountMinor,
      case when i.side > 0 then i.amount_minor - ${slices('debit', 'amount_minor')}
           else i.amount_minor + ${slices('credit', 'amount_minor')} end as openMinor,
      case when i.side > 0 then i.base_minor - ${slices('debit', 'debit_base_minor')}
           else i.base_minor + ${slices('credit', 'credit_base_minor')} end as openBaseMinor
    from q join item as i ${isNow && customers === null ? 'indexed by item_closed' : ''} join doc as d on d.id = i.doc_id
    where i.doc_day <= q.day${isNow ? ' and i.closed_day > q.day' : ` and d.recorded_at <= ${Math.trunc(knownAt)}`}${scope}${candidates}`
  const rows = db.prepare<[string, number], ItemAt>(sql).iterate(asOf, day)
  const changes = dueChanges(db, knownAt)
  for (const row of rows) {
    if (row.openMinor === 0 && row.openBaseMinor === 0) continue
    const history = changes.get(row.id)
    yield history ? { ...row, dueDay: dueAt(history, day) } : row
  }
}

/** Beyond so many items closed since, a customer's own documents are the shorter way. */
const CLOSED_SINCE_MAX = 2000

/**
 * Items of some customers that may have been open on a day: what is open now (item_open), and of
 * what was closed since the few there are (item_closed), or where there are many, the customers' own
 * (doc_by_customer). Either way the work grows with the customer and not with the ledger.
 */
function candidatesOf(db: CompanyDb, customers: string, day: number, asOf: IsoDate): string {
  const closedSince = `closed_day > ${Math.trunc(day)} and closed_day < ${NEVER}`
  const few = db
    .prepare<[], { n: number }>(
      `select count(*) as n from (select 1 from item where ${closedSince} limit ${CLOSED_SINCE_MAX})`,
    )
    .get()
  const openNow = `select id from item where customer_id in (${customers}) and open_minor <> 0`
  return (few?.n ?? 0) < CLOSED_SINCE_MAX
    ? `${openNow} union all select id from item indexed by item_closed where ${closedSince}`
    : `${openNow} union all select item.id from doc indexed by doc_by_customer cross join item on item.doc_id = doc.id
         where doc.customer_id in (${customers}) and doc.doc_on <= '${asOf}'`
}

export interface DueHistory {
  readonly original: number
  readonly changes: { readonly from: number; readonly dueDay: number }[]
}

/** Items whose due day was ever agreed anew: few, so they are read whole. */
export function dueChanges(db: CompanyDb, knownAt: number): Map<number, DueHistory> {
  const rows = db
    .prepare<
      [number],
      { item: number; dueOn: string; effectiveOn: string; original: string | null; docDay: number }
    >(
      `select c.item_id as item, c.due_on as dueOn, c.effective_on as effectiveOn, i.doc_day as docDay,
         coalesce(p.due_on, d.due_on) as original
       from due_change as c join item as i on i.id = c.item_id join doc as d on d.id = i.doc_id
       left join doc_installment as p on p.doc_id = i.doc_id and p.n = i.n
       where c.recorded_at <= ? order by c.effective_on, c.id`,
    )
    .all(knownAt)
  const result = new Map<number, DueHistory>()
  for (const row of rows) {
    let history = result.get(row.item)
    if (!history)
      result.set(
        row.item,
        (history = {
          original: row.original === null ? row.docDay : dayNumber(row.original),
          changes: [],
        }),
      )
    history.changes.push({ from: dayNumber(row.effectiveOn), dueDay: dayNumber(row.dueOn) })
  }
  // A change not yet known leaves the item's stored due day ahead of what was known: put the original back.
  if (knownAt < ALL_KNOWN) {
    for (const [item, history] of dueChanges(db, ALL_KNOWN))
      if (!result.has(item)) result.set(item, { original: history.original, changes: [] })
  }
  return result
}

export function dueAt(history: DueHistory, day: number): number {
  let due = history.original
  for (const change of history.changes) if (change.from <= day) due = change.dueDay
  return due
}

/** Disputed amount per document as of a day. */
export function disputedAt(db: CompanyDb, day: number, knownAt: number): Map<number, number> {
  const asOf = fromDayNumber(day)
  const rows = db
    .prepare<[string, string, number, number], { doc: number; minor: number }>(
      `select doc_id as doc, sum(amount_minor) as minor from dispute
       where opened_on <= ? and (resolved_on is null or resolved_on > ? or resolved_at > ?) and recorded_at <= ? group by doc_id`,
    )
    .all(asOf, asOf, knownAt, knownAt)
  return new Map(rows.map(({ doc, minor }) => [doc, minor]))
}

/**
 * Disputed amount per item as of a day. The installments of one document share what is disputed of
 * it: the same object stands under each, and whoever takes a part lowers it.
 */
export function disputedItemsAt(
  db: CompanyDb,
  day: number,
  knownAt: number,
): Map<number, { left: number }> {
  const items = db.prepare<[number], { id: number }>('select id from item where doc_id = ?')
  const result = new Map<number, { left: number }>()
  for (const [doc, minor] of disputedAt(db, day, knownAt)) {
    const disputed = { left: minor }
    for (const { id } of items.all(doc)) result.set(id, disputed)
  }
  return result
}

function dayNumber(text: string): number {
  return toDayNumber(text as IsoDate)
}
