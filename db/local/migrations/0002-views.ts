/** Saved views of lists, kept in the company file; the state is JSON in the contract's shape. */
export const sql = `
create table saved_view (
  id integer primary key,
  view_id blob not null unique check (length(view_id) = 16),
  screen text not null,
  name text not null,
  state text not null,
  recorded_at integer not null
) strict;

create index saved_view_by_screen on saved_view (screen, name);
`
