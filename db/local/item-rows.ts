/** Whole-table reads that fill the in-memory item columns, and the few rows a command touched. */
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { CompanyDb } from './open.ts'

/** What verify folds anew. */
export interface ColumnRow {
  readonly id: number
  readonly doc: number
  readonly customer: number
  readonly currency: string
  readonly kind: DocumentKind
  readonly side: number
  readonly docDay: number
  readonly paperDay: number
  readonly dueDay: number
  readonly amountMinor: number
  readonly baseMinor: number
  readonly openMinor: number
  readonly openBaseMinor: number
  readonly closedDay: number
}

const SELECT = `select i.id, i.doc_id as doc, i.customer_id as customer, i.currency, d.kind, i.side, i.doc_day as docDay,
    i.paper_day as paperDay, i.due_day as dueDay, i.amount_minor as amountMinor, i.base_minor as baseMinor,
    i.open_minor as openMinor, i.open_base_minor as openBaseMinor, i.closed_day as closedDay
  from item as i join doc as d on d.id = i.doc_id`

export function allItemRows(db: CompanyDb): IterableIterator<ColumnRow> {
  return db.prepare<[], ColumnRow>(`${SELECT} order by i.id`).iterate()
}

export interface SliceRow {
  readonly item: number
  readonly on: string
  readonly minor: number
  readonly baseMinor: number
}

/** Every slice twice, once per side, signed like its item; removals negative. */
export function allSliceRows(db: CompanyDb): IterableIterator<SliceRow> {
  return db
    .prepare<[], SliceRow>(
      `select debit_item as item, effective_on as "on", amount_minor as minor, debit_base_minor as baseMinor from alloc
       union all select credit_item, effective_on, -amount_minor, -credit_base_minor from alloc`,
    )
    .iterate()
}

/** Rises whenever another connection changed the file. */
export function dataVersion(db: CompanyDb): number {
  return Number(
    db.prepare<[], { data_version: number }>('pragma data_version').get()?.data_version ?? 0,
  )
}

/** id, customer, currency, kind, ledger, paper and due day, amount, base, open, open base, closing day. */
export type ItemTuple = readonly [
  id: number,
  customer: number,
  currency: string,
  kind: DocumentKind,
  docDay: number,
  paperDay: number,
  dueDay: number,
  minor: number,
  baseMinor: number,
  openMinor: number,
  openBaseMinor: number,
  closedDay: number,
]

// Only a credit's column depends on its kind, so a debit's document is not looked up.
const TUPLE = `select id, customer_id, currency,
    case when amount_minor > 0 then 'invoice' else (select kind from doc where doc.id = item.doc_id) end,
    doc_day, paper_day, due_day, amount_minor, base_minor, open_minor, open_base_minor, closed_day from item`

export function lastItem(db: CompanyDb): number {
  return db.prepare<[], { id: number | null }>('select max(id) as id from item').get()?.id ?? 0
}

/** The next items by id, for reading all of them in steps. */
export function itemColumnsAfter(db: CompanyDb, after: number, limit: number): ItemTuple[] {
  return db.tuples<ItemTuple>(`${TUPLE} where id > ? order by id limit ?`, after, limit)
}

export function itemColumnsOf(db: CompanyDb, id: number): ItemTuple | undefined {
  return db.tuples<ItemTuple>(`${TUPLE} where id = ?`, id)[0]
}

/** id, debit item, credit item, day, amount, debit base, credit base. */
export type AllocTuple = readonly [number, number, number, string, number, number, number]

export function slicesAfter(db: CompanyDb, after: number, limit: number): AllocTuple[] {
  return db.tuples<AllocTuple>(
    `select id, debit_item, credit_item, effective_on, amount_minor, debit_base_minor, credit_base_minor
     from alloc where id > ? order by id limit ?`,
    after,
    limit,
  )
}

const TAKEN_OF_DEBIT =
  'select effective_on, amount_minor, debit_base_minor from alloc where debit_item = ?'
const TAKEN_OF_CREDIT =
  'select effective_on, amount_minor, -credit_base_minor from alloc where credit_item = ?'

/** Day, size and base of what was taken from an item; given back is negative. `side` is the item's. */
export function takenOf(
  db: CompanyDb,
  item: number,
  side: number,
): (readonly [day: string, size: number, baseMinor: number])[] {
  return db.tuples<readonly [string, number, number]>(
    side > 0 ? TAKEN_OF_DEBIT : TAKEN_OF_CREDIT,
    item,
  )
}

/** Day, amount and base of an item's slices, signed like the item. */
export function slicesOf(db: CompanyDb, item: number): (readonly [string, number, number])[] {
  return db.tuples<readonly [string, number, number]>(
    `select effective_on, amount_minor, debit_base_minor from alloc where debit_item = ?
     union all select effective_on, -amount_minor, -credit_base_minor from alloc where credit_item = ?`,
    item,
    item,
  )
}

/** Rises with every agreement on a due day. */
export function dueChangeMark(db: CompanyDb): number {
  return (
    db.prepare<[], { id: number | null }>('select max(id) as id from due_change').get()?.id ?? 0
  )
}
