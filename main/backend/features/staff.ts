/** Who works on the company and with which devices: asked of the server, and changed by its yes. */
import type { z } from 'zod'
import type { staff as contract } from '../../../shared/contract/staff.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { exchange } from '../../../sync/client/loop.ts'
import { RequestError, retryOf } from '../../../sync/protocol/codes.ts'
import type { StaffRequest } from '../../../sync/protocol/staff.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { newId } from '../ledger/new-id.ts'
import { connectionOf, exchangeRefusal, serverOf } from '../sync/connection.ts'
import { People } from '../sync/people.ts'
import { fileOf, type Session } from '../session.ts'

type In<K extends keyof typeof contract> = z.output<(typeof contract)[K]['input']>
type Out<K extends keyof typeof contract> = z.input<(typeof contract)[K]['output']>

/** Screens ask again after every commit: the server is asked this often at most. */
const FRESH_MS = 5000
const heard = new WeakMap<CompanyFile, { readonly at: number; readonly told: Out<'devices'> }>()

export function staffRights(context: Context): Out<'rights'> {
  return { manages: new People(context).mayIManageStaff() }
}

export async function companyDevices(session: Session): Promise<Out<'devices'>> {
  const file = fileOf(session)
  const now = session.backend.clock.now()
  const known = heard.get(file)
  if (known && now - known.at < FRESH_MS) return known.told
  const { transport } = connectionOf(file)
  const { companyId, deviceId, userId } = file.company
  const answer = await transport.devices({ company_id: companyId }).catch((error: unknown) => {
    throw exchangeRefusal(error, serverOf(file))
  })
  const told = file.query((context): Out<'devices'> => {
    const people = new People(context)
    return {
      isWhole: answer.is_whole,
      devices: answer.devices.map((one) => ({
        device: one.device_id,
        deviceCode: one.device_code,
        user: one.user_id,
        userName: people.nameOf(one.user_id),
        status: one.status,
        enrolledAt: momentOf(one.enrolled_at),
        lastContact: one.last_contact === null ? null : momentOf(one.last_contact),
        pending: one.pending,
        oldestPending: one.oldest_pending as IsoDate | null,
        isThis: one.device_id === deviceId,
        isYours: one.user_id === userId,
      })),
    }
  })
  heard.set(file, { at: now, told })
  return told
}

export async function setDevice(
  session: Session,
  { device, status }: In<'setDevice'>,
): Promise<Out<'setDevice'>> {
  return outcomeOf(await ask(session, { do: 'device', device, status }))
}

export async function inviteMember(
  session: Session,
  { user, name, roles }: In<'invite'>,
): Promise<Out<'invite'>> {
  return outcomeOf(await ask(session, { do: 'invite', user, name, roles }))
}

export async function setRoles(
  session: Session,
  { user, roles }: In<'setRoles'>,
): Promise<Out<'setRoles'>> {
  return outcomeOf(await ask(session, { do: 'roles', user, roles }))
}

export async function setMemberStanding(
  session: Session,
  { user, status }: In<'setStanding'>,
): Promise<Out<'setStanding'>> {
  return outcomeOf(await ask(session, { do: 'standing', user, status }))
}

export async function memberCode(session: Session, { user }: In<'code'>): Promise<Out<'code'>> {
  const { code, expires_at: expiresAt } = await ask(session, { do: 'code', user })
  if (code === null || expiresAt === null) throw new Error('a code was asked for')
  return { code, expiresAt: momentOf(expiresAt) }
}

/** Nothing is changed here by the answer: the feed brings what was done, and is pulled at once. */
async function ask(session: Session, wanted: StaffRequest['ask']) {
  const file = fileOf(session)
  const { replica, transport } = connectionOf(file)
  const request = { company_id: file.company.companyId, op_id: newId(), ask: wanted }
  try {
    const answer = await transport.staff(request).catch((error: unknown) => {
      // Without a clear answer the same request again: done once, it is answered as it was.
      if (error instanceof RequestError && retryOf(error.code) === 'no') throw error
      return transport.staff(request)
    })
    heard.delete(file)
    const background = session.backend.exchanges?.of(file)
    if (background) await background.now({ direction: 'pull' })
    else await exchange(replica, transport, { direction: 'pull' })
    return answer
  } catch (error) {
    throw staffRefusal(error, file, wanted) ?? exchangeRefusal(error, serverOf(file))
  }
}

function momentOf(ms: number): string {
  return new Date(ms).toISOString()
}

function outcomeOf({ state }: { readonly state: 'done' | 'waiting' }): { state: typeof state } {
  return { state }
}

/** What the server said no to; null for what any exchange may meet. */
function staffRefusal(
  error: unknown,
  file: CompanyFile,
  wanted: StaffRequest['ask'],
): Refusal | null {
  if (!(error instanceof RequestError)) return null
  const { code, detail } = error
  if (code === 'NOT_FOUND') return new Refusal('staff.unknown')
  if (code === 'DEVICE_REVOKED' && wanted.do === 'device') return new Refusal('staff.revoked')
  if (code !== 'FORBIDDEN' && code !== 'DECLINED') return null
  const said = code === 'FORBIDDEN' ? code : String(detail['code'])
  switch (said) {
    case 'FORBIDDEN':
      if (detail['reason'] === 'same_person') return new Refusal('staff.same_person')
      if (detail['reason'] === 'this_device') return new Refusal('staff.this_device')
      return new Refusal('role.forbidden', { action: 'users', name: file.company.userName })
    case 'NO_SECOND_PERSON':
      return new Refusal('staff.no_second_person')
    case 'NO_ROLE':
      return new Refusal('staff.no_role')
    case 'SUSPENDED':
      return new Refusal('staff.suspended')
    case 'NAME_TAKEN':
    case 'USER_TAKEN':
      return new Refusal('staff.exists', { name: wanted.do === 'invite' ? wanted.name : '' })
    default:
      return new Refusal('server.declined', { code: said })
  }
}
