/**
 * A device comes to a company by an enrolment code (sync.md 20). *Join*: a device with a file of its
 * own making that is still empty. *Publish*: the file becomes the server's company, which was made
 * with the file's id and has nothing in it yet; the file's local user becomes the code's user, under
 * the id the file's operations already name.
 *
 * The code is taken first and given back when the company refuses: a refused enrolment uses no code.
 * The same device may repeat an enrolment whose answer it did not get.
 */
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import type { enrolAnswer, enrolRequest } from '../../protocol/messages.ts'
import type { Row } from '../../engine/central/tables.ts'
import { sayMembers } from '../members.ts'
import type { CompanyHead, WriteTx } from '../store.ts'
import { makeAccessToken } from './access-tokens.ts'
import { type Arrived, assertStanding, checkProof, keyObject, texts } from './callers.ts'
import { codeHash, makeDeviceCode } from './codes.ts'
import type { IdentityContext } from './context.ts'
import { assertSameUse } from './idempotency.ts'
import { RETRY_MS, startFamily } from './refresh-tokens.ts'
import type { CodeRow } from './store.ts'

type EnrolRequest = z.infer<typeof enrolRequest>
type EnrolAnswer = Omit<z.infer<typeof enrolAnswer>, 'nonce' | 'server_time'>

export async function enrol(
  context: IdentityContext,
  arrived: Arrived,
  request: EnrolRequest,
): Promise<EnrolAnswer> {
  const now = context.now()
  keyObject(request.public_key)
  if (arrived.device !== request.device_id) throw new RequestError('BAD_SIGNATURE')
  checkProof(arrived, request.public_key, context.keys.nonce, now)
  await assertSameUse(context.identity, arrived, now)
  const code = await openCode(context, request, now)
  const enrolled = await claimed(context, code, request, now, () =>
    context.store.write(code.companyId, (tx) => admit(context, tx, code, request, now)),
  )
  if (enrolled === null) throw new RequestError('CODE_UNKNOWN')
  await context.identity.addRoute(request.device_id, code.companyId)
  const { company, device, member } = enrolled
  return {
    company,
    user: { id: member.user_id, name: member.name, roles: texts(member.roles) },
    device: { id: device.device_id, epoch: device.epoch, device_code: device.device_code },
    access_token: makeAccessToken(
      context.keys.access,
      device.device_id,
      await context.identity.companiesOf(device.device_id),
      now,
    ),
    refresh_token: await startFamily(
      context.identity,
      { deviceId: device.device_id, userId: member.user_id },
      context.random,
      context.newId,
      now,
    ),
  }
}

/** The code while it is good for this device. */
async function openCode(
  { identity }: IdentityContext,
  { code: text, device_id: deviceId, publish }: EnrolRequest,
  now: number,
): Promise<CodeRow> {
  const code = await identity.code(codeHash(text))
  if (code === null) throw new RequestError('CODE_UNKNOWN')
  const isOpen =
    code.usedAt === null
      ? now < code.expiresAt
      : code.usedBy === deviceId && now - code.usedAt <= RETRY_MS
  if (!isOpen) throw new RequestError('CODE_UNKNOWN')
  if (publish && publish.company_id !== code.companyId) throw new RequestError('WRONG_COMPANY')
  return code
}

/**
 * Work with the code taken and the local user's id reserved. Both stand in another transaction than
 * the company's rows: one inside the other would hold two connections, and enough of them at once
 * would wait for each other.
 */
async function claimed<T>(
  { identity }: IdentityContext,
  code: CodeRow,
  request: EnrolRequest,
  now: number,
  work: () => Promise<T>,
): Promise<T> {
  const localId = request.publish?.user_id ?? code.userId
  const isOwn = localId === code.userId || (await identity.addAlias(localId, code.userId))
  if (!isOwn) throw new RequestError('BAD_REQUEST', { reason: 'user.taken' })
  const isFirst = code.usedAt === null
  if (isFirst && !(await identity.takeCode(code.codeHash, request.device_id, now)))
    throw new RequestError('CODE_UNKNOWN')
  try {
    return await work()
  } catch (error) {
    if (isFirst) await identity.giveCodeBack(code.codeHash)
    throw error
  }
}

interface Enrolled {
  readonly company: EnrolAnswer['company']
  readonly device: Row<'device'>
  readonly member: Row<'member'>
}

async function admit(
  context: IdentityContext,
  tx: WriteTx,
  code: CodeRow,
  request: EnrolRequest,
  now: number,
): Promise<Enrolled> {
  const [known] = await tx.lookup('device', 'device_id', [request.device_id])
  if (known && known.public_key !== request.public_key)
    throw new RequestError('BAD_REQUEST', { reason: 'device.taken' })
  let member = await memberOf(tx, known && code.usedAt !== null ? known.user_id : code.userId)
  if (known) {
    assertStanding({ device: known, member })
    if (known.user_id !== member.user_id)
      throw new RequestError('BAD_REQUEST', { reason: 'device.taken' })
  }
  const salt = known ? tx.head.saltKey : await openCompany(context, tx, request)
  if (salt === null) throw new Error('a company with a device has a salt')
  if (request.publish && !known) member = await becomeLocal(tx, member, request.publish.user_id)
  const device = known ?? (await addDevice(context, tx, member, request, now))
  if (tx.head.saltKey === null) await sayMembers(context, tx)
  return { company: companyOf(tx.head, salt), device, member }
}

async function memberOf(tx: WriteTx, userId: string): Promise<Row<'member'>> {
  const [member] = await tx.lookup('member', 'user_id', [userId])
  if (!member || member.status === 'replaced') throw new RequestError('CODE_UNKNOWN')
  if (member.status !== 'active') throw new RequestError('USER_SUSPENDED')
  return member
}

/** The company's salt, in hex: the published file's, or one made for the first device that joins. */
async function openCompany(
  { random }: IdentityContext,
  tx: WriteTx,
  { device_id: deviceId, publish }: EnrolRequest,
): Promise<string> {
  const { head } = tx
  if (!publish) {
    if (head.saltKey !== null) return head.saltKey
    const saltKey = random(32).toString('hex')
    await tx.setCompany({ saltKey })
    return saltKey
  }
  if (head.seq > 0 || head.publishedBy !== null || head.saltKey !== null)
    throw new RequestError('COMPANY_HAS_OPS')
  if (publish.currency !== head.currency)
    throw new RequestError('BAD_REQUEST', { reason: 'currency', currency: head.currency })
  await tx.setCompany({
    saltKey: publish.salt_key,
    publishedBy: `${deviceId} ${publish.chain_seq}`,
  })
  return publish.salt_key
}

/** The member goes on under the id the file's operations name; the old row says so. */
async function becomeLocal(
  tx: WriteTx,
  member: Row<'member'>,
  localId: string,
): Promise<Row<'member'>> {
  if (localId === member.user_id) return member
  const [other] = await tx.lookup('member', 'user_id', [localId])
  if (other) throw new RequestError('BAD_REQUEST', { reason: 'user.taken' })
  const local = { ...member, user_id: localId }
  await tx.insert('member', [local])
  await tx.update('member', [{ ...member, status: 'replaced' }])
  return local
}

async function addDevice(
  { random }: IdentityContext,
  tx: WriteTx,
  member: Row<'member'>,
  request: EnrolRequest,
  now: number,
): Promise<Row<'device'>> {
  const device: Row<'device'> = {
    device_id: request.device_id,
    user_id: member.user_id,
    device_code: await freeCode(tx, request.device_code, random),
    public_key: request.public_key,
    install_id: request.install_id,
    status: 'active',
    epoch: 1,
    start_counter: 0,
    enrolled_at: now,
    last_contact: now,
    pending_count: null,
    min_pending_date: null,
  }
  await tx.insert('device', [device])
  return device
}

/** The code the device has chosen, or another where a device of the company has it already. */
async function freeCode(
  tx: WriteTx,
  wanted: string,
  random: (bytes: number) => Buffer,
): Promise<string> {
  let code = wanted
  while ((await tx.lookup('device', 'device_code', [code])).length > 0)
    code = makeDeviceCode(random)
  return code
}

function companyOf(head: CompanyHead, saltKey: string): EnrolAnswer['company'] {
  return {
    id: head.companyId,
    name: head.name,
    currency: head.currency,
    timezone: head.timezone,
    fiscal_year_start: head.fiscalYearStart,
    salt_key: saltKey,
    timeline_id: head.timelineId,
  }
}
