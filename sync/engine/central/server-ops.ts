/** Rules of what only the server writes, in a chain of its own: closings and blocks of numbers. */
import { blockVoid, numberBlock, periodClose } from '../../protocol/payloads.ts'
import { externalId } from '../ids.ts'
import { type Accepted, type Deciding, Held, invalid } from './deciding.ts'
import { takeBlock } from './numbers.ts'
import { payloadOf } from './payload.ts'
import { closeThrough, lockedThrough } from './periods.ts'
import { documentAction, mayDo, rolesOf } from './roles.ts'

/** The device the server writes as in a company. */
export function systemDeviceOf(companyId: string): string {
  return externalId(companyId, 'system', 'server')
}

/** Each document is plainly before or after a lock: it is an entry of the same sequence. */
export function closePeriod(deciding: Deciding): Accepted {
  const { month, reason } = payloadOf(deciding, periodClose)
  const { op, rows, seq, nowMs } = deciding
  const lock = lockedThrough(rows)
  if (lock && month <= lock.ym)
    throw new Held('BAD_TRANSITION', { state: 'locked', month: lock.ym })
  closeThrough(rows, op.kind === 'period.lock' ? 'locked' : 'soft', {
    ym: month,
    by: op.actor,
    atMs: nowMs,
    seq,
    reason: reason ?? null,
  })
  deciding.feed({ class: 'C', entityId: op.entity_id, customerId: null, facts: {} })
  return { facts: {}, flags: [] }
}

/** Numbers nobody else will get, for one device and epoch. */
export function giveBlock(deciding: Deciding): Accepted {
  const { series, year, size, device_id, epoch } = payloadOf(deciding, numberBlock)
  const { op, rows, seq, member } = deciding
  const kind = rows.one('series', 'code', series)?.kind
  if (kind === undefined) throw invalid('series_unknown', { series })
  const action = documentAction(kind)
  if (!mayDo(rolesOf(member), action, 'P')) throw new Held('FORBIDDEN', { kind: op.kind, action })
  const { first, last } = takeBlock(deciding, series, year, size)
  rows.insert('number_block', {
    block_id: op.entity_id,
    series,
    year,
    first,
    last,
    next: first,
    device_id,
    epoch,
    state: 'open',
    seq,
  })
  const facts = { data: { first, last, kind } }
  deciding.feed({ class: 'C', entityId: op.entity_id, customerId: null, facts })
  return { facts, flags: [] }
}

/** The numbers a block has not given yet are nobody's: its device gives none any more. */
export function voidBlock(deciding: Deciding): Accepted {
  const { block: blockId } = payloadOf(deciding, blockVoid)
  const { op, rows } = deciding
  const block = rows.one('number_block', 'block_id', blockId)
  if (!block) throw invalid('block_unknown', { block: blockId })
  if (block.state !== 'open') throw new Held('BAD_TRANSITION', { state: block.state })
  rows.update('number_block', { ...block, state: 'void' })
  deciding.feed({ class: 'C', entityId: op.entity_id, customerId: null, facts: {} })
  return { facts: {}, flags: [] }
}
