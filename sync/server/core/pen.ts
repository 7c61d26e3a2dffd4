/** What the server writes of its own accord, in a transaction that is open: all of it, or the transaction leaves nothing. */
import { RequestError } from '../../protocol/codes.ts'
import type { OpResult } from '../../protocol/messages.ts'
import type { WriteTx } from '../store.ts'
import { type SystemOp, writeSystemOpsIn } from './system.ts'

const APP = 'server'

/** What it takes to write as the server. */
export interface Pen {
  readonly secret: string
  /** UUIDv7. */
  readonly newId: () => string
  /** Milliseconds UTC. */
  readonly now: () => number
}

/** DECLINED with the rule's code where the rules say no: nobody waits for what was not promised. */
export async function writeAsServer(
  { secret, now }: Pick<Pen, 'secret' | 'now'>,
  tx: WriteTx,
  ops: readonly SystemOp[],
): Promise<OpResult[]> {
  const parts = { secret, nowMs: now(), app: APP, supportId: thrownOn }
  const results = await writeSystemOpsIn(parts, tx, ops)
  for (const { status, code, detail } of results)
    if (status === 'held')
      throw new RequestError('DECLINED', { ...plain(detail), code: code ?? '' })
  return results
}

function thrownOn(error: unknown): never {
  throw error
}

/** What of a detail fits an error of the wire. */
function plain(detail: unknown): Record<string, string | number | null> {
  const pairs = Object.entries((detail ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    pairs.filter(
      (pair): pair is [string, string | number] =>
        typeof pair[1] === 'string' || typeof pair[1] === 'number',
    ),
  )
}
