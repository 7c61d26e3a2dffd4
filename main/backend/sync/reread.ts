/**
 * The digest folded anew from every confirmed row, beside the sums that are kept: each part whose rows
 * are not its sum is named. Rows altered underneath are found by this alone (sync.md I13).
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { confirmedCards, confirmedEvents } from '../../../db/local/confirmed.ts'
import { confirmedSlices } from '../../../db/local/confirmed-rows.ts'
import { customerNames } from '../../../db/local/customers.ts'
import {
  bucketHashes,
  confirmedCells,
  customerNodes,
  NO_CUSTOMER_ROW,
} from '../../../db/local/nodes.ts'
import { wholeDocumentsAfter } from '../../../db/local/whole-documents.ts'
import {
  EMPTY_CELL,
  EMPTY_NODE,
  NO_CUSTOMER,
  PARTS,
  ZERO_HASH,
} from '../../../sync/engine/digest.ts'
import { cellKey, NodeFold } from '../../../sync/engine/node-fold.ts'
import type { Context } from '../context.ts'
import { isSameCell } from './suspects.ts'
import { leafOfCard, leafOfEvent, leafOfSlice, leafOfWhole } from './leaves.ts'

const PAGE = 1000

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
  for (const slice of confirmedSlices(db))
    fold.add(bytesToUuid(slice.customerId), 'allocs', leafOfSlice(slice))
  yield
  for (const card of confirmedCards(db))
    fold.add(card.customerId, 'master', leafOfCard(context, card))
  yield
  for (const event of confirmedEvents(db)) fold.add(event.customerId, 'events', leafOfEvent(event))
  yield
  return compared(context, fold)
}

function compared({ db }: Context, fold: NodeFold): Reread {
  const suspect = new Set<string>()
  const cells = fold.cells()
  const ids = new Map<number, string>([[NO_CUSTOMER_ROW, NO_CUSTOMER]])
  for (const { rowid, customerId } of customerNames(db)) ids.set(rowid, bytesToUuid(customerId))
  const kept = new Map(
    confirmedCells(db).map((cell) => [
      cellKey(ids.get(cell.customer) ?? `row ${cell.customer}`, cell.currency, cell.month),
      cell,
    ]),
  )
  for (const key of new Set([...cells.keys(), ...kept.keys()])) {
    const ours = cells.get(key) ?? EMPTY_CELL
    const theirs = kept.get(key) ?? EMPTY_CELL
    if (!isSameCell(ours, theirs)) suspect.add(key)
  }
  const folded = fold.nodes()
  const nodes: string[] = []
  const keptNodes = new Map([...customerNodes(db)].map((node) => [node.customerId, node]))
  for (const customerId of new Set([...folded.customers.keys(), ...keptNodes.keys()])) {
    const ours = folded.customers.get(customerId) ?? { ...EMPTY_NODE, node: ZERO_HASH }
    const theirs = keptNodes.get(customerId) ?? { ...EMPTY_NODE, node: ZERO_HASH }
    for (const part of PARTS) if (ours[part] !== theirs[part]) suspect.add(`${customerId} ${part}`)
    if (ours.node !== theirs.node) nodes.push(`node of ${customerId}`)
  }
  bucketHashes(db).forEach((hash, bucket) => {
    if (hash !== (folded.buckets.get(bucket) ?? ZERO_HASH)) nodes.push(`bucket ${bucket}`)
  })
  return {
    fold,
    suspect: [...suspect].toSorted(),
    nodes,
    examined: cells.size + folded.customers.size + 256,
  }
}
