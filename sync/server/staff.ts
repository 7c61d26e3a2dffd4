/**
 * What an administrator does from her own device: people and their roles, their standing, enrolment
 * codes, and how a device stands. Members change by the rules of every operation, in the asker's name
 * and said in the feed; a role that comes new waits for a second person (engine/central/staff.ts).
 *
 * FORBIDDEN says why: `action` the right she lacks, or `reason` same_person, this_device.
 */
import type { z } from 'zod'
import { systemDeviceOf } from '../engine/central/server-ops.ts'
import { mayDo, mayGiveRoles, rolesOf } from '../engine/central/roles.ts'
import { newRoles } from '../engine/central/staff.ts'
import type { Row } from '../engine/central/tables.ts'
import { RequestError } from '../protocol/codes.ts'
import type { devicesAnswer, StaffRequest } from '../protocol/staff.ts'
import { type Desk, makeEnrolmentCode, penOf } from './accounts.ts'
import type { Caller } from './core-api.ts'
import { writeAsServer } from './core/pen.ts'
import type { SystemOp } from './core/system.ts'
import { setDeviceStatus } from './identity/revoke.ts'
import { memberSaid } from './members.ts'
import type { CompanyHead, ServerStore, WriteTx } from './store.ts'

type Asker = Pick<Caller, 'companyId' | 'userId' | 'person' | 'deviceId' | 'roles'>
type Ask = StaffRequest['ask']
type MemberAsk = Extract<Ask, { do: 'invite' | 'roles' | 'standing' }>
type DevicesAnswer = z.infer<typeof devicesAnswer>

export interface Staffed {
  readonly timeline_id: string
  readonly head_seq: number
  readonly state: 'done' | 'waiting'
  readonly code: string | null
  readonly expires_at: number | null
}

/** Every device of the company for who may see them, else the asker's own; oldest enrolment first. */
export async function devicesFor(
  store: ServerStore,
  { companyId, userId, roles }: Asker,
): Promise<
  Pick<DevicesAnswer, 'timeline_id' | 'head_seq' | 'is_whole'> & {
    readonly devices: DevicesAnswer['devices']
  }
> {
  const isWhole = mayDo(roles, 'users', 'V')
  const found = await store.read(companyId, async (tx) => ({
    head: tx.head,
    rows: isWhole ? await tx.all('device') : await tx.lookup('device', 'user_id', [userId]),
  }))
  if (found === null) throw new RequestError('WRONG_COMPANY')
  return {
    ...standing(found.head),
    is_whole: isWhole,
    devices: found.rows
      .toSorted((a, b) => a.enrolled_at - b.enrolled_at || (a.device_id < b.device_id ? -1 : 1))
      .map((row) => ({
        device_id: row.device_id,
        user_id: row.user_id,
        device_code: row.device_code,
        status: row.status,
        enrolled_at: row.enrolled_at,
        last_contact: row.last_contact,
        pending: row.pending_count,
        oldest_pending: row.min_pending_date,
      })),
  }
}

export async function changeStaff(
  desk: Desk,
  asker: Asker,
  { op_id: opId, ask }: StaffRequest,
): Promise<Staffed> {
  switch (ask.do) {
    case 'device':
      return setDevice(desk, asker, ask)
    case 'code':
      return giveCode(desk, asker, ask.user)
    case 'invite':
    case 'roles':
    case 'standing':
      return changeMember(desk, asker, opId, ask)
  }
}

/** An administrator any device but the one she asks from; everybody revokes their own others. */
async function setDevice(
  desk: Desk,
  { companyId, userId, deviceId, roles }: Asker,
  { device, status }: Extract<Ask, { do: 'device' }>,
): Promise<Staffed> {
  const { head } = await setDeviceStatus(desk, companyId, device, status, (row) => {
    const isOwn = row.user_id === userId && status === 'revoked'
    if (!isOwn && !mayDo(roles, 'users', 'C')) throw lacking()
    if (row.device_id === deviceId) throw new RequestError('FORBIDDEN', { reason: 'this_device' })
  })
  return { ...standing(head), ...NOTHING, state: 'done' }
}

async function giveCode(desk: Desk, { companyId, roles }: Asker, user: string): Promise<Staffed> {
  if (!mayDo(roles, 'users', 'C')) throw lacking()
  const found = await desk.store.read(companyId, async (tx) => ({
    head: tx.head,
    member: (await tx.lookup('member', 'user_id', [user]))[0],
  }))
  if (!found?.member || found.member.status === 'replaced') throw new RequestError('NOT_FOUND')
  if (found.member.status !== 'active') throw declined('SUSPENDED')
  // Whoever may do nothing yet has no need of the books.
  if (rolesOf(found.member).length === 0) throw declined('NO_ROLE')
  const { code, expiresAt } = await makeEnrolmentCode(desk, companyId, user)
  return { ...standing(found.head), state: 'done', code, expires_at: expiresAt }
}

async function changeMember(
  desk: Desk,
  asker: Asker,
  opId: string,
  ask: MemberAsk,
): Promise<Staffed> {
  if (!mayDo(asker.roles, 'users', 'C')) throw lacking()
  const pen = await penOf(desk)
  const holder = ask.do === 'invite' ? await desk.identity.user(ask.user) : null
  const done = await desk.store.write(asker.companyId, async (tx) => {
    const [known] = await tx.lookup('op_log', 'op_id', [opId])
    if (known) return { head: tx.head, state: stateOf(known, asker), tenantId: tx.head.tenantId }
    // The id is the asker's word: it must not be that of a person known from other companies.
    if (holder !== null) throw declined('USER_TAKEN')
    const ops = await opsOf(tx, asker, ask)
    const named = ops.map((op, n) => ({ ...op, opId: n === 0 ? opId : desk.newId() }))
    const results = await writeAsServer(pen, tx, named.map(asRequest))
    const seq = results.at(-1)?.seq ?? tx.head.seq
    const isWaiting = named.some(({ kind }) => kind === 'approval.request')
    return {
      head: { ...tx.head, seq },
      state: isWaiting ? ('waiting' as const) : ('done' as const),
      tenantId: tx.head.tenantId,
    }
  })
  if (done === null) throw new RequestError('WRONG_COMPANY')
  if (ask.do === 'invite') await addUser(desk, done.tenantId, ask)
  return { ...standing(done.head), ...NOTHING, state: done.state }
}

/** An approval bears the id of its request. */
function asRequest(op: SystemOp): SystemOp {
  return op.kind === 'approval.request' ? { ...op, entityId: op.opId } : op
}

/** The answer of before, to whoever asked it. */
function stateOf(
  known: Row<'op_log'>,
  { companyId, userId }: Pick<Asker, 'companyId' | 'userId'>,
): 'done' | 'waiting' {
  if (known.device_id !== systemDeviceOf(companyId) || known.actor !== userId)
    throw new RequestError('IDEMPOTENCY_MISMATCH')
  return known.kind === 'approval.request' ? 'waiting' : 'done'
}

/** What is written for it: the member at once, and a request for the roles that come new. */
async function opsOf(
  tx: WriteTx,
  asker: Asker,
  ask: MemberAsk,
): Promise<readonly Omit<SystemOp, 'opId'>[]> {
  if (ask.do === 'invite') {
    const namesakes = await tx.lookup('member', 'name', [ask.name])
    if (namesakes.some(({ status }) => status !== 'replaced')) throw declined('NAME_TAKEN')
    const member: Row<'member'> = {
      user_id: ask.user,
      name: ask.name,
      person: ask.user,
      roles: [],
      scope: null,
      status: 'active',
    }
    if ((await tx.lookup('member', 'user_id', [ask.user])).length > 0) throw declined('USER_TAKEN')
    const request = ask.roles.length > 0 ? [await requestOf(tx, asker, member, ask.roles)] : []
    return [changeOf(tx, asker, member), ...request]
  }
  const [member] = await tx.lookup('member', 'user_id', [ask.user])
  if (!member || member.status === 'replaced') throw new RequestError('NOT_FOUND')
  if (member.person === asker.person) throw new RequestError('FORBIDDEN', { reason: 'same_person' })
  if (ask.do === 'standing') return [changeOf(tx, asker, { ...member, status: ask.status })]
  if (newRoles(member, ask.roles).length > 0) return [await requestOf(tx, asker, member, ask.roles)]
  return [changeOf(tx, asker, { ...member, roles: [...ask.roles] })]
}

function changeOf(tx: WriteTx, { userId }: Asker, member: Row<'member'>): Omit<SystemOp, 'opId'> {
  return {
    kind: 'config.change',
    entityId: tx.head.companyId,
    payload: { members: [memberSaid(member)] },
    actor: userId,
  }
}

/** Refused where nobody could ever decide it: then the operator of the server gives the role. */
async function requestOf(
  tx: WriteTx,
  asker: Asker,
  target: Row<'member'>,
  roles: readonly string[],
): Promise<Omit<SystemOp, 'opId'>> {
  const members = await tx.all('member')
  const hasSecond = members.some(
    (one) =>
      one.status === 'active' &&
      one.person !== asker.person &&
      one.person !== target.person &&
      mayGiveRoles(rolesOf(one)),
  )
  if (!hasSecond) throw declined('NO_SECOND_PERSON')
  return {
    kind: 'approval.request',
    // Replaced by its own id when it has one.
    entityId: tx.head.companyId,
    payload: { what: 'roles', user: target.user_id, roles: [...roles] },
    actor: asker.userId,
  }
}

/** Also where the answer of before was lost between the member and this. */
async function addUser(
  { identity, now }: Desk,
  tenantId: string,
  { user, name }: Extract<Ask, { do: 'invite' }>,
): Promise<void> {
  if ((await identity.user(user)) !== null) return
  await identity.addUser({
    userId: user,
    tenantId,
    name,
    person: user,
    passwordHash: null,
    status: 'active',
    madeAt: now(),
  })
}

const NOTHING = { code: null, expires_at: null } as const

function standing(head: CompanyHead): { timeline_id: string; head_seq: number } {
  return { timeline_id: head.timelineId, head_seq: head.seq }
}

function lacking(): RequestError {
  return new RequestError('FORBIDDEN', { action: 'users' })
}

function declined(code: string): RequestError {
  return new RequestError('DECLINED', { code })
}
