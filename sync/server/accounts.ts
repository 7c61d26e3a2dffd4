/**
 * What an operator sets up (cli.md, Devices and server): companies, users and their roles, enrolment
 * codes, series, the standing of devices. Works on the database alone, no running server is needed.
 */
import { CODE_MS } from '../protocol/limits.ts'
import type { Row } from '../engine/central/tables.ts'
import { texts } from './identity/callers.ts'
import { codeHash, makeCode } from './identity/codes.ts'
import { hashPassword, PASSWORD_LENGTH_MIN } from './identity/passwords.ts'
import type { Role } from '../../shared/domain/roles.ts'
import { Declined } from './declined.ts'
import type { IdentityStore, UserRow } from './identity/store.ts'
import type { Pen } from './core/pen.ts'
import { saveMembers } from './members.ts'
import type { MendingStore, ServerStore, WriteTx } from './store.ts'

/** Kinds of documents that are numbered, with the series a new company gives them. */
export const FIRST_SERIES = [
  { code: 'INV', kind: 'invoice' },
  { code: 'CRN', kind: 'credit_note' },
  { code: 'DBN', kind: 'debit_note' },
  { code: 'RCT', kind: 'receipt' },
] as const

/** One organisation runs a server; its companies share their users. */
const TENANT = 'default'

export interface Desk {
  /** The server's; null: the one the database keeps. */
  readonly secret: string | null
  readonly store: ServerStore
  readonly identity: IdentityStore
  readonly random: (bytes: number) => Buffer
  readonly newId: () => string
  readonly now: () => number
}

/** The operator's: she may write rows anew. */
export interface OperatorDesk extends Desk {
  readonly store: MendingStore
}

export interface CompanyToMake {
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  /** The id of a file that will be published; null: a new one. */
  readonly id: string | null
}

/** `company.exists` when the id is taken; its `file` is the id of the file. */
export async function createCompany(desk: Desk, company: CompanyToMake): Promise<string> {
  const { store, identity, newId, now } = desk
  const companyId = company.id ?? newId()
  const heads = await store.companies()
  if (heads.some((head) => head.companyId === companyId))
    throw new Declined('company.exists', { file: companyId })
  await store.createCompany({
    companyId,
    tenantId: await identity.tenant(TENANT, newId(), now()),
    name: company.name,
    currency: company.currency,
    timezone: company.timezone,
    fiscalYearStart: company.fiscalYearStart,
    timelineId: newId(),
    // The first device brings it, or the first enrolment makes it.
    saltKey: null,
  })
  await inCompany(store, companyId, (tx) => tx.insert('series', FIRST_SERIES))
  return companyId
}

export interface UserToMake {
  readonly companyId: string
  readonly name: string
  readonly roles: readonly Role[]
  /** The human; null: nobody else's. */
  readonly person: string | null
  /** Customer ids; null: every customer. */
  readonly scope: readonly string[] | null
  readonly password: string | null
}

export async function createUser(desk: Desk, user: UserToMake): Promise<string> {
  const { store, identity, random, newId, now } = desk
  if (user.password !== null && user.password.length < PASSWORD_LENGTH_MIN)
    throw new Declined('password.short', { length: PASSWORD_LENGTH_MIN })
  const userId = newId()
  const person = user.person ?? userId
  const passwordHash = user.password === null ? null : await hashPassword(user.password, random)
  const pen = await penOf(desk)
  const tenantId = await inCompany(store, user.companyId, async (tx) => {
    const named = await tx.lookup('member', 'name', [user.name])
    if (named.some(({ status }) => status !== 'replaced'))
      throw new Declined('user.exists', { name: user.name })
    await saveMembers(pen, tx, [
      {
        user_id: userId,
        name: user.name,
        person,
        roles: [...user.roles],
        scope: user.scope === null ? null : [...user.scope],
        status: 'active',
      },
    ])
    return tx.head.tenantId
  })
  const { name } = user
  await identity.addUser({
    userId,
    tenantId,
    name,
    person,
    passwordHash,
    status: 'active',
    madeAt: now(),
  })
  return userId
}

/** The roles after it. A user of another company becomes a member with the first role given. */
export async function changeRoles(
  desk: Desk,
  companyId: string,
  userId: string,
  change: { readonly add: readonly Role[]; readonly remove: readonly Role[] },
): Promise<string[]> {
  const { store, identity } = desk
  const user = await identity.user(userId)
  if (user === null) throw new Declined('user.unknown', { user: userId })
  const ids = await idsOf(identity, user)
  const pen = await penOf(desk)
  return inCompany(store, companyId, async (tx) => {
    const member = await memberOf(tx, ids)
    const roles = [...new Set([...texts(member?.roles), ...change.add])]
      .filter((role) => !change.remove.some((gone) => gone === role))
      .toSorted()
    if (member) await saveMembers(pen, tx, [{ ...member, roles }])
    else if (change.add.length === 0) throw new Declined('user.unknown', { user: userId })
    else
      await saveMembers(pen, tx, [
        {
          user_id: user.userId,
          name: user.name,
          person: user.person,
          roles,
          scope: null,
          status: 'active',
        },
      ])
    return roles
  })
}

/** In every company and at sign-in, from the next request on. */
export async function setUserStatus(
  desk: Desk,
  userId: string,
  status: 'active' | 'suspended',
): Promise<void> {
  const { store, identity } = desk
  const user = await identity.user(userId)
  if (user === null) throw new Declined('user.unknown', { user: userId })
  await identity.setUserStatus(user.userId, status)
  const ids = await idsOf(identity, user)
  const pen = await penOf(desk)
  for (const { companyId } of await store.companies())
    await inCompany(store, companyId, async (tx) => {
      const member = await memberOf(tx, ids)
      if (member && member.status !== status) await saveMembers(pen, tx, [{ ...member, status }])
    })
}

/** An enrolment code, told once. */
export async function makeEnrolmentCode(
  { store, identity, random, now }: Desk,
  companyId: string,
  userId: string,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const user = await identity.user(userId)
  if (user === null) throw new Declined('user.unknown', { user: userId })
  const ids = await idsOf(identity, user)
  const member = await inCompany(store, companyId, (tx) => memberOf(tx, ids))
  if (member === null) throw new Declined('user.unknown', { user: userId })
  if (member.status !== 'active') throw new Declined('user.suspended', { user: userId })
  const code = makeCode(random)
  const expiresAt = now() + CODE_MS
  await identity.addCode({
    codeHash: codeHash(code),
    companyId,
    userId: member.user_id,
    madeAt: now(),
    expiresAt,
    usedAt: null,
    usedBy: null,
  })
  return { code, expiresAt }
}

/** A series of three capitals or digits; each kind may have several. */
export async function addSeries(
  { store }: Desk,
  companyId: string,
  code: string,
  kind: string,
): Promise<void> {
  await inCompany(store, companyId, async (tx) => {
    if ((await tx.lookup('series', 'code', [code])).length > 0)
      throw new Declined('series.exists', { series: code })
    await tx.insert('series', [{ code, kind }])
  })
}

/** The company of a device, by where it is enrolled; `device.unknown`. */
export async function companyOfDevice({ identity }: Desk, deviceId: string): Promise<string> {
  const [companyId] = await identity.companiesOf(deviceId)
  if (companyId === undefined) throw new Declined('device.unknown', { device: deviceId })
  return companyId
}

/** Read before the company's rows are: one transaction holds no second connection. */
export async function penOf({ secret, identity, random, newId, now }: Desk): Promise<Pen> {
  const made = random(32).toString('hex')
  return { secret: secret ?? (await identity.secret('server', made, now())), newId, now }
}

/** Work under the company's lock; `company.unknown`. */
export async function inCompany<T>(
  store: ServerStore,
  companyId: string,
  work: (tx: WriteTx) => Promise<T>,
): Promise<T> {
  // Wrapped: work may answer null itself.
  const done = await store.write(companyId, async (tx) => ({ value: await work(tx) }))
  if (done === null) throw new Declined('company.unknown', { company: companyId })
  return done.value
}

/** The id printed at creation, and those that published files gave the user. */
async function idsOf(identity: IdentityStore, { userId }: UserRow): Promise<string[]> {
  return [userId, ...(await identity.aliasesOf(userId))]
}

async function memberOf(tx: WriteTx, ids: readonly string[]): Promise<Row<'member'> | null> {
  const members = await tx.lookup('member', 'user_id', ids)
  return members.find(({ status }) => status !== 'replaced') ?? null
}
