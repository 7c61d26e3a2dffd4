/**
 * What a device must know for people to decide: who last said each field of a card, and the requests that wait for a second person.
 */
export const sql = `
/** The last one who said a field group of a card; group '' stands for the card's first writer. */
create table group_author (
  customer_id blob not null,
  group_name text not null,
  user_id blob not null,
  said_at integer not null,
  primary key (customer_id, group_name)
) strict, without rowid;

alter table conflict add column other_by blob;
alter table conflict add column other_at integer;

create table approval (
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

/** Held work one user gave to another to enter in her own name. */
create table handed_work (
  /** The held operation. */
  op_id blob primary key check (length(op_id) = 16),
  from_user blob not null,
  to_user blob not null,
  handed_at integer not null,
  envelope text not null,
  private text,
  state text not null check (state in ('offered', 'taken', 'returned'))
) strict, without rowid;

create index approval_by_object on approval (object_id) where object_id is not null;
`
