/**
 * The documents list at a million rows.
 *
 * `doc_by_day` holds all that the list filters and adds up, so that a filter, a count or a sum reads
 * this index alone: it is the cheapest one to widen, as documents come nearly in the order of their
 * days. `item_open` tells of what documents something is open. Orders by amounts and due day get
 * indexes of their own; the others walk what there is in parts (ledger-order.ts).
 *
 * `doc_sum` is what the documents of a month, kind and currency come to, kept by the transaction that
 * posts them: totals of the whole list, and which months an order by kind has to look into.
 */
export const sql = `
create table doc_sum (
  kind text not null,
  currency text not null,
  month text not null,
  count integer not null,
  amount_minor integer not null,
  base_minor integer not null,
  primary key (kind, currency, month)
) strict, without rowid;

insert into doc_sum (kind, currency, month, count, amount_minor, base_minor)
  select kind, currency, substr(doc_on, 1, 7), count(*), sum(amount_minor), sum(base_minor) from doc group by 1, 2, 3;

drop index doc_by_day;
create index doc_by_day on doc (doc_on, id, number, kind, currency, customer_id, due_on, amount_minor, base_minor, batch_id);
create index doc_by_amount on doc (amount_minor);
create index doc_by_base on doc (base_minor);
create index doc_by_due on doc (due_on);

drop index item_open;
create index item_open on item (customer_id, currency, due_day, open_minor, doc_id) where open_minor <> 0;
`
