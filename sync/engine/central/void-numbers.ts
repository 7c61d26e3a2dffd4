/**
 * A number of a block goes with the operation that gave it: where that never takes effect, the server
 * voids the number, so that every one of a series is a document's or explained (sync.md 5).
 */
import type { Envelope } from '../../protocol/envelope.ts'
import type { Deciding } from './deciding.ts'
import { consumeBlock, isUsed, placeIn } from './numbers.ts'

type Voiding = Pick<Deciding, 'rows' | 'seq'>

/** A held operation was given up. */
export function voidOfHeld(deciding: Deciding, opId: string): void {
  const logged = deciding.rows.one('op_log', 'op_id', opId)
  if (!logged) return
  voidOf(deciding, JSON.parse(logged.envelope) as Envelope, 'withdrawn')
}

/** Another operation stands in for it: with the same number, or that is void. */
export function voidOfReplaced(deciding: Deciding, opId: string): void {
  const logged = deciding.rows.one('op_log', 'op_id', opId)
  if (!logged) return
  const replaced = JSON.parse(logged.envelope) as Envelope
  if (deciding.op.payload['number'] === replaced.payload['number']) return
  voidOf(deciding, replaced, 'replaced')
}

/** Of one that was given up, or whose document is known under another number. */
export function voidUnborne(
  deciding: Voiding,
  op: Parameters<typeof voidOf>[1],
  status: string,
): void {
  if (status === 'withdrawn') voidOf(deciding, op, 'withdrawn')
  if (status === 'accepted_dup') voidOf(deciding, op, 'known')
}

/** Does nothing for an operation that gave no number of a block. */
function voidOf(
  deciding: Voiding,
  op: Pick<Envelope, 'op_id' | 'kind' | 'device_id' | 'entity_id' | 'payload'>,
  reason: string,
): void {
  const { number } = op.payload
  const blockId = blockIdOf(op)
  if (typeof number !== 'string' || typeof blockId !== 'string') return
  const { rows, seq } = deciding
  const block = rows.one('number_block', 'block_id', blockId)
  const n = block?.device_id === op.device_id ? placeIn(block, number) : null
  if (!block || n === null || isUsed(deciding, number)) return
  consumeBlock(deciding, block, n)
  rows.insert('number_void', { number, reason, op_id: op.op_id, seq })
}

/** The block a document took its number from, or in which one is closed by hand. */
function blockIdOf({ kind, entity_id, payload }: Pick<Envelope, 'kind' | 'entity_id' | 'payload'>) {
  if (kind === 'number.void') return entity_id
  return kind === 'doc.post' ? payload['block'] : undefined
}
