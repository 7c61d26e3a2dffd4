/**
 * All documents as one sorted and filtered list: SQL of its blocks, totals and values.
 *
 * A block is found by the key of the row before it (row values, never OFFSET); ids come first, from
 * an index where the sort has one (doc_by_day, doc_by_number), then their rows by primary key.
 */
import type { SqlValue } from '../kit/database.ts'
import type { CompanyDb } from './open.ts'

/** A condition over `d` (doc) and, where `needsAccount`, `c` (customer); values are bound. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

export type ListSort =
  | 'date'
  | 'document'
  | 'kind'
  | 'customer'
  | 'due'
  | 'currency'
  | 'amount'
  | 'base'
  | 'recorded'

const KEYS: Readonly<Record<ListSort, string>> = {
  date: 'd.doc_on',
  document: 'd.number',
  kind: 'd.kind',
  customer: "coalesce((select code from customer where id = d.customer_id), '')",
  due: "coalesce(d.due_on, '')",
  currency: 'd.currency',
  amount: 'd.amount_minor',
  base: 'd.base_minor',
  recorded: 'd.id',
}

/** A row's place in the order: its key, and its id where keys are equal. */
export interface Place {
  readonly id: number
  readonly key: string | number
}

/** `open` while anything of it is, `reversed` when another document took it back. */
const STATUS = `case when exists (select 1 from doc as r where r.reverses = d.id) then 'reversed'
  when exists (select 1 from item as i where i.doc_id = d.id and i.open_minor <> 0) then 'open' else 'closed' end`

/** Places of the next rows, after `after` when given. */
export function placesAfter(
  db: CompanyDb,
  where: Condition,
  sort: { readonly id: ListSort; readonly descending: boolean },
  after: Place | null,
  count: number,
): Place[] {
  const key = KEYS[sort.id]
  const [sign, order] = sort.descending ? ['<', 'desc'] : ['>', 'asc']
  const from = after === null ? '' : `and (${key}, d.id) ${sign} (?, ?)`
  return db
    .prepare<SqlValue[], Place>(
      `select d.id, ${key} as key from doc as d where ${where.sql} ${from}
       order by ${key} ${order}, d.id ${order} limit ?`,
    )
    .all(...where.values, ...(after === null ? [] : [after.key, after.id]), count)
}

/** Ids of all rows in order: 4 bytes each, for going to any place of the list at once. */
export function idsInOrder(
  db: CompanyDb,
  where: Condition,
  sort: { readonly id: ListSort; readonly descending: boolean },
  total: number,
): Uint32Array {
  const key = KEYS[sort.id]
  const order = sort.descending ? 'desc' : 'asc'
  const ids = new Uint32Array(total)
  let at = 0
  for (const { id } of db
    .prepare<SqlValue[], { id: number }>(
      `select d.id from doc as d where ${where.sql} order by ${key} ${order}, d.id ${order}`,
    )
    .iterate(...where.values))
    ids[at++] = id
  return ids
}

/** Documents are appended and never deleted, so the last id is how many there are. */
export function countAll(db: CompanyDb): number {
  return db.prepare<[], { n: number | null }>('select max(id) as n from doc').get()?.n ?? 0
}

export function countRows(db: CompanyDb, where: Condition): number {
  return (
    db
      .prepare<SqlValue[], { n: number }>(`select count(*) as n from doc as d where ${where.sql}`)
      .get(...where.values)?.n ?? 0
  )
}

export interface ListedDocument {
  readonly id: number
  readonly documentId: Uint8Array
  readonly documentNo: string
  readonly kind: string
  readonly status: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly date: string
  readonly dueDate: string | null
  readonly currency: string
  readonly amountMinor: number
  readonly baseMinor: number
  readonly description: string | null
  readonly reference: string | null
  readonly batch: string | null
}

/** The documents of these ids, in their order. */
export function documentsOf(db: CompanyDb, ids: readonly number[]): ListedDocument[] {
  const rows = db
    .prepare<[string], ListedDocument>(
      `select d.id, d.doc_id as documentId, d.number as documentNo, d.kind, ${STATUS} as status, c.code as customer,
         c.name as customerName, d.doc_on as date, d.due_on as dueDate, d.currency, d.amount_minor as amountMinor,
         d.base_minor as baseMinor, d.description, d.reference, b.file_name as batch
       from json_each(?) as wanted join doc as d on d.id = wanted.value
         left join customer as c on c.id = d.customer_id left join import_batch as b on b.id = d.batch_id`,
    )
    .all(JSON.stringify(ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Currencies that accounts have documents in. */
export function listedCurrencies(db: CompanyDb): string[] {
  return db
    .prepare<[], { currency: string }>('select distinct currency from cell order by currency')
    .all()
    .map(({ currency }) => currency)
}

/** The last operation written: the same number means that nothing has changed since. */
export function lastLocalSeq(db: CompanyDb): number {
  return (
    db.prepare<[], { seq: number | null }>('select max(local_seq) as seq from op_outbox').get()
      ?.seq ?? 0
  )
}

export interface ListTotals {
  readonly currency: string
  readonly count: number
  /** As text: a sum may leave what a JavaScript number holds. */
  readonly amountMinor: string
  readonly baseMinor: string
}

export function listTotals(db: CompanyDb, where: Condition): ListTotals[] {
  return db
    .prepare<SqlValue[], ListTotals>(
      `select d.currency, count(*) as count, cast(sum(d.amount_minor) as text) as amountMinor,
         cast(sum(d.base_minor) as text) as baseMinor
       from doc as d where ${where.sql} group by d.currency order by d.currency`,
    )
    .all(...where.values)
}

const VALUES = {
  kind: 'd.kind',
  status: STATUS,
  customer: '(select code from customer where id = d.customer_id)',
  customerName: '(select name from customer where id = d.customer_id)',
  currency: 'd.currency',
  batch: '(select file_name from import_batch where id = d.batch_id)',
} as const

export type ValueColumn = keyof typeof VALUES

/** Counted by what identifies them, so that a name is looked up once per account, not per document. */
const GROUPED: Readonly<Record<ValueColumn, string>> = {
  kind: 'd.kind',
  status: STATUS,
  customer: 'd.customer_id',
  customerName: 'd.customer_id',
  currency: 'd.currency',
  batch: 'd.batch_id',
}

export function listValues(
  db: CompanyDb,
  where: Condition,
  column: ValueColumn,
  limit: number,
): { value: string | null; count: number }[] {
  return db
    .prepare<SqlValue[], { value: string | null; count: number }>(
      `select ${VALUES[column]} as value, count(*) as count from doc as d where ${where.sql}
       group by ${GROUPED[column]} order by count desc limit ?`,
    )
    .all(...where.values, limit)
}

/** One of a column's values; null in `values` is the blank. */
export function isOneOf(column: ValueColumn, values: readonly (string | null)[]): Condition {
  const named = values.filter((value) => value !== null)
  const blank = values.includes(null) ? `or ${VALUES[column]} is null` : ''
  const list = 'select value from json_each(?)'
  const byAccount = column === 'customer' ? 'code' : column === 'customerName' ? 'name' : null
  const sql =
    byAccount !== null
      ? `d.customer_id in (select id from customer where ${byAccount} in (${list}))`
      : column === 'batch'
        ? `d.batch_id in (select id from import_batch where file_name in (${list}))`
        : `${VALUES[column]} in (${list})`
  return { sql: `(${sql} ${blank})`, values: [JSON.stringify(named)] }
}
