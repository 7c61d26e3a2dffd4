/** Rules of approvals, withdrawals, conflicts and voided numbers: what people decide about operations. */
import {
  approvalDecide,
  approvalRequest,
  conflictResolve,
  docReverse,
  numberVoid,
  opWithdraw,
} from '../../protocol/payloads.ts'
import type { Plain } from '../canonical.ts'
import { type Accepted, type Deciding, Held, invalid, Known } from './deciding.ts'
import { effectOf } from './ledger.ts'
import { applyGroup, isGuarded, sameValue } from './masters.ts'
import { consumeBlock, placeIn } from './numbers.ts'
import { payloadOf } from './payload.ts'
import { isClosed, reopenFrom } from './periods.ts'
import { groupAction, mayDo, rolesOf } from './roles.ts'
import { giveRoles, requestRoles } from './staff.ts'
import type { Json, Row } from './tables.ts'
import { voidOfHeld } from './void-numbers.ts'

const NONE: Accepted = { facts: {}, flags: [] }

export function requestApproval(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, approvalRequest)
  const { op, rows, seq } = deciding
  if (rows.one('approval', 'approval_id', op.entity_id)) throw new Known()
  if (payload.what === 'roles') return requestRoles(deciding, payload)
  if (payload.what === 'late_posting') {
    const held = payload.op === undefined ? undefined : rows.one('op_held', 'op_id', payload.op)
    if (!held || held.state !== 'held' || held.code !== 'PERIOD_CLOSED')
      throw new Held('BAD_TRANSITION', { state: held?.state ?? null })
  } else {
    if (payload.month === undefined) throw invalid('schema', { field: 'month' })
    if (!mayDo(rolesOf(deciding.member), 'reopen', 'A'))
      throw new Held('FORBIDDEN', { kind: 'reopen', action: 'reopen' })
    if (!isClosed(rows, payload.month))
      throw new Held('BAD_TRANSITION', { state: 'open', month: payload.month })
  }
  rows.insert('approval', {
    approval_id: op.entity_id,
    kind: payload.what,
    object_id: payload.op ?? null,
    effect: payload.month === undefined ? {} : { month: payload.month },
    private: null,
    reason: payload.reason ?? null,
    asked_by: op.actor,
    asked_op: op.op_id,
    state: 'waiting',
    decided_by: null,
    seq,
    ended_seq: null,
  })
  deciding.feed({
    class: 'W',
    entityId: op.entity_id,
    customerId: null,
    facts: payload.op === undefined ? {} : { data: { about: aboutHeld(deciding, payload.op) } },
  })
  return NONE
}

/** What the one who decides is shown of a held operation: by the server's own copy of it. */
function aboutHeld({ rows }: Deciding, opId: string): Record<string, string | number | null> {
  const logged = rows.one('op_log', 'op_id', opId)
  if (!logged) return {}
  const { payload } = JSON.parse(logged.envelope) as {
    readonly payload: { readonly effective_on?: string }
  }
  const document = docReverse.safeParse(payload)
  if (!document.success) return { kind: logged.kind, date: payload.effective_on ?? null }
  const { kind, doc_date, document_no, customer_id, currency } = document.data
  return {
    kind: logged.kind,
    date: doc_date,
    document: kind,
    number: document_no ?? null,
    customer_id: customer_id ?? null,
    currency,
    amount: effectOf(document.data).amount,
  }
}

/** What was asked about an operation that is not held any more needs no answer; a no does no harm. */
export function endRequests({ rows, seq }: Deciding, opId: string): void {
  for (const approval of rows.all('approval', 'object_id', opId))
    if (approval.state === 'waiting')
      rows.update('approval', { ...approval, state: 'ended', ended_seq: seq })
}

/** Decided by another person than the asker, who may approve such a thing now (I33). */
export function decideApproval(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, approvalDecide)
  const { op, rows, seq, member } = deciding
  const approval = rows.one('approval', 'approval_id', op.entity_id)
  if (!approval) throw invalid('approval_unknown', { approval: op.entity_id })
  const isOver = approval.state !== 'waiting' && approval.state !== 'ended'
  if (isOver) throw new Held('BAD_TRANSITION', { state: approval.state })
  const asker = rows.one('member', 'user_id', approval.asked_by)
  if (approval.asked_by === op.actor || asker?.person === member?.person)
    throw new Held('FORBIDDEN', { reason: 'same_person' })
  if (payload.approve) carryOut(deciding, approval)
  else {
    deciding.feed({ class: 'W', entityId: op.entity_id, customerId: null, facts: {} })
    if (approval.kind === 'late_posting' && approval.state === 'waiting' && approval.object_id)
      deciding.outcome(approval.object_id, 'refused')
  }
  rows.update('approval', {
    ...approval,
    state: payload.approve ? 'approved' : 'refused',
    decided_by: op.actor,
    ended_seq: seq,
  })
  return NONE
}

/** The author, or a finance manager, gives a held operation up; it stays readable for ever. */
export function withdraw(deciding: Deciding): Accepted {
  payloadOf(deciding, opWithdraw)
  const { op, rows, seq, member } = deciding
  const held = rows.one('op_held', 'op_id', op.entity_id)
  if (!held) throw invalid('held_unknown', { op: op.entity_id })
  if (held.state !== 'held') throw new Held('BAD_TRANSITION', { state: held.state })
  const isManager = mayDo(rolesOf(member), 'late_posting', 'A')
  if (held.actor !== op.actor && !isManager) throw new Held('FORBIDDEN', { op: held.op_id })
  rows.update('op_held', { ...held, state: 'withdrawn', ended_seq: seq })
  endRequests(deciding, held.op_id)
  voidOfHeld(deciding, held.op_id)
  deciding.outcome(held.op_id, 'withdrawn')
  deciding.feed({ class: 'W', entityId: op.entity_id, customerId: null, facts: {} })
  return NONE
}

export function resolveConflict(deciding: Deciding): Accepted {
  const { choice } = payloadOf(deciding, conflictResolve)
  const { op, rows, seq, member } = deciding
  const conflict = rows.one('conflict', 'conflict_id', op.entity_id)
  if (!conflict) throw invalid('conflict_unknown', { conflict: op.entity_id })
  if (conflict.state !== 'open') throw new Held('BAD_TRANSITION', { state: conflict.state })
  if (!mayDo(rolesOf(member), groupAction(conflict.group_name), 'P'))
    throw new Held('FORBIDDEN', { kind: 'conflict' })
  const clear = (conflict.private ?? {}) as { readonly other?: Plain }
  // Two customers of one code: the one that has it keeps it, until she is merged or renamed.
  if (choice === 'take' && conflict.group_name === 'code' && typeof conflict.other === 'string') {
    const owner = rows.one('customer', 'code', conflict.other)
    if (owner && owner.customer_id !== conflict.entity_id)
      throw new Held('BAD_TRANSITION', { state: 'code_in_use', code: conflict.other })
  }
  // Taking a guarded value changes it: another person than its author, who may approve such a thing.
  if (choice === 'take' && isGuarded(conflict.group_name)) {
    const author = rows.one('member', 'user_id', conflict.actor)
    if (conflict.actor === op.actor || author?.person === member?.person)
      throw new Held('FORBIDDEN', { reason: 'same_person' })
    if (!mayDo(rolesOf(member), 'guarded', 'A')) throw new Held('FORBIDDEN', { kind: 'guarded' })
  }
  const facts =
    choice === 'take'
      ? {
          ver: applyGroup(
            deciding,
            conflict.entity_id,
            conflict.group_name,
            conflict.other as Plain | null,
            clear.other ?? null,
          ),
          applied: [conflict.group_name],
          data: valueOf(conflict.group_name, conflict.other, clear.other),
        }
      : {}
  rows.update('conflict', {
    ...conflict,
    state: choice === 'take' ? 'taken' : 'kept',
    decided_by: op.actor,
    ended_seq: seq,
  })
  deciding.feed({
    class: 'M',
    entityId: conflict.entity_id,
    customerId: conflict.entity_id,
    facts,
  })
  return { facts, flags: [] }
}

/**
 * A number of the device's own block that no document bears: closed with a reason. A device gives them
 * in order, yet one before it may wait with a held operation.
 */
export function voidNumber(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, numberVoid)
  const { op, rows, seq } = deciding
  if (rows.one('number_void', 'number', payload.number)) throw new Known()
  const { number } = payload
  const block = rows
    .all('number_block', 'device_id', op.device_id)
    .find((one) => one.epoch === op.device_epoch && placeIn(one, number) !== null)
  const n = block ? placeIn(block, number) : null
  if (!block || n === null) throw invalid('block_order', { number })
  if (block.state === 'void' && n >= block.next)
    throw invalid('block_closed', { block: block.block_id })
  if (rows.all('document', 'number', number).some((row) => row.number_given))
    throw invalid('number_used', { number })
  consumeBlock(deciding, block, n)
  rows.insert('number_void', {
    number: payload.number,
    reason: payload.reason,
    op_id: op.op_id,
    seq,
  })
  deciding.feed({ class: 'C', entityId: op.entity_id, customerId: null, facts: {} })
  return NONE
}

function carryOut(deciding: Deciding, approval: Row<'approval'>): void {
  const { rows, member } = deciding
  switch (approval.kind) {
    case 'guarded': {
      if (!mayDo(rolesOf(member), 'guarded', 'A')) throw new Held('FORBIDDEN', { kind: 'guarded' })
      decideGroup(deciding, approval)
      return
    }
    case 'late_posting': {
      if (!mayDo(rolesOf(member), 'late_posting', 'A'))
        throw new Held('FORBIDDEN', { kind: 'late_posting' })
      const held = approval.object_id && rows.one('op_held', 'op_id', approval.object_id)
      if (!held || held.state !== 'held') throw new Held('BAD_TRANSITION', { state: 'gone' })
      deciding.feed({ class: 'W', entityId: approval.approval_id, customerId: null, facts: {} })
      deciding.release(held.op_id)
      return
    }
    case 'reopen': {
      if (!mayDo(rolesOf(member), 'reopen', 'A')) throw new Held('FORBIDDEN', { kind: 'reopen' })
      const { month } = approval.effect as { readonly month: string }
      const { seq, nowMs, op } = deciding
      reopenFrom(rows, { ym: month, by: op.actor, atMs: nowMs, seq, reason: approval.reason })
      const facts = { data: { reopen: month } }
      deciding.feed({ class: 'C', entityId: approval.approval_id, customerId: null, facts })
      return
    }
    case 'roles':
      giveRoles(deciding, approval)
      return
    default:
      throw invalid('approval_kind', { kind: approval.kind })
  }
}

/** The base must still match at decision time; else the value waits as a conflict. */
function decideGroup(deciding: Deciding, approval: Row<'approval'>): void {
  const { rows } = deciding
  const effect = approval.effect as { group: string; from?: Plain; to?: Plain }
  const clear = (approval.private ?? {}) as { readonly to?: Plain }
  const customerId = approval.object_id
  const customer = customerId === null ? undefined : rows.one('customer', 'customer_id', customerId)
  if (!customer) throw invalid('approval_kind', { kind: approval.kind })
  const groups = customer.groups as Readonly<Record<string, Plain>>
  if (!sameValue(groups[effect.group], effect.from))
    throw new Held('BAD_TRANSITION', { state: 'base_moved', group: effect.group })
  const ver = applyGroup(
    deciding,
    customer.customer_id,
    effect.group,
    effect.to ?? null,
    clear.to ?? null,
  )
  deciding.feed({
    class: 'M',
    entityId: customer.customer_id,
    customerId: customer.customer_id,
    facts: { ver, applied: [effect.group], data: valueOf(effect.group, effect.to, clear.to) },
  })
}

/** The value a decision gives a group, in clear where it is personal: the deciding operation has it not. */
function valueOf(group: string, value: Json | undefined, clear: Json | undefined) {
  return {
    groups: { [group]: (value ?? null) as never },
    private: { [group]: (clear ?? null) as never },
  }
}
