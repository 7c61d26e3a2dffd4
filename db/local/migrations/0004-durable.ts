/**
 * Which commit the file stands at: its number, and a random token that the outbox journal's entries
 * are told by (outbox/journal.ts). A file made before stands at commit 0 without a token.
 */
export const sql = `
alter table company add column commit_seq integer not null default 0;
alter table company add column commit_token blob;
`
