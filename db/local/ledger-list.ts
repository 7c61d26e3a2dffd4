/** All documents as one list: its rows by id, its totals and the values of its columns. */
import type { SqlValue } from '../kit/database.ts'
import { listedCurrencies } from './doc-sums.ts'
import { type Condition, scanned, STATUS, type ValueColumn } from './ledger-where.ts'
import type { CompanyDb } from './open.ts'

/** Documents are appended and never deleted, so the last id is how many there are. */
export function countAll(db: CompanyDb): number {
  return db.prepare<[], { n: number | null }>('select max(id) as n from doc').get()?.n ?? 0
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

/** As STATUS, looked up document by document: for the few rows of a block. */
const STATUS_OF_ONE = `case when exists (select 1 from doc as r where r.reverses = d.id) then 'reversed'
  when exists (select 1 from item as i where i.doc_id = d.id and i.open_minor <> 0) then 'open' else 'closed' end`

/** The documents of these ids, in their order. */
export function documentsOf(db: CompanyDb, ids: readonly number[]): ListedDocument[] {
  const rows = db
    .prepare<[string], ListedDocument>(
      `select d.id, d.doc_id as documentId, d.number as documentNo, d.kind, ${STATUS_OF_ONE} as status, c.code as customer,
         c.name as customerName, d.doc_on as date, d.due_on as dueDate, d.currency, d.amount_minor as amountMinor,
         d.base_minor as baseMinor, d.description, d.reference, b.file_name as batch
       from json_each(?) as wanted join doc as d on d.id = wanted.value
         left join customer as c on c.id = d.customer_id left join import_batch as b on b.id = d.batch_id`,
    )
    .all(JSON.stringify(ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/**
 * The last operation written, the feed's last entry worked in and what stepped aside, as one number:
 * the same again means that nothing has changed since.
 */
export function lastLocalSeq(db: CompanyDb): number {
  return (
    db
      .prepare<[], { seq: number }>(
        `select coalesce((select max(local_seq) from op_outbox), 0) + coalesce((select cursor_seq from sync_state), 0)
           + 1000000007 * (select count(*) from op_aside) as seq`,
      )
      .get()?.seq ?? 0
  )
}

export interface ListTotals {
  readonly currency: string
  readonly count: number
  /** As text: a sum may leave what a JavaScript number holds. */
  readonly amountMinor: string
  readonly baseMinor: string
}

/** By kept sums where kind and currency are all that is asked; else by one reading, without a sort. */
export function listTotals(db: CompanyDb, where: Condition): ListTotals[] {
  if (where.reach === 'sums')
    return db
      .prepare<SqlValue[], ListTotals>(
        `select d.currency, sum(d.count) as count, cast(sum(d.amount_minor) as text) as amountMinor,
           cast(sum(d.base_minor) as text) as baseMinor
         from doc_sum as d where ${where.sql} group by d.currency order by d.currency`,
      )
      .all(...where.values)
  const currencies = listedCurrencies(db)
  if (currencies.length === 0) return []
  const own = 'filter (where d.currency = ?)'
  const sums = currencies.map(
    () =>
      `count(*) ${own}, cast(sum(d.amount_minor) ${own} as text), cast(sum(d.base_minor) ${own} as text)`,
  )
  const [row = []] = db.tuples<SqlValue[]>(
    `select ${sums.join(', ')} from ${scanned(where)} where ${where.sql}`,
    ...currencies.flatMap((currency) => [currency, currency, currency]),
    ...where.values,
  )
  return currencies.flatMap((currency, n) => {
    const [count, amountMinor, baseMinor] = row.slice(3 * n, 3 * n + 3)
    if (typeof count !== 'number' || count === 0) return []
    return [{ currency, count, amountMinor: String(amountMinor), baseMinor: String(baseMinor) }]
  })
}

const VALUES: Readonly<Record<ValueColumn, string>> = {
  kind: 'd.kind',
  status: STATUS,
  customer: '(select code from customer where id = d.customer_id)',
  customerName: '(select name from customer where id = d.customer_id)',
  currency: 'd.currency',
  batch: '(select file_name from import_batch where id = d.batch_id)',
}

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
  const isKept = where.reach === 'sums' && (column === 'kind' || column === 'currency')
  return db
    .prepare<SqlValue[], { value: string | null; count: number }>(
      `select ${VALUES[column]} as value, ${isKept ? 'sum(d.count)' : 'count(*)'} as count
       from ${isKept ? 'doc_sum as d' : scanned(where)} where ${where.sql}
       group by ${GROUPED[column]} order by 2 desc limit ?`,
    )
    .all(...where.values, limit)
}
