/**
 * Where two sides differ (sync.md 17): from the root to buckets, customers, cells and single rows,
 * asking only below what differed above. The own hashes come from the own rows, given from outside;
 * what the server answers is looked at and thrown away, so nothing here could be kept as one's own.
 */
import type { z } from 'zod'
import type { Json } from '../engine/central/tables.ts'
import { RequestError } from '../protocol/codes.ts'
import { DOCS_MAX } from '../protocol/limits.ts'
import type { digestAnswer, digestLevel, docsAnswer } from '../protocol/messages.ts'

type Bare<T extends z.ZodType> = Omit<z.infer<T>, 'nonce' | 'control'>
export type Level = z.infer<typeof digestLevel>

/** What a compare asks of the server beside the exchange. */
export interface Inspection {
  digest(request: {
    readonly company_id: string
    readonly seq: number
    readonly level: Level
    readonly keys: string[]
    readonly nodes: Record<string, string>
  }): Promise<Bare<typeof digestAnswer>>
  docs(request: {
    readonly company_id: string
    readonly seq: number
    readonly ids: string[]
    readonly ops: string[]
  }): Promise<Bare<typeof docsAnswer>>
}

/** Hashes of one level below these keys of the level above; a key without a hash is nothing. */
export type Hashes = ReadonlyMap<string, string>

/** One side's own digest at one sequence. */
export interface OwnDigest {
  readonly companyId: string
  readonly seq: number
  below(level: Level, keys: readonly string[]): Hashes
  /** Parts of nodes whose rows are not what their sums say: looked into whatever the levels above say. */
  readonly suspect: readonly string[]
}

/** A row that is not the same on both sides, by its key (document, slice, card, event). */
export interface LeafDifference {
  readonly key: string
  /** What the server has there, as it told it; null for nothing. */
  readonly server: Json
}

export interface Differences {
  /** Whose hashes differ: none means that the roots are equal. */
  readonly buckets: readonly string[]
  /** Cells and other parts of nodes that were looked into. */
  readonly parts: readonly string[]
  readonly leaves: readonly LeafDifference[]
}

/** Keys asked about in one request; below a cell there may be many rows each. */
const PARTS_AT_ONCE = 50

/** Throws `RequestError` SEQ_MOVED when the server went on meanwhile: pull first. */
export async function differences(
  own: OwnDigest,
  inspection: Pick<Inspection, 'digest'>,
): Promise<Differences> {
  const ask = async (level: Level, keys: readonly string[]): Promise<LeafDifference[]> => {
    const answer = await inspection.digest({
      company_id: own.companyId,
      seq: own.seq,
      level,
      keys: [...keys],
      nodes: Object.fromEntries(own.below(level, keys)),
    })
    if (answer.seq !== own.seq) throw new RequestError('SEQ_MOVED', { head_seq: answer.head_seq })
    return answer.differs
  }
  const below = async (level: Level, keys: readonly string[], atOnce: number) => {
    const found: LeafDifference[] = []
    for (let at = 0; at < keys.length; at += atOnce)
      found.push(...(await ask(level, keys.slice(at, at + atOnce))))
    return found
  }
  const keysOf = (found: readonly LeafDifference[]) => found.map(({ key }) => key)
  const buckets = keysOf(await ask('bucket', []))
  const customers = keysOf(await below('customer', buckets, DOCS_MAX))
  const parts = new Set([...own.suspect, ...keysOf(await below('cell', customers, DOCS_MAX))])
  const sorted = [...parts].toSorted()
  return { buckets, parts: sorted, leaves: await below('doc', sorted, PARTS_AT_ONCE) }
}
