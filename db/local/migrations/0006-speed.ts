/**
 * Operations are pending until the server has answered: the few that are not are found by an index,
 * so that counting those that wait does not read the envelopes of a million.
 *
 * Whether anything was settled after a day is one look into the slices by day: where nothing was,
 * what is open now is what was open then.
 */
export const sql = `
create index alloc_by_day on alloc (effective_on);
create index op_answered on op_outbox (state) where state <> 'pending';
`
