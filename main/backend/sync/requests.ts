/** Requests for a second person as the feed says them: asked, and decided. */
import { endApproval, ROLES_GROUP, saveApproval } from '../../../db/local/approvals.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import { approvalDecide, approvalRequest } from '../../../sync/protocol/payloads.ts'
import type { Books, Confirmation } from './books.ts'
import { enteredAt, type Said, valuesIn } from './said.ts'

/** What of an accepted operation waits for another person; does nothing for one that asks nothing. */
export function noteRequests(books: Books, said: Said, at: Confirmation): void {
  if (said.kind === 'approval.request') noteAsked(books, said, at)
  else if (said.kind.startsWith('master.')) noteGuarded(books, said, at)
}

/** After the decision was carried out: the request waits no more. */
export function endRequest({ db }: Books, said: Said, at: Confirmation): void {
  const { approve, reason } = approvalDecide.parse(said.payload)
  endApproval(db, said.entityId, {
    state: approve ? 'approved' : 'refused',
    by: said.actor,
    at: at.recordedAt,
    reason: reason ?? null,
  })
}

function noteAsked({ db }: Books, said: Said, at: Confirmation): void {
  const { what, op, month, user, reason } = approvalRequest.parse(said.payload)
  const { about, before, after } = valuesIn(at.facts.data)
  const isRoles = what === 'roles'
  saveApproval(db, {
    approvalId: said.entityId,
    // Roles are guarded as a limit is; what they are about is a member.
    kind: isRoles ? 'guarded' : what,
    objectId: op ?? user ?? null,
    group: isRoles ? ROLES_GROUP : null,
    month: month ?? null,
    before: isRoles ? before : null,
    after: isRoles ? after : null,
    about,
    reason: reason ?? null,
    askedBy: said.actor,
    askedAt: enteredAt(said),
    askedOperation: said.operationId,
    seq: at.seq,
  })
}

/** Guarded groups of a card's change, each a request of its own (sync.md 11). */
function noteGuarded({ db, context }: Books, said: Said, at: Confirmation): void {
  const { waiting } = valuesIn(at.facts.data)
  if (!Array.isArray(waiting)) return
  const before = { ...valuesIn(said.payload['from']), ...valuesIn(said.private['from']) }
  const after = {
    ...valuesIn(said.payload['fields']),
    ...valuesIn(said.payload['to']),
    ...(said.kind === 'master.create' ? said.private : {}),
    ...valuesIn(said.private['to']),
  }
  for (const group of waiting.filter((one) => typeof one === 'string'))
    saveApproval(db, {
      approvalId: externalId(
        context.company.companyId,
        'approval',
        `${said.operationId}\0${group}`,
      ),
      kind: 'guarded',
      objectId: said.entityId,
      group,
      month: null,
      before: before[group],
      after: after[group],
      about: null,
      reason: null,
      askedBy: said.actor,
      askedAt: enteredAt(said),
      askedOperation: said.operationId,
      seq: at.seq,
    })
}
