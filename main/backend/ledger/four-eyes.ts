/**
 * Preparer and approver are two people, not two accounts (reliability-security.md 11): who asked does
 * not decide, nor does her other account. As the feed has it here; the server judges it again.
 */
import { bytesToUuid, uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import { confirmedEventsOf } from '../../../db/local/confirmed.ts'
import { memberById, type MemberRow } from '../../../db/local/members.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { isGuarded } from '../../../sync/engine/central/masters.ts'
import { mayDo } from '../../../sync/engine/central/roles.ts'
import type { Context } from '../context.ts'

/** An operation about to be written. */
export interface Written {
  readonly kind: string
  readonly entityId: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Refuses a decision about one's own request, or about one's own value of a guarded group. */
export function assertSecondPerson(context: Context, user: MemberRow, op: Written): void {
  switch (op.kind) {
    case 'approval.decide': {
      const asker = askerOf(context, op.entityId)
      if (asker !== null && isSamePerson(context, user, asker)) throw sameRefusal(user)
      return
    }
    case 'conflict.resolve': {
      if (op.payload['choice'] !== 'take') return
      const conflict = conflictOf(context, op.entityId)
      if (!conflict || !isGuarded(conflict.group)) return
      if (isSamePerson(context, user, conflict.author)) throw sameRefusal(user)
      if (!mayDo(user.roles, 'guarded', 'A'))
        throw new Refusal('role.forbidden', { action: 'guarded', name: user.name })
      return
    }
    default:
  }
}

/** Are both accounts one human's? */
export function isSamePerson({ db }: Context, user: MemberRow, otherId: string): boolean {
  return user.userId === otherId || memberById(db, otherId)?.person === user.person
}

function sameRefusal({ name }: MemberRow): Refusal {
  return new Refusal('role.same_person', { name })
}

/** Who asked for an approval that is a request of its own; null for a guarded value's, or an unknown one. */
function askerOf({ db }: Context, approvalId: string): string | null {
  const request = confirmedEventsOf(db, approvalId).find(({ type }) => type === 'approval.request')
  if (!request) return null
  return (JSON.parse(request.envelope) as { readonly actor: string }).actor
}

/** What no feed operation says is this device's own user's. */
function conflictOf(
  { db, company }: Context,
  conflictId: string,
): { readonly group: string; readonly author: string } | null {
  const row = db
    .prepare<[Uint8Array], { group: string; author: Uint8Array | null }>(
      `select c.group_name as "group", f.actor as author
       from conflict as c left join feed_op as f on f.op_id = c.op_id where c.conflict_id = ?`,
    )
    .get(uuidToBytes(conflictId))
  if (!row) return null
  return {
    group: row.group,
    author: row.author === null ? company.userId : bytesToUuid(row.author),
  }
}
