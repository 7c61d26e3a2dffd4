/**
 * Who may do what (reliability-security.md 11): the matrix as data, default deny. The server decides
 * by it for every operation; the desktop asks it as a courtesy, so that a button is not there in vain.
 */

import type { Role } from '../../../shared/domain/roles.ts'
import type { Row } from './tables.ts'

/** V view, P prepare or post at once, A approve (with P), C configure. */
export type Right = 'V' | 'P' | 'A' | 'C'

type Rights = Partial<Record<Role, readonly Right[]>>

const V = ['V'] as const
const P = ['V', 'P'] as const
const A = ['V', 'P', 'A'] as const
const C = ['V', 'C'] as const

/** Rows of the table; a role that is not named has no right. */
export const MATRIX = {
  document: { accountant: P, finance_manager: A, credit_controller: V, sales: V, auditor: V },
  receipt: { accountant: P, credit_controller: P, finance_manager: A, sales: V, auditor: V },
  reverse: { accountant: P, finance_manager: A, auditor: V },
  allocation: { accountant: P, credit_controller: P, finance_manager: P, auditor: V },
  customer: {
    accountant: P,
    credit_controller: P,
    finance_manager: P,
    sales: V,
    auditor: V,
  },
  contact: {
    accountant: P,
    credit_controller: P,
    finance_manager: P,
    sales: P,
    auditor: V,
  },
  guarded: { accountant: P, credit_controller: P, finance_manager: A, auditor: V },
  event: {
    accountant: P,
    credit_controller: P,
    finance_manager: P,
    sales: P,
    auditor: V,
  },
  void_number: { accountant: P, credit_controller: P, finance_manager: P, auditor: V },
  rates: { accountant: P, finance_manager: P, auditor: V },
  bank: { accountant: P, credit_controller: P, finance_manager: P, auditor: V },
  settings: { finance_manager: A, auditor: V, company_admin: C },
  soft_close: { accountant: P, finance_manager: A, auditor: V },
  lock: { finance_manager: A, auditor: V },
  reopen: { finance_manager: A, auditor: V },
  late_posting: { accountant: P, finance_manager: A, auditor: V },
  statement: { accountant: P, credit_controller: P, finance_manager: P, sales: V, auditor: V },
  repair: { accountant: P, finance_manager: A, auditor: V },
  users: { auditor: V, company_admin: C },
} as const satisfies Readonly<Record<string, Rights>>
export type Action = keyof typeof MATRIX

/** The rights that do for an action: to prepare; where the table gives no such right, to approve or configure. */
function rightsFor(action: Action): readonly Right[] {
  if (action === 'settings') return ['A', 'C']
  return action === 'lock' ? ['A'] : ['P']
}

/**
 * Why these roles may not write an operation: the action they lack; null when they may. Approvals,
 * withdrawals, conflicts and blocks are judged by what they are about, in their own rules.
 */
export function lackingFor(
  roles: readonly string[],
  op: { readonly kind: string; readonly payload: Readonly<Record<string, unknown>> },
): Action | 'anything' | null {
  const action = actionOf(op)
  if (action === null) return roles.every((role) => role === 'auditor') ? 'anything' : null
  return rightsFor(action).some((right) => mayDo(roles, action, right)) ? null : action
}

export function mayDo(roles: readonly string[], action: Action, right: Right): boolean {
  const row: Rights = MATRIX[action]
  return roles.some((role) => row[role as Role]?.includes(right) === true)
}

/** A role for another is given by a second person: an administrator, or a finance manager. */
export function mayGiveRoles(roles: readonly string[]): boolean {
  return mayDo(roles, 'users', 'C') || mayDo(roles, 'lock', 'A')
}

/** Groups of a card that are its contacts. */
const CONTACT_GROUPS: ReadonlySet<string> = new Set(['contact', 'email', 'phone'])
const RECEIPTS: ReadonlySet<string> = new Set(['receipt', 'cheque', 'note'])

/** Of a member's row; none of nobody. */
export function rolesOf(member: Row<'member'> | undefined): string[] {
  return Array.isArray(member?.roles) ? member.roles.filter((role) => typeof role === 'string') : []
}

/** What writing one field group of a card needs. */
export function groupAction(group: string): Action {
  return CONTACT_GROUPS.has(group) ? 'contact' : 'customer'
}

/** What an operation needs, by kind and content; null for a kind nobody may write. */
function actionOf(op: {
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
}): Action | null {
  switch (op.kind) {
    case 'doc.post':
      return documentAction(String(op.payload['kind']))
    case 'doc.reverse':
      return 'reverse'
    case 'alloc.add':
    case 'alloc.remove':
      return 'allocation'
    case 'master.create':
    case 'master.archive':
      return 'customer'
    case 'master.patch':
      return areContacts(op.payload['groups']) ? 'contact' : 'customer'
    case 'master.merge':
      return 'guarded'
    case 'number.void':
      return 'void_number'
    case 'wf.event':
      // Judged in their own rule, by whose work it is.
      if (String(op.payload['type']).startsWith('work.')) return null
      return eventAction(String(op.payload['type']))
    case 'period.soft_close':
      return 'soft_close'
    case 'period.lock':
      return 'lock'
    default:
      return null
  }
}

/** What posting a document of a kind needs. */
export function documentAction(kind: string): Action {
  if (kind === 'write_off') return 'reverse'
  if (kind === 'suspense') return 'bank'
  return RECEIPTS.has(kind) ? 'receipt' : 'document'
}

function areContacts(groups: unknown): boolean {
  return Array.isArray(groups) && groups.every((group) => CONTACT_GROUPS.has(String(group)))
}

function eventAction(type: string): Action {
  const [family] = type.split('.')
  switch (family) {
    case 'bank':
    case 'match_rule':
      return 'bank'
    case 'rates':
      return 'rates'
    case 'setting':
    case 'company':
      return 'settings'
    case 'campaign':
    case 'letter':
      return 'statement'
    case 'period':
      return 'lock'
    default:
      return 'event'
  }
}

/** Customers outside these roles' scope are not theirs to post to. */
export function isScoped(roles: readonly string[]): boolean {
  return roles.every((role) => role === 'credit_controller' || role === 'sales')
}
