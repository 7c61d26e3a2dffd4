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

/** Exact number first, then numbers that begin so (doc_by_number), then open or recent equal amounts. */
export function findDocuments(
  db: CompanyDb,
  text: string,
  amounts: readonly number[],
  limit: number,
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
    found.push(
      ...db
        .prepare<[number, number, number], FoundDocument>(
          `${FOUND} where d.id in (select doc_id from item where open_minor <> 0 and open_minor in (?, ?) limit ?)`,
        )
        .all(amount, -amount, limit),
    )
  }
  const seen = new Set<string>()
  return found
    .filter((row) => {
      const key = Buffer.from(row.documentId).toString('hex')
      return seen.has(key) ? false : seen.add(key) !== undefined
    })
    .slice(0, limit)
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
