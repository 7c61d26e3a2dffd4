/**
 * Push (sync.md 8): operations are read and proved outside any lock, then decided and written in one
 * transaction under the company's head. Answered from the log where they were decided before.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { canonicalText, sha256 } from '../../engine/canonical.ts'
import { hashIn, type Link, OPEN_LINK } from '../../engine/central/link.ts'
import { storedResult } from '../../engine/central/log-entry.ts'
import type { CompanyFacts } from '../../engine/central/deciding.ts'
import { idOfPlace } from '../../engine/central/prefetch.ts'
import type { Row } from '../../engine/central/tables.ts'
import { RequestError } from '../../protocol/codes.ts'
import { OPS_MAX, PUSH_BYTES_MAX } from '../../protocol/limits.ts'
import type { OpResult, pushRequest } from '../../protocol/messages.ts'
import { isBad, type ReadOp, readOp } from '../../protocol/read-op.ts'
import type { CompanyHead, ServerStore, WriteTx } from '../store.ts'
import { decideAndWrite, type DecideParts } from './decide-batch.ts'

const FIRST = '0'.repeat(64)

export interface Pusher {
  readonly companyId: string
  readonly userId: string
  readonly deviceId: string
  readonly epoch: number
  /** SPKI in base64. */
  readonly publicKey: string
}

export interface PushParts extends DecideParts {
  readonly store: ServerStore
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
  parts: DecideParts,
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
      row !== undefined && row.op_hash === hashIn(op)
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
    prev = hashIn(op)
    return link
  })
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
