-- What the migrations make; written by "npm run db:dump", not by hand.

CREATE OR REPLACE FUNCTION public.current_company()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('saldo.company_id'::text, true), ''::text))::uuid;
CREATE OR REPLACE FUNCTION public.expect_rows(changed bigint, wanted bigint)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if changed <> wanted then
    raise exception '% rows to change, % were there', wanted, changed using errcode = 'no_data_found';
  end if;
end $function$;
CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

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
  PRIMARY KEY (company_id, alloc_id, slice)
);
CREATE INDEX alloc_event_by_credit_doc ON public.alloc_event USING btree (company_id, credit_doc);
CREATE INDEX alloc_event_by_debit_doc ON public.alloc_event USING btree (company_id, debit_doc);
CREATE INDEX alloc_event_by_node_id ON public.alloc_event USING btree (company_id, node_id);
CREATE INDEX alloc_event_by_removes ON public.alloc_event USING btree (company_id, removes) WHERE (removes IS NOT NULL);
create policy own_company on alloc_event to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alloc_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table app_user (
  user_id uuid not null,
  tenant_id uuid not null,
  name text collate "C" not null,
  person text collate "C" not null,
  password_hash text,
  status text not null,
  made_at bigint not null,
  PRIMARY KEY (user_id),
  CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text]))),
  FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
);
CREATE INDEX app_user_by_name ON public.app_user USING btree (tenant_id, name);
grant delete, insert, select, update to saldo_identity;

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
  PRIMARY KEY (company_id, approval_id)
);
CREATE INDEX approval_by_asked_op ON public.approval USING btree (company_id, asked_op);
CREATE INDEX approval_by_object_id ON public.approval USING btree (company_id, object_id) WHERE (object_id IS NOT NULL);
CREATE INDEX approval_by_state ON public.approval USING btree (company_id, state);
create policy own_company on approval to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table bucket_node (
  company_id uuid not null,
  bucket bigint not null,
  hash bytea not null,
  PRIMARY KEY (company_id, bucket),
  CHECK ((octet_length(hash) = 32))
);
create policy own_company on bucket_node to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  set_hash bytea not null,
  PRIMARY KEY (company_id, cell),
  CHECK ((octet_length(set_hash) = 32))
);
CREATE INDEX cell_by_customer_id ON public.cell USING btree (company_id, customer_id);
create policy own_company on cell to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  PRIMARY KEY (company_id, seq, ord)
);
CREATE INDEX change_by_op_id ON public.change USING btree (company_id, op_id);
create policy own_company on change to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table company (
  company_id uuid not null,
  tenant_id uuid not null,
  name text collate "C" not null,
  currency text collate "C" not null,
  timezone text collate "C" not null,
  fiscal_year_start integer not null,
  salt_key bytea,
  published_by text collate "C",
  PRIMARY KEY (company_id),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK (((fiscal_year_start >= 1) AND (fiscal_year_start <= 12))),
  CHECK ((octet_length(salt_key) = 32))
);
create policy own_company on company to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table company_head (
  company_id uuid not null,
  timeline_id uuid not null,
  seq bigint not null,
  chain_hash bytea not null,
  PRIMARY KEY (company_id),
  CHECK ((octet_length(chain_hash) = 32)),
  CHECK ((seq >= 0)),
  FOREIGN KEY (company_id) REFERENCES company(company_id)
);
create policy own_company on company_head to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  PRIMARY KEY (company_id, conflict_id)
);
CREATE INDEX conflict_by_entity_id ON public.conflict USING btree (company_id, entity_id);
CREATE INDEX conflict_by_state ON public.conflict USING btree (company_id, state);
create policy own_company on conflict to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table cust_node (
  company_id uuid not null,
  customer_id uuid not null,
  bucket bigint not null,
  cells bytea not null,
  allocs bytea not null,
  master bytea not null,
  events bytea not null,
  node bytea not null,
  PRIMARY KEY (company_id, customer_id),
  CHECK ((octet_length(allocs) = 32)),
  CHECK ((octet_length(cells) = 32)),
  CHECK ((octet_length(events) = 32)),
  CHECK ((octet_length(master) = 32)),
  CHECK ((octet_length(node) = 32))
);
CREATE INDEX cust_node_by_bucket ON public.cust_node USING btree (company_id, bucket);
create policy own_company on cust_node to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  PRIMARY KEY (company_id, customer_id)
);
CREATE INDEX customer_by_code ON public.customer USING btree (company_id, code);
CREATE INDEX customer_by_tax_key ON public.customer USING btree (company_id, tax_key) WHERE (tax_key IS NOT NULL);
create policy own_company on customer to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  PRIMARY KEY (company_id, device_id)
);
CREATE INDEX device_by_device_code ON public.device USING btree (company_id, device_code);
CREATE INDEX device_by_user_id ON public.device USING btree (company_id, user_id);
create policy own_company on device to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table device_head (
  company_id uuid not null,
  chain text collate "C" not null,
  device_id uuid not null,
  epoch bigint not null,
  seq bigint not null,
  hash bytea not null,
  PRIMARY KEY (company_id, chain),
  CHECK ((octet_length(hash) = 32))
);
CREATE INDEX device_head_by_device_id ON public.device_head USING btree (company_id, device_id);
create policy own_company on device_head to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table device_route (
  device_id uuid not null,
  company_id uuid not null,
  PRIMARY KEY (device_id, company_id)
);
grant delete, insert, select, update to saldo_identity;

create table document (
  company_id uuid not null,
  doc_id uuid not null,
  kind text collate "C" not null,
  customer_id uuid,
  doc_date date not null,
  currency text collate "C" not null,
  amount bigint not null,
  base bigint not null,
  content_hash bytea not null,
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
  PRIMARY KEY (company_id, doc_id),
  CHECK ((octet_length(content_hash) = 32))
);
CREATE INDEX document_by_cell ON public.document USING btree (company_id, cell);
CREATE INDEX document_by_dup_key ON public.document USING btree (company_id, dup_key) WHERE (dup_key IS NOT NULL);
CREATE INDEX document_by_number ON public.document USING btree (company_id, number);
CREATE INDEX document_by_reverses ON public.document USING btree (company_id, reverses) WHERE (reverses IS NOT NULL);
create policy own_company on document to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table document_line (
  company_id uuid not null,
  doc_id uuid not null,
  n bigint not null,
  account text collate "C" not null,
  amount bigint not null,
  base bigint not null,
  PRIMARY KEY (company_id, doc_id, n)
);
create policy own_company on document_line to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table enrol_code (
  code_hash text not null,
  company_id uuid not null,
  user_id uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  used_by uuid,
  PRIMARY KEY (code_hash)
);
grant delete, insert, select, update to saldo_identity;

create table http_idempotency (
  device_id uuid not null,
  idempotency_key text not null,
  body_hash text not null,
  at bigint not null,
  PRIMARY KEY (device_id, idempotency_key)
);
CREATE INDEX http_idempotency_by_time ON public.http_idempotency USING btree (at);
grant delete, insert, select, update to saldo_identity;

create table item (
  company_id uuid not null,
  doc_id uuid not null,
  n bigint not null,
  due_date date not null,
  amount bigint not null,
  base bigint not null,
  PRIMARY KEY (company_id, doc_id, n)
);
create policy own_company on item to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table member (
  company_id uuid not null,
  user_id uuid not null,
  name text collate "C" not null,
  person text collate "C" not null,
  roles jsonb not null,
  scope jsonb,
  status text collate "C" not null,
  PRIMARY KEY (company_id, user_id)
);
CREATE INDEX member_by_name ON public.member USING btree (company_id, name);
create policy own_company on member to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  PRIMARY KEY (company_id, block_id)
);
CREATE INDEX number_block_by_device_id ON public.number_block USING btree (company_id, device_id);
CREATE INDEX number_block_by_series ON public.number_block USING btree (company_id, series);
create policy own_company on number_block to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table number_series (
  company_id uuid not null,
  counter text collate "C" not null,
  series text collate "C" not null,
  year bigint not null,
  next bigint not null,
  PRIMARY KEY (company_id, counter)
);
create policy own_company on number_series to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table number_void (
  company_id uuid not null,
  number text collate "C" not null,
  reason text collate "C" not null,
  op_id uuid not null,
  seq bigint not null,
  PRIMARY KEY (company_id, number)
);
create policy own_company on number_void to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.number_void FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

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
  PRIMARY KEY (company_id, op_id)
);
CREATE INDEX op_held_by_entity_id ON public.op_held USING btree (company_id, entity_id) WHERE (entity_id IS NOT NULL);
CREATE INDEX op_held_by_state ON public.op_held USING btree (company_id, state);
CREATE INDEX op_held_by_waits_on ON public.op_held USING btree (company_id, waits_on) WHERE (waits_on IS NOT NULL);
create policy own_company on op_held to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

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
  op_hash bytea not null,
  outcome text collate "C" not null,
  code text collate "C",
  detail jsonb,
  facts jsonb,
  chain_hash bytea not null,
  recorded_at bigint not null,
  PRIMARY KEY (company_id, seq),
  CHECK ((octet_length(chain_hash) = 32)),
  CHECK ((octet_length(op_hash) = 32)),
  UNIQUE (company_id, device_id, epoch, device_seq),
  UNIQUE (company_id, op_id)
);
CREATE INDEX op_log_by_entity_id ON public.op_log USING btree (company_id, entity_id) WHERE (entity_id IS NOT NULL);
create policy own_company on op_log to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.op_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table period (
  company_id uuid not null,
  ym text collate "C" not null,
  state text collate "C" not null,
  locked_seq bigint,
  by_user uuid not null,
  at bigint not null,
  history jsonb not null,
  PRIMARY KEY (company_id, ym)
);
CREATE INDEX period_by_state ON public.period USING btree (company_id, state);
create policy own_company on period to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table refresh_token (
  token_hash text not null,
  family uuid not null,
  device_id uuid not null,
  user_id uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  family_ends_at bigint not null,
  used_at bigint,
  successor_hash text,
  revoked_at bigint,
  PRIMARY KEY (token_hash)
);
CREATE INDEX refresh_token_by_device ON public.refresh_token USING btree (device_id);
CREATE INDEX refresh_token_by_expiry ON public.refresh_token USING btree (expires_at);
CREATE INDEX refresh_token_by_family ON public.refresh_token USING btree (family);
grant delete, insert, select, update to saldo_identity;

create table schema_version (
  version integer not null,
  name text not null,
  PRIMARY KEY (version)
);

create table series (
  company_id uuid not null,
  code text collate "C" not null,
  kind text collate "C" not null,
  PRIMARY KEY (company_id, code)
);
CREATE INDEX series_by_kind ON public.series USING btree (company_id, kind);
create policy own_company on series to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;

create table server_secret (
  name text not null,
  value text not null,
  made_at bigint not null,
  PRIMARY KEY (name),
  CHECK ((value ~ '^[0-9a-f]{64}$'::text))
);
grant delete, insert, select, update to saldo_identity;

create table tenant (
  tenant_id uuid not null,
  name text collate "C" not null,
  made_at bigint not null,
  PRIMARY KEY (tenant_id),
  UNIQUE (name)
);
grant delete, insert, select, update to saldo_identity;

create table timeline (
  company_id uuid not null,
  timeline_id uuid not null,
  parent uuid,
  fork_seq bigint not null,
  made_at bigint not null default ((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint,
  PRIMARY KEY (company_id, timeline_id),
  FOREIGN KEY (company_id) REFERENCES company(company_id)
);
create policy own_company on timeline to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.timeline FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table user_alias (
  alias_id uuid not null,
  user_id uuid not null,
  PRIMARY KEY (alias_id),
  FOREIGN KEY (user_id) REFERENCES app_user(user_id)
);
grant delete, insert, select, update to saldo_identity;

create table wf_event (
  company_id uuid not null,
  op_id uuid not null,
  seq bigint not null,
  type text collate "C" not null,
  entity_id uuid not null,
  customer_id uuid,
  node_id uuid not null,
  op_hash bytea not null,
  PRIMARY KEY (company_id, op_id),
  CHECK ((octet_length(op_hash) = 32))
);
CREATE INDEX wf_event_by_entity_id ON public.wf_event USING btree (company_id, entity_id);
CREATE INDEX wf_event_by_node_id ON public.wf_event USING btree (company_id, node_id);
create policy own_company on wf_event to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.wf_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select to saldo_app;

create table wf_state (
  company_id uuid not null,
  entity_id uuid not null,
  machine text collate "C" not null,
  state text collate "C" not null,
  customer_id uuid,
  data jsonb not null,
  ver bigint not null,
  op_id uuid not null,
  PRIMARY KEY (company_id, entity_id)
);
create policy own_company on wf_state to saldo_app using ((company_id = ( SELECT current_company() AS current_company))) with check ((company_id = ( SELECT current_company() AS current_company)));
grant insert, select, update to saldo_app;
