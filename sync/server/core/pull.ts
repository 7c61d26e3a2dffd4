/**
 * Pull (sync.md 10): the feed after a cursor, whole server transactions only, with the digest of
 * exactly its end when it reaches the head; all of it one snapshot.
 */
import type { z } from 'zod'
import { rootHash, ZERO_HASH } from '../../engine/digest.ts'
import type { Row } from '../../engine/central/tables.ts'
import { RequestError } from '../../protocol/codes.ts'
import { PAGE_BYTES_MAX } from '../../protocol/limits.ts'
import {
  type Change,
  OUTCOME_CLASS,
  type Outcome,
  type pullRequest,
  type servedDigest,
} from '../../protocol/messages.ts'
import { mayDo } from '../../engine/central/roles.ts'
import type { CompanyHead, ReadTx, ServerStore } from '../store.ts'

export const SCOPE_VER = 1

export interface Puller {
  readonly companyId: string
  readonly userId: string
  readonly deviceId: string
  readonly roles: readonly string[]
}

export interface Pulled {
  readonly head: CompanyHead
  readonly from_seq: number
  readonly to_seq: number
  readonly to_hash: string
  readonly scope_ver: number
  readonly changes: readonly Change[]
  readonly outcomes: readonly Outcome[]
  readonly digest: z.infer<typeof servedDigest> | null
}

export async function pull(
  store: ServerStore,
  puller: Puller,
  request: z.infer<typeof pullRequest>,
): Promise<Pulled> {
  const pulled = await store.read(puller.companyId, async (tx) => {
    await checkCursor(tx, request)
    const { seq } = request.cursor
    const page = await pageAfter(tx, seq, request.limit)
    const ops = await operationsOf(tx, page.rows)
    const { rows, toSeq } = lightened(page, ops)
    const { changes, outcomes } = told(puller, rows, ops)
    return {
      head: tx.head,
      from_seq: seq + 1,
      to_seq: toSeq,
      to_hash: toSeq === tx.head.seq ? tx.head.chainHash : await hashAt(tx, toSeq),
      scope_ver: SCOPE_VER,
      changes,
      outcomes,
      digest: toSeq === tx.head.seq ? { v: 1 as const, seq: toSeq, root: await rootOf(tx) } : null,
    }
  })
  if (pulled === null) throw new RequestError('WRONG_COMPANY')
  return pulled
}

/** The root over the server's own buckets. */
export async function rootOf(tx: ReadTx): Promise<string> {
  const buckets = Array.from({ length: 256 }, () => ZERO_HASH)
  for (const { bucket, hash } of await tx.all('bucket_node')) buckets[bucket] = hash
  const { head } = tx
  return rootHash(
    {
      timelineId: head.timelineId,
      companyId: head.companyId,
      scopeVer: SCOPE_VER,
      seq: head.seq,
    },
    buckets,
  )
}

/** The device's place is one of ours: same timeline, and its hash is the one our chain has there. */
async function checkCursor(tx: ReadTx, request: z.infer<typeof pullRequest>): Promise<void> {
  const { cursor, timeline_id } = request
  const isOurs =
    (timeline_id === null || timeline_id === tx.head.timelineId) &&
    cursor.seq <= tx.head.seq &&
    (await hashAt(tx, cursor.seq)) === cursor.hash
  if (!isOurs) throw new RequestError('TIMELINE_MISMATCH', { timeline_id: tx.head.timelineId })
}

export async function hashAt(tx: ReadTx, seq: number): Promise<string> {
  if (seq === 0) return ZERO_HASH
  const [entry] = await tx.range('op_log', seq - 1, seq, 1)
  return entry?.chain_hash ?? ''
}

export interface Page {
  readonly rows: readonly Row<'change'>[]
  readonly toSeq: number
}

/** Rows up to a transaction's end, none after `head`; at least one whole transaction, however large. */
export async function pageAfter(
  tx: ReadTx,
  after: number,
  limit: number,
  head = tx.head.seq,
): Promise<Page> {
  let rows = await tx.range('change', after, head, limit + 1)
  if (rows.length <= limit) return { rows, toSeq: head }
  const [first] = rows
  const next = rows[limit] as Row<'change'>
  if (first && next.tx === first.tx) {
    // Larger than a page: a transaction is never torn.
    const end = await endOf(tx, first.tx, next.seq, head)
    rows = await tx.range('change', after, end, Number.MAX_SAFE_INTEGER)
    return { rows, toSeq: end }
  }
  return { rows: rows.filter((row) => row.tx < next.tx), toSeq: next.tx - 1 }
}

/** Last sequence of a transaction, from a row known to be in it. */
async function endOf(tx: ReadTx, first: number, from: number, head: number): Promise<number> {
  let at = from
  for (;;) {
    const rows = await tx.range('change', at, head, 500)
    const beyond = rows.find((row) => row.tx !== first)
    if (beyond) return beyond.tx - 1
    const last = rows.at(-1)
    if (!last) return head
    at = last.seq
  }
}

type Operations = ReadonlyMap<string, Row<'op_log'>>

/** Operations of changes in order: nearly all were logged at the change's own sequence. */
export async function operationsOf(
  tx: ReadTx,
  rows: readonly Row<'change'>[],
): Promise<Operations> {
  const logged = new Map<string, Row<'op_log'>>()
  const [first, last] = [rows[0], rows.at(-1)]
  if (first && last)
    for (const row of await tx.range('op_log', first.seq - 1, last.seq, Number.MAX_SAFE_INTEGER))
      logged.set(row.op_id, row)
  const ids = [...new Set(rows.map((row) => row.op_id))].filter((id) => !logged.has(id))
  for (let at = 0; at < ids.length; at += 2000)
    for (const row of await tx.lookup('op_log', 'op_id', ids.slice(at, at + 2000)))
      logged.set(row.op_id, row)
  return logged
}

/** As many whole transactions as a page may weigh, and the first whatever it weighs. */
export function lightened(page: Page, ops: Operations, bytesMax = PAGE_BYTES_MAX): Page {
  let weight = 0
  const [first] = page.rows
  for (const row of page.rows) {
    weight += row.class === OUTCOME_CLASS ? 0 : (ops.get(row.op_id)?.envelope.length ?? 0)
    if (weight > bytesMax && first && row.tx !== first.tx)
      return { rows: page.rows.filter(({ tx }) => tx < row.tx), toSeq: row.tx - 1 }
  }
  return page
}

function told(
  puller: Puller,
  rows: readonly Row<'change'>[],
  logged: Operations,
): { changes: Change[]; outcomes: Outcome[] } {
  const changes: Change[] = []
  const outcomes: Outcome[] = []
  const seesAll = mayDo(puller.roles, 'late_posting', 'A')
  for (const row of rows) {
    const op = logged.get(row.op_id)
    if (!op) throw new Error(`change ${row.seq} without its operation`)
    if (row.class !== OUTCOME_CLASS) {
      changes.push(changeOf(row, op))
      continue
    }
    if (!seesAll && op.actor !== puller.userId) continue
    const said = (row.facts ?? {}) as { readonly code?: string; readonly detail?: never }
    outcomes.push({
      seq: row.seq,
      op_id: row.op_id,
      status: row.kind as Outcome['status'],
      code: said.code ?? null,
      detail: said.detail ?? null,
    })
  }
  return { changes, outcomes }
}

export function changeOf(row: Row<'change'>, op: Row<'op_log'>): Change {
  return {
    seq: row.seq,
    ord: row.ord,
    class: row.class as Change['class'],
    kind: row.kind,
    entity_id: row.entity_id,
    customer_id: row.customer_id,
    recorded_at: op.recorded_at,
    facts: row.facts as Change['facts'],
    op: op.envelope,
  }
}
