/** Rules for bank lines stand in an order of their own: the first that holds decides. */
export const sql = `
alter table bank_rule add column position integer not null default 0;
update bank_rule set position = id;
create index bank_rule_by_position on bank_rule (position, id);
`
