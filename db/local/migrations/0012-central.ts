/**
 * What the server decides and the feed brings: who works on the company, and the numbers this device
 * may give away by itself. A company without a server leaves both empty.
 */
export const sql = `
create table member (
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

create table number_block (
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
create index number_block_by_series on number_block (series, year, next);

/** User whose closing the feed brought; null of what was done here. */
alter table period_event add column actor blob;
`
