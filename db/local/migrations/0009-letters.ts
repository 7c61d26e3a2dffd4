/**
 * Campaigns, their letters, what happened to each, and sealed months.
 *
 * All of it is appended: a letter's state is a fold over its events, a new version is a new row. What a
 * letter says stands in `content` as canonical text and `hash` is over that text; `through_doc` is the
 * last document of the journal as it was when the letter was made, so its statement can be read again.
 */
const APPENDED = [
  'campaign',
  'letter',
  'letter_balance',
  'letter_event',
  'letter_answer',
  'letter_file',
  'period_seal',
]

export const sql = `
create table campaign (
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

create table letter (
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

create table letter_balance (
  letter_id integer not null references letter (id),
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  balance_minor integer not null,
  primary key (letter_id, currency)
) strict, without rowid;

create table letter_file (
  id integer primary key,
  hash blob not null unique check (length(hash) = 32),
  name text not null,
  content blob not null
) strict;

create table letter_event (
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
) strict;

create table letter_answer (
  event_id integer not null references letter_event (id),
  currency text not null check (currency glob '[A-Z][A-Z][A-Z]'),
  answer text not null check (answer in ('agree', 'dispute', 'not_ours')),
  theirs_minor integer,
  primary key (event_id, currency)
) strict, without rowid;

create table period_seal (
  id integer primary key,
  month text not null,
  pack_hash blob not null check (length(pack_hash) = 32),
  checks text not null,
  sign_off text,
  actor text not null,
  recorded_at integer not null,
  op_id blob not null
) strict;

create index campaign_by_day on campaign (as_of);
create index letter_by_number on letter (number);
create index letter_by_customer on letter (customer_id);
create index letter_event_by_letter on letter_event (letter_id);
${APPENDED.map(
  (table) => `
create trigger ${table}_no_update before update on ${table} begin select raise(abort, 'letters are append-only'); end;
create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, 'letters are append-only'); end;`,
).join('')}
`
