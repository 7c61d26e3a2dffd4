/**
 * Digests of confirmed rows (sync.md 17), computed by each side from its own rows and compared.
 *
 * Everything is a sum of leaf hashes modulo 2^256: order-free, counting multiplicity, and a leaf can
 * be taken out again, so each posting changes one cell, one customer node and one bucket. Sums stand
 * on every level below the root; a customer node hashes its four sums, the root the 256 buckets.
 */
import { hash } from 'node:crypto'
import { canonicalText, type Plain, sha256Bytes } from './canonical.ts'
import { addToSet } from './cells.ts'

export const ZERO_HASH = '0'.repeat(64)
/** Rows of no customer form one node of their own, so that nothing replicated lies outside the root. */
export const NO_CUSTOMER = '00000000-0000-0000-0000-000000000000'

/** Sum of two hex hashes modulo 2^256. */
export function plus(set: string, leaf: string): string {
  return hexOf(addToSet(fromHex(set), fromHex(leaf)))
}

export function without(set: string, leaf: string): string {
  return hexOf(addToSet(fromHex(set), -fromHex(leaf)))
}

/** leaf = SHA-256(doc_id ‖ content_hash ‖ number ‖ seq) of a confirmed document. */
export function documentLeaf(document: {
  readonly docId: string
  readonly contentHash: string
  readonly number: string
  readonly seq: number
}): string {
  return sha256Bytes(
    'saldo.leaf.v1',
    uuidBytes(document.docId),
    Buffer.from(document.contentHash, 'hex'),
    document.number,
    sequenceBytes(document.seq),
  ).toString('hex')
}

/** Leaf of a row that is not what was signed: unlike any honest one, whatever its hash column says. */
export function alteredLeaf(leaf: string): string {
  return sha256Bytes('saldo.leaf.v1', 'altered', Buffer.from(leaf, 'hex')).toString('hex')
}

/** Leaf of one slice of an allocation, or of its removal, as it is stored. */
export function allocationLeaf(slice: {
  readonly alloc_id: string
  readonly slice: number
  readonly debit_doc: string
  readonly debit_n: number
  readonly credit_doc: string
  readonly credit_n: number
  readonly amount: number
  readonly debit_base: number
  readonly credit_base: number
  readonly effective_on: string
  readonly removes: string | null
  readonly seq: number
}): string {
  return leafOf('alloc', {
    alloc_id: slice.alloc_id,
    amount: slice.amount,
    credit_base: slice.credit_base,
    credit_doc: slice.credit_doc,
    credit_n: slice.credit_n,
    debit_base: slice.debit_base,
    debit_doc: slice.debit_doc,
    debit_n: slice.debit_n,
    effective_on: slice.effective_on,
    removes: slice.removes ?? undefined,
    seq: slice.seq,
    slice: slice.slice,
  })
}

/** Leaf of a customer's confirmed card: field groups as operations carry them (commitments). */
export function masterLeaf(card: {
  readonly customer_id: string
  readonly ver: number
  readonly groups: Readonly<Record<string, Plain>>
  readonly archived: boolean
  readonly alias_of: string | null
}): string {
  return leafOf('master', {
    alias_of: card.alias_of ?? undefined,
    archived: card.archived,
    customer_id: card.customer_id,
    groups: card.groups,
    ver: card.ver,
  })
}

/** Leaf of an accepted event: its operation and its place say all. */
export function eventLeaf(opHash: string, seq: number): string {
  return sha256Bytes(
    'saldo.leaf.v1',
    'event',
    Buffer.from(opHash, 'hex'),
    sequenceBytes(seq),
  ).toString('hex')
}

export interface CellSums {
  readonly debit: number
  readonly credit: number
  readonly base: number
  readonly count: number
  readonly set_hash: string
}

export const EMPTY_CELL: CellSums = { debit: 0, credit: 0, base: 0, count: 0, set_hash: ZERO_HASH }

/** A cell's part in its customer's node; none for an empty cell. */
export function cellLeaf(customerId: string, currency: string, ym: string, cell: CellSums): string {
  if (cell.count === 0) return ZERO_HASH
  return leafOf('cell', {
    base: cell.base,
    count: cell.count,
    credit: cell.credit,
    currency,
    customer_id: customerId,
    debit: cell.debit,
    set_hash: cell.set_hash,
    ym,
  })
}

/** The four sums under a customer's node. */
export interface NodeSums {
  readonly cells: string
  readonly allocs: string
  readonly master: string
  readonly events: string
}

export const EMPTY_NODE: NodeSums = {
  cells: ZERO_HASH,
  allocs: ZERO_HASH,
  master: ZERO_HASH,
  events: ZERO_HASH,
}

/** The sums of a customer's node beside its cells, by their names as keys of a compare. */
export const PARTS = ['allocs', 'master', 'events'] as const

/** Hash of a customer's node; a node of nothing is nothing, as if it had never been. */
export function nodeHash(customerId: string, sums: NodeSums): string {
  const parts = [sums.cells, sums.allocs, sums.master, sums.events]
  if (parts.every((part) => part === ZERO_HASH)) return ZERO_HASH
  return sha256Bytes(
    'saldo.node.v1',
    uuidBytes(customerId),
    ...parts.map((part) => Buffer.from(part, 'hex')),
  ).toString('hex')
}

/** The bucket of a customer: the first byte of the hash of its id. */
export function bucketOf(customerId: string): number {
  return hash('sha256', uuidBytes(customerId), 'buffer')[0] ?? 0
}

/** The root over 256 bucket sums, in order of bucket. */
export function rootHash(
  at: {
    readonly timelineId: string
    readonly companyId: string
    readonly scopeVer: number
    readonly seq: number
  },
  buckets: readonly string[],
): string {
  if (buckets.length !== 256) throw new RangeError(`${buckets.length} buckets`)
  return sha256Bytes(
    'saldo.node.v1',
    'root.1',
    uuidBytes(at.timelineId),
    uuidBytes(at.companyId),
    sequenceBytes(at.scopeVer),
    sequenceBytes(at.seq),
    ...buckets.map((bucket) => Buffer.from(bucket, 'hex')),
  ).toString('hex')
}

/** Keys are given in canonical order, so that they need no sorting. */
function leafOf(what: string, value: { readonly [key: string]: Plain | undefined }): string {
  return sha256Bytes('saldo.leaf.v1', what, canonicalText(value)).toString('hex')
}

function sequenceBytes(seq: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(seq))
  return bytes
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function fromHex(hex: string): bigint {
  return BigInt(`0x${hex}`)
}

function hexOf(set: bigint): string {
  return set.toString(16).padStart(64, '0')
}
