/**
 * Repair of what a compare found (sync.md 17), in one transaction: rows that are not the same are kept
 * in `drift_row` and written anew from the operations their authors signed; sums and nodes are folded
 * anew from the rows. What the server cannot prove is left as it stands and told: its own damaged rows
 * are its own repair's, and what it does not know any more is never deleted here.
 */
import {
  confirmedCard,
  insertConfirmedEvent,
  saveConfirmedCard,
} from '../../../db/local/confirmed.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { keepRow } from '../../../db/local/drift.ts'
import { documentById } from '../../../db/local/documents.ts'
import { itemById } from '../../../db/local/items.ts'
import {
  documentText,
  dropDocument,
  dropEvent,
  dropSlice,
  rebuildDocSums,
  sliceRowid,
  unguarded,
} from '../../../db/local/repair-rows.ts'
import type { Inspection } from '../../../sync/client/compare.ts'
import { commitment } from '../../../sync/engine/document-core.ts'
import type { Shown } from '../../../sync/protocol/shown.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { Books } from './books.ts'
import { layCard } from './cards.ts'
import {
  assertStill,
  isKnown,
  lookAt,
  type Looked,
  type ShownLeaf,
  type Signed,
} from './compare.ts'
import { beneathPending } from './lay.ts'
import { rebuildNodes } from './rebuild-nodes.ts'
import { restoreDocument, restoreSlice } from './restore.ts'
import { seenHere } from './sides.ts'
import { refold } from './take-out.ts'

/** How many rows were put right; compare again for what is left. Throws `RequestError` SEQ_MOVED. */
export async function repairCompany(file: CompanyFile, inspection: Inspection): Promise<number> {
  const looked = await lookAt(file, inspection)
  const isClean =
    looked.shown.length === 0 && looked.found.parts.length === 0 && looked.own.nodes.length === 0
  if (isClean && looked.found.buckets.length === 0) return 0
  return file.sliced(
    function* (context) {
      assertStill(context, looked.seq)
      const restored = restoreRows(context, looked)
      rebuildDocSums(context.db)
      yield* rebuildNodes(context)
      context.touched.vanished = true
      context.touched.cards = true
      return restored
    },
    { keeps: true },
  )
}

function restoreRows(context: Context, looked: Looked): number {
  const books = new Books(context)
  const inOrder = looked.shown.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (a.there?.seq ?? 0) - (b.there?.seq ?? 0),
  )
  let restored = 0
  const items = new Set<number>()
  unguarded(context.db, () => {
    for (const leaf of inOrder) {
      const touched = restoreLeaf(books, looked, leaf)
      if (touched === null) continue
      restored += 1
      for (const item of touched) items.add(item)
    }
    books.renew()
    const there = [...items].filter((item) => itemById(context.db, item))
    beneathPending(
      books,
      () => there,
      () => {
        for (const item of there) refold(books, item)
      },
    )
  })
  books.flush()
  return restored
}

/** Cards before documents, documents before what settles them. */
function rankOf({ there, key }: ShownLeaf): number {
  const what = there?.what ?? (key.includes(' ') ? 'allocation' : 'document')
  return ['card', 'document', 'allocation', 'event'].indexOf(what)
}

/** Items whose open amounts may have changed; null when the row is left as it stands. */
function restoreLeaf(books: Books, { signed }: Looked, leaf: ShownLeaf): readonly number[] | null {
  const { there, key } = leaf
  if (there === null) return takeAway(books, key)
  if (there.what === 'card') return restoreCard(books, there) ? [] : null
  const proof = signed.get(there.op_id)
  if (!proof) return null
  switch (there.what) {
    case 'document':
      return there.fault === null ? restoreDocument(books, there, proof) : null
    case 'allocation':
      return restoreSlice(books, key, there, proof)
    case 'event':
      return restoreEvent(books, there, proof) ? [] : null
  }
}

/**
 * A row here that the server has not: goes when no operation that came in here wrote it, since then
 * somebody put it in underneath, whether the sums were made to match or not.
 */
function takeAway(books: Books, key: string): readonly number[] | null {
  const { context, db } = books
  const seen = seenHere(context, key)
  if (!seen || seen.what === 'card') return null
  if (seen.operationId !== null && isKnown(context, seen.operationId)) return null
  const { entityId } = seen
  switch (seen.what) {
    case 'document': {
      const row = documentById(db, entityId)
      if (!row) return null
      keepRow(db, 'document', { entityId, row: documentText(db, row.rowid) }, context.nowMs)
      dropDocument(db, row.rowid)
      return []
    }
    case 'allocation': {
      const rowid = sliceRowid(db, entityId, Number(key.split(' ')[1]))
      if (rowid === undefined) return null
      keepRow(db, 'allocation', { entityId, row: JSON.stringify(seen.side) }, context.nowMs)
      const items = itemsOfSlice(books, rowid)
      dropSlice(db, rowid)
      return items
    }
    case 'event':
      keepRow(db, 'event', { entityId, row: JSON.stringify(seen.side) }, context.nowMs)
      dropEvent(db, entityId)
      return []
  }
}

function itemsOfSlice({ db }: Books, rowid: number): number[] {
  const row = db
    .prepare<[number], { debit: number; credit: number }>(
      'select debit_item as debit, credit_item as credit from alloc where id = ?',
    )
    .get(rowid)
  return row ? [row.debit, row.credit] : []
}

/** The server's card, when its personal values in clear are those that were committed to. */
function restoreCard(books: Books, there: Shown<'card'>): boolean {
  const { context, db } = books
  const { customer_id: customerId } = there
  const clear = there.private ?? {}
  const isCommitted = Object.entries(clear).every(([group, value]) => {
    const said = there.groups[group] as { readonly c?: unknown } | null | undefined
    return said?.c === commitment(context.company.saltKey, customerId, JSON.stringify(value))
  })
  if (!isCommitted) return false
  const before = { card: confirmedCard(db, customerId), seen: customerByUuid(db, customerId) }
  keepRow(db, 'card', { entityId: customerId, row: JSON.stringify(before) }, context.nowMs)
  saveConfirmedCard(db, {
    customerId,
    ver: there.ver,
    groups: there.groups,
    private: clear,
    groupVers: there.group_vers,
    archived: there.archived,
    aliasOf: there.alias_of,
    seq: there.seq,
  })
  layCard(books, customerId)
  return true
}

function restoreEvent(books: Books, there: Shown<'event'>, { said, change }: Signed): boolean {
  const { db, context } = books
  const seen = seenHere(context, there.op_id)
  if (seen) {
    keepRow(db, 'event', { entityId: there.op_id, row: JSON.stringify(seen.side) }, context.nowMs)
    dropEvent(db, there.op_id)
  }
  const type = said.payload['type']
  return insertConfirmedEvent(db, {
    operationId: said.operationId,
    seq: there.seq,
    type: typeof type === 'string' ? type : said.kind,
    entityId: said.entityId,
    customerId: change.customer_id,
    hash: said.hash,
    recordedAt: change.recorded_at,
    envelope: said.text,
  })
}
