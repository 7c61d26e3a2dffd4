/**
 * The digest folded anew from every confirmed row, beside the sums that are kept: each part whose rows
 * are not its sum is named. Rows altered underneath are found by this alone (sync.md I13).
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { confirmedCardsAfter, confirmedEventsAfter } from '../../../db/local/confirmed.ts'
import { confirmedSlicesAfter } from '../../../db/local/confirmed-rows.ts'
import { customerNames } from '../../../db/local/customers.ts'
import {
  bucketHashes,
  confirmedCellsOf,
  confirmedCellsOfNobody,
  customerNode,
  customersWithNode,
  NO_CUSTOMER_ROW,
} from '../../../db/local/nodes.ts'
import { wholeDocumentsAfter } from '../../../db/local/whole-documents.ts'
import {
  bucketOf,
  EMPTY_CELL,
  EMPTY_NODE,
  NO_CUSTOMER,
  PARTS,
  plus,
  ZERO_HASH,
} from '../../../sync/engine/digest.ts'
import { cellKey, NodeFold } from '../../../sync/engine/node-fold.ts'
import type { Context } from '../context.ts'
import { leafOfCard, leafOfEvent, leafOfSlice, leafOfWhole } from './leaves.ts'
import { isSameCell } from './suspects.ts'

const PAGE = 1000
const CUSTOMERS_AT_ONCE = 100
const BUCKETS = 256

export interface Reread {
  readonly fold: NodeFold
  /** Cells and other parts of customers' nodes, as keys of a compare. */
  readonly suspect: readonly string[]
  /** Nodes and buckets that are not the sum of the parts as folded. */
  readonly nodes: readonly string[]
  readonly examined: number
}

/**
 * Yields between pages; the caller sees to it that nothing is written meanwhile, or looks at what is
 * found once more. `altered`: the documents that do not bear their hash, where somebody has looked.
 */
export function* reread(
  context: Context,
  altered: ReadonlySet<number> | null = null,
): Generator<void, Reread> {
  const { db } = context
  const fold = new NodeFold()
  for (let after = 0; ; ) {
    const page = wholeDocumentsAfter(db, after, PAGE)
    for (const { row, content, seq } of page)
      if (seq !== null)
        fold.document(
          {
            customerId: content.customerId ?? null,
            currency: row.currency,
            on: row.docOn,
            amount: row.amountMinor,
            base: row.baseMinor,
          },
          leafOfWhole(context, row, content, seq, altered ? !altered.has(row.rowid) : undefined),
        )
    const last = page.at(-1)
    if (!last) break
    after = last.row.rowid
    yield
  }
  for (let after = 0; ; ) {
    const page = confirmedSlicesAfter(db, after, PAGE)
    for (const slice of page) fold.add(bytesToUuid(slice.customerId), 'allocs', leafOfSlice(slice))
    const last = page.at(-1)
    if (!last) break
    after = last.rowid
    yield
  }
  for (let after: string | null = null; ; ) {
    const page = confirmedCardsAfter(db, after, PAGE)
    for (const card of page) fold.add(card.customerId, 'master', leafOfCard(context, card))
    const last = page.at(-1)
    if (!last) break
    after = last.customerId
    yield
  }
  for (let after: string | null = null; ; ) {
    const page = confirmedEventsAfter(db, after, PAGE)
    for (const event of page) fold.add(event.customerId, 'events', leafOfEvent(event))
    const last = page.at(-1)
    if (!last) break
    after = last.operationId
    yield
  }
  return yield* compared(context, fold)
}

/** Customer by customer, what was folded beside what is kept. */
function* compared({ db }: Context, fold: NodeFold): Generator<void, Reread> {
  const suspect = new Set<string>()
  const nodes: string[] = []
  const buckets = new Map<number, string>()
  const folded = fold.customers()
  const rows = new Map<string, number>([[NO_CUSTOMER, NO_CUSTOMER_ROW]])
  for (const { rowid, customerId } of customerNames(db)) rows.set(bytesToUuid(customerId), rowid)
  let examined = BUCKETS
  let n = 0
  for (const customerId of new Set([...folded.keys(), ...rows.keys(), ...customersWithNode(db)])) {
    const cells = new Map(folded.get(customerId) ?? [])
    const row = rows.get(customerId)
    const kept = new Map(
      (row === undefined ? [] : confirmedCellsOf(db, row)).map((cell) => [
        cellKey(customerId, cell.currency, cell.month),
        cell,
      ]),
    )
    for (const key of new Set([...cells.keys(), ...kept.keys()]))
      if (!isSameCell(cells.get(key) ?? EMPTY_CELL, kept.get(key) ?? EMPTY_CELL)) suspect.add(key)
    const ours = fold.nodeOf(customerId, cells)
    const theirs = customerNode(db, customerId) ?? NO_NODE
    for (const part of PARTS) if (ours[part] !== theirs[part]) suspect.add(`${customerId} ${part}`)
    if (ours.node !== theirs.node) nodes.push(`node of ${customerId}`)
    const bucket = bucketOf(customerId)
    buckets.set(bucket, plus(buckets.get(bucket) ?? ZERO_HASH, ours.node))
    examined += cells.size + 1
    n += 1
    if (n % CUSTOMERS_AT_ONCE === 0) yield
  }
  for (const { customer, currency, month } of confirmedCellsOfNobody(db))
    suspect.add(cellKey(`row ${customer}`, currency, month))
  bucketHashes(db).forEach((hash, bucket) => {
    if (hash !== (buckets.get(bucket) ?? ZERO_HASH)) nodes.push(`bucket ${bucket}`)
  })
  return { fold, suspect: [...suspect].toSorted(), nodes, examined }
}

const NO_NODE = { ...EMPTY_NODE, node: ZERO_HASH }
