/**
 * What a company file must satisfy after a kill, asked by SQL of its own and hashing of its own: no
 * code of the product but the driver (reliability-security.md 2, points 1 to 5).
 */
import { createHash } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'
import { firstFault } from '../support/chain-verifier.ts'

export interface Inspected {
  readonly faults: readonly string[]
  readonly operations: ReadonlySet<string>
  readonly documents: number
}

export function inspect(path: string): Inspected {
  const db = new SqliteDatabase(path, { fileMustExist: true })
  const faults: string[] = []
  const none = (name: string, sql: string) => {
    const rows = db.prepare(sql).all()
    if (rows.length > 0)
      faults.push(`${name}: ${JSON.stringify(rows[0])} and ${rows.length - 1} more`)
  }
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') faults.push(`integrity ${String(integrity)}`)
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) faults.push('foreign keys')
    none(
      'I1 unbalanced',
      'select doc_id from doc_line group by doc_id having sum(amount_minor) <> 0 or sum(base_minor) <> 0',
    )
    none(
      'I1 unsafe amount',
      'select doc_id from doc_line where abs(amount_minor) > 9007199254740991',
    )
    none(
      'I5 document without lines',
      'select id from doc as d where not exists (select 1 from doc_line as l where l.doc_id = d.id)',
    )
    none(
      'I5 document without operation',
      'select id from doc as d where not exists (select 1 from op_outbox as o where o.op_id = d.op_id)',
    )
    none(
      'I5 operation without document',
      "select local_seq from op_outbox as o where kind = 'doc.post' and not exists (select 1 from doc as d where d.op_id = o.op_id)",
    )
    none(
      'I5 operation without audit entry',
      'select local_seq from op_outbox as o where not exists (select 1 from audit as a where o.local_seq between a.op_from and a.op_to)',
    )
    none(
      'I6 gap',
      'select device_epoch from op_outbox group by device_epoch having max(device_seq) <> count(*) or min(device_seq) <> 1',
    )
    none(
      'I6 head',
      'select 1 from company as c where c.chain_hash <> (select op_hash from op_outbox order by local_seq desc limit 1)',
    )
    none(
      'I11 I12 cells',
      `select customer_id, currency, month from (
         select customer_id, currency, substr(doc_on, 1, 7) as month, max(amount_minor, 0) as debit, max(-amount_minor, 0) as credit, base_minor as base, 1 as n
           from doc where customer_id is not null
         union all select customer_id, currency, month, -debit_minor, -credit_minor, -base_minor, -count from cell)
       group by 1, 2, 3 having sum(debit) <> 0 or sum(credit) <> 0 or sum(base) <> 0 or sum(n) <> 0`,
    )
    none(
      'I11 open items',
      `select i.id from item as i where i.open_minor <> i.amount_minor - i.side * (
         (select coalesce(sum(a.amount_minor), 0) from alloc as a where a.debit_item = i.id)
         + (select coalesce(sum(a.amount_minor), 0) from alloc as a where a.credit_item = i.id))`,
    )
    none(
      'I11 items of a document',
      `select d.id from doc as d where d.customer_id is not null and d.kind not in ('fx_difference', 'revaluation')
      and d.amount_minor <> (select coalesce(sum(i.amount_minor), 0) from item as i where i.doc_id = d.id)`,
    )
    for (const fault of setHashFaults(db)) faults.push(fault)
    const chain = chainFault(db)
    if (chain !== null) faults.push(chain)
    const operations = new Set(
      (
        db.prepare('select lower(hex(op_hash)) as hash from op_outbox').all() as { hash: string }[]
      ).map(({ hash }) => hash),
    )
    const { n } = db.prepare('select count(*) as n from doc').get() as { n: number }
    return { faults, operations, documents: n }
  } finally {
    db.close()
  }
}

/** I12: a cell's set hash is the sum of its documents' leaves modulo 2^256 (sync.md 17). */
function setHashFaults(db: SqliteDatabase.Database): string[] {
  const sums = new Map<string, bigint>()
  const rows = db
    .prepare(
      'select customer_id as c, currency, substr(doc_on, 1, 7) as month, doc_id, content_hash, number from doc where customer_id is not null',
    )
    .all() as {
    c: number
    currency: string
    month: string
    doc_id: Buffer
    content_hash: Buffer
    number: string
  }[]
  for (const row of rows) {
    const key = `${row.c} ${row.currency} ${row.month}`
    const leaf = createHash('sha256')
      .update('saldo.leaf.v1\0')
      .update(row.doc_id)
      .update(row.content_hash)
      .update(row.number)
      .digest('hex')
    sums.set(key, ((sums.get(key) ?? 0n) + BigInt(`0x${leaf}`)) % 2n ** 256n)
  }
  const cells = db
    .prepare('select customer_id as c, currency, month, hex(set_hash) as hash from cell')
    .all() as {
    c: number
    currency: string
    month: string
    hash: string
  }[]
  return cells.flatMap(({ c, currency, month, hash }) =>
    sums.get(`${c} ${currency} ${month}`) === BigInt(`0x${hash}`)
      ? []
      : [`I12 set hash of ${c} ${currency} ${month}`],
  )
}

/** Both chains by the verifier that shares no code with the product. */
function chainFault(db: SqliteDatabase.Database): string | null {
  const operations = (
    db.prepare('select envelope from op_outbox order by local_seq').all() as { envelope: string }[]
  ).map(({ envelope }) => envelope)
  const audit = db
    .prepare(
      `select cast(seq as text) as seq, cast(at as text) as at, actor, app, action, object, detail, coalesce(cast(op_from as text), '') as op_from,
         coalesce(cast(op_to as text), '') as op_to, lower(hex(chain_hash)) as chain, lower(hex(prev)) as prev, lower(hex(hash)) as hash
       from audit order by audit.seq`,
    )
    .all() as Record<string, string>[]
  return firstFault(operations, audit)
}
