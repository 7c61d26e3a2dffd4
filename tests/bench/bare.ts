/**
 * The limit program of posting and importing: the same rows in the same tables (the product's own
 * schema, indexes and pragmas), the same canonical text and hashes, written with statements prepared
 * once and nothing else: no checks, no lookups, no decisions.
 */
import { hash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { MIGRATIONS } from '../../db/local/migrations/index.ts'
import { addDays, toDayNumber } from '../../shared/domain/days.ts'
import { LEDGER_DAYS, LEDGER_FROM } from '../../shared/domain/generate/ledger.ts'

/** An imported invoice lies on one of this many days before the last of the ledger. */
export const IMPORT_DAYS = 300
const LAST_DAY = addDays(LEDGER_FROM, LEDGER_DAYS - 1)

export interface BareLedger {
  /** One invoice in one durable transaction. */
  post(): void
  /** `count` invoices in one transaction. */
  import(count: number): void
  close(): void
}

const CUSTOMERS = 10_000

/** Rows of one transaction while the ledger is filled. */
const FILL_ROWS = 100_000

/**
 * A ledger of at least `documents` invoices, filled when it is not there: an insert into a large
 * index costs more than into an empty one, so the limit writes into a ledger as large as Saldo's.
 */
export function openBareLedger(path: string, documents: number): BareLedger {
  const isNew = !existsSync(path)
  const db = new SqliteDatabase(path)
  db.exec(
    `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;
     pragma secure_delete = on; pragma wal_autocheckpoint = 4000; pragma cache_size = -327680;`,
  )
  if (isNew) createTables(db)
  const doc = db.prepare(
    `insert into doc (doc_id, kind, customer_id, number, number_given, doc_on, due_on, currency, amount_minor, base_minor,
       recorded_at, content_hash, op_id) values (?, 'invoice', ?, ?, 0, ?, ?, 'EUR', ?, ?, 0, ?, ?)`,
  )
  const lines = db.prepare(
    'insert into doc_line (doc_id, n, account, amount_minor, base_minor) values (?, 1, ?, ?, ?), (?, 2, ?, ?, ?)',
  )
  const item = db.prepare(
    `insert into item (doc_id, n, customer_id, currency, side, doc_day, paper_day, due_day, amount_minor, base_minor, open_minor,
       open_base_minor, closed_day) values (?, 1, ?, 'EUR', 1, ?, ?, ?, ?, ?, ?, ?, 2932896)`,
  )
  const number = db.prepare(
    "insert into doc_number (customer_id, kind, number, doc_id) values (?, 'invoice', ?, ?)",
  )
  const operation = db.prepare(
    `insert into op_outbox (op_id, device_epoch, device_seq, kind, v, envelope, op_hash) values (?, 1, ?, 'doc.post', 1, ?, ?)`,
  )
  const cell = db.prepare(
    `insert into cell (customer_id, currency, month, debit_minor, credit_minor, base_minor, count, set_hash)
     values (?, 'EUR', ?, ?, 0, ?, 1, ?) on conflict do update set debit_minor = debit_minor + excluded.debit_minor,
       base_minor = base_minor + excluded.base_minor, count = count + 1, set_hash = excluded.set_hash`,
  )
  const sum = db.prepare(
    `insert into doc_sum (kind, currency, month, count, amount_minor, base_minor) values ('invoice', 'EUR', ?, ?, ?, ?)
     on conflict do update set count = count + excluded.count, amount_minor = amount_minor + excluded.amount_minor,
       base_minor = base_minor + excluded.base_minor`,
  )
  const audit = db.prepare(
    `insert into audit (seq, at, actor, app, action, object, detail, op_from, op_to, chain_hash, prev, hash)
     values (?, 0, 'a', '1', 'documents.post', ?, '{}', ?, ?, ?, ?, ?)`,
  )
  const countOf = (table: 'doc' | 'audit') =>
    db.prepare(`select count(*) from ${table}`).pluck().get() as number
  let n = countOf('doc')
  let audits = countOf('audit')
  let chain = Buffer.alloc(32)
  const sha = (text: string) => hash('sha256', text, 'buffer')
  const sums = new Map<string, readonly [count: number, minor: number]>()
  /** Days back from the last one: a ledger of three years when filled, then as the bench posts. */
  const one = (spread: number) => {
    n += 1
    const documentId = randomBytes(16)
    const operationId = randomBytes(16)
    operationId.writeUIntBE(n, 0, 6)
    const owner = ((n * 7919) % CUSTOMERS) + 1
    const day = addDays(LAST_DAY, -(n % spread))
    const dayNumber = toDayNumber(day)
    const core = {
      currency: 'EUR',
      customer_id: documentId.toString('hex'),
      doc_date: day,
      doc_id: documentId.toString('hex'),
      document_no: `N${n}`,
      due_date: day,
      kind: 'invoice',
      lines: [
        { account: '120', amount: n, base: n },
        { account: '600', amount: -n, base: -n },
      ],
    }
    const content = sha(JSON.stringify(core))
    const envelope = JSON.stringify({
      actor: '0198aaaa-0000-7000-8000-000000000001',
      app: '0.1.0',
      attempt: 1,
      company_id: '0198aaaa-0000-7000-8000-000000000001',
      deps: [],
      device_epoch: 1,
      device_id: '0198aaaa-0000-7000-8000-000000000001',
      device_seq: n,
      entered_at: '2026-11-27T00:00:00.000Z',
      entity_id: core.doc_id,
      hlc: '000000000000-0000',
      kind: 'doc.post',
      op_id: operationId.toString('hex'),
      payload: { ...core, content_hash: content.toString('hex'), number: `N${n}` },
      prev: chain.toString('hex'),
      v: 1,
    })
    chain = sha(envelope)
    const leaf = hash('sha256', Buffer.concat([documentId, content]), 'buffer')
    const { lastInsertRowid: row } = doc.run(
      documentId,
      owner,
      `N${n}`,
      day,
      day,
      n,
      n,
      content,
      operationId,
    )
    lines.run(row, '120', n, n, row, '600', -n, -n)
    item.run(row, owner, dayNumber, dayNumber, dayNumber + 30, n, n, n, n)
    number.run(owner, `N${n}`, row)
    operation.run(operationId, n, envelope, chain)
    const month = day.slice(0, 7)
    cell.run(owner, month, n, n, leaf)
    const so = sums.get(month) ?? [0, 0]
    sums.set(month, [so[0] + 1, so[1] + n])
  }
  const closing = () => {
    for (const [month, [count, minor]] of sums) sum.run(month, count, minor, minor)
    sums.clear()
    audits += 1
    audit.run(audits, `N${n}`, n, n, chain, chain, sha(`audit ${n}`))
  }
  const importMany = (count: number, spread: number) => {
    db.transaction(() => {
      for (let i = 0; i < count; i += 1) one(spread)
      closing()
    }).immediate()
  }
  while (n < documents) importMany(Math.min(FILL_ROWS, documents - n), LEDGER_DAYS)
  return {
    post: () => {
      db.transaction(() => {
        one(1)
        closing()
      }).immediate()
    },
    import: (count) => importMany(count, IMPORT_DAYS),
    close: () => db.close(),
  }
}

function createTables(db: SqliteDatabase.Database): void {
  for (const { sql } of MIGRATIONS) db.exec(sql)
  const customer = db.prepare(
    'insert into customer (id, customer_id, code, name, recorded_at) values (?, ?, ?, ?, 0)',
  )
  db.transaction(() => {
    for (let id = 1; id <= CUSTOMERS; id += 1)
      customer.run(id, randomBytes(16), `C${id}`, `Customer ${id}`)
  }).immediate()
}
