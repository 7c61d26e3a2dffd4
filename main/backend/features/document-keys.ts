/** Finds the one document a person means by a number, a kind and a customer, or refuses. */
import type { z } from 'zod'
import { customerByCode } from '../../../db/local/customers.ts'
import {
  documentById,
  type DocumentRow,
  type NumberCandidate,
} from '../../../db/local/documents.ts'
import type { documentKey } from '../../../shared/contract/documents.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { knownAt, knownCandidates, knownLiveRows } from '../ledger/known-documents.ts'

export type DocumentKey = z.output<typeof documentKey>

export interface KeyOptions {
  /** Only documents on this side can be meant. */
  readonly side?: 1 | -1
  /** Rowid of the customer the document must belong to. */
  readonly customer?: number
}

/**
 * Live documents come before reversed ones and mirrors; when two of them fit, the caller has to say
 * which (`document.ambiguous`).
 */
export function findDocument(
  context: Context,
  key: DocumentKey,
  options: KeyOptions = {},
): DocumentRow {
  const { db } = context
  if (key.documentId !== undefined) {
    const document = documentById(db, key.documentId)
    if (!document)
      throw new Refusal('document.unknown', { documentNo: key.documentNo ?? key.documentId })
    return document
  }
  const number = key.documentNo ?? ''
  const obvious = theOnlyOne(context, key, options, number)
  if (obvious) return obvious
  let found = knownCandidates(context, number)
  if (key.kind !== undefined) found = found.filter((document) => document.kind === key.kind)
  if (key.customerCode !== undefined) {
    const customer = customerByCode(db, key.customerCode)
    found = found.filter((document) => document.customer === customer?.rowid)
  }
  if (found.length === 0) throw new Refusal('document.unknown', { documentNo: number })
  const live = found.filter((document) => document.isLive === 1)
  if (live.length > 0) found = live
  found = narrow(
    found,
    (document) => options.customer === undefined || document.customer === options.customer,
  )
  found = narrow(
    found,
    (document) => options.side === undefined || Math.sign(document.amountMinor) === options.side,
  )
  const [first, second] = found
  if (!first) throw new Refusal('document.unknown', { documentNo: number })
  if (second) throw new Refusal('document.ambiguous', { documentNo: number })
  const document = knownAt(context, first.rowid)
  if (!document) throw new Error(`document ${first.rowid} is not there`)
  return document
}

/**
 * The one live document a customer has with a number, where only the customer and the side are
 * asked: what every row of an import with receipts asks, answered by one look into a key.
 */
function theOnlyOne(
  context: Context,
  key: DocumentKey,
  options: KeyOptions,
  number: string,
): DocumentRow | undefined {
  if (options.customer === undefined || key.customerCode !== undefined || key.kind !== undefined)
    return undefined
  const [first, second] = knownLiveRows(context, options.customer, number)
  if (first === undefined || second !== undefined) return undefined
  const document = knownAt(context, first)
  const fits = options.side === undefined || Math.sign(document?.amountMinor ?? 0) === options.side
  return fits ? document : undefined
}

/** Keeps the fitting ones when there are any, so that a wrong side is refused by its own name later. */
function narrow(
  documents: NumberCandidate[],
  fits: (document: NumberCandidate) => boolean,
): NumberCandidate[] {
  const fitting = documents.filter(fits)
  return fitting.length > 0 ? fitting : documents
}
