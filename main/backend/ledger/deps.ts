/**
 * What an operation refers to that the server has not confirmed: it is not accepted before those
 * (sync.md I19). A company without a server has no such deps.
 */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import {
  allocationSeq,
  confirmedEvent,
  documentSeq,
  isCardConfirmed,
} from '../../../db/local/confirmed.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import { allocsOfItem, itemsOfDocument } from '../../../db/local/items.ts'
import { cardCreation } from '../../../db/local/outbox-operations.ts'
import type { Context } from '../context.ts'

export interface References {
  readonly documents?: readonly DocumentRow[]
  readonly customers?: readonly string[]
  /** Operations of events. */
  readonly events?: readonly string[]
  /** Slices in the ledger. */
  readonly allocations?: readonly { readonly id: number }[]
  /** A document that must be free of allocations: what released it counts too. */
  readonly freed?: DocumentRow
}

/** Ids of the operations, each once, in the order they are met. */
export function depsOf(context: Context, to: References): readonly string[] {
  const { db, company } = context
  if (!company.isConnected || context.rehearsal) return []
  const deps = new Set<string>()
  for (const document of to.documents ?? [])
    if (documentSeq(db, document.rowid) === undefined) deps.add(document.operationId)
  for (const customerId of to.customers ?? []) {
    if (isCardConfirmed(db, customerId)) continue
    const creation = cardCreation(db, customerId)
    if (creation !== undefined) deps.add(creation)
  }
  for (const operationId of to.events ?? [])
    if (!confirmedEvent(db, operationId)) deps.add(operationId)
  const slices = [
    ...(to.allocations ?? []),
    ...(to.freed ? itemsOfDocument(db, to.freed.rowid) : []).flatMap(({ id }) =>
      allocsOfItem(db, id),
    ),
  ]
  for (const { id } of slices)
    if (allocationSeq(db, id) === undefined) deps.add(operationOfSlice(context, id))
  return [...deps]
}

function operationOfSlice({ db }: Context, slice: number): string {
  const row = db
    .prepare<[number], { op: Uint8Array }>('select op_id as op from alloc where id = ?')
    .get(slice)
  if (!row) throw new Error(`slice ${slice} is not there`)
  return bytesToUuid(row.op)
}
