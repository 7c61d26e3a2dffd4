/** Whole-table reads that fill the in-memory item columns, and the few rows a command touched. */
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { CompanyDb } from './open.ts'

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

export function itemCount(db: CompanyDb): number {
  return db.prepare<[], { n: number }>('select count(*) as n from item').get()?.n ?? 0
}

export function allItemRows(db: CompanyDb): IterableIterator<ColumnRow> {
  return db.prepare<[], ColumnRow>(`${SELECT} order by i.id`).iterate()
}

export function itemRowById(db: CompanyDb, id: number): ColumnRow | undefined {
  return db.prepare<[number], ColumnRow>(`${SELECT} where i.id = ?`).get(id)
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

export function sliceRowsOf(db: CompanyDb, item: number): SliceRow[] {
  return db
    .prepare<[number, number], SliceRow>(
      `select debit_item as item, effective_on as "on", amount_minor as minor, debit_base_minor as baseMinor from alloc where debit_item = ?
       union all select credit_item, effective_on, -amount_minor, -credit_base_minor from alloc where credit_item = ?`,
    )
    .all(item, item)
}

/** Rises whenever another connection changed the file. */
export function dataVersion(db: CompanyDb): number {
  return Number(db.pragma('data_version'))
}
