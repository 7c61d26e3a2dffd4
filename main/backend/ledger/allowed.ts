/**
 * Whether the server would take an operation from this device's user, by the same table of roles
 * (reliability-security.md 11). A courtesy: who may not is told before she types on; the server judges
 * everything again by what stands there.
 */
import { customerByRow, customerByUuid } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import { memberById, type MemberRow } from '../../../db/local/members.ts'
import { customersOfAllocation } from '../../../db/local/retract-rows.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { isScoped, lackingFor, mayDo } from '../../../sync/engine/central/roles.ts'
import type { Context } from '../context.ts'
import { assertSecondPerson, type Written } from './four-eyes.ts'

/** Null while the feed has not named the user: a company without a server, or one not heard yet. */
export function userOf({ db, company }: Context): MemberRow | null {
  return company.isConnected ? (memberById(db, company.userId) ?? null) : null
}

/** Refuses what the user's roles or customers do not allow, or what a second person must decide. */
export function assertAllowed(context: Context, user: MemberRow | null, op: Written): void {
  if (!user) return
  const lacking = lackingFor(user.roles, op)
  if (lacking !== null) throw new Refusal('role.forbidden', { action: lacking, name: user.name })
  assertScope(context, user, op)
  assertSecondPerson(context, user, op)
}

/** A soft-closed month takes entries of those who may decide late ones. */
export function assertMayPostLate(context: Context): void {
  const user = userOf(context)
  if (user && !mayDo(user.roles, 'late_posting', 'A'))
    throw new Refusal('role.forbidden', { action: 'late_posting', name: user.name })
}

function assertScope(context: Context, { scope, roles, name }: MemberRow, op: Written): void {
  if (scope === null || !isScoped(roles)) return
  for (const { customerId, code } of customersOf(context, op))
    if (!scope.includes(customerId) && !scope.includes(code))
      throw new Refusal('role.out_of_scope', { customer: code, name })
}

/** Whose accounts an operation is about. */
function customersOf(
  { db }: Context,
  { kind, entityId, payload }: Written,
): { readonly customerId: string; readonly code: string }[] {
  const rows: number[] = []
  const ids: string[] = []
  if (typeof payload['customer_id'] === 'string') ids.push(payload['customer_id'])
  if (kind.startsWith('master.')) ids.push(entityId)
  const documents = ['debit_doc', 'credit_doc', 'reverses', 'doc_id'].map((key) => payload[key])
  for (const id of documents) {
    const customer = typeof id === 'string' ? documentById(db, id)?.customer : null
    if (customer) rows.push(customer)
  }
  if (kind === 'alloc.remove') rows.push(...customersOfAllocation(db, entityId))
  return [
    ...ids.flatMap((id) => customerByUuid(db, id) ?? []),
    ...rows.flatMap((row) => customerByRow(db, row) ?? []),
  ]
}
