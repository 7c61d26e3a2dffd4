-- What the migrations make; written by "npm run db:dump", not by hand.

CREATE TRIGGER alloc_no_delete before delete on alloc
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from alloc_status where alloc = old.id)
begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER alloc_no_update before update on alloc begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;

CREATE TRIGGER audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;

CREATE TRIGGER bank_act_no_delete before delete on bank_act
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'bank acts are append-only'); end;

CREATE TRIGGER bank_act_no_update before update on bank_act begin select raise(abort, 'bank acts are append-only'); end;

CREATE TRIGGER bank_line_no_delete before delete on bank_line begin select raise(abort, 'bank lines are kept'); end;

CREATE TRIGGER bank_line_no_update before update on bank_line begin select raise(abort, 'bank lines are kept'); end;

CREATE TRIGGER campaign_no_delete before delete on campaign
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER campaign_no_update before update on campaign begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER doc_installment_no_delete before delete on doc_installment
when not exists (select 1 from doc join retracting on retracting.op_id = doc.op_id where doc.id = old.doc_id)
  or exists (select 1 from doc_status where doc = old.doc_id)
begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER doc_installment_no_update before update on doc_installment begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER doc_line_no_delete before delete on doc_line
when not exists (select 1 from doc join retracting on retracting.op_id = doc.op_id where doc.id = old.doc_id)
  or exists (select 1 from doc_status where doc = old.doc_id)
begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER doc_line_no_update before update on doc_line begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER doc_no_delete before delete on doc
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from doc_status where doc = old.id)
begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER doc_no_update before update on doc
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

CREATE TRIGGER due_change_no_delete before delete on due_change
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER due_change_no_update before update on due_change begin select raise(abort, 'journal is append-only'); end;

CREATE TRIGGER letter_answer_no_delete before delete on letter_answer
when not exists (select 1 from retracting where op_id = (select op_id from letter_event where id = old.event_id))
  or exists (select 1 from wf_confirmed where op_id = (select op_id from letter_event where id = old.event_id))
begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_answer_no_update before update on letter_answer begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_balance_no_delete before delete on letter_balance
when not exists (select 1 from retracting where op_id = (select op_id from letter where id = old.letter_id))
  or exists (select 1 from wf_confirmed where op_id = (select op_id from letter where id = old.letter_id))
begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_balance_no_update before update on letter_balance begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_event_no_delete before delete on letter_event
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_event_no_update before update on letter_event begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_file_no_delete before delete on letter_file begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_file_no_update before update on letter_file begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_no_delete before delete on letter
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER letter_no_update before update on letter begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER op_no_change before update of op_id, device_epoch, device_seq, kind, v, envelope, op_hash on op_outbox
begin select raise(abort, 'operations are kept'); end;

CREATE TRIGGER op_no_delete before delete on op_outbox begin select raise(abort, 'operations are kept'); end;

CREATE TRIGGER period_seal_no_delete before delete on period_seal
when not exists (select 1 from retracting where op_id = old.op_id)
  or exists (select 1 from wf_confirmed where op_id = old.op_id)
begin select raise(abort, 'letters are append-only'); end;

CREATE TRIGGER period_seal_no_update before update on period_seal begin select raise(abort, 'letters are append-only'); end;

CREATE TABLE alloc (
  id integer primary key,
  alloc_id blob not null,
  slice integer not null,
  debit_item integer not null references item (id),
  credit_item integer not null references item (id),
  amount_minor integer not null check (amount_minor <> 0),
  debit_base_minor integer not null,
  credit_base_minor integer not null,
  effective_on text not null,
  removes integer unique references alloc (id),
  fx_doc integer references doc (id),
  batch_id integer references import_batch (id),
  recorded_at integer not null,
  op_id blob not null,
  unique (alloc_id, slice)
) strict;

CREATE TABLE alloc_status (
  alloc integer primary key references alloc (id),
  seq integer not null
) strict;

CREATE TABLE approval (
  approval_id blob primary key check (length(approval_id) = 16),
  kind text not null check (kind in ('guarded', 'late_posting', 'reopen')),
  /** The customer, or the held operation. */
  object_id blob,
  group_name text,
  month text,
  /** JSON. */
  before_value text,
  after_value text,
  /** JSON: what the server says of the held operation. */
  about text,
  reason text,
  asked_by blob not null,
  asked_at integer not null,
  asked_op blob not null,
  state text not null check (state in ('waiting', 'approved', 'refused', 'ended')),
  decided_by blob,
  decided_at integer,
  decision_reason text,
  seq integer not null
) strict, without rowid;

CREATE TABLE audit (
  seq integer primary key,
  at integer not null,
  actor text not null,
  app text not null,
  action text not null,
  object text not null,
  detail text not null,
  op_from integer,
  op_to integer,
  chain_hash blob not null,
  prev blob not null,
  hash blob not null
) strict;

CREATE TABLE bank_account (
  id integer primary key,
  account_id blob not null unique check (length(account_id) = 16),
  name text not null,
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  iban text,
  recorded_at integer not null
) strict;

CREATE TABLE bank_act (
  id integer primary key,
  act_id blob not null unique check (length(act_id) = 16),
  line integer not null references bank_line (id),
  kind text not null check (kind in ('posted', 'parked', 'undone')),
  /** 'person', or 'auto' for the policy. */
  by text not null check (by in ('person', 'auto')),
  /** Of the posted proposal; null where a person chose by herself. */
  confidence real,
  customer_id integer references customer (id),
  /** Documents and allocations the act wrote, as JSON: { documents: [doc id], allocations: [hex] }. */
  made text not null,
  reason text,
  recorded_at integer not null,
  op_id blob not null
) strict;

CREATE TABLE bank_entry (
  id integer primary key,
  entry_id blob not null unique check (length(entry_id) = 16),
  statement integer not null references bank_statement (id),
  booked_on text not null,
  amount_minor integer not null,
  bank_ref text,
  text text not null
) strict;

CREATE TABLE bank_fact (
  kind text not null check (kind in ('iban', 'name', 'tax_id', 'text')),
  key text not null,
  customer_id integer not null references customer (id),
  line integer not null references bank_line (id),
  booked_on text not null,
  primary key (kind, key, customer_id, line)
) strict, without rowid;

CREATE TABLE bank_line (
  id integer primary key,
  line_id blob not null unique check (length(line_id) = 16),
  entry integer not null references bank_entry (id),
  account integer not null references bank_account (id),
  booked_on text not null check (booked_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  value_on text,
  amount_minor integer not null,
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  text text not null,
  counterparty text,
  iban text,
  counterparty_account text,
  tax_id text,
  bank_ref text,
  customer_ref text,
  end_to_end text,
  structured_refs text not null,
  transaction_code text,
  is_reversal integer not null,
  original_currency text,
  original_minor integer,
  original_rate text,
  charges_currency text,
  charges_minor integer
) strict;

CREATE TABLE bank_mark (
  line integer primary key references bank_line (id),
  state text not null check (state in ('todo', 'posted', 'suspense')),
  act integer references bank_act (id)
) strict;

CREATE TABLE bank_rule (
  id integer primary key,
  rule_id blob not null unique check (length(rule_id) = 16),
  name text not null,
  rule text not null,
  removed integer not null default 0,
  recorded_at integer not null
, position integer not null default 0) strict;

CREATE TABLE bank_statement (
  id integer primary key,
  statement_id blob not null unique check (length(statement_id) = 16),
  account integer not null references bank_account (id),
  format text not null,
  file_name text not null,
  number text,
  from_on text,
  to_on text,
  opening_minor integer,
  closing_minor integer,
  credits_minor integer not null,
  debits_minor integer not null,
  /** What the statement does not close by; null when it gives nothing to check by. */
  difference_minor integer,
  recorded_at integer not null,
  op_id blob not null
) strict;

CREATE TABLE bucket_node (
  bucket integer primary key check (bucket between 0 and 255),
  hash blob not null check (length(hash) = 32)
) strict;

CREATE TABLE campaign (
  id integer primary key,
  campaign_id blob not null unique check (length(campaign_id) = 16),
  kind text not null check (kind in ('balance', 'statement', 'ba-bs', 'cheques')),
  from_on text not null,
  as_of text not null,
  answer_by text not null,
  with_statement integer not null,
  scope text not null,
  hash blob not null check (length(hash) = 32),
  actor text not null,
  recorded_at integer not null,
  op_id blob not null
) strict;

CREATE TABLE cell (
  customer_id integer not null,
  currency text not null,
  month text not null,
  state text not null default 'pending',
  debit_minor integer not null,
  credit_minor integer not null,
  base_minor integer not null,
  count integer not null,
  set_hash blob not null check (length(set_hash) = 32),
  primary key (customer_id, currency, month, state)
) strict, without rowid;

CREATE TABLE checkpoint (
  seq integer primary key,
  chain_hash blob not null check (length(chain_hash) = 32)
) strict;

CREATE TABLE company (
  id integer primary key check (id = 1),
  company_id blob not null check (length(company_id) = 16),
  name text not null,
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  timezone text not null,
  fiscal_year_start integer not null check (fiscal_year_start between 1 and 12),
  is_demo integer not null default 0,
  demo_until text,
  created_at integer not null,
  user_id blob not null,
  user_name text not null,
  device_id blob not null,
  install_id blob not null,
  device_code text not null,
  device_epoch integer not null,
  start_counter integer not null,
  chain_seq integer not null,
  chain_hash blob not null,
  hlc_ms integer not null,
  hlc_count integer not null,
  salt_key blob not null,
  locked_through text,
  soft_through text
, commit_seq integer not null default 0, commit_token blob, connected integer not null default 0) strict;

CREATE TABLE conflict (
  conflict_id blob primary key check (length(conflict_id) = 16),
  customer_id blob not null,
  group_name text not null,
  current_value text,
  other_value text,
  base_value text,
  op_id blob not null,
  state text not null check (state in ('open', 'kept', 'taken')),
  seq integer not null
, other_by blob, other_at integer) strict, without rowid;

CREATE TABLE cust_node (
  customer_id blob primary key check (length(customer_id) = 16),
  bucket integer not null,
  cells blob not null,
  allocs blob not null,
  master blob not null,
  events blob not null,
  node blob not null
) strict, without rowid;

CREATE TABLE customer (
  id integer primary key,
  customer_id blob not null unique check (length(customer_id) = 16),
  code text not null unique,
  name text not null,
  parent_id integer references customer (id),
  tax_id text,
  tax_office text,
  country text,
  city text,
  address text,
  contact text,
  email text,
  phone text,
  iban text,
  currency text check (currency is null or currency glob '[A-Z][A-Z][A-Z]'),
  terms text,
  credit_limit_minor integer check (credit_limit_minor is null or credit_limit_minor >= 0),
  segment text,
  price_list text,
  discount text,
  language text,
  tags text not null default '[]',
  custom text not null default '{}',
  archived integer not null default 0,
  version integer not null default 1,
  batch_id integer references import_batch (id),
  recorded_at integer not null
) strict;

CREATE TABLE dispute (
  id integer primary key,
  dispute_id blob not null unique,
  doc_id integer not null references doc (id),
  amount_minor integer not null check (amount_minor > 0),
  reason text not null,
  note text,
  opened_on text not null,
  recorded_at integer not null,
  resolved_on text,
  resolved_at integer,
  how text
) strict;

CREATE TABLE doc (
  id integer primary key,
  doc_id blob not null unique check (length(doc_id) = 16),
  kind text not null,
  customer_id integer references customer (id),
  number text not null,
  number_given integer not null,
  doc_on text not null check (doc_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  paper_on text,
  due_on text,
  value_on text,
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  rate text,
  amount_minor integer not null,
  base_minor integer not null,
  tax_minor integer,
  original_minor integer,
  reference text,
  description text,
  external_ref text,
  branch_code text,
  method text,
  reverses integer references doc (id),
  cause blob,
  batch_id integer references import_batch (id),
  recorded_at integer not null,
  content_hash blob not null check (length(content_hash) = 32),
  op_id blob not null
) strict;

CREATE TABLE doc_installment (
  doc_id integer not null references doc (id),
  n integer not null,
  due_on text not null,
  amount_minor integer not null,
  primary key (doc_id, n)
) strict, without rowid;

CREATE TABLE doc_line (
  doc_id integer not null references doc (id),
  n integer not null,
  account text not null,
  amount_minor integer not null,
  base_minor integer not null,
  primary key (doc_id, n)
) strict, without rowid;

CREATE TABLE doc_number (
  customer_id integer not null,
  kind text not null,
  number text not null,
  doc_id integer not null,
  primary key (number, customer_id, kind)
) strict, without rowid;

CREATE TABLE doc_status (
  doc integer primary key references doc (id),
  seq integer not null,
  recorded_at integer not null
) strict;

CREATE TABLE doc_sum (
  kind text not null,
  currency text not null,
  month text not null,
  count integer not null,
  amount_minor integer not null,
  base_minor integer not null,
  primary key (kind, currency, month)
) strict, without rowid;

CREATE TABLE drift_row (
  id integer primary key,
  kind text not null,
  entity_id blob not null,
  row text not null,
  moved_at integer not null
) strict;

CREATE TABLE due_change (
  id integer primary key,
  item_id integer not null references item (id),
  due_on text not null,
  effective_on text not null,
  reason text not null,
  recorded_at integer not null,
  op_id blob not null
) strict;

CREATE TABLE feed_op (
  op_id blob primary key check (length(op_id) = 16),
  device_id blob not null,
  device_seq integer not null,
  actor blob not null,
  op_hash blob not null check (length(op_hash) = 32)
, envelope text) strict, without rowid;

CREATE TABLE group_author (
  customer_id blob not null,
  group_name text not null,
  user_id blob not null,
  said_at integer not null,
  primary key (customer_id, group_name)
) strict, without rowid;

CREATE TABLE handed_work (
  /** The held operation. */
  op_id blob primary key check (length(op_id) = 16),
  from_user blob not null,
  to_user blob not null,
  handed_at integer not null,
  envelope text not null,
  private text,
  state text not null check (state in ('offered', 'taken', 'returned'))
) strict, without rowid;

CREATE TABLE import_batch (
  id integer primary key,
  batch_id blob not null unique,
  kind text not null,
  file_name text not null,
  file_hash blob,
  rows integer not null,
  imported integer not null,
  unchanged integer not null,
  rejected integer not null,
  totals text not null,
  recorded_at integer not null,
  undone_at integer
, device_id blob, first_seq integer, last_seq integer) strict;

CREATE TABLE import_mapping (
  name text primary key,
  kind text not null,
  fingerprint text not null,
  map text not null,
  used_at integer not null
) strict, without rowid;

CREATE TABLE item (
  id integer primary key,
  doc_id integer not null references doc (id),
  n integer not null,
  customer_id integer not null,
  currency text not null,
  side integer not null,
  doc_day integer not null,
  paper_day integer not null,
  due_day integer not null,
  amount_minor integer not null,
  base_minor integer not null,
  open_minor integer not null,
  open_base_minor integer not null,
  closed_day integer not null,
  unique (doc_id, n)
) strict;

CREATE TABLE letter (
  id integer primary key,
  letter_id blob not null unique check (length(letter_id) = 16),
  campaign_id integer not null references campaign (id),
  customer_id integer not null references customer (id),
  number text not null,
  version integer not null check (version > 0),
  language text not null check (language in ('tr', 'en', 'de')),
  through_doc integer not null,
  content text not null,
  hash blob not null check (length(hash) = 32),
  recorded_at integer not null,
  op_id blob not null,
  unique (campaign_id, customer_id, version)
) strict;

CREATE TABLE letter_answer (
  event_id integer not null references letter_event (id),
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  answer text not null check (answer in ('agree', 'dispute', 'not_ours')),
  theirs_minor integer,
  primary key (event_id, currency)
) strict, without rowid;

CREATE TABLE letter_balance (
  letter_id integer not null references letter (id),
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  balance_minor integer not null,
  primary key (letter_id, currency)
) strict, without rowid;

CREATE TABLE letter_event (
  id integer primary key,
  event_id blob not null unique check (length(event_id) = 16),
  letter_id integer not null references letter (id),
  kind text not null,
  on_day text not null,
  actor text not null,
  channel text,
  recipient text,
  note text,
  file_id integer references letter_file (id),
  recorded_at integer not null,
  op_id blob not null
, file_name text) strict;

CREATE TABLE letter_file (
  id integer primary key,
  hash blob not null unique check (length(hash) = 32),
  name text not null,
  content blob not null
) strict;

CREATE TABLE letter_unseen (
  letter_id integer not null references letter (id),
  document_id blob not null check (length(document_id) = 16),
  primary key (letter_id, document_id)
) strict, without rowid;

CREATE TABLE master_confirmed (
  customer_id blob primary key check (length(customer_id) = 16),
  ver integer not null,
  groups text not null,
  private text not null,
  group_vers text not null,
  archived integer not null,
  alias_of blob,
  seq integer not null
) strict, without rowid;

CREATE TABLE member (
  user_id blob primary key check (length(user_id) = 16),
  name text not null,
  /** The human behind the account: preparer and approver differ by it. */
  person text not null,
  /** JSON lists; scope null: every customer. */
  roles text not null,
  scope text,
  status text not null,
  /** Of the operation that said so last. */
  seq integer not null
) strict, without rowid;

CREATE TABLE number_block (
  block_id blob primary key check (length(block_id) = 16),
  series text not null,
  year integer not null,
  kind text not null,
  first integer not null,
  last integer not null check (last >= first),
  /** The next one to give; beyond the last when it is used up. */
  next integer not null check (next between first and last + 1),
  device_epoch integer not null,
  is_void integer not null check (is_void in (0, 1)),
  seq integer not null
) strict;

CREATE TABLE number_series (
  series text not null,
  year integer not null,
  next integer not null,
  primary key (series, year)
) strict, without rowid;

CREATE TABLE op_aside (
  op_id blob primary key check (length(op_id) = 16),
  code text not null,
  since integer not null,
  /** What its document was called here. */
  number text
) strict, without rowid;

CREATE TABLE op_outbox (
  local_seq integer primary key,
  op_id blob not null unique,
  device_epoch integer not null,
  device_seq integer not null,
  kind text not null,
  v integer not null,
  envelope text not null,
  private text,
  op_hash blob not null,
  sig text,
  state text not null default 'pending'
    check (state in ('pending', 'sent', 'accepted', 'held', 'withdrawn', 'superseded', 'quarantined')),
  code text,
  detail text,
  server_seq integer,
  attempts integer not null default 0,
  first_sent_at integer,
  answered_at integer,
  unique (device_epoch, device_seq)
) strict;

CREATE TABLE period_event (
  id integer primary key,
  action text not null,
  month text not null,
  reason text,
  recorded_at integer not null
, actor blob) strict;

CREATE TABLE period_seal (
  id integer primary key,
  month text not null,
  pack_hash blob not null check (length(pack_hash) = 32),
  checks text not null,
  sign_off text,
  actor text not null,
  recorded_at integer not null,
  op_id blob not null
) strict;

CREATE TABLE rate (
  currency text not null,
  day text not null,
  rate text not null,
  recorded_at integer not null,
  primary key (currency, day)
) strict, without rowid;

CREATE TABLE retracting (
  op_id blob primary key
) strict, without rowid;

CREATE TABLE saved_view (
  id integer primary key,
  view_id blob not null unique check (length(view_id) = 16),
  screen text not null,
  name text not null,
  state text not null,
  recorded_at integer not null
) strict;

CREATE TABLE setting (
  key text primary key,
  value text not null
) strict, without rowid;

CREATE TABLE sync_inbox (
  page_id integer primary key,
  from_seq integer not null,
  to_seq integer not null,
  page text not null
) strict;

CREATE TABLE sync_state (
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

CREATE TABLE wf_confirmed (
  op_id blob primary key check (length(op_id) = 16),
  seq integer not null,
  type text not null,
  entity_id blob,
  customer_id blob,
  op_hash blob not null check (length(op_hash) = 32),
  recorded_at integer not null,
  envelope text not null
) strict;

CREATE INDEX alloc_by_batch on alloc (batch_id) where batch_id is not null;

CREATE INDEX alloc_by_credit on alloc (credit_item);

CREATE INDEX alloc_by_day on alloc (effective_on);

CREATE INDEX alloc_by_debit on alloc (debit_item);

CREATE INDEX alloc_by_fx on alloc (fx_doc) where fx_doc is not null;

CREATE INDEX approval_by_object on approval (object_id) where object_id is not null;

CREATE INDEX bank_act_by_line on bank_act (line);

CREATE INDEX bank_fact_by_line on bank_fact (line);

CREATE INDEX bank_line_by_day on bank_line (account, booked_on, id);

CREATE INDEX bank_line_by_entry on bank_line (entry);

CREATE INDEX bank_mark_by_state on bank_mark (state, line);

CREATE INDEX bank_rule_by_position on bank_rule (position, id);

CREATE INDEX campaign_by_day on campaign (as_of);

CREATE INDEX cust_node_by_bucket on cust_node (bucket);

CREATE INDEX customer_by_parent on customer (parent_id) where parent_id is not null;

CREATE INDEX customer_by_tax_id on customer (tax_id) where tax_id is not null;

CREATE INDEX dispute_by_doc on dispute (doc_id);

CREATE INDEX doc_by_amount on doc (amount_minor);

CREATE INDEX doc_by_base on doc (base_minor);

CREATE INDEX doc_by_batch on doc (batch_id) where batch_id is not null;

CREATE INDEX doc_by_customer on doc (customer_id, currency, doc_on, number, id, amount_minor);

CREATE INDEX doc_by_day on doc (doc_on, id, number, kind, currency, customer_id, due_on, amount_minor, base_minor, batch_id);

CREATE INDEX doc_by_due on doc (due_on);

CREATE INDEX doc_by_number on doc (number);

CREATE INDEX doc_by_reversed on doc (reverses) where reverses is not null;

CREATE INDEX doc_paid on doc (customer_id, doc_on) where kind in ('receipt', 'cheque', 'note');

CREATE INDEX due_change_by_item on due_change (item_id);

CREATE INDEX import_batch_by_place on import_batch (device_id, first_seq);

CREATE INDEX item_closed on item (closed_day, doc_day);

CREATE INDEX item_open on item (customer_id, currency, due_day, open_minor, doc_id) where open_minor <> 0;

CREATE INDEX letter_by_customer on letter (customer_id);

CREATE INDEX letter_by_number on letter (number);

CREATE INDEX letter_event_by_letter on letter_event (letter_id);

CREATE INDEX number_block_by_series on number_block (series, year, next);

CREATE INDEX op_about_customer on op_outbox (envelope ->> 'entity_id')
  where kind in ('master.create', 'master.patch', 'master.archive');

CREATE INDEX op_answered on op_outbox (state) where state <> 'pending';

CREATE INDEX saved_view_by_screen on saved_view (screen, name);

CREATE INDEX wf_confirmed_by_entity on wf_confirmed (entity_id, seq);
