/** Open items of the server's documents: what is left of them on a day, and slices between them. */
import { toDayNumber, type IsoDate } from '../../../shared/domain/days.ts'
import { realisedDifference } from '../../../shared/domain/exchange.ts'
import {
  availableFrom,
  costOf,
  type Takeable,
  type TakenSlice,
} from '../../../shared/domain/open-timeline.ts'
import { realisedLines } from '../../../shared/domain/posting.ts'
import { contentHash, type DocumentCore } from '../document-core.ts'
import { externalId } from '../ids.ts'
import type { Deciding } from './deciding.ts'
import { writeDocument } from './ledger.ts'
import type { Row } from './tables.ts'

export interface OpenItem {
  readonly row: Row<'item'>
  readonly document: Row<'document'>
  readonly takeable: Takeable
}

export function openItems({ rows }: Deciding, document: Row<'document'>): OpenItem[] {
  return rows.all('item', 'doc_id', document.doc_id).map((row) => ({
    row,
    document,
    takeable: {
      amountMinor: row.amount,
      baseMinor: row.base,
      docDay: dayNumber(document.doc_date),
    },
  }))
}

/** The most that can still be taken of an item on a day and every day after. */
export function available(deciding: Deciding, item: OpenItem, on: string): number {
  return availableFrom(item.takeable, slicesOf(deciding, item), dayNumber(on))
}

/** What is open of an item with everything that is settled on it, whatever the day. */
export function openOf(deciding: Deciding, item: OpenItem): { size: number; base: number } {
  let size = Math.abs(item.row.amount)
  let base = item.row.base
  for (const slice of slicesOf(deciding, item)) {
    size -= slice.size
    base -= slice.baseMinor
  }
  return { size, base }
}

export interface Slice {
  readonly allocId: string
  readonly slice: number
  readonly debit: OpenItem
  readonly credit: OpenItem
  readonly amount: number
  readonly on: string
  /** Of a reversal: the original's own base on both sides, so that nothing is realised. */
  readonly mirroredBase?: number
}

export interface Settled {
  readonly debitBase: number
  readonly creditBase: number
  /** The exchange difference it realised, with the number it got. */
  readonly difference: { readonly docId: string; readonly number: string } | null
}

/** Writes one slice with its realised exchange difference; company-currency costs in server order. */
export function settle(deciding: Deciding, slice: Slice): Settled {
  const { company, op, rows, seq } = deciding
  const day = dayNumber(slice.on)
  const debitBase = slice.mirroredBase ?? cost(deciding, slice.debit, slice.amount, day)
  const creditBase = slice.mirroredBase ?? minus(cost(deciding, slice.credit, slice.amount, day))
  const gain = realisedDifference(debitBase, creditBase)
  const difference =
    gain === 0
      ? null
      : postDifference(
          deciding,
          externalId(company.companyId, 'fx', `${slice.allocId}\0${slice.slice}`),
          slice.debit.document,
          gain,
          slice.on,
          slice.allocId,
        )
  const row: Row<'alloc_event'> = {
    alloc_id: slice.allocId,
    slice: slice.slice,
    debit_doc: slice.debit.document.doc_id,
    debit_n: slice.debit.row.n,
    credit_doc: slice.credit.document.doc_id,
    credit_n: slice.credit.row.n,
    amount: slice.amount,
    debit_base: debitBase,
    credit_base: creditBase,
    effective_on: slice.on,
    removes: null,
    fx_doc: difference?.docId ?? null,
    node_id: customerIdOf(slice.debit.document),
    op_id: op.op_id,
    seq,
  }
  rows.insert('alloc_event', row)
  deciding.nodes.allocation(row.node_id, row)
  return { debitBase, creditBase, difference }
}

/** Takes one slice back from `on` on; its exchange difference is mirrored. */
export function takeBack(
  deciding: Deciding,
  slice: Row<'alloc_event'>,
  on: string,
): { readonly docId: string; readonly number: string } | null {
  const { company, op, rows, seq } = deciding
  const removalId = externalId(
    company.companyId,
    'alloc.remove',
    `${slice.alloc_id}\0${slice.slice}`,
  )
  const debit = rows.one('document', 'doc_id', slice.debit_doc)
  if (!debit) throw new Error('a slice without its document')
  const booked = slice.fx_doc === null ? null : rows.one('document', 'doc_id', slice.fx_doc)
  const difference = booked
    ? postDifference(
        deciding,
        externalId(company.companyId, 'fx', removalId),
        debit,
        minus(booked.base),
        on,
        removalId,
      )
    : null
  const row: Row<'alloc_event'> = {
    ...slice,
    alloc_id: removalId,
    slice: 0,
    amount: minus(slice.amount),
    debit_base: minus(slice.debit_base),
    credit_base: minus(slice.credit_base),
    effective_on: on,
    removes: sliceKey(slice),
    fx_doc: difference?.docId ?? null,
    op_id: op.op_id,
    seq,
  }
  rows.insert('alloc_event', row)
  deciding.nodes.allocation(row.node_id, row)
  return difference
}

/** A slice as a removal names it. */
export function sliceKey(slice: { readonly alloc_id: string; readonly slice: number }): string {
  return `${slice.alloc_id} ${slice.slice}`
}

/** Without a negative zero, which no canonical text has. */
export function minus(value: number): number {
  return value === 0 ? 0 : -value
}

export function customerIdOf(document: Row<'document'>): string {
  if (document.customer_id === null) throw new Error('a settled document without a customer')
  return document.customer_id
}

function postDifference(
  deciding: Deciding,
  docId: string,
  debit: Row<'document'>,
  gain: number,
  on: string,
  cause: string,
): { docId: string; number: string } {
  const core = differenceCore({ docId, debit, gain, on, cause })
  const row = writeDocument(deciding, core, contentHash(core).toString('hex'), null)
  return { docId, number: row.number }
}

/** An exchange difference as both sides work it out: nobody signs it. */
export function differenceCore(difference: {
  readonly docId: string
  readonly debit: Row<'document'>
  readonly gain: number
  readonly on: string
  /** The allocation, or its removal. */
  readonly cause: string
}): DocumentCore {
  const { docId, debit, gain, on, cause } = difference
  return {
    cause,
    currency: debit.currency,
    customer_id: customerIdOf(debit),
    doc_date: on,
    doc_id: docId,
    kind: 'fx_difference',
    lines: realisedLines(gain).map((line) => ({
      account: line.account,
      amount: line.amountMinor,
      base: line.baseMinor,
    })),
  }
}

function cost(deciding: Deciding, item: OpenItem, size: number, day: number): number {
  return costOf(item.takeable, slicesOf(deciding, item), size, day)
}

function slicesOf({ rows }: Deciding, { document, row }: OpenItem): TakenSlice[] {
  const isDebit = row.amount > 0
  return rows
    .all('alloc_event', isDebit ? 'debit_doc' : 'credit_doc', document.doc_id)
    .filter((slice) => (isDebit ? slice.debit_n : slice.credit_n) === row.n)
    .map((slice) => ({
      day: dayNumber(slice.effective_on),
      size: slice.amount,
      baseMinor: isDebit ? slice.debit_base : minus(slice.credit_base),
    }))
}

function dayNumber(day: string): number {
  return toDayNumber(day as IsoDate)
}
