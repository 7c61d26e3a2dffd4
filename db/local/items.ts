/**
 * Open items and allocations.
 *
 * An item is one installment of a document; `open_minor` and `closed_day` are projections that the
 * journal keeps in the transaction that writes the allocation. `closed_day` is the largest effective
 * day among the item's allocations once nothing is open, else NEVER.
 */
import { uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { dataVersion, lastItem } from './item-rows.ts'
import type { CompanyDb } from './open.ts'

export interface ItemRow {
  readonly id: number
  readonly doc: number
  readonly n: number
  readonly customer: number
  readonly currency: string
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

const COLUMNS = `id, doc_id as doc, n, customer_id as customer, currency, side, doc_day as docDay, paper_day as paperDay,
  due_day as dueDay, amount_minor as amountMinor, base_minor as baseMinor, open_minor as openMinor,
  open_base_minor as openBaseMinor, closed_day as closedDay`

// Whole texts, made once: a statement is found by its text.
const ITEMS_OF_DOCUMENT = `select ${COLUMNS} from item where doc_id = ?`
const ITEM_BY_ID = `select ${COLUMNS} from item where id = ?`

interface Seen {
  readonly version: number
  lastItem: number
  readonly currencies: Set<string>
}

const seen = new WeakMap<CompanyDb, Seen>()

/** Currencies anything was ever booked in, sorted; after the first time only new items are read. */
export function currenciesInUse(db: CompanyDb): string[] {
  const version = dataVersion(db)
  let known = seen.get(db)
  if (known?.version !== version)
    seen.set(db, (known = { version, lastItem: 0, currencies: new Set() }))
  const last = lastItem(db)
  const added = db
    .prepare<[number, number], { currency: string }>(
      'select distinct currency from item where id > ? and id <= ?',
    )
    .all(known.lastItem, last)
  for (const { currency } of added) known.currencies.add(currency)
  known.lastItem = last
  return [...known.currencies].toSorted()
}

export function insertItem(db: CompanyDb, item: Omit<ItemRow, 'id'>): number {
  return db
    .prepare<(number | string)[]>(
      `insert into item (doc_id, n, customer_id, currency, side, doc_day, paper_day, due_day, amount_minor, base_minor,
         open_minor, open_base_minor, closed_day) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      item.doc,
      item.n,
      item.customer,
      item.currency,
      item.side,
      item.docDay,
      item.paperDay,
      item.dueDay,
      item.amountMinor,
      item.baseMinor,
      item.openMinor,
      item.openBaseMinor,
      item.closedDay,
    ).lastInsertRowid
}

export function updateItem(
  db: CompanyDb,
  item: {
    readonly id: number
    readonly dueDay: number
    readonly openMinor: number
    readonly openBaseMinor: number
    readonly closedDay: number
  },
): void {
  db.prepare<[number, number, number, number, number]>(
    'update item set due_day = ?, open_minor = ?, open_base_minor = ?, closed_day = ? where id = ?',
  ).run(item.dueDay, item.openMinor, item.openBaseMinor, item.closedDay, item.id)
}

/** By installment. Sorted here: with "order by" SQLite takes three times as long for the usual one row. */
export function itemsOfDocument(db: CompanyDb, doc: number): ItemRow[] {
  const rows = db.prepare<[number], ItemRow>(ITEMS_OF_DOCUMENT).all(doc)
  return rows.length > 1 ? rows.toSorted((a, b) => a.n - b.n) : rows
}

export function itemById(db: CompanyDb, id: number): ItemRow | undefined {
  return db.prepare<[number], ItemRow>(ITEM_BY_ID).get(id)
}

export interface AllocRow {
  readonly id: number
  readonly allocId: Uint8Array
  readonly slice: number
  readonly debitItem: number
  readonly creditItem: number
  readonly amountMinor: number
  readonly debitBaseMinor: number
  readonly creditBaseMinor: number
  readonly effectiveOn: IsoDate
  readonly removes: number | null
  readonly fxDoc: number | null
  readonly recordedAt: number
}

const ALLOC_COLUMNS = `id, alloc_id as allocId, slice, debit_item as debitItem, credit_item as creditItem,
  amount_minor as amountMinor, debit_base_minor as debitBaseMinor, credit_base_minor as creditBaseMinor,
  effective_on as effectiveOn, removes, fx_doc as fxDoc, recorded_at as recordedAt`

const ALLOCS_OF_ITEM = `select ${ALLOC_COLUMNS} from alloc where debit_item = ?
  union all select ${ALLOC_COLUMNS} from alloc where credit_item = ?`

export interface NewAlloc {
  readonly allocId: string
  readonly slice: number
  readonly debitItem: number
  readonly creditItem: number
  readonly amountMinor: number
  readonly debitBaseMinor: number
  readonly creditBaseMinor: number
  readonly effectiveOn: IsoDate
  readonly removes: number | null
  readonly fxDoc: number | null
  readonly batch: number | null
  readonly recordedAt: number
  readonly operationId: string
}

export function insertAlloc(db: CompanyDb, alloc: NewAlloc): number {
  return db
    .prepare<(number | string | null | Uint8Array)[]>(
      `insert into alloc (alloc_id, slice, debit_item, credit_item, amount_minor, debit_base_minor, credit_base_minor,
         effective_on, removes, fx_doc, batch_id, recorded_at, op_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(alloc.allocId),
      alloc.slice,
      alloc.debitItem,
      alloc.creditItem,
      alloc.amountMinor,
      alloc.debitBaseMinor,
      alloc.creditBaseMinor,
      alloc.effectiveOn,
      alloc.removes,
      alloc.fxDoc,
      alloc.batch,
      alloc.recordedAt,
      uuidToBytes(alloc.operationId),
    ).lastInsertRowid
}

/** Both directions, additions and removals, in order of recording. Served by alloc_by_debit/credit. */
export function allocsOfItem(db: CompanyDb, item: number): AllocRow[] {
  return db
    .prepare<[number, number], AllocRow>(ALLOCS_OF_ITEM)
    .all(item, item)
    .toSorted((a, b) => a.id - b.id)
}

/**
 * Allocations not taken back, on either side of a document, in order of recording. A removal stands
 * among the same item's rows, so each item's own list tells what is still in force.
 */
export function liveAllocsOfDocument(db: CompanyDb, doc: number): AllocRow[] {
  return itemsOfDocument(db, doc)
    .flatMap((item) => {
      const rows = allocsOfItem(db, item.id)
      const removed = new Set(rows.map((row) => row.removes))
      return rows.filter((row) => row.removes === null && !removed.has(row.id))
    })
    .toSorted((a, b) => a.id - b.id)
}

/** Slices by the allocation they belong to, in the order they come. */
export function byAllocation(slices: readonly AllocRow[]): AllocRow[][] {
  return [...Map.groupBy(slices, ({ allocId }) => Buffer.from(allocId).toString('hex')).values()]
}

/** All slices under one allocation's or removal's id, in order, with the operation that wrote each. */
export function sliceRows(
  db: CompanyDb,
  allocationId: string,
): (AllocRow & { readonly operationId: Uint8Array })[] {
  return db
    .prepare<[Uint8Array], AllocRow & { readonly operationId: Uint8Array }>(
      `select ${ALLOC_COLUMNS}, op_id as operationId from alloc where alloc_id = ? order by slice`,
    )
    .all(uuidToBytes(allocationId))
}

/** Slices of one allocation that are in force. */
export function allocationSlices(db: CompanyDb, allocationId: string): AllocRow[] {
  return db
    .prepare<[Uint8Array], AllocRow>(
      `select ${ALLOC_COLUMNS} from alloc as a where alloc_id = ? and +removes is null
         and not exists (select 1 from alloc as r where r.removes = a.id) order by slice`,
    )
    .all(uuidToBytes(allocationId))
}

export function allocsOfBatch(db: CompanyDb, batch: number): AllocRow[] {
  return db
    .prepare<[number], AllocRow>(
      `select ${ALLOC_COLUMNS} from alloc as a where batch_id = ? and +removes is null
         and not exists (select 1 from alloc as r where r.removes = a.id) order by id`,
    )
    .all(batch)
}

export interface DueChangeRow {
  readonly item: number
  readonly n: number
  readonly dueOn: IsoDate
  readonly effectiveOn: IsoDate
  readonly reason: string
  readonly recordedAt: number
}

export function insertDueChange(
  db: CompanyDb,
  change: {
    readonly item: number
    readonly dueOn: IsoDate
    readonly effectiveOn: IsoDate
    readonly reason: string
    readonly recordedAt: number
    readonly operationId: string
  },
): void {
  db.prepare<[number, string, string, string, number, Uint8Array]>(
    'insert into due_change (item_id, due_on, effective_on, reason, recorded_at, op_id) values (?, ?, ?, ?, ?, ?)',
  ).run(
    change.item,
    change.dueOn,
    change.effectiveOn,
    change.reason,
    change.recordedAt,
    uuidToBytes(change.operationId),
  )
}

export function dueChangesOfDocument(db: CompanyDb, doc: number): DueChangeRow[] {
  return db
    .prepare<[number], DueChangeRow>(
      `select c.item_id as item, i.n, c.due_on as dueOn, c.effective_on as effectiveOn, c.reason, c.recorded_at as recordedAt
       from due_change as c join item as i on i.id = c.item_id where i.doc_id = ? order by c.id`,
    )
    .all(doc)
}
