/**
 * A snapshot fetched chunk by chunk (sync.md 15). Each chunk is unpacked and checked by its hash; a device
 * that was killed goes on behind the last ones it has worked in.
 */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { CHUNK_BYTES_MAX } from '../protocol/limits.ts'
import { change, type chunkAnswer, type snapshotAnswer } from '../protocol/messages.ts'
import { Incident } from './incident.ts'
import type { PulledPage, Replica } from './replica.ts'

type Bare<T extends z.ZodType> = Omit<z.infer<T>, 'nonce' | 'control'>
export type Opened = Bare<typeof snapshotAnswer>

export interface SnapshotSource {
  snapshot(request: { readonly company_id: string }): Promise<Opened>
  chunk(request: {
    readonly company_id: string
    readonly seq: number
    readonly hash: string
    readonly after: number
  }): Promise<Bare<typeof chunkAnswer>>
}

/** One operation may weigh more than a chunk is cut at; much more is no chunk. */
const TEXT_BYTES_MAX = 8 * CHUNK_BYTES_MAX

/** The chunk behind `after` as a page of the feed; throws `Incident` when it is not what it says. */
export async function fetchChunk(
  source: SnapshotSource,
  companyId: string,
  opened: Opened,
  after: number,
): Promise<PulledPage> {
  const { seq, hash } = opened
  const chunk = await source.chunk({ company_id: companyId, seq, hash, after })
  const text = gunzipSync(Buffer.from(chunk.body, 'base64'), { maxOutputLength: TEXT_BYTES_MAX })
  const isWhole =
    createHash('sha256').update(text).digest('hex') === chunk.sha256 &&
    chunk.from_seq === after + 1 &&
    chunk.to_seq > after &&
    chunk.to_seq <= seq
  if (!isWhole) throw new Incident('CHUNK_DAMAGED', { after, seq })
  const lines = text.toString('utf8').split('\n').slice(0, -1)
  return {
    timeline_id: opened.timeline_id,
    head_seq: chunk.head_seq,
    server_time: chunk.server_time,
    from_seq: chunk.from_seq,
    to_seq: chunk.to_seq,
    to_hash: chunk.to_hash,
    scope_ver: opened.scope_ver,
    changes: z.array(change).parse(lines.map((line) => JSON.parse(line) as unknown)),
    outcomes: [],
    digest: null,
  }
}

/** Chunks worked in together: rows that lie beside each other are then written once for all of them. */
const CHUNKS_AT_ONCE = 5

/** What a snapshot asks of the company file beyond an exchange. */
export interface SnapshotReplica
  extends Pick<Replica, 'standing' | 'saveContact' | 'applyNext' | 'compare'> {
  /**
   * Works pages in with their cursor, all in one transaction, without noting them before: what a kill
   * takes is fetched again. Throws `Incident`.
   */
  applyPages(pages: readonly PulledPage[], onTurn?: () => void): Promise<void>
}

/** What it took. */
export interface Joined {
  readonly calls: number
  readonly changes: number
}

/**
 * Brings a device that is far behind to the snapshot's sequence, some chunks at a time, each lot applied
 * with its cursor as a page is. Whether it came to the server's root is noted as after any page.
 */
export async function joinBySnapshot(
  replica: SnapshotReplica,
  source: SnapshotSource,
  {
    from,
    chunksAtOnce = CHUNKS_AT_ONCE,
    onTurn,
  }: {
    readonly from: number
    readonly chunksAtOnce?: number | undefined
    readonly onTurn?: (() => void) | undefined
  },
): Promise<Joined> {
  while (await replica.applyNext(onTurn));
  const { companyId, cursor } = replica.standing()
  const opened = await source.snapshot({ company_id: companyId })
  const joined = { calls: 1, changes: 0 }
  if (opened.seq - cursor.seq <= from) return joined
  replica.saveContact({ headSeq: opened.head_seq, serverTime: opened.server_time })
  for (let after = cursor.seq; after < opened.seq; ) {
    const lot: PulledPage[] = []
    for (; lot.length < chunksAtOnce && after < opened.seq; after = lot.at(-1)?.to_seq ?? after)
      lot.push(await fetchChunk(source, companyId, opened, after))
    await replica.applyPages(lot, onTurn)
    joined.calls += lot.length
    for (const { changes } of lot) joined.changes += changes.length
  }
  replica.compare({ v: 1, seq: opened.seq, root: opened.root })
  return joined
}
