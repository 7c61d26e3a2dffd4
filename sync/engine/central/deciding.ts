/** What a rule is given, and how it says no: one operation against the company as it stands. */
import type { HeldCode, Flag } from '../../protocol/codes.ts'
import type { Envelope } from '../../protocol/envelope.ts'
import type { Facts } from '../../protocol/messages.ts'
import type { NodeBook } from '../node-book.ts'
import type { RowCache } from './row-cache.ts'
import type { Json, Row } from './tables.ts'

export interface CompanyFacts {
  readonly companyId: string
  readonly currency: string
  readonly fiscalYearStart: number
  /** Hex; null as long as nobody published or joined. */
  readonly saltKey: string | null
  /** `device link` of the chain the company was published by. */
  readonly publishedBy: string | null
}

export interface Deciding {
  readonly rows: RowCache
  readonly nodes: NodeBook
  readonly company: CompanyFacts
  readonly op: Envelope
  /** The canonical text of the operation, as it is kept. */
  readonly text: string
  /** The sequence its effect takes: its own, or that of the operation that releases it. */
  readonly seq: number
  readonly nowMs: number
  /** The author; what she may do is judged now, at the server. */
  readonly member: Row<'member'> | undefined
  /** From before the company had a server: one person's work, nothing in it waits for a second. */
  readonly isPublished: boolean
  /** Approved by another person: the check of closed months is passed. */
  readonly lateApproval: boolean
  /** Notes a row of the feed. */
  feed(change: {
    readonly class: 'J' | 'L' | 'M' | 'W' | 'C'
    readonly entityId: string | null
    readonly customerId: string | null
    readonly facts: Facts
  }): void
  /** Notes how an earlier operation stands now. */
  outcome(opId: string, status: 'superseded' | 'withdrawn' | 'released' | 'refused'): void
  /** Asks to decide a held operation anew, after this one. */
  release(opId: string): void
}

/** An operation that is held: the code, and what a person needs to see. */
export class Held extends Error {
  readonly code: HeldCode
  readonly detail: Readonly<Record<string, Json>>

  constructor(code: HeldCode, detail: Readonly<Record<string, Json>> = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** Accepted, but it is what the server has already. */
export class Known extends Error {}

export function invalid(reason: string, detail: Readonly<Record<string, Json>> = {}): Held {
  return new Held('INVALID', { reason, ...detail })
}

export interface Accepted {
  readonly facts: Facts
  readonly flags: readonly Flag[]
}

/** The document, or the reason it is not there: its operation is held, or nobody knows it. */
export function documentOf(deciding: Deciding, docId: string): Row<'document'> {
  const document = deciding.rows.one('document', 'doc_id', docId)
  if (document) return document
  throw unknown(deciding, docId, invalid('document_unknown', { doc_id: docId }))
}

/** The live customer, or why not. */
export function customerOf(deciding: Deciding, customerId: string): Row<'customer'> {
  const customer = deciding.rows.one('customer', 'customer_id', customerId)
  if (!customer)
    throw unknown(deciding, customerId, new Held('MASTER_MISSING', { customer_id: customerId }))
  return customer
}

/** What refers to an entity whose own operation is held waits for that. */
function unknown(deciding: Deciding, entityId: string, otherwise: Held): Held {
  const held = deciding.rows
    .all('op_held', 'entity_id', entityId)
    .find((row) => row.state === 'held' && row.op_id !== deciding.op.op_id)
  return held ? new Held('DEP_HELD', { dep: held.op_id }) : otherwise
}
