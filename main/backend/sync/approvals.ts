/** Requests for a second person: what waits, and her yes or no (sync.md 12). */
import {
  type Approval,
  approvalById,
  ROLES_GROUP,
  waitingApprovals,
} from '../../../db/local/approvals.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { entitiesUnderway, outboxOperation } from '../../../db/local/outbox-operations.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import { currencyOf, shownValue } from './card-values.ts'
import { People } from './people.ts'
import { valuesIn } from './said.ts'

type Reading = Pick<Context, 'db' | 'company'>

export interface ShownApproval {
  readonly approvalId: string
  readonly kind: Approval['kind']
  /** Name. */
  readonly by: string | null
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly isMine: boolean
  /** Code. */
  readonly customer: string | null
  /** Of roles the member's name. */
  readonly customerName: string | null
  readonly group: string | null
  readonly before: Plain | null
  readonly after: Plain | null
  readonly month: string | null
  readonly document: {
    readonly kind: string
    readonly number: string | null
    readonly date: string | null
    readonly amountMinor: number | null
  } | null
  readonly currency: string
  readonly reason: string | null
  readonly mayDecide: boolean
}

/** Oldest first; one that is answered here and on its way to the server is not asked again. */
export function approvalsOf(context: Reading): ShownApproval[] {
  const people = new People(context)
  const answered = entitiesUnderway(context.db, 'approval.decide')
  return waitingApprovals(context.db)
    .filter(({ approvalId }) => !answered.has(approvalId))
    .map((approval) => shown(context, people, approval))
}

/** Writes the decision; the server carries it out, or holds it when its base has moved. */
export function decideApproval(
  context: Context,
  approvalId: string,
  approve: boolean,
  reason: string | undefined,
): void {
  const { db } = context
  const approval = approvalById(db, approvalId)
  const isAnswered = entitiesUnderway(db, 'approval.decide').has(approvalId)
  if (approval?.state !== 'waiting' || isAnswered)
    throw new Refusal('approval.unknown', { approval: approvalId })
  const people = new People(context)
  if (people.isMe(approval.askedBy)) throw new Refusal('approval.same_person', {})
  if (!mayDecide(people, approval)) throw new Refusal('approval.not_entitled', {})
  const journal = new Journal(context)
  journal.operations.write(journal.operations.newId(), {
    kind: 'approval.decide',
    entityId: approvalId,
    payload: { approve, ...(reason === undefined ? {} : { reason }) },
  })
  journal.close('sync.decide', approval.kind, { approve, reason })
}

function shown(context: Reading, people: People, approval: Approval): ShownApproval {
  const { db } = context
  const { kind, group, objectId } = approval
  const about = valuesIn(approval.about)
  const isRoles = group === ROLES_GROUP
  const customerId = kind !== 'guarded' ? textIn(about['customer_id']) : isRoles ? null : objectId
  const card = customerId === null ? undefined : customerByUuid(db, customerId)
  const own = objectId === null ? undefined : outboxOperation(db, objectId)
  const isMine = people.isMe(approval.askedBy)
  return {
    approvalId: approval.approvalId,
    kind,
    by: people.nameOf(approval.askedBy),
    at: approval.askedAt,
    isMine,
    customer: card?.code ?? null,
    customerName: isRoles ? people.nameOf(objectId) : (card?.name ?? null),
    group,
    before: shownValue(context, group ?? '', approval.before),
    after: shownValue(context, group ?? '', approval.after),
    month: approval.month,
    document:
      kind === 'late_posting'
        ? {
            kind: textIn(about['document']) ?? textIn(about['kind']) ?? '',
            number: textIn(about['number']) ?? own?.asideNumber ?? null,
            date: textIn(about['date']),
            amountMinor: typeof about['amount'] === 'number' ? about['amount'] : null,
          }
        : null,
    currency: textIn(about['currency']) ?? currencyOf(context, card),
    reason: approval.reason,
    mayDecide: !isMine && mayDecide(people, approval),
  }
}

/** Roles are decided by an administrator or a finance manager, and never by whom they are for. */
function mayDecide(people: People, { kind, group, objectId }: Approval): boolean {
  return group === ROLES_GROUP
    ? people.mayIGiveRoles() && !people.isMe(objectId)
    : people.mayI(kind, 'A')
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
