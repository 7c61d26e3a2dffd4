/**
 * What a device keeps of the company's server: where its cursor stands, what is confirmed at which
 * sequence, and the nodes of the digest over it. A company without a server leaves all of it empty.
 *
 * The journal stays append-only with two openings, both for rows that are not confirmed: a provisional
 * number becomes the final one, and what an operation wrote goes again while `retracting` names it.
 * `retracting` is filled and emptied in the transaction that takes the rows out.
 */
export const sql = `
alter table company add column connected integer not null default 0;

create table sync_state (
  id integer primary key check (id = 1),
  server_url text not null,
  joined_by text not null check (joined_by in ('publish', 'join')),
  timeline_id blob check (timeline_id is null or length(timeline_id) = 16),
  cursor_seq integer not null,
  cursor_hash blob not null check (length(cursor_hash) = 32),
  /** The server's head as last seen. */
  head_seq integer not null,
  scope_ver integer not null,
  /** Last link of this device's chain the server is known to have. */
  pushed_seq integer not null,
  /** Every operation up to here is answered, and its effect is confirmed or gone. */
  settled_local integer not null,
  digest_result text not null check (digest_result in ('equal', 'different', 'not_compared')),
  digest_seq integer,
  last_digest_ok_seq integer,
  last_digest_ok_at integer,
  server_offset_ms integer,
  exchanged_at integer,
  /** Why the exchange stopped for good; null while it goes on. */
  stopped_code text,
  stopped_detail text
) strict;

create table sync_inbox (
  page_id integer primary key,
  from_seq integer not null,
  to_seq integer not null,
  page text not null
) strict;

create table checkpoint (
  seq integer primary key,
  chain_hash blob not null check (length(chain_hash) = 32)
) strict;

create table doc_status (
  doc integer primary key references doc (id),
  seq integer not null,
  recorded_at integer not null
) strict;

create table alloc_status (
  alloc integer primary key references alloc (id),
  seq integer not null
) strict;

create table master_confirmed (
  customer_id blob primary key check (length(customer_id) = 16),
  ver integer not null,
  groups text not null,
  private text not null,
  group_vers text not null,
  archived integer not null,
  alias_of blob,
  seq integer not null
) strict, without rowid;

/** Whose operations the feed brought: what a document of another device names as its own. */
create table feed_op (
  op_id blob primary key check (length(op_id) = 16),
  device_id blob not null,
  device_seq integer not null,
  actor blob not null,
  op_hash blob not null check (length(op_hash) = 32)
) strict, without rowid;

create table wf_confirmed (
  op_id blob primary key check (length(op_id) = 16),
  seq integer not null,
  type text not null,
  entity_id blob,
  customer_id blob,
  op_hash blob not null check (length(op_hash) = 32),
  recorded_at integer not null,
  envelope text not null
) strict;
create index wf_confirmed_by_entity on wf_confirmed (entity_id, seq);

create table cust_node (
  customer_id blob primary key check (length(customer_id) = 16),
  bucket integer not null,
  cells blob not null,
  allocs blob not null,
  master blob not null,
  events blob not null,
  node blob not null
) strict, without rowid;
create index cust_node_by_bucket on cust_node (bucket);

create table bucket_node (
  bucket integer primary key check (bucket between 0 and 255),
  hash blob not null check (length(hash) = 32)
) strict;

create table conflict (
  conflict_id blob primary key check (length(conflict_id) = 16),
  customer_id blob not null,
  group_name text not null,
  current_value text,
  other_value text,
  base_value text,
  op_id blob not null,
  state text not null check (state in ('open', 'kept', 'taken')),
  seq integer not null
) strict, without rowid;

/** Own operations whose effect is not in the ledger, and why. */
create table op_aside (
  op_id blob primary key check (length(op_id) = 16),
  code text not null,
  since integer not null,
  /** What its document was called here. */
  number text
) strict, without rowid;

/** Rows a repair took out of the ledger, as JSON. */
create table drift_row (
  id integer primary key,
  kind text not null,
  entity_id blob not null,
  row text not null,
  moved_at integer not null
) strict;

create table retracting (
  op_id blob primary key
) strict, without rowid;

/** A document that goes is looked for among the exchange differences. */
create index alloc_by_fx on alloc (fx_doc) where fx_doc is not null;

drop trigger doc_no_update;
create trigger doc_no_update before update on doc
when not exists (select 1 from sync_state)
  or old.number_given = 0
  or not (old.number glob 'G-????-[0-9][0-9][0-9][0-9][0-9][0-9]*' or old.kind = 'fx_difference')
  or new.number glob 'G-*'
  or exists (select 1 from doc_status where doc = old.id)
  or (new.id, new.doc_id, new.kind, new.customer_id, new.number_given, new.doc_on, new.paper_on, new.due_on, new.value_on,
      new.currency, new.rate, new.amount_minor, new.base_minor, new.tax_minor, new.original_minor, new.reference,
      new.description, new.external_ref, new.branch_code, new.method, new.reverses, new.cause, new.batch_id,
      new.recorded_at, new.content_hash, new.op_id)
    is not (old.id, old.doc_id, old.kind, old.customer_id, old.number_given, old.doc_on, old.paper_on, old.due_on, old.value_on,
      old.currency, old.rate, old.amount_minor, old.base_minor, old.tax_minor, old.original_minor, old.reference,
      old.description, old.external_ref, old.branch_code, old.method, old.reverses, old.cause, old.batch_id,
      old.recorded_at, old.content_hash, old.op_id)
begin select raise(abort, 'journal is append-only'); end;

drop trigger doc_no_delete;
create trigger doc_no_delete before delete on doc
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from doc_status where doc = old.id)
begin select raise(abort, 'journal is append-only'); end;

drop trigger doc_line_no_delete;
create trigger doc_line_no_delete before delete on doc_line
when not exists (select 1 from doc join retracting on retracting.op_id = doc.op_id where doc.id = old.doc_id)
  or exists (select 1 from doc_status where doc = old.doc_id)
begin select raise(abort, 'journal is append-only'); end;

drop trigger doc_installment_no_delete;
create trigger doc_installment_no_delete before delete on doc_installment
when not exists (select 1 from doc join retracting on retracting.op_id = doc.op_id where doc.id = old.doc_id)
  or exists (select 1 from doc_status where doc = old.doc_id)
begin select raise(abort, 'journal is append-only'); end;

drop trigger alloc_no_delete;
create trigger alloc_no_delete before delete on alloc
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from alloc_status where alloc = old.id)
begin select raise(abort, 'journal is append-only'); end;

drop trigger due_change_no_delete;
create trigger due_change_no_delete before delete on due_change
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'journal is append-only'); end;

drop trigger bank_act_no_delete;
create trigger bank_act_no_delete before delete on bank_act
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'bank acts are append-only'); end;
`
