/**
 * The slow half of verify: content hashes computed again from the rows, and projections folded anew
 * from the journal and compared.
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { type WholeDocument, wholeDocumentsAfter } from '../../../db/local/whole-documents.ts'
import { allItemRows, allSliceRows, lastItem } from '../../../db/local/item-rows.ts'
import { documentItemDifferences, numberDifferences } from '../../../db/local/checks.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import { type IsoDate, monthOf, toDayNumber } from '../../../shared/domain/days.ts'
import { addToSet, pendingLeaf, toBytes32 } from '../../../sync/engine/cells.ts'
import { uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import type { Context } from '../context.ts'
import { checkNodes } from '../sync/check-nodes.ts'
import { type Check, check, failure, note } from './verify-check.ts'
import { bearsItsHash } from './verify-content.ts'

const PAGE = 1000

/**
 * Hash of every document from its own rows; a changed amount, day or line is named. Answers the rows
 * that do not bear theirs as well.
 */
export function checkHashes(context: Context): {
  readonly hashes: Check
  readonly altered: ReadonlySet<number>
} {
  const altered = new Set<number>()
  const failures: ReturnType<typeof note>[] = []
  let examined = 0
  for (const { row, content } of documents(context)) {
    examined += 1
    if (bearsItsHash(context, row, content)) continue
    altered.add(row.rowid)
    failures.push({ ...note('content hash'), documentNo: row.number, documentId: row.documentId })
  }
  return { hashes: check('content', examined, failures), altered }
}

/** Items, cells and nodes folded anew from documents and allocations. */
export function checkProjections(context: Context, altered: ReadonlySet<number>): Check {
  const { db } = context
  const failures = [...documentItemDifferences(db), ...numberDifferences(db)].map((one) =>
    failure(one, null),
  )
  const size = lastItem(db) + 1
  const taken = new Float64Array(size)
  const takenBase = new Float64Array(size)
  const lastDay = new Int32Array(size).fill(-NEVER)
  for (const slice of allSliceRows(db)) {
    taken[slice.item] = (taken[slice.item] ?? 0) + slice.minor
    takenBase[slice.item] = (takenBase[slice.item] ?? 0) + slice.baseMinor
    const day = toDayNumber(slice.on as IsoDate)
    if (day > (lastDay[slice.item] ?? 0)) lastDay[slice.item] = day
  }
  let examined = 0
  for (const item of allItemRows(db)) {
    examined += 1
    const open = item.amountMinor - (taken[item.id] ?? 0)
    const base = item.baseMinor - (takenBase[item.id] ?? 0)
    const closed = open === 0 ? Math.max(item.docDay, lastDay[item.id] ?? 0) : NEVER
    if (open !== item.openMinor || base !== item.openBaseMinor || closed !== item.closedDay)
      failures.push({
        ...note(`item ${item.id}`),
        expectedMinor: open,
        foundMinor: item.openMinor,
        currency: item.currency,
      })
  }
  const cells = foldedCells(context)
  for (const [key, cell] of cells) {
    examined += 1
    const [customer, currency, month] = key.split(' ')
    const stored = db
      .prepare<[number, string, string], { set_hash: Uint8Array }>(
        "select set_hash from cell where customer_id = ? and currency = ? and month = ? and state = 'pending'",
      )
      .get(Number(customer), currency ?? '', month ?? '')
    if (!stored || !toBytes32(cell).equals(Buffer.from(stored.set_hash)))
      failures.push({ ...note(`cell ${month}`), currency: currency ?? null })
  }
  const nodes = checkNodes(context, altered)
  examined += nodes.examined
  failures.push(...nodes.failures)
  return check('projections', examined, failures)
}

/** Of what no server has confirmed. */
function foldedCells(context: Context): Map<string, bigint> {
  const cells = new Map<string, bigint>()
  const rows = context.db.prepare<
    [],
    {
      customer: number
      currency: string
      doc_on: IsoDate
      doc_id: Uint8Array
      content_hash: Uint8Array
      number: string
    }
  >(
    `select customer_id as customer, currency, doc_on, doc_id, content_hash, number from doc
     where customer_id is not null and not exists (select 1 from doc_status as s where s.doc = doc.id)`,
  )
  for (const row of rows.iterate()) {
    const key = `${row.customer} ${row.currency} ${monthOf(row.doc_on)}`
    cells.set(
      key,
      addToSet(
        cells.get(key) ?? 0n,
        pendingLeaf(uuidToBytes(bytesToUuid(row.doc_id)), row.content_hash, row.number),
      ),
    )
  }
  return cells
}

/** A page after the other: a list of a million would have to be held. */
function* documents({ db }: Context): Iterable<WholeDocument> {
  for (let after = 0; ; ) {
    const page = wholeDocumentsAfter(db, after, PAGE)
    yield* page
    const last = page.at(-1)
    if (!last) return
    after = last.row.rowid
  }
}
