/** Finding documents by what a person remembers of them, and by when Saldo learned of them. */
import type { CompanyDb } from './open.ts'

export interface FoundDocument {
  readonly documentId: Uint8Array
  readonly documentNo: string
  readonly kind: string
  readonly customerCode: string
  readonly customerName: string
  readonly date: string
  readonly currency: string
  readonly amountMinor: number
}

const FOUND = `select d.doc_id as documentId, d.number as documentNo, d.kind, c.code as customerCode, c.name as customerName,
    d.doc_on as date, d.currency, d.amount_minor as amountMinor from doc as d join customer as c on c.id = d.customer_id`

/** Where items of an amount stand in memory: their rows, the newest first. */
export type FindItems = (minor: number, limit: number) => readonly number[]

/**
 * Exact number first, then numbers that begin so (doc_by_number), then amounts: what is still open
 * of them before what is settled, the newest first. Without `items` the documents are read through.
 */
export function findDocuments(
  db: CompanyDb,
  text: string,
  amounts: readonly number[],
  limit: number,
  items: FindItems | null,
): FoundDocument[] {
  const upper = text.toUpperCase()
  const byNumber = (from: string) =>
    db
      .prepare<[string, string, number], FoundDocument>(
        `${FOUND} where d.number >= ? and d.number < ? order by d.number, d.id limit ?`,
      )
      .all(from, `${from}\u{10ffff}`, limit)
  const found = [...byNumber(text), ...(upper === text ? [] : byNumber(upper))]
  for (const amount of amounts) {
    if (found.length >= limit) break
    found.push(...ofAmount(db, amount, limit, items))
  }
  const seen = new Set<string>()
  return found
    .filter((row) => {
      const key = Buffer.from(row.documentId).toString('hex')
      return seen.has(key) ? false : seen.add(key) !== undefined
    })
    .slice(0, limit)
}

function ofAmount(
  db: CompanyDb,
  amount: number,
  limit: number,
  items: FindItems | null,
): FoundDocument[] {
  if (items === null)
    return [
      `where d.id in (select doc_id from item where open_minor <> 0 and open_minor in (?, ?))`,
      `where d.amount_minor in (?, ?)`,
    ].flatMap((where) =>
      db
        .prepare<[number, number, number], FoundDocument>(
          `${FOUND} ${where} order by d.doc_on desc, d.id desc limit ?`,
        )
        .all(amount, -amount, limit),
    )
  const ofItem = db.prepare<[number], FoundDocument>(
    `${FOUND} where d.id = (select doc_id from item where id = ?)`,
  )
  // A document in installments is no item: those are few and stand in a table of their own.
  const inParts = db
    .prepare<[number, number, number], FoundDocument>(
      `${FOUND} where d.id in (select doc_id from doc_installment where n = 1) and d.amount_minor in (?, ?) order by d.id desc limit ?`,
    )
    .all(amount, -amount, limit)
  const whole = items(amount, limit).flatMap((id) => {
    const row = ofItem.get(id)
    return row ? [row] : []
  })
  return [...whole, ...inParts]
}

export function learnedAfter(
  db: CompanyDb,
  on: string,
  afterMs: number,
  customer: number | null,
): (FoundDocument & { recordedAt: number; customer: string; name: string })[] {
  return db
    .prepare<
      [string, number, number | null, number | null],
      FoundDocument & { recordedAt: number; customer: string; name: string }
    >(
      `select d.doc_id as documentId, d.number as documentNo, d.kind, c.code as customerCode, c.name as customerName, c.code as customer, c.name as name,
         d.doc_on as date, d.currency, d.amount_minor as amountMinor, d.recorded_at as recordedAt
       from doc as d join customer as c on c.id = d.customer_id
       where d.doc_on <= ? and d.recorded_at > ? and (? is null or d.customer_id = ?) order by d.recorded_at, d.id limit 5000`,
    )
    .all(on, afterMs, customer, customer)
}
