/**
 * Push (sync.md 8): operations are read and proved outside any lock, then decided and written in one
 * transaction under the company's head. Answered from the log where they were decided before.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { canonicalText, sha256 } from '../../engine/canonical.ts'
import {
  CompanyBatch,
  type Decided,
  type Link,
  OPEN_LINK,
  storedResult,
} from '../../engine/central/batch.ts'
import type { CompanyFacts } from '../../engine/central/deciding.ts'
import { firstLookups, idOfPlace, secondLookups } from '../../engine/central/prefetch.ts'
import { Missing, RowCache } from '../../engine/central/row-cache.ts'
import type { Row } from '../../engine/central/tables.ts'
import { RequestError } from '../../protocol/codes.ts'
import { OPS_MAX, PUSH_BYTES_MAX } from '../../protocol/limits.ts'
import type { OpResult, pushRequest } from '../../protocol/messages.ts'
import { isBad, type ReadOp, readOp } from '../../protocol/read-op.ts'
import type { CompanyHead, ServerStore, WriteTx } from '../store.ts'
import { load } from './load.ts'

const FIRST = '0'.repeat(64)

export interface Pusher {
  readonly companyId: string
  readonly userId: string
  readonly deviceId: string
  readonly epoch: number
  /** SPKI in base64. */
  readonly publicKey: string
}

export interface PushParts {
  readonly store: ServerStore
  readonly nowMs: number
  /** Notes a bug and answers the number people can ask about it by. */
  readonly supportId: (error: unknown) => string
  /** May the rules run on state read once for the batch? Off only in the test that both ways agree. */
  readonly inSets?: boolean
}

export interface Pushed {
  readonly head: CompanyHead
  readonly results: readonly OpResult[]
  readonly device_head: { readonly seq: number; readonly hash: string }
}

type Request = z.infer<typeof pushRequest>

export async function push(parts: PushParts, pusher: Pusher, request: Request): Promise<Pushed> {
  if (request.ops.length > OPS_MAX) throw new RequestError('TOO_LARGE')
  const bytes = request.ops.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  if (bytes > PUSH_BYTES_MAX) throw new RequestError('TOO_LARGE')
  const ops = readOps(request.ops, keyOf(pusher.publicKey))
  const pushed = await parts.store.write(pusher.companyId, (tx) =>
    inTransaction(parts, tx, pusher, request, ops),
  )
  if (pushed === null) throw new RequestError('WRONG_COMPANY')
  return pushed
}

/** Each operation read with its signature checked. */
export function readOps(texts: readonly string[], key: KeyObject | null): ReadOp[] {
  const reader = {
    canonicalText: (value: never) => canonicalText(value),
    hashOp: (text: string) => sha256('saldo.op.v1', text),
    key,
  }
  return texts.map((text) => readOp(text, reader))
}

async function inTransaction(
  parts: PushParts,
  tx: WriteTx,
  pusher: Pusher,
  request: Request,
  ops: readonly ReadOp[],
): Promise<Pushed> {
  if (request.timeline_id !== null && request.timeline_id !== tx.head.timelineId)
    throw new RequestError('TIMELINE_MISMATCH', { timeline_id: tx.head.timelineId })
  const chain = `${pusher.deviceId} ${pusher.epoch}`
  const [stored] = await tx.lookup('device_head', 'chain', [chain])
  const last = { seq: stored?.seq ?? 0, hash: stored?.hash ?? FIRST }
  if (request.first_seq > last.seq + 1)
    throw new RequestError('SEQ_GAP', { expected_seq: last.seq + 1 })
  const known = last.seq + 1 - request.first_seq
  const again = await replayed(tx, pusher, request, ops.slice(0, known))
  const fresh = ops.slice(known)
  if (fresh.length > 0 && known === 0 && last.hash !== OPEN_LINK && request.prev !== last.hash)
    throw new RequestError('FORK_DETECTED', { seq: last.seq })

  await touchDevice(tx, pusher, request, parts.nowMs)
  if (fresh.length === 0) return { head: tx.head, results: again, device_head: last }
  const links = linksOf(pusher, new Set(request.withdrawn), fresh, last)
  const decided = await decideAndWrite(parts, tx, factsOf(tx.head), fresh, links, last)
  return {
    head: { ...tx.head, ...decided.head },
    results: [...again, ...decided.results],
    device_head: decided.last,
  }
}

/** Operations of the server's own chain, in a transaction that is open. */
export async function pushInside(
  parts: PushParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  chain: {
    readonly deviceId: string
    readonly epoch: number
    readonly userId: string
    readonly last: { readonly seq: number; readonly hash: string }
  },
): Promise<OpResult[]> {
  const links = linksOf(chain, new Set(), ops, chain.last)
  return (await decideAndWrite(parts, tx, company, ops, links, chain.last)).results
}

/** What was decided before is answered as it was then; other content at its place is a fork. */
async function replayed(
  tx: WriteTx,
  pusher: Pusher,
  request: Request,
  ops: readonly ReadOp[],
): Promise<OpResult[]> {
  if (ops.length === 0) return []
  const places = ops.map((op, index) => ({
    op,
    deviceSeq: request.first_seq + index,
    placeId: idOfPlace(pusher.companyId, { ...pusher, deviceSeq: request.first_seq + index }),
  }))
  const ids = places.flatMap(({ op, placeId }) => {
    const named = isBad(op) ? op.opId : op.envelope.op_id
    return named === null ? [placeId] : [named, placeId]
  })
  const rows = new Map((await tx.lookup('op_log', 'op_id', ids)).map((row) => [row.op_id, row]))
  return places.map(({ op, deviceSeq, placeId }) => {
    const named = isBad(op) ? op.opId : op.envelope.op_id
    const isHere = (row: Row<'op_log'> | undefined): row is Row<'op_log'> =>
      row !== undefined &&
      row.op_hash === (isBad(op) ? (op.claimedHash ?? OPEN_LINK) : op.envelope.op_hash)
    const byPlace = rows.get(placeId)
    const byName = named === null ? undefined : rows.get(named)
    const row = isHere(byPlace) ? byPlace : isHere(byName) ? byName : undefined
    if (!row) throw new RequestError('FORK_DETECTED', { seq: deviceSeq })
    return { ...storedResult(row), op_id: named ?? row.op_id }
  })
}

function linksOf(
  pusher: Pick<Pusher, 'deviceId' | 'epoch' | 'userId'>,
  withdrawn: ReadonlySet<string>,
  ops: readonly ReadOp[],
  last: { readonly seq: number; readonly hash: string },
): Link[] {
  let prev = last.hash
  return ops.map((op, index) => {
    const link = {
      deviceId: pusher.deviceId,
      epoch: pusher.epoch,
      deviceSeq: last.seq + 1 + index,
      prev,
      isWithdrawn: !isBad(op) && withdrawn.has(op.envelope.op_id),
      userId: pusher.userId,
    }
    prev = isBad(op) ? (op.claimedHash ?? OPEN_LINK) : op.envelope.op_hash
    return link
  })
}

interface Outcome {
  readonly results: OpResult[]
  readonly head: { readonly seq: number; readonly chainHash: string }
  readonly last: { readonly seq: number; readonly hash: string }
}

async function decideAndWrite(
  parts: PushParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
  last: { readonly seq: number; readonly hash: string },
): Promise<Outcome> {
  const outcome = await inSetsOrOneByOne(parts, tx, company, ops, links, last)
  await tx.saveHead(outcome.head)
  return outcome
}

async function inSetsOrOneByOne(
  parts: PushParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
  last: { readonly seq: number; readonly hash: string },
): Promise<Outcome> {
  if (parts.inSets !== false)
    try {
      return await tx.savepoint(() => decideInSets(parts, tx, company, ops, links))
    } catch (error) {
      if (error instanceof RequestError || isTransient(error)) throw error
      parts.supportId(error)
    }
  return decideOneByOne(parts, tx, company, ops, links, last)
}

async function decideInSets(
  parts: PushParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
): Promise<Outcome> {
  const rows = new RowCache()
  await load(tx, rows, firstLookups(ops, company))
  await load(tx, rows, secondLookups(ops, company, rows))
  const batch = newBatch(parts, rows, company, tx.head)
  const results: OpResult[] = []
  let hash = FIRST
  for (const [index, op] of ops.entries()) {
    const decided = await decideWithRows(tx, batch, op, links[index] as Link)
    results.push(decided.result)
    hash = decided.hash
  }
  await write(tx, rows)
  const seq = links.at(-1)?.deviceSeq ?? 0
  await saveChain(tx, links[0] as Link, { seq, hash })
  return { results, head: batch.head, last: { seq, hash } }
}

/** Each under a savepoint of its own: what the database does not take holds that operation alone. */
async function decideOneByOne(
  parts: PushParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
  last: { readonly seq: number; readonly hash: string },
): Promise<Outcome> {
  let head: { readonly seq: number; readonly chainHash: string } = tx.head
  let end = last
  const results: OpResult[] = []
  const firstSeq = tx.head.seq + 1
  for (const [index, op] of ops.entries()) {
    const link = links[index] as Link
    const one = async (support: string | null) => {
      const rows = new RowCache()
      await load(tx, rows, firstLookups([op], company))
      await load(tx, rows, secondLookups([op], company, rows))
      const batch = newBatch(parts, rows, company, head, firstSeq)
      const decided =
        support === null
          ? await decideWithRows(tx, batch, op, link)
          : batch.holdInternal(op, link, support)
      await write(tx, rows)
      return { decided, head: batch.head }
    }
    let done: { decided: Decided; head: { readonly seq: number; readonly chainHash: string } }
    try {
      done = await tx.savepoint(() => one(null))
    } catch (error) {
      if (error instanceof RequestError || isTransient(error)) throw error
      const support = parts.supportId(error)
      done = await tx.savepoint(() => one(support))
    }
    results.push(done.decided.result)
    head = done.head
    end = { seq: link.deviceSeq, hash: done.decided.hash }
  }
  await saveChain(tx, links[0] as Link, end)
  return { results, head, last: end }
}

/** Decides, reading what turns out to be missing. */
async function decideWithRows(
  tx: WriteTx,
  batch: CompanyBatch,
  op: ReadOp,
  link: Link,
): Promise<Decided> {
  for (;;) {
    try {
      return batch.decide(op, link)
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      await load(tx, batch.rows, [error])
    }
  }
}

function newBatch(
  parts: PushParts,
  rows: RowCache,
  company: CompanyFacts,
  head: { readonly seq: number; readonly chainHash: string },
  tx?: number,
): CompanyBatch {
  const { nowMs, supportId } = parts
  return new CompanyBatch({
    rows,
    company,
    head: { seq: head.seq, chainHash: head.chainHash },
    nowMs,
    supportId,
    ...(tx === undefined ? {} : { tx }),
  })
}

async function write(tx: WriteTx, rows: RowCache): Promise<void> {
  for (const { table, inserted, updated } of rows.changes()) {
    if (inserted.length > 0) await tx.insert(table, inserted)
    if (updated.length > 0) await tx.update(table, updated)
  }
}

async function saveChain(
  tx: WriteTx,
  { deviceId, epoch }: Link,
  end: { readonly seq: number; readonly hash: string },
): Promise<void> {
  const chain = `${deviceId} ${epoch}`
  const row = { chain, device_id: deviceId, epoch, seq: end.seq, hash: end.hash }
  const [known] = await tx.lookup('device_head', 'chain', [chain])
  if (known) await tx.update('device_head', [row])
  else await tx.insert('device_head', [row])
}

/** What the device reports at every contact: soft close lists it. */
async function touchDevice(
  tx: WriteTx,
  pusher: Pusher,
  request: Request,
  nowMs: number,
): Promise<void> {
  const [device] = await tx.lookup('device', 'device_id', [pusher.deviceId])
  if (!device) throw new RequestError('WRONG_COMPANY')
  await tx.update('device', [
    {
      ...device,
      last_contact: nowMs,
      start_counter: request.start_counter,
      pending_count: request.pending_after,
      min_pending_date: request.min_pending_doc_date,
    },
  ])
}

export function factsOf(head: CompanyHead): CompanyFacts {
  return {
    companyId: head.companyId,
    currency: head.currency,
    fiscalYearStart: head.fiscalYearStart,
    saltKey: head.saltKey,
    publishedBy: head.publishedBy,
  }
}

function keyOf(spki: string): KeyObject {
  return createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
}

/** Of the database, and over by itself: the whole push is sent again. */
function isTransient(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code
  return (
    typeof code === 'string' && /^(?:40001|40P01|55P03|57014|57P0\d|08\w{3}|53\w{3})$/.test(code)
  )
}
