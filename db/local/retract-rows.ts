/**
 * Takes rows of unconfirmed operations out of the ledger: the one way past the append-only triggers,
 * which let go only what `retracting` names and no confirmed mark protects.
 */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

/** Within `work` the rows of these operations may go. */
export function whileRetracting<T>(
  db: CompanyDb,
  operationIds: readonly string[],
  work: () => T,
): T {
  const name = db.prepare<[Uint8Array]>(
    'insert into retracting (op_id) values (?) on conflict do nothing',
  )
  for (const id of operationIds) name.run(uuidToBytes(id))
  const result = work()
  db.prepare<[]>('delete from retracting').run()
  return result
}

/** With its lines, installments and items; its live number is the caller's. */
export function deleteDocument(db: CompanyDb, doc: number): void {
  for (const table of ['doc_line', 'doc_installment', 'item'])
    db.prepare<[number]>(`delete from ${table} where doc_id = ?`).run(doc)
  db.prepare<[number]>('delete from doc where id = ?').run(doc)
}

export function deleteAllocation(db: CompanyDb, alloc: number): void {
  db.prepare<[number]>('delete from alloc where id = ?').run(alloc)
}

export interface StoredSlice {
  readonly id: number
  readonly slice: number
  readonly debitItem: number
  readonly creditItem: number
  readonly amountMinor: number
  readonly debitBaseMinor: number
  readonly creditBaseMinor: number
  readonly fxDoc: number | null
  readonly operationId: string
}

/** Slices of one allocation or removal by its id, in order, taken back ones included. */
export function slicesOfAllocation(db: CompanyDb, allocationId: string): StoredSlice[] {
  return db
    .prepare<[Uint8Array], Omit<StoredSlice, 'operationId'> & { op: Uint8Array }>(
      `select id, slice, debit_item as debitItem, credit_item as creditItem, amount_minor as amountMinor,
         debit_base_minor as debitBaseMinor, credit_base_minor as creditBaseMinor, fx_doc as fxDoc, op_id as op
       from alloc where alloc_id = ? order by slice`,
    )
    .all(uuidToBytes(allocationId))
    .map(({ op, ...row }) => ({ ...row, operationId: bytesToUuid(op) }))
}

/** Rows of the customers whose items an allocation settles. */
export function customersOfAllocation(db: CompanyDb, allocationId: string): number[] {
  return db
    .prepare<[Uint8Array], { customer: number }>(
      `select distinct item.customer_id as customer from alloc join item on item.id = alloc.debit_item
       where alloc.alloc_id = ?`,
    )
    .all(uuidToBytes(allocationId))
    .map(({ customer }) => customer)
}

/** Operations whose unconfirmed slices lie on an item. */
export function pendingOperationsOnItem(db: CompanyDb, item: number): string[] {
  return db
    .prepare<[number, number], { op: Uint8Array }>(
      `select op_id as op from alloc as a where debit_item = ? and not exists (select 1 from alloc_status where alloc = a.id)
       union select op_id from alloc as a where credit_item = ? and not exists (select 1 from alloc_status where alloc = a.id)`,
    )
    .all(item, item)
    .map(({ op }) => bytesToUuid(op))
}

/** Operations with unconfirmed agreements on the due day of an item. */
export function pendingDueOperations(db: CompanyDb, item: number): string[] {
  return db
    .prepare<[number], { op: Uint8Array }>(
      `select op_id as op from due_change as d where item_id = ?
         and not exists (select 1 from wf_confirmed as w where w.op_id = d.op_id)`,
    )
    .all(item)
    .map(({ op }) => bytesToUuid(op))
}

/** Answers the item it was on. */
export function deleteDueChange(db: CompanyDb, operationId: string): number | undefined {
  const op = uuidToBytes(operationId)
  const row = db
    .prepare<[Uint8Array], { item: number }>(
      'select d.item_id as item from due_change as d where d.op_id = ?',
    )
    .get(op)
  db.prepare<[Uint8Array]>('delete from due_change where op_id = ?').run(op)
  return row?.item
}

/** Operations of the unconfirmed documents of an account. */
export function pendingDocumentOperations(db: CompanyDb, customer: number): string[] {
  return db
    .prepare<[number], { op: Uint8Array }>(
      `select distinct op_id as op from doc as d where customer_id = ?
         and not exists (select 1 from doc_status where doc = d.id)`,
    )
    .all(customer)
    .map(({ op }) => bytesToUuid(op))
}

/** Day text by which an item is due: the newest agreement's, else its installment's, else its document's. */
export function dueOnOf(db: CompanyDb, item: number): string {
  const row = db
    .prepare<[number], { on: string }>(
      `select coalesce(
         (select c.due_on from due_change as c where c.item_id = i.id order by c.id desc limit 1),
         (select p.due_on from doc_installment as p where p.doc_id = i.doc_id and p.n = i.n),
         d.due_on, d.paper_on, d.doc_on) as "on"
       from item as i join doc as d on d.id = i.doc_id where i.id = ?`,
    )
    .get(item)
  if (!row) throw new Error(`item ${item} is not there`)
  return row.on
}

/** An account nobody refers to goes; false while anything does. */
export function deleteCustomerIfFree(db: CompanyDb, customer: number): boolean {
  const isUsed = db
    .prepare<number[], { n: number }>(
      `select exists (select 1 from doc where customer_id = ?) or exists (select 1 from customer where parent_id = ?)
         or exists (select 1 from letter where customer_id = ?) or exists (select 1 from bank_act where customer_id = ?)
         or exists (select 1 from bank_fact where customer_id = ?) as n`,
    )
    .get(customer, customer, customer, customer, customer)
  if (isUsed?.n !== 0) return false
  db.prepare<[number]>('delete from customer where id = ?').run(customer)
  return true
}
