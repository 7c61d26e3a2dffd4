/**
 * Rules of who works on the company: an administrator takes roles and standing; a role that comes new
 * waits for another person, an administrator or finance manager. Nobody changes what is her own.
 */
import type { z } from 'zod'
import { type approvalRequest, memberChange } from '../../protocol/payloads.ts'
import { type Accepted, type Deciding, Held, invalid } from './deciding.ts'
import { sameValue } from './masters.ts'
import { payloadOf } from './payload.ts'
import { mayDo, mayGiveRoles, rolesOf } from './roles.ts'
import type { Row } from './tables.ts'

const NONE: Accepted = { facts: {}, flags: [] }

/** Who works on the company from here on, as what and on which customers; every device hears of it. */
export function changeMembers(deciding: Deciding): Accepted {
  const { members } = payloadOf(deciding, memberChange)
  const { op, rows } = deciding
  const isOperator = op.actor === op.device_id
  for (const { scope = null, ...one } of members) {
    const member = { ...one, scope }
    const before = rows.one('member', 'user_id', member.user_id)
    if (!isOperator) assertMayChange(deciding, before ?? member)
    if (!isOperator && newRoles(before, member.roles).length > 0)
      throw new Held('NEEDS_APPROVAL', { user: member.user_id })
    if (before) rows.update('member', member)
    else rows.insert('member', member)
  }
  deciding.feed({ class: 'C', entityId: op.entity_id, customerId: null, facts: {} })
  return NONE
}

/** Notes the roles an administrator asks for; the feed says what they are and would be. */
export function requestRoles(
  deciding: Deciding,
  { user, roles, reason }: z.infer<typeof approvalRequest>,
): Accepted {
  const { op, rows, seq } = deciding
  if (user === undefined || roles === undefined) throw invalid('schema', { field: 'roles' })
  const target = rows.one('member', 'user_id', user)
  if (!target) throw invalid('user_unknown', { user })
  assertMayChange(deciding, target)
  const before = rolesOf(target)
  rows.insert('approval', {
    approval_id: op.entity_id,
    kind: 'roles',
    object_id: user,
    effect: { from: before, to: roles },
    private: null,
    reason: reason ?? null,
    asked_by: op.actor,
    asked_op: op.op_id,
    state: 'waiting',
    decided_by: null,
    seq,
    ended_seq: null,
  })
  const facts = { data: { user, before, after: roles } }
  deciding.feed({ class: 'W', entityId: op.entity_id, customerId: null, facts })
  return NONE
}

/** A second person has said yes. The roles must still be those that were asked about. */
export function giveRoles(deciding: Deciding, approval: Row<'approval'>): void {
  const { rows, member } = deciding
  if (!mayGiveRoles(rolesOf(member))) throw new Held('FORBIDDEN', { kind: 'roles' })
  const target =
    approval.object_id === null ? undefined : rows.one('member', 'user_id', approval.object_id)
  if (!target) throw invalid('user_unknown', { user: approval.object_id })
  if (target.person === member?.person) throw new Held('FORBIDDEN', { reason: 'same_person' })
  const { from, to } = approval.effect as { readonly from: string[]; readonly to: string[] }
  if (!sameValue(rolesOf(target), from)) throw new Held('BAD_TRANSITION', { state: 'base_moved' })
  rows.update('member', { ...target, roles: to })
  const { user_id, name, person, status, scope } = target
  const said = { user_id, name, person, roles: to, status, ...(scope === null ? {} : { scope }) }
  const facts = { data: { members: [said] as never } }
  deciding.feed({ class: 'C', entityId: approval.approval_id, customerId: null, facts })
}

/** Roles she has not had so far. */
export function newRoles(
  before: Row<'member'> | undefined,
  roles: readonly string[],
): readonly string[] {
  const known = new Set(rolesOf(before))
  return roles.filter((role) => !known.has(role))
}

function assertMayChange({ member }: Deciding, target: Pick<Row<'member'>, 'person'>): void {
  if (!mayDo(rolesOf(member), 'users', 'C'))
    throw new Held('FORBIDDEN', { kind: 'config.change', action: 'users' })
  if (target.person === member?.person) throw new Held('FORBIDDEN', { reason: 'same_person' })
}
