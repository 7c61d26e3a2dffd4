/** Writes a document as the server keeps it: row, lines, items, and its leaf in the digests. */
import { SERIES, type DocumentKind } from '../../../shared/domain/kinds.ts'
import { CONTROL_ACCOUNTS } from '../../../shared/domain/posting.ts'
import { NO_CUSTOMER } from '../digest.ts'
import type { DocumentCore } from '../document-core.ts'
import type { Deciding } from './deciding.ts'
import { nextNumber } from './numbers.ts'
import { itemsOf } from './parts.ts'
import type { Row } from './tables.ts'

/** `number` null: the next of the kind's series. The first line is the effect on the account. */
export function writeDocument(
  deciding: Deciding,
  core: DocumentCore,
  contentHash: string,
  number: string | null,
  flags: readonly string[] = [],
): Row<'document'> {
  const { rows, op, seq } = deciding
  const { document, lines, items } = documentRows(core, {
    contentHash,
    number:
      number ?? nextNumber(deciding, core.kind, SERIES[core.kind as DocumentKind], core.doc_date),
    flags,
    opId: op.op_id,
    deviceId: op.device_id,
    seq,
  })
  rows.insert('document', document)
  for (const line of lines) rows.insert('document_line', line)
  for (const item of items) rows.insert('item', item)
  deciding.nodes.document({
    docId: document.doc_id,
    customerId: document.customer_id,
    currency: document.currency,
    docDate: document.doc_date,
    amount: document.amount,
    base: document.base,
    contentHash,
    number: document.number,
    seq,
  })
  return document
}

export interface DocumentRows {
  readonly document: Row<'document'>
  readonly lines: readonly Row<'document_line'>[]
  readonly items: readonly Row<'item'>[]
}

/** The rows of a document by what was signed and by what its acceptance added: always the same ones. */
export function documentRows(
  core: DocumentCore,
  accepted: {
    readonly contentHash: string
    readonly number: string
    readonly flags: readonly string[]
    readonly opId: string
    readonly deviceId: string
    readonly seq: number
  },
): DocumentRows {
  const { amount, base } = effectOf(core)
  return {
    document: {
      doc_id: core.doc_id,
      kind: core.kind,
      customer_id: core.customer_id ?? null,
      doc_date: core.doc_date,
      currency: core.currency,
      amount,
      base,
      content_hash: accepted.contentHash,
      number: accepted.number,
      number_given: core.document_no === undefined,
      reverses: core.reverses ?? null,
      cause: core.cause ?? null,
      ext_key: core.ext_key ?? null,
      flags: accepted.flags,
      op_id: accepted.opId,
      device_id: accepted.deviceId,
      dup_key: dupKey(core, amount),
      cell: cellKey(core.customer_id ?? NO_CUSTOMER, core.currency, core.doc_date),
      seq: accepted.seq,
    },
    lines: core.lines.map((line, index) => ({
      doc_id: core.doc_id,
      n: index + 1,
      account: line.account,
      amount: line.amount,
      base: line.base,
    })),
    items:
      core.customer_id === undefined
        ? []
        : itemsOf(core, amount, base).map((item) => ({ doc_id: core.doc_id, ...item })),
  }
}

/**
 * What a document does to the account: its first line, by construction of every kind; nothing where
 * that lies beside the control accounts (a revaluation's layer, a bank line in suspense).
 */
export function effectOf(core: Pick<DocumentCore, 'lines'>): {
  readonly amount: number
  readonly base: number
} {
  const [first] = core.lines
  if (!first) throw new Error('a document without lines')
  if (!CONTROL_ACCOUNTS.includes(first.account)) return { amount: 0, base: 0 }
  return { amount: first.amount, base: first.base }
}

/** What two documents share that may be one and the same; none for what Saldo derives itself. */
export function dupKey(core: DocumentCore, amount: number): string | null {
  if (core.customer_id === undefined || core.cause !== undefined || core.reverses !== undefined)
    return null
  return `${core.customer_id} ${core.kind} ${core.currency} ${amount}`
}

/** Key of a month cell: customer, currency, month. */
export function cellKey(customerId: string, currency: string, day: string): string {
  return `${customerId} ${currency} ${day.slice(0, 7)}`
}
