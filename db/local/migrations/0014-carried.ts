/**
 * What other desks did with letters and imports, as far as it needs columns of its own.
 *
 * A letter made elsewhere was made of the journal of that desk: `letter_unseen` names the documents that
 * lie before its `through_doc` here and were not in it. A file of an answer stays where it was attached;
 * its name travels. What a held operation wrote of letters may go, as other unconfirmed work does.
 *
 * A batch is what one device wrote between two places of its chain, both included.
 */
const LETTERS = [
  ['campaign', 'old.op_id'],
  ['letter', 'old.op_id'],
  ['letter_balance', '(select op_id from letter where id = old.letter_id)'],
  ['letter_event', 'old.op_id'],
  ['letter_answer', '(select op_id from letter_event where id = old.event_id)'],
  ['period_seal', 'old.op_id'],
]

/** The operations of a batch are those its audit entry names. */
const ofOperation = (
  end: string,
  what: string,
) => `(select ${what} from audit join op_outbox as op on op.local_seq = audit.${end}
  where audit.action in ('imports.run', 'roundtrip.apply') and replace(audit.detail ->> 'batch', '-', '') = lower(hex(batch_id)))`

export const sql = `
create table letter_unseen (
  letter_id integer not null references letter (id),
  document_id blob not null check (length(document_id) = 16),
  primary key (letter_id, document_id)
) strict, without rowid;

alter table letter_event add column file_name text;

${LETTERS.map(
  ([table, op]) => `
drop trigger ${table}_no_delete;
create trigger ${table}_no_delete before delete on ${table}
when not exists (select 1 from retracting where op_id = ${op})
  or exists (select 1 from wf_confirmed where op_id = ${op})
begin select raise(abort, 'letters are append-only'); end;`,
).join('')}

alter table import_batch add column device_id blob;
alter table import_batch add column first_seq integer;
alter table import_batch add column last_seq integer;
update import_batch set device_id = ${ofOperation('op_from', "unhex(replace(op.envelope ->> 'device_id', '-', ''))")},
  first_seq = ${ofOperation('op_from', 'op.device_seq')}, last_seq = ${ofOperation('op_to', 'op.device_seq')};
create index import_batch_by_place on import_batch (device_id, first_seq);

/** Envelope of a change to a card by a batch of another device: taking the batch back needs what stood before. */
alter table feed_op add column envelope text;
`
