/**
 * This device's own digest, level by level: from the sums that are kept down to the cells, and below
 * them from the rows as they stand. Nothing of it was ever told by the server.
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { confirmedCard, confirmedEventsAbout } from '../../../db/local/confirmed.ts'
import { confirmedDocumentsOfCell, confirmedSlicesOf } from '../../../db/local/confirmed-rows.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import {
  bucketHashes,
  confirmedCellsOf,
  customerNode,
  NO_CUSTOMER_ROW,
  nodesIn,
} from '../../../db/local/nodes.ts'
import type { Level } from '../../../sync/client/compare.ts'
import { cellLeaf, NO_CUSTOMER, PARTS } from '../../../sync/engine/digest.ts'
import type { Context } from '../context.ts'
import { keyOfSlice, leafOfCard, leafOfDocument, leafOfEvent, leafOfSlice } from './leaves.ts'

/** Hashes below these keys of the level above, by their own keys. */
export function hashesBelow(
  context: Context,
  level: Level,
  keys: readonly string[],
): Map<string, string> {
  const { db } = context
  switch (level) {
    case 'bucket':
      return new Map(bucketHashes(db).map((hash, bucket) => [String(bucket), hash]))
    case 'customer':
      return nodesIn(db, keys.map(Number))
    case 'cell':
      return new Map(keys.flatMap((customerId) => partsOf(context, customerId)))
    case 'doc':
      return new Map(keys.flatMap((part) => leavesOf(context, part)))
  }
}

type Named = readonly [key: string, hash: string]

function partsOf({ db }: Context, customerId: string): Named[] {
  const row = customerId === NO_CUSTOMER ? NO_CUSTOMER_ROW : customerByUuid(db, customerId)?.rowid
  const cells = (row === undefined ? [] : confirmedCellsOf(db, row)).map(
    (cell): Named => [
      `${customerId} ${cell.currency} ${cell.month}`,
      cellLeaf(customerId, cell.currency, cell.month, cell),
    ],
  )
  const node = customerNode(db, customerId)
  const parts = node ? PARTS.map((part): Named => [`${customerId} ${part}`, node[part]]) : []
  return [...cells, ...parts]
}

/** Rows of a cell or of another part of a node, each with its leaf. */
function leavesOf(context: Context, part: string): Named[] {
  const { db } = context
  const [id = '', what = '', month] = part.split(' ')
  const customerId = id === NO_CUSTOMER ? null : id
  const customer = customerId === null ? null : customerByUuid(db, customerId)?.rowid
  if (month !== undefined)
    return customer === undefined
      ? []
      : confirmedDocumentsOfCell(db, customer, what, month).map((document) => [
          bytesToUuid(document.docId),
          leafOfDocument(context, document),
        ])
  switch (what as (typeof PARTS)[number]) {
    case 'allocs':
      return customer === undefined || customer === null
        ? []
        : confirmedSlicesOf(db, customer).map((slice) => [keyOfSlice(slice), leafOfSlice(slice)])
    case 'master': {
      const card = confirmedCard(db, id)
      return card ? [[part, leafOfCard(context, card)]] : []
    }
    case 'events':
      return confirmedEventsAbout(db, customerId).map((event) => [
        event.operationId,
        leafOfEvent(event),
      ])
  }
}
