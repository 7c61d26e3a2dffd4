/**
 * The queries behind verify: each compares two independent ways to a figure and answers only the
 * places where they differ, with how many places were looked at.
 */
import { schemaFault } from './schema-check.ts'
import type { CompanyDb } from './open.ts'

export interface Difference {
  readonly customer: string | null
  readonly customerName: string | null
  readonly currency: string | null
  readonly documentNo: string | null
  readonly documentId: Uint8Array | null
  readonly expectedMinor: number | null
  readonly foundMinor: number | null
  readonly detail: string
}

const LIMIT = 100

/** Entries whose lines do not add up to zero in document or company currency. */
export function unbalancedEntries(db: CompanyDb): { examined: number; differences: Difference[] } {
  const examined = count(db, 'select count(*) as n from doc')
  const differences = db
    .prepare<[number], Difference>(
      `select c.code as customer, c.name as customerName, d.currency, d.number as documentNo, d.doc_id as documentId, 0 as expectedMinor,
         sum(l.amount_minor) as foundMinor, 'lines' as detail
       from doc as d join doc_line as l on l.doc_id = d.id left join customer as c on c.id = d.customer_id
       group by d.id having sum(l.amount_minor) <> 0 or sum(l.base_minor) <> 0 limit ?`,
    )
    .all(LIMIT)
  return { examined, differences }
}

/** Customers and items looked at in one statement: what bounds its memory, whatever the ledger's size. */
const CUSTOMERS_AT_ONCE = 500
const ITEMS_AT_ONCE = 20_000

/** Runs a query over ranges of row ids up to the table's last, until enough differences are found. */
function inRanges(
  db: CompanyDb,
  table: 'customer' | 'item',
  size: number,
  find: (from: number, to: number) => Difference[],
): Difference[] {
  const last = count(db, `select coalesce(max(id), 0) as n from ${table}`)
  const found: Difference[] = []
  for (let from = 1; from <= last && found.length < LIMIT; from += size)
    found.push(...find(from, from + size - 1))
  return found.slice(0, LIMIT)
}

/** Month cells against the documents they sum (L1: opening and closing are sums of cells). */
export function cellDifferences(db: CompanyDb): { examined: number; differences: Difference[] } {
  const examined = count(db, 'select count(*) as n from cell')
  const statement = db.prepare<[number, number, number, number, number], Difference>(
    `with moved as (
       select customer_id, currency, substr(doc_on, 1, 7) as month, max(amount_minor, 0) as debit, max(-amount_minor, 0) as credit,
         base_minor as base, 1 as n, 0 as cell_debit, 0 as cell_credit, 0 as cell_base, 0 as cell_n
       from doc where customer_id between ? and ?
       union all
       select customer_id, currency, month, 0, 0, 0, 0, debit_minor, credit_minor, base_minor, count
       from cell where customer_id between ? and ?
     ), summed as (
       select customer_id, currency, month, sum(debit) as debit, sum(credit) as credit, sum(base) as base, sum(n) as n,
         sum(cell_debit) as cell_debit, sum(cell_credit) as cell_credit, sum(cell_base) as cell_base, sum(cell_n) as cell_n
       from moved group by 1, 2, 3
     )
     select c.code as customer, c.name as customerName, s.currency, s.month as documentNo, null as documentId,
       s.debit - s.credit as expectedMinor, s.cell_debit - s.cell_credit as foundMinor, 'cell' as detail
     from summed as s left join customer as c on c.id = s.customer_id
     where s.debit <> s.cell_debit or s.credit <> s.cell_credit or s.base <> s.cell_base or s.n <> s.cell_n limit ?`,
  )
  const differences = inRanges(db, 'customer', CUSTOMERS_AT_ONCE, (from, to) =>
    statement.all(from, to, from, to, LIMIT),
  )
  return { examined, differences }
}

/** Sums by month, kind and currency against the documents. Served by doc_by_day alone. */
export function docSumDifferences(db: CompanyDb): { examined: number; differences: Difference[] } {
  const examined = count(db, 'select count(*) as n from doc_sum')
  const differences = db
    .prepare<[number], Difference>(
      `select null as customer, null as customerName, currency, month as documentNo, null as documentId,
         sum(minor) as expectedMinor, sum(kept_minor) as foundMinor, 'sum ' || kind as detail
       from (
         select kind, currency, substr(doc_on, 1, 7) as month, count(*) as n, sum(amount_minor) as minor, sum(base_minor) as base,
           0 as kept_n, 0 as kept_minor, 0 as kept_base
         from doc indexed by doc_by_day group by 1, 2, 3
         union all select kind, currency, month, 0, 0, 0, count, amount_minor, base_minor from doc_sum
       ) group by kind, currency, month
       having sum(n) <> sum(kept_n) or sum(minor) <> sum(kept_minor) or sum(base) <> sum(kept_base) limit ?`,
    )
    .all(LIMIT)
  return { examined, differences }
}

/**
 * Ledger balance per customer and currency at the end of a day, from the documents. Served by
 * doc_by_customer alone.
 */
export function ledgerBalances(
  db: CompanyDb,
  on: string,
): { customer: number; code: string; name: string; currency: string; minor: number }[] {
  return db
    .prepare<
      [string],
      { customer: number; code: string; name: string; currency: string; minor: number }
    >(
      `select b.customer, c.code, c.name, b.currency, b.minor
       from (select customer_id as customer, currency, sum(amount_minor) as minor from doc indexed by doc_by_customer
           where doc_on <= ? group by customer_id, currency) as b
         join customer as c on c.id = b.customer order by c.code, b.currency`,
    )
    .all(on)
}

/**
 * L5: amount less slices is what the item says is open, and the running residual, day by day, never
 * crosses zero nor exceeds the amount.
 */
export function itemDifferences(db: CompanyDb): { examined: number; differences: Difference[] } {
  const examined = count(db, 'select count(*) as n from item')
  const statement = db.prepare<
    [number, number, number, number, number, number, number],
    Difference
  >(
    `with slice as (
       select debit_item as item, effective_on, amount_minor as size, debit_base_minor as base from alloc where debit_item between ? and ?
       union all select credit_item, effective_on, amount_minor, credit_base_minor from alloc where credit_item between ? and ?
     ), daily as (
       select item, effective_on, sum(size) as size, sum(base) as base from slice group by item, effective_on
     ), running as (
       select item, sum(size) over (partition by item order by effective_on) as taken, sum(size) over (partition by item) as total,
         sum(base) over (partition by item) as totalBase
       from daily
     ), worst as (
       select item, max(taken) as most, min(taken) as least, max(total) as total, max(totalBase) as totalBase from running group by item
     )
     select c.code as customer, c.name as customerName, i.currency, d.number as documentNo, d.doc_id as documentId,
       i.amount_minor - i.side * coalesce(w.total, 0) as expectedMinor, i.open_minor as foundMinor, 'item ' || i.n as detail
     from item as i left join worst as w on w.item = i.id join doc as d on d.id = i.doc_id left join customer as c on c.id = i.customer_id
     where i.id between ? and ? and (i.open_minor <> i.amount_minor - i.side * coalesce(w.total, 0)
       or i.open_base_minor <> i.base_minor - i.side * coalesce(w.totalBase, 0)
       or coalesce(w.most, 0) > abs(i.amount_minor) or coalesce(w.least, 0) < 0
       or (i.open_minor = 0) <> (i.closed_day < 2932896)
       or (i.open_minor = 0 and i.open_base_minor <> 0))
     limit ?`,
  )
  const differences = inRanges(db, 'item', ITEMS_AT_ONCE, (from, to) =>
    statement.all(from, to, from, to, from, to, LIMIT),
  )
  return { examined, differences }
}

/** Documents whose items do not add up to their amount, and documents without items. */
export function documentItemDifferences(db: CompanyDb): Difference[] {
  return db
    .prepare<[number], Difference>(
      `select c.code as customer, c.name as customerName, d.currency, d.number as documentNo, d.doc_id as documentId, d.amount_minor as expectedMinor,
         (select coalesce(sum(i.amount_minor), 0) from item as i where i.doc_id = d.id) as foundMinor, 'items' as detail
       from doc as d left join customer as c on c.id = d.customer_id
       where d.customer_id is not null and d.kind not in ('fx_difference', 'revaluation')
         and (d.amount_minor, d.base_minor) is not
           (select coalesce(sum(i.amount_minor), 0), coalesce(sum(i.base_minor), 0) from item as i where i.doc_id = d.id) limit ?`,
    )
    .all(LIMIT)
}

/** Live numbers against the documents that are neither reversed nor made by Saldo. */
export function numberDifferences(db: CompanyDb): Difference[] {
  return db
    .prepare<[number], Difference>(
      `select c.code as customer, c.name as customerName, d.currency, d.number as documentNo, d.doc_id as documentId, null as expectedMinor, null as foundMinor, 'number' as detail
       from doc as d left join customer as c on c.id = d.customer_id
       where d.customer_id is not null and d.kind not in ('fx_difference', 'revaluation', 'reversal')
         and exists (select 1 from doc_number as n where n.number = d.number and n.customer_id = d.customer_id and n.kind = d.kind and n.doc_id = d.id)
           = exists (select 1 from doc as r where r.reverses = d.id and r.kind = 'reversal') limit ?`,
    )
    .all(LIMIT)
}

const GUARDS = [
  'doc_no_update',
  'doc_no_delete',
  'doc_line_no_update',
  'doc_line_no_delete',
  'doc_installment_no_update',
  'doc_installment_no_delete',
  'alloc_no_update',
  'alloc_no_delete',
  'due_change_no_update',
  'due_change_no_delete',
  'audit_no_update',
  'audit_no_delete',
  'op_no_delete',
  'op_no_change',
  'bank_line_no_update',
  'bank_line_no_delete',
  'bank_act_no_update',
  'bank_act_no_delete',
] as const

/** L6: the triggers that refuse changes are in place. */
export function missingGuards(db: CompanyDb): { examined: number; missing: string[] } {
  const present = new Set(
    db
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger'")
      .all()
      .map(({ name }) => name),
  )
  return { examined: GUARDS.length, missing: GUARDS.filter((guard) => !present.has(guard)) }
}

export function foreignKeyFaults(db: CompanyDb): number {
  return db.pragmaRows('foreign_key_check').length
}

export function integrityFaults(db: CompanyDb, deep: boolean): string[] {
  const schema = schemaFault(db)
  const pages = db
    .pragmaRows(deep ? 'integrity_check' : 'quick_check')
    .map((row) => String(Object.values(row)[0]))
    .filter((text) => text !== 'ok')
  return schema === null ? pages : [schema, ...pages]
}

export function count(db: CompanyDb, sql: string): number {
  return db.prepare<[], { n: number }>(sql).get()?.n ?? 0
}

/** What the business digest covers, one row per document and per allocation in force. */
export function digestDocuments(
  db: CompanyDb,
): IterableIterator<Record<string, string | number | null>> {
  return db
    .prepare<[], Record<string, string | number | null>>(
      `select c.code, d.kind, case d.number_given when 0 then d.number end as number, d.doc_on, d.paper_on, d.due_on, d.value_on, d.currency, d.rate, d.amount_minor, d.base_minor, d.tax_minor,
         o.kind as reverses_kind, case o.number_given when 0 then o.number end as reverses_number,
         (select group_concat(p.due_on || '=' || p.amount_minor, ';') from doc_installment as p where p.doc_id = d.id) as installments
       from doc as d left join customer as c on c.id = d.customer_id left join doc as o on o.id = d.reverses
       where d.kind not in ('fx_difference')`,
    )
    .iterate()
}

export function digestAllocations(
  db: CompanyDb,
): IterableIterator<Record<string, string | number | null>> {
  return db
    .prepare<[], Record<string, string | number | null>>(
      `select c.code, dd.kind as debit_kind, case dd.number_given when 0 then dd.number else dd.doc_on || ' ' || dd.amount_minor end as debit,
         cd.kind as credit_kind, case cd.number_given when 0 then cd.number else cd.doc_on || ' ' || cd.amount_minor end as credit,
         a.effective_on, sum(a.amount_minor) as amount
       from alloc as a join item as di on di.id = a.debit_item join doc as dd on dd.id = di.doc_id
         join item as ci on ci.id = a.credit_item join doc as cd on cd.id = ci.doc_id join customer as c on c.id = di.customer_id
       where a.removes is null and not exists (select 1 from alloc as r where r.removes = a.id)
       group by a.alloc_id`,
    )
    .iterate()
}

export function digestCustomers(
  db: CompanyDb,
): IterableIterator<Record<string, string | number | null>> {
  return db
    .prepare<[], Record<string, string | number | null>>(
      'select c.code, c.name, p.code as parent, c.archived from customer as c left join customer as p on p.id = c.parent_id',
    )
    .iterate()
}

export function digestDueChanges(
  db: CompanyDb,
): IterableIterator<Record<string, string | number | null>> {
  return db
    .prepare<[], Record<string, string | number | null>>(
      `select c.code, d.kind, d.number, i.n, x.due_on, x.effective_on from due_change as x join item as i on i.id = x.item_id
       join doc as d on d.id = i.doc_id join customer as c on c.id = d.customer_id`,
    )
    .iterate()
}
