/**
 * One row altered underneath, by what was done, of a desk with invoice A and receipt R of customer C, of
 * which 90.00 are applied, and invoice B of customer D.
 */
export const TAMPERED: readonly (readonly [string, ...string[]])[] = [
  ['an amount', "update doc set amount_minor = 999 where number = 'A'"],
  [
    'a line',
    "update doc_line set amount_minor = 7 where doc_id = (select id from doc where number = 'A')",
  ],
  ['a ledger day', "update doc set doc_on = '2026-04-01' where number = 'A'"],
  [
    'a customer',
    "update doc set customer_id = (select id from customer where code = 'D') where number = 'R'",
  ],
  ['a content hash', "update doc set content_hash = zeroblob(32) where number = 'A'"],
  ['a confirmation', "delete from doc_status where doc = (select id from doc where number = 'B')"],
  ['an allocation', 'update alloc set amount_minor = 8000 where amount_minor = 9000'],
  [
    'a missing allocation',
    'delete from alloc_status',
    'delete from alloc where amount_minor = 9000',
  ],
  ['a card', "update customer set name = 'Baskası', credit_limit_minor = 1 where code = 'C'"],
  ['a confirmed card', `update master_confirmed set groups = json_set(groups, '$.terms', '90')`],
  [
    'a missing document',
    ...[
      'doc_status where doc',
      'doc_line where doc_id',
      'item where doc_id',
      'doc_number where doc_id',
      'doc where id',
    ]
      .map((where) => `delete from ${where} = (select id from doc where number = 'B')`)
      .with(4, "delete from doc where number = 'B'"),
  ],
  [
    'a foreign document',
    `insert into doc (doc_id, kind, customer_id, number, number_given, doc_on, currency, amount_minor, base_minor, recorded_at,
       content_hash, op_id) select randomblob(16), kind, customer_id, 'X', 0, doc_on, currency, amount_minor, base_minor,
       recorded_at, content_hash, randomblob(16) from doc where number = 'A'`,
    "insert into doc_status (doc, seq, recorded_at) select id, 3, 0 from doc where number = 'X'",
  ],
  ['the sums', "update cell set debit_minor = debit_minor + 5 where state = 'confirmed'"],
  ['a node', 'update cust_node set events = randomblob(32)'],
  ['a bucket', 'update bucket_node set hash = randomblob(32)'],
]
