/**
 * Bank statements as read, and what became of their lines (M104, M107, M108).
 *
 * Statements, entries and lines are what a bank said and never change; what people and the program did
 * with a line is a list of acts, appended. `bank_mark` is where each line stands now: the projection of
 * its acts, rebuilt by reading them in order.
 */
export const sql = `
create table bank_account (
  id integer primary key,
  account_id blob not null unique check (length(account_id) = 16),
  name text not null,
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  iban text,
  recorded_at integer not null
) strict;

create table bank_statement (
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

create table bank_entry (
  id integer primary key,
  entry_id blob not null unique check (length(entry_id) = 16),
  statement integer not null references bank_statement (id),
  booked_on text not null,
  amount_minor integer not null,
  bank_ref text,
  text text not null
) strict;

create table bank_line (
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

create table bank_act (
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

create table bank_mark (
  line integer primary key references bank_line (id),
  state text not null check (state in ('todo', 'posted', 'suspense')),
  act integer references bank_act (id)
) strict;

/** What confirmed lines taught of their payers; rows go when the line is undone. */
create table bank_fact (
  kind text not null check (kind in ('iban', 'name', 'tax_id', 'text')),
  key text not null,
  customer_id integer not null references customer (id),
  line integer not null references bank_line (id),
  booked_on text not null,
  primary key (kind, key, customer_id, line)
) strict, without rowid;

create index bank_fact_by_line on bank_fact (line);

create table bank_rule (
  id integer primary key,
  rule_id blob not null unique check (length(rule_id) = 16),
  name text not null,
  rule text not null,
  removed integer not null default 0,
  recorded_at integer not null
) strict;

create index bank_line_by_day on bank_line (account, booked_on, id);
create index bank_line_by_entry on bank_line (entry);
create index bank_mark_by_state on bank_mark (state, line);
create index bank_act_by_line on bank_act (line);

create trigger bank_line_no_update before update on bank_line begin select raise(abort, 'bank lines are kept'); end;
create trigger bank_line_no_delete before delete on bank_line begin select raise(abort, 'bank lines are kept'); end;
create trigger bank_act_no_update before update on bank_act begin select raise(abort, 'bank acts are append-only'); end;
create trigger bank_act_no_delete before delete on bank_act begin select raise(abort, 'bank acts are append-only'); end;
`
