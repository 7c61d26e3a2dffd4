/**
 * Held work given to somebody who may enter it (sync.md 9): the state of the held operation says to
 * whom, and her correction may supersede it as if it were her own.
 */
import { z } from 'zod'
import { type Deciding, Held, invalid } from './deciding.ts'
import { payloadOf } from './payload.ts'
import { mayDo, rolesOf } from './roles.ts'
import { moved, setState } from './states.ts'
import type { Row } from './tables.ts'

const MACHINE = 'held_work'

const handed = z.object({
  user_id: z.string().max(36),
  /** The held envelope as it was signed. */
  held: z.object({ op_hash: z.string() }),
})

/** By the author of the held operation or a finance manager, to an active member. */
export function handOver(deciding: Deciding): void {
  const payload = payloadOf(deciding, handed)
  const { op, rows, member } = deciding
  const held = heldOf(deciding)
  if (held.actor !== op.actor && !mayDo(rolesOf(member), 'late_posting', 'A'))
    throw new Held('FORBIDDEN', { op: held.op_id })
  const to = rows.one('member', 'user_id', payload.user_id)
  if (to?.status !== 'active') throw invalid('user_unknown', { user: payload.user_id })
  if (rows.one('op_log', 'op_id', held.op_id)?.op_hash !== payload.held.op_hash)
    throw invalid('held_hash')
  setState(deciding, MACHINE, 'offered', null, { user_id: payload.user_id })
}

/** By the one it was handed to. */
export function giveBack(deciding: Deciding): void {
  const held = heldOf(deciding)
  if (!isHandedTo(deciding, held.op_id)) throw new Held('FORBIDDEN', { op: held.op_id })
  setState(deciding, MACHINE, 'returned', null, {})
}

/** Was the held operation handed to the author of the running one? */
export function isHandedTo({ rows, op }: Deciding, heldId: string): boolean {
  const state = rows.one('wf_state', 'entity_id', heldId)
  if (state?.machine !== MACHINE || state.state !== 'offered') return false
  const { user_id } = state.data as { readonly user_id?: string }
  return user_id === op.actor
}

function heldOf(deciding: Deciding): Row<'op_held'> {
  const { op, rows } = deciding
  const held = rows.one('op_held', 'op_id', op.entity_id)
  if (!held) throw invalid('held_unknown', { op: op.entity_id })
  if (held.state !== 'held') throw moved(deciding, held.state)
  return held
}
