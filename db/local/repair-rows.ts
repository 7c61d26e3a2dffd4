/**
 * Rows of the journal put right by a repair: the one other way past the append-only triggers. They are
 * taken off and put back inside the repair's own transaction, so no other ever works without them.
 */
import { uuidToBytes } from '../kit/uuid-codec.ts'
import { insertAlloc, type ItemRow, itemsOfDocument, type NewAlloc } from './items.ts'
import type { CompanyDb } from './open.ts'

/** Tables whose rows a repair may change. */
const GUARDED = ['doc', 'doc_line', 'doc_installment', 'alloc', 'due_change']

/** Within `work` the journal's rows may change; keys between them are looked at when it commits. */
export function unguarded<T>(db: CompanyDb, work: () => T): T {
  const guard = takeGuardsOff(db)
  const result = work()
  guard()
  return result
}

/** The same for work in turns; the answer puts them back, in the same transaction. */
export function takeGuardsOff(db: CompanyDb): () => void {
  const guards = db
    .prepare<[string], { name: string; sql: string }>(
      `select name, sql from sqlite_schema where type = 'trigger' and tbl_name in (select value from json_each(?))`,
    )
    .all(JSON.stringify(GUARDED))
  db.execute('pragma defer_foreign_keys = on')
  for (const { name } of guards) db.execute(`drop trigger "${name}"`)
  return () => {
    for (const { sql } of guards) db.execute(sql)
  }
}

/** A confirmed document with all that hangs on its row, as text to be kept. */
export function documentText(db: CompanyDb, doc: number): string {
  const of = (sql: string) => db.prepare<[number], Record<string, unknown>>(sql).all(doc)
  const plain = (rows: Record<string, unknown>[]) =>
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
        ]),
      ),
    )
  return JSON.stringify({
    doc: plain(of('select * from doc where id = ?'))[0],
    lines: plain(of('select * from doc_line where doc_id = ? order by n')),
    installments: plain(of('select * from doc_installment where doc_id = ? order by n')),
  })
}

/** Out of the journal; allocations on its items keep pointing at where they were. */
export function dropDocument(db: CompanyDb, doc: number): void {
  db.prepare<[number]>('delete from doc_status where doc = ?').run(doc)
  for (const table of ['doc_number', 'doc_line', 'doc_installment', 'item'])
    db.prepare<[number]>(`delete from ${table} where doc_id = ?`).run(doc)
  db.prepare<[number]>('delete from doc where id = ?').run(doc)
}

/** The document just written takes the row of the one it replaces, its items those of before. */
export function takePlaceOf(
  db: CompanyDb,
  written: number,
  before: { readonly doc: number; readonly items: readonly ItemRow[] },
): void {
  for (const item of itemsOfDocument(db, written)) {
    const old = before.items.find(({ n }) => n === item.n)
    if (old)
      db.prepare<[number, number]>('update item set id = ? where id = ?').run(old.id, item.id)
  }
  db.prepare<[number, number]>('update doc set id = ? where id = ?').run(before.doc, written)
  db.prepare<[number, number]>('update doc_status set doc = ? where doc = ?').run(
    before.doc,
    written,
  )
  for (const table of ['doc_number', 'doc_line', 'doc_installment', 'item'])
    db.prepare<[number, number]>(`update ${table} set doc_id = ? where doc_id = ?`).run(
      before.doc,
      written,
    )
}

/** A reversed document bears its number live no more. */
export function dropLiveNumberOf(db: CompanyDb, doc: number): void {
  db.prepare<[number]>('delete from doc_number where doc_id = ?').run(doc)
}

export function isReversed(db: CompanyDb, doc: number): boolean {
  return (
    db.prepare<[number], { n: number }>('select 1 as n from doc where reverses = ?').get(doc) !==
    undefined
  )
}

/** Rows of one slice, one at most. */
export function sliceRowid(db: CompanyDb, allocationId: string, slice: number): number | undefined {
  return db
    .prepare<[Uint8Array, number], { id: number }>(
      'select id from alloc where alloc_id = ? and slice = ?',
    )
    .get(uuidToBytes(allocationId), slice)?.id
}

/** Written at its own row where there is one, so that what takes it back still does. */
export function writeSlice(db: CompanyDb, slice: NewAlloc, seq: number): void {
  const before = sliceRowid(db, slice.allocId, slice.slice)
  if (before !== undefined) dropSlice(db, before)
  const written = insertAlloc(db, slice)
  if (before !== undefined)
    db.prepare<[number, number]>('update alloc set id = ? where id = ?').run(before, written)
  db.prepare<[number, number]>('insert into alloc_status (alloc, seq) values (?, ?)').run(
    before ?? written,
    seq,
  )
}

export function dropSlice(db: CompanyDb, rowid: number): void {
  db.prepare<[number]>('delete from alloc_status where alloc = ?').run(rowid)
  db.prepare<[number]>('delete from alloc where id = ?').run(rowid)
}

export function dropEvent(db: CompanyDb, operationId: string): void {
  db.prepare<[Uint8Array]>('delete from wf_confirmed where op_id = ?').run(uuidToBytes(operationId))
}

/** What the documents of each month come to, from the documents. */
export function rebuildDocSums(db: CompanyDb): void {
  db.execute('delete from doc_sum')
  db.execute(
    `insert into doc_sum (kind, currency, month, count, amount_minor, base_minor)
     select kind, currency, substr(doc_on, 1, 7), count(*), sum(amount_minor), sum(base_minor) from doc group by 1, 2, 3`,
  )
}

/** Every sum of the digest goes; the caller writes those of the rows. */
export function dropNodes(db: CompanyDb): void {
  db.execute("delete from cell where state = 'confirmed'")
  db.execute('delete from cust_node')
  db.execute('delete from bucket_node')
}
