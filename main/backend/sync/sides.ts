/** One row as either side has it, in words of accounting: number, day, amount, what an allocation pays. */
import type { z } from 'zod'
import {
  allocationSeq,
  confirmedCard,
  confirmedEvent,
  documentSeq,
} from '../../../db/local/confirmed.ts'
import { customerByRow, customerByUuid, type CustomerRow } from '../../../db/local/customers.ts'
import { documentById, documentByRow, type DocumentRow } from '../../../db/local/documents.ts'
import { itemById, sliceRows } from '../../../db/local/items.ts'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { differingSide } from '../../../shared/contract/device.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Shown, ShownRow } from '../../../sync/protocol/shown.ts'
import type { Context } from '../context.ts'
import { cardFields } from '../features/customer-fields.ts'
import { clearOf } from './cards.ts'

export type Side = z.input<typeof differingSide>

/** A row here or there: what it is, whose, by which operation, and how it reads. */
export interface Seen {
  readonly what: ShownRow['what']
  readonly entityId: string
  /** Null for a card: its rows are many operations' work. */
  readonly operationId: string | null
  readonly customerId: string | null
  readonly currency: string | null
  readonly documentNo: string | null
  readonly documentId: string | null
  readonly side: Side
}

const EMPTY: Side = {
  type: '',
  documentNo: null,
  date: null,
  amountMinor: null,
  counterpart: null,
  seq: null,
  fields: {},
}

/** The own row of a key of the lowest level, confirmed or not in its place any more. */
export function seenHere(context: Context, key: string): Seen | null {
  const [id = '', rest] = key.split(' ')
  if (rest === 'master') return cardHere(context, id)
  if (rest !== undefined) return sliceHere(context, id, Number(rest))
  const { db } = context
  const document = documentById(db, id)
  if (document) return documentHere(context, document)
  const event = confirmedEvent(db, id)
  return event
    ? {
        what: 'event',
        entityId: id,
        operationId: id,
        customerId: event.customerId,
        currency: null,
        documentNo: null,
        documentId: null,
        side: { ...EMPTY, type: event.type, seq: event.seq },
      }
    : null
}

function documentHere({ db }: Context, row: DocumentRow): Seen {
  return {
    what: 'document',
    entityId: row.documentId,
    operationId: row.operationId,
    customerId:
      row.customer === null ? null : (customerByRow(db, row.customer)?.customerId ?? null),
    currency: row.currency,
    documentNo: row.number,
    documentId: row.documentId,
    side: {
      ...EMPTY,
      type: row.kind,
      documentNo: row.number,
      date: row.docOn,
      amountMinor: row.amountMinor,
      seq: documentSeq(db, row.rowid) ?? null,
    },
  }
}

function sliceHere({ db }: Context, allocationId: string, slice: number): Seen | null {
  const row = sliceRows(db, allocationId).find((one) => one.slice === slice)
  if (!row) return null
  const documentOf = (item: number) => {
    const found = itemById(db, item)
    return found && documentByRow(db, found.doc)
  }
  const debit = documentOf(row.debitItem)
  const credit = documentOf(row.creditItem)
  const customer = debit?.customer ?? credit?.customer ?? null
  return {
    what: 'allocation',
    entityId: allocationId,
    operationId: bytesToUuid(row.operationId),
    customerId: customer === null ? null : (customerByRow(db, customer)?.customerId ?? null),
    currency: debit?.currency ?? credit?.currency ?? null,
    documentNo: credit?.number ?? null,
    documentId: credit?.documentId ?? null,
    side: {
      ...EMPTY,
      type: row.removes === null ? 'allocation' : 'allocation.removal',
      documentNo: credit?.number ?? null,
      date: row.effectiveOn,
      amountMinor: row.amountMinor,
      counterpart: debit?.number ?? null,
      seq: allocationSeq(db, row.id) ?? null,
    },
  }
}

function cardHere({ db }: Context, customerId: string): Seen | null {
  const seen = customerByUuid(db, customerId)
  const card = confirmedCard(db, customerId)
  if (!seen && !card) return null
  return {
    what: 'card',
    entityId: customerId,
    operationId: null,
    customerId,
    currency: null,
    documentNo: null,
    documentId: null,
    side: { ...EMPTY, type: 'card', seq: card?.seq ?? null },
  }
}

/** What the server showed; numbers of documents that are only there are not known here. */
export function seenThere({ db }: Context, shown: ShownRow, key: string): Seen {
  const entityId = key.slice(0, 36)
  const none = { currency: null, documentNo: null, documentId: null }
  switch (shown.what) {
    case 'document':
      return {
        what: 'document',
        entityId,
        operationId: shown.op_id,
        customerId: shown.customer_id,
        currency: shown.currency,
        documentNo: shown.number,
        documentId: shown.doc_id,
        side: {
          ...EMPTY,
          type: shown.kind,
          documentNo: shown.number,
          date: shown.date as Side['date'],
          amountMinor: shown.amount,
          seq: shown.seq,
        },
      }
    case 'allocation': {
      const credit = documentById(db, shown.credit_doc)
      const debit = documentById(db, shown.debit_doc)
      return {
        what: 'allocation',
        entityId,
        operationId: shown.op_id,
        customerId: shown.customer_id,
        currency: credit?.currency ?? debit?.currency ?? null,
        documentNo: credit?.number ?? null,
        documentId: shown.credit_doc,
        side: {
          ...EMPTY,
          type: shown.amount < 0 ? 'allocation.removal' : 'allocation',
          documentNo: credit?.number ?? null,
          date: shown.date as Side['date'],
          amountMinor: shown.amount,
          counterpart: debit?.number ?? null,
          seq: shown.seq,
        },
      }
    }
    case 'card':
      return {
        ...none,
        what: 'card',
        entityId,
        operationId: null,
        customerId: shown.customer_id,
        side: { ...EMPTY, type: 'card', seq: shown.seq },
      }
    case 'event':
      return {
        ...none,
        what: 'event',
        entityId,
        operationId: shown.op_id,
        customerId: shown.customer_id,
        side: { ...EMPTY, type: shown.type, seq: shown.seq },
      }
  }
}

/** Fields of a card that are not alike, as each side has them; the card people look at goes first. */
export function cardDifference(
  context: Context,
  customerId: string,
  shown: Shown<'card'>,
): { readonly here: Record<string, string>; readonly there: Record<string, string> } {
  const { db } = context
  const there = textsOf({
    ...cardFields(context, groupsOf(shown.groups, shown.private)),
    archived: shown.archived,
  })
  const card = confirmedCard(db, customerId)
  const confirmed =
    card && textsOf({ ...cardFields(context, clearOf(card)), archived: card.archived })
  const seen = customerByUuid(db, customerId)
  const here = seen && textsOf(shownFields(seen))
  const found = { here: {} as Record<string, string>, there: {} as Record<string, string> }
  for (const [field, value] of Object.entries(there)) {
    const other = [here?.[field], confirmed?.[field]].find((one) => one !== value)
    if (other === undefined) continue
    found.here[field] = other
    found.there[field] = value
  }
  return found
}

function groupsOf(...parts: readonly unknown[]): Record<string, Plain | undefined> {
  return Object.assign({}, ...parts) as Record<string, Plain | undefined>
}

function shownFields({ rowid: _row, customerId: _id, batch: _batch, ...fields }: CustomerRow) {
  return fields
}

function textsOf(fields: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  )
}
