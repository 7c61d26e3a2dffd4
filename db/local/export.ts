/** The tables of a full export in open formats: ids as text, amounts as minor units. */
import type { CompanyDb } from './open.ts'

export interface ExportedTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly sql: string
}

export const EXPORTED_TABLES: readonly ExportedTable[] = [
  {
    name: 'customers',
    columns: [
      'customer_code',
      'name',
      'parent_code',
      'tax_id',
      'tax_office',
      'country',
      'city',
      'address',
      'contact',
      'email',
      'phone',
      'iban',
      'currency',
      'terms',
      'credit_limit_minor',
      'segment',
      'price_list',
      'discount',
      'language',
      'tags',
      'custom',
      'archived',
    ],
    sql: `select c.code, c.name, p.code, c.tax_id, c.tax_office, c.country, c.city, c.address, c.contact, c.email, c.phone, c.iban, c.currency, c.terms, c.credit_limit_minor, c.segment,
      c.price_list, c.discount, c.language, c.tags, c.custom, c.archived from customer as c left join customer as p on p.id = c.parent_id order by c.code`,
  },
  {
    name: 'documents',
    columns: [
      'document_id',
      'type',
      'document_no',
      'customer_code',
      'posting_date',
      'document_date',
      'due_date',
      'value_date',
      'currency',
      'rate',
      'amount_minor',
      'base_minor',
      'tax_minor',
      'reference',
      'description',
      'external_ref',
      'branch_code',
      'method',
      'reverses',
      'recorded_at',
      'content_hash',
    ],
    sql: `select lower(hex(d.doc_id)), d.kind, d.number, c.code, d.doc_on, coalesce(d.paper_on, d.doc_on), d.due_on, d.value_on, d.currency, d.rate, d.amount_minor, d.base_minor, d.tax_minor,
      d.reference, d.description, d.external_ref, d.branch_code, d.method, lower(hex(o.doc_id)), d.recorded_at, lower(hex(d.content_hash))
      from doc as d left join customer as c on c.id = d.customer_id left join doc as o on o.id = d.reverses order by d.id`,
  },
  {
    name: 'lines',
    columns: ['document_id', 'n', 'account', 'amount_minor', 'base_minor'],
    sql: 'select lower(hex(d.doc_id)), l.n, l.account, l.amount_minor, l.base_minor from doc_line as l join doc as d on d.id = l.doc_id order by d.id, l.n',
  },
  {
    name: 'installments',
    columns: ['document_id', 'n', 'due_date', 'amount_minor'],
    sql: 'select lower(hex(d.doc_id)), p.n, p.due_on, p.amount_minor from doc_installment as p join doc as d on d.id = p.doc_id order by d.id, p.n',
  },
  {
    name: 'allocations',
    columns: [
      'allocation_id',
      'slice',
      'debit_document',
      'debit_n',
      'credit_document',
      'credit_n',
      'amount_minor',
      'debit_base_minor',
      'credit_base_minor',
      'effective_on',
      'removes',
      'recorded_at',
    ],
    sql: `select lower(hex(a.alloc_id)), a.slice, lower(hex(dd.doc_id)), di.n, lower(hex(cd.doc_id)), ci.n, a.amount_minor, a.debit_base_minor, a.credit_base_minor, a.effective_on,
      (select lower(hex(o.alloc_id)) || '/' || o.slice from alloc as o where o.id = a.removes), a.recorded_at
      from alloc as a join item as di on di.id = a.debit_item join doc as dd on dd.id = di.doc_id join item as ci on ci.id = a.credit_item join doc as cd on cd.id = ci.doc_id order by a.id`,
  },
  {
    name: 'due-date-agreements',
    columns: ['document_id', 'n', 'due_date', 'effective_on', 'reason', 'recorded_at'],
    sql: 'select lower(hex(d.doc_id)), i.n, x.due_on, x.effective_on, x.reason, x.recorded_at from due_change as x join item as i on i.id = x.item_id join doc as d on d.id = i.doc_id order by x.id',
  },
  {
    name: 'disputes',
    columns: ['document_id', 'amount_minor', 'reason', 'note', 'opened_on', 'resolved_on', 'how'],
    sql: 'select lower(hex(d.doc_id)), x.amount_minor, x.reason, x.note, x.opened_on, x.resolved_on, x.how from dispute as x join doc as d on d.id = x.doc_id order by x.id',
  },
  {
    name: 'rates',
    columns: ['currency', 'date', 'rate'],
    sql: 'select currency, day, rate from rate order by currency, day',
  },
  {
    name: 'periods',
    columns: ['action', 'month', 'reason', 'recorded_at'],
    sql: 'select action, month, reason, recorded_at from period_event order by id',
  },
  {
    name: 'campaigns',
    columns: [
      'campaign_id',
      'kind',
      'from_on',
      'as_of',
      'answer_by',
      'scope',
      'hash',
      'actor',
      'recorded_at',
    ],
    sql: 'select lower(hex(campaign_id)), kind, from_on, as_of, answer_by, scope, lower(hex(hash)), actor, recorded_at from campaign order by id',
  },
  {
    name: 'letters',
    columns: [
      'letter_id',
      'campaign_id',
      'customer_code',
      'number',
      'version',
      'language',
      'content',
      'hash',
      'recorded_at',
    ],
    sql: `select lower(hex(l.letter_id)), lower(hex(m.campaign_id)), c.code, l.number, l.version, l.language, l.content, lower(hex(l.hash)), l.recorded_at
      from letter as l join campaign as m on m.id = l.campaign_id join customer as c on c.id = l.customer_id order by l.id`,
  },
  {
    name: 'letter-events',
    columns: [
      'event_id',
      'letter_id',
      'kind',
      'on',
      'actor',
      'channel',
      'recipient',
      'note',
      'file_hash',
      'recorded_at',
      'currency',
      'answer',
      'theirs_minor',
    ],
    sql: `select lower(hex(e.event_id)), lower(hex(l.letter_id)), e.kind, e.on_day, e.actor, e.channel, e.recipient, e.note, lower(hex(f.hash)), e.recorded_at, a.currency, a.answer, a.theirs_minor
      from letter_event as e join letter as l on l.id = e.letter_id left join letter_file as f on f.id = e.file_id left join letter_answer as a on a.event_id = e.id order by e.id, a.currency`,
  },
  {
    name: 'period-seals',
    columns: ['month', 'pack_hash', 'checks', 'sign_off', 'actor', 'recorded_at'],
    sql: 'select month, lower(hex(pack_hash)), checks, sign_off, actor, recorded_at from period_seal order by id',
  },
  {
    name: 'settings',
    columns: ['key', 'value'],
    sql: 'select key, value from setting order by key',
  },
  {
    name: 'views',
    columns: ['view_id', 'screen', 'name', 'state'],
    sql: 'select lower(hex(view_id)), screen, name, state from saved_view order by id',
  },
  {
    name: 'imports',
    columns: [
      'batch_id',
      'kind',
      'file_name',
      'file_hash',
      'rows',
      'imported',
      'unchanged',
      'rejected',
      'totals',
      'recorded_at',
      'undone_at',
    ],
    sql: 'select lower(hex(batch_id)), kind, file_name, lower(hex(file_hash)), rows, imported, unchanged, rejected, totals, recorded_at, undone_at from import_batch order by id',
  },
  {
    name: 'mappings',
    columns: ['name', 'kind', 'fingerprint', 'map', 'used_at'],
    sql: 'select name, kind, fingerprint, map, used_at from import_mapping order by name',
  },
  {
    name: 'series',
    columns: ['series', 'year', 'next'],
    sql: 'select series, year, next from number_series order by series, year',
  },
  {
    name: 'audit',
    columns: [
      'seq',
      'at',
      'actor',
      'app',
      'action',
      'object',
      'detail',
      'op_from',
      'op_to',
      'chain',
      'prev',
      'hash',
    ],
    sql: 'select seq, at, actor, app, action, object, detail, op_from, op_to, lower(hex(chain_hash)), lower(hex(prev)), lower(hex(hash)) from audit order by seq',
  },
]

export function* exportRows(
  db: CompanyDb,
  table: ExportedTable,
): IterableIterator<(string | number | null)[]> {
  for (const row of db.rawRows(table.sql)) yield row
}

/** The operations as they are sealed, one JSON text each, oldest first. */
export function* exportOperations(db: CompanyDb): IterableIterator<string> {
  const all = db.prepare<[], { envelope: string }>(
    'select envelope from op_outbox order by local_seq',
  )
  for (const { envelope } of all.iterate()) yield envelope
}
