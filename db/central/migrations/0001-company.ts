/**
 * A company on the server: its head, and the rows of sync/engine/central/tables.ts as PostgreSQL keeps
 * them. A test compares the two.
 *
 * Text has the collation "C", so that the order of keys is that of their bytes on every machine.
 * Moments are milliseconds UTC, amounts signed minor units, debit positive. No foreign key leads from
 * a row to its company: what may be written is settled under the head's lock and by the policy, and a
 * check per row would cost each push.
 *
 * The role saldo_app, which every request takes, sees and makes rows of the company of its
 * transaction only; nobody but an administrator deletes.
 */
const COMPANY_TABLES = [
  'company',
  'company_head',
  'timeline',
  'device_head',
  'op_log',
  'op_held',
  'change',
  'document',
  'document_line',
  'item',
  'alloc_event',
  'customer',
  'conflict',
  'approval',
  'wf_event',
  'wf_state',
  'period',
  'series',
  'number_series',
  'number_block',
  'number_void',
  'member',
  'device',
  'cell',
  'cust_node',
  'bucket_node',
]

/** Rows that are only ever added. */
const APPEND_ONLY = [
  'timeline',
  'op_log',
  'change',
  'document',
  'document_line',
  'item',
  'alloc_event',
  'wf_event',
  'number_void',
]

const tables = `
create table company (
  company_id uuid primary key,
  tenant_id uuid not null,
  name text collate "C" not null,
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  timezone text collate "C" not null,
  fiscal_year_start integer not null check (fiscal_year_start between 1 and 12),
  salt_key bytea check (octet_length(salt_key) = 32),
  published_by text collate "C"
);

-- Locked first by whoever writes; after it number_series, then rows by their ids.
create table company_head (
  company_id uuid primary key references company,
  timeline_id uuid not null,
  seq bigint not null check (seq >= 0),
  chain_hash bytea not null check (octet_length(chain_hash) = 32)
);

-- Every timeline a company has had, and where it left the one before.
create table timeline (
  company_id uuid not null references company,
  timeline_id uuid not null,
  parent uuid,
  fork_seq bigint not null,
  made_at bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
  primary key (company_id, timeline_id)
);

create table device_head (
  company_id uuid not null,
  chain text collate "C" not null,
  device_id uuid not null,
  epoch bigint not null,
  seq bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (company_id, chain)
);
create index device_head_by_device_id on device_head (company_id, device_id);

create table op_log (
  company_id uuid not null,
  seq bigint not null,
  op_id uuid not null,
  device_id uuid not null,
  epoch bigint not null,
  device_seq bigint not null,
  actor uuid not null,
  kind text collate "C" not null,
  entity_id uuid,
  v bigint not null,
  envelope text collate "C" not null,
  op_hash bytea not null check (octet_length(op_hash) = 32),
  outcome text collate "C" not null,
  code text collate "C",
  detail jsonb,
  facts jsonb,
  chain_hash bytea not null check (octet_length(chain_hash) = 32),
  recorded_at bigint not null,
  primary key (company_id, seq),
  unique (company_id, op_id),
  unique (company_id, device_id, epoch, device_seq)
);
create index op_log_by_entity_id on op_log (company_id, entity_id) where entity_id is not null;

create table op_held (
  company_id uuid not null,
  op_id uuid not null,
  seq bigint not null,
  kind text collate "C" not null,
  entity_id uuid,
  actor uuid not null,
  device_id uuid not null,
  code text collate "C" not null,
  detail jsonb,
  state text collate "C" not null,
  waits_on uuid,
  ended_seq bigint,
  held_at bigint not null,
  primary key (company_id, op_id)
);
create index op_held_by_entity_id on op_held (company_id, entity_id) where entity_id is not null;
create index op_held_by_waits_on on op_held (company_id, waits_on) where waits_on is not null;
create index op_held_by_state on op_held (company_id, state);

create table change (
  company_id uuid not null,
  seq bigint not null,
  ord bigint not null,
  class text collate "C" not null,
  kind text collate "C" not null,
  entity_id uuid,
  customer_id uuid,
  op_id uuid not null,
  facts jsonb,
  tx bigint not null,
  primary key (company_id, seq, ord)
);
create index change_by_op_id on change (company_id, op_id);

create table document (
  company_id uuid not null,
  doc_id uuid not null,
  kind text collate "C" not null,
  customer_id uuid,
  doc_date date not null,
  currency text collate "C" not null,
  amount bigint not null,
  base bigint not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  number text collate "C" not null,
  number_given boolean not null,
  reverses uuid,
  cause uuid,
  ext_key text collate "C",
  flags jsonb not null,
  op_id uuid not null,
  device_id uuid not null,
  dup_key text collate "C",
  cell text collate "C" not null,
  seq bigint not null,
  primary key (company_id, doc_id)
);
create index document_by_number on document (company_id, number);
create index document_by_reverses on document (company_id, reverses) where reverses is not null;
create index document_by_dup_key on document (company_id, dup_key) where dup_key is not null;
create index document_by_cell on document (company_id, cell);

create table document_line (
  company_id uuid not null,
  doc_id uuid not null,
  n bigint not null,
  account text collate "C" not null,
  amount bigint not null,
  base bigint not null,
  primary key (company_id, doc_id, n)
);

create table item (
  company_id uuid not null,
  doc_id uuid not null,
  n bigint not null,
  due_date date not null,
  amount bigint not null,
  base bigint not null,
  primary key (company_id, doc_id, n)
);

create table alloc_event (
  company_id uuid not null,
  alloc_id uuid not null,
  slice bigint not null,
  debit_doc uuid not null,
  debit_n bigint not null,
  credit_doc uuid not null,
  credit_n bigint not null,
  amount bigint not null,
  debit_base bigint not null,
  credit_base bigint not null,
  effective_on date not null,
  removes text collate "C",
  fx_doc uuid,
  node_id uuid not null,
  op_id uuid not null,
  seq bigint not null,
  primary key (company_id, alloc_id, slice)
);
create index alloc_event_by_debit_doc on alloc_event (company_id, debit_doc);
create index alloc_event_by_credit_doc on alloc_event (company_id, credit_doc);
create index alloc_event_by_node_id on alloc_event (company_id, node_id);
create index alloc_event_by_removes on alloc_event (company_id, removes) where removes is not null;

create table customer (
  company_id uuid not null,
  customer_id uuid not null,
  code text collate "C" not null,
  ver bigint not null,
  groups jsonb not null,
  group_vers jsonb not null,
  private jsonb,
  archived boolean not null,
  alias_of uuid,
  flags jsonb not null,
  tax_key text collate "C",
  seq bigint not null,
  primary key (company_id, customer_id)
);
create index customer_by_code on customer (company_id, code);
create index customer_by_tax_key on customer (company_id, tax_key) where tax_key is not null;

create table conflict (
  company_id uuid not null,
  conflict_id uuid not null,
  entity_id uuid not null,
  group_name text collate "C" not null,
  current jsonb,
  other jsonb,
  base jsonb,
  private jsonb,
  op_id uuid not null,
  actor uuid not null,
  state text collate "C" not null,
  decided_by uuid,
  seq bigint not null,
  ended_seq bigint,
  primary key (company_id, conflict_id)
);
create index conflict_by_entity_id on conflict (company_id, entity_id);
create index conflict_by_state on conflict (company_id, state);

create table approval (
  company_id uuid not null,
  approval_id uuid not null,
  kind text collate "C" not null,
  object_id uuid,
  effect jsonb not null,
  private jsonb,
  reason text collate "C",
  asked_by uuid not null,
  asked_op uuid not null,
  state text collate "C" not null,
  decided_by uuid,
  seq bigint not null,
  ended_seq bigint,
  primary key (company_id, approval_id)
);
create index approval_by_object_id on approval (company_id, object_id) where object_id is not null;
create index approval_by_state on approval (company_id, state);
create index approval_by_asked_op on approval (company_id, asked_op);

create table wf_event (
  company_id uuid not null,
  op_id uuid not null,
  seq bigint not null,
  type text collate "C" not null,
  entity_id uuid not null,
  customer_id uuid,
  node_id uuid not null,
  op_hash bytea not null check (octet_length(op_hash) = 32),
  primary key (company_id, op_id)
);
create index wf_event_by_node_id on wf_event (company_id, node_id);
create index wf_event_by_entity_id on wf_event (company_id, entity_id);

create table wf_state (
  company_id uuid not null,
  entity_id uuid not null,
  machine text collate "C" not null,
  state text collate "C" not null,
  customer_id uuid,
  data jsonb not null,
  ver bigint not null,
  op_id uuid not null,
  primary key (company_id, entity_id)
);

create table period (
  company_id uuid not null,
  ym text collate "C" not null,
  state text collate "C" not null,
  locked_seq bigint,
  by_user uuid not null,
  at bigint not null,
  history jsonb not null,
  primary key (company_id, ym)
);
create index period_by_state on period (company_id, state);

create table series (
  company_id uuid not null,
  code text collate "C" not null,
  kind text collate "C" not null,
  primary key (company_id, code)
);
create index series_by_kind on series (company_id, kind);

create table number_series (
  company_id uuid not null,
  counter text collate "C" not null,
  series text collate "C" not null,
  year bigint not null,
  next bigint not null,
  primary key (company_id, counter)
);

create table number_block (
  company_id uuid not null,
  block_id uuid not null,
  series text collate "C" not null,
  year bigint not null,
  first bigint not null,
  last bigint not null,
  next bigint not null,
  device_id uuid not null,
  epoch bigint not null,
  state text collate "C" not null,
  seq bigint not null,
  primary key (company_id, block_id)
);
create index number_block_by_device_id on number_block (company_id, device_id);
create index number_block_by_series on number_block (company_id, series);

create table number_void (
  company_id uuid not null,
  number text collate "C" not null,
  reason text collate "C" not null,
  op_id uuid not null,
  seq bigint not null,
  primary key (company_id, number)
);

create table member (
  company_id uuid not null,
  user_id uuid not null,
  name text collate "C" not null,
  person text collate "C" not null,
  roles jsonb not null,
  scope jsonb,
  status text collate "C" not null,
  primary key (company_id, user_id)
);
create index member_by_name on member (company_id, name);

create table device (
  company_id uuid not null,
  device_id uuid not null,
  user_id uuid not null,
  device_code text collate "C" not null,
  public_key text collate "C" not null,
  install_id uuid not null,
  status text collate "C" not null,
  epoch bigint not null,
  start_counter bigint not null,
  enrolled_at bigint not null,
  last_contact bigint,
  pending_count bigint,
  min_pending_date date,
  primary key (company_id, device_id)
);
create index device_by_user_id on device (company_id, user_id);
create index device_by_device_code on device (company_id, device_code);

create table cell (
  company_id uuid not null,
  cell text collate "C" not null,
  customer_id uuid not null,
  currency text collate "C" not null,
  ym text collate "C" not null,
  debit bigint not null,
  credit bigint not null,
  base bigint not null,
  count bigint not null,
  set_hash bytea not null check (octet_length(set_hash) = 32),
  primary key (company_id, cell)
);
create index cell_by_customer_id on cell (company_id, customer_id);

create table cust_node (
  company_id uuid not null,
  customer_id uuid not null,
  bucket bigint not null,
  cells bytea not null check (octet_length(cells) = 32),
  allocs bytea not null check (octet_length(allocs) = 32),
  master bytea not null check (octet_length(master) = 32),
  events bytea not null check (octet_length(events) = 32),
  node bytea not null check (octet_length(node) = 32),
  primary key (company_id, customer_id)
);
create index cust_node_by_bucket on cust_node (company_id, bucket);

create table bucket_node (
  company_id uuid not null,
  bucket bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (company_id, bucket)
);

create function current_company() returns uuid language sql stable
  return nullif(current_setting('saldo.company_id', true), '')::uuid;

-- A set of rows is written whole or the statement fails.
create function expect_rows(changed bigint, wanted bigint) returns void language plpgsql immutable as $$
begin
  if changed <> wanted then
    raise exception '% rows to change, % were there', wanted, changed using errcode = 'no_data_found';
  end if;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
`

// The sub-select is worked out once a statement, not once a row.
const policies = COMPANY_TABLES.map(
  (table) => `
alter table ${table} enable row level security;
create policy own_company on ${table} to saldo_app
  using (company_id = (select current_company()))
  with check (company_id = (select current_company()));
grant select, insert${APPEND_ONLY.includes(table) ? '' : ', update'} on ${table} to saldo_app;`,
)

const triggers = APPEND_ONLY.map(
  (table) => `
create trigger append_only before update or delete or truncate on ${table}
  for each statement execute function refuse_change();`,
)

export const sql = [tables, ...policies, ...triggers].join('\n')
