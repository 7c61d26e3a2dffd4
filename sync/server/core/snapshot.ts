/**
 * A snapshot (sync.md 15): the log up to one sequence, in chunks. The log is append-only, so a chunk is
 * the same whenever and by whichever process it is cut: nothing is stored, nothing expires but with the
 * timeline. What held or withdrawn operations did not do is left out.
 */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import { CHUNK_BYTES_MAX } from '../../protocol/limits.ts'
import { type chunkRequest, OUTCOME_CLASS } from '../../protocol/messages.ts'
import type { CompanyHead, ServerStore } from '../store.ts'
import { changeOf, hashAt, lightened, operationsOf, pageAfter, rootOf, SCOPE_VER } from './pull.ts'

interface Opened {
  readonly head: CompanyHead
  readonly seq: number
  readonly hash: string
  readonly root: string
  readonly scope_ver: number
}

/** What the log comes to now: the root is of the server's own rows at exactly that sequence. */
export async function openSnapshot(store: ServerStore, companyId: string): Promise<Opened> {
  const opened = await store.read(companyId, async (tx) => ({
    head: tx.head,
    seq: tx.head.seq,
    hash: tx.head.chainHash,
    root: await rootOf(tx),
    scope_ver: SCOPE_VER,
  }))
  if (opened === null) throw new RequestError('WRONG_COMPANY')
  return opened
}

interface Chunk {
  readonly head: CompanyHead
  readonly from_seq: number
  readonly to_seq: number
  readonly to_hash: string
  readonly rows: number
  readonly sha256: string
  readonly body: string
}

/** Whole transactions after `after`; SNAPSHOT_EXPIRED where the log is not the one it was opened on. */
export async function chunkOf(
  store: ServerStore,
  companyId: string,
  request: z.infer<typeof chunkRequest>,
  changesMax: number,
): Promise<Chunk> {
  const chunk = await store.read(companyId, async (tx) => {
    const { seq, hash, after } = request
    const isOurs = seq <= tx.head.seq && after <= seq && (await hashAt(tx, seq)) === hash
    if (!isOurs) throw new RequestError('SNAPSHOT_EXPIRED')
    const page = await pageAfter(tx, after, changesMax, seq)
    const ops = await operationsOf(tx, page.rows)
    const { rows, toSeq } = lightened(page, ops, CHUNK_BYTES_MAX)
    const lines = rows.flatMap((row) => {
      const op = ops.get(row.op_id)
      if (!op) throw new Error(`change ${row.seq} without its operation`)
      return row.class === OUTCOME_CLASS ? [] : [`${JSON.stringify(changeOf(row, op))}\n`]
    })
    const text = lines.join('')
    return {
      head: tx.head,
      from_seq: after + 1,
      to_seq: toSeq,
      to_hash: await hashAt(tx, toSeq),
      rows: lines.length,
      sha256: createHash('sha256').update(text).digest('hex'),
      body: gzipSync(text).toString('base64'),
    }
  })
  if (chunk === null) throw new RequestError('WRONG_COMPANY')
  return chunk
}
