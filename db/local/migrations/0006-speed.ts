/**
 * Operations are pending until the server has answered: the few that are not are found by an index,
 * so that counting those that wait does not read the envelopes of a million.
 */
export const sql = `
create index op_answered on op_outbox (state) where state <> 'pending';
`
