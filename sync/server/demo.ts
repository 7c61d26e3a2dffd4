/** A company to try the server with: one user of each role, and a fresh enrolment code for each. */
import { createCompany, createUser, type Desk, makeEnrolmentCode } from './accounts.ts'
import type { Role } from '../../shared/domain/roles.ts'
import { membersOf } from './listings.ts'

const NAME = 'Saldo Demo'

const USERS: readonly (readonly [name: string, role: Role])[] = [
  ['Selin', 'accountant'],
  ['Mert', 'credit_controller'],
  ['Ayşe', 'finance_manager'],
  ['Deniz', 'sales'],
  ['Kerem', 'auditor'],
  ['Zeynep', 'company_admin'],
]

interface DemoUser {
  readonly company: string
  readonly user: string
  readonly name: string
  readonly roles: readonly string[]
  readonly code: string
}

/** The company and its users are made at the first call; codes at each. */
export async function demoCompany(desk: Desk): Promise<DemoUser[]> {
  const heads = await desk.store.companies()
  const found = heads.find(({ name }) => name === NAME)?.companyId
  const company =
    found ??
    (await createCompany(desk, {
      name: NAME,
      currency: 'TRY',
      timezone: 'Europe/Istanbul',
      fiscalYearStart: 1,
      id: null,
    }))
  const named = new Map((await membersOf(desk, company)).map((member) => [member.name, member.id]))
  const users: DemoUser[] = []
  for (const [name, role] of USERS) {
    const user =
      named.get(name) ??
      (await createUser(desk, {
        companyId: company,
        name,
        roles: [role],
        person: null,
        scope: null,
        password: null,
      }))
    const { code } = await makeEnrolmentCode(desk, company, user)
    users.push({ company, user, name, roles: [role], code })
  }
  return users
}
