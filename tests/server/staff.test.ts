/** People and devices, changed from an administrator's own device: everything is the server's to judge. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Role, ROLES } from '../../shared/domain/roles.ts'
import { errorAnswer } from '../../sync/protocol/messages.ts'
import { devicesAnswer, staffAnswer, type StaffRequest } from '../../sync/protocol/staff.ts'
import { bytesOf, codeIn, TestDevice, TestServer } from './support.ts'

let server: TestServer
let companyId: string
let admin: TestDevice
let selin: TestDevice

beforeEach(async () => {
  server = new TestServer()
  companyId = await server.company()
  admin = await server.device(companyId, 'Deniz', ['company_admin'])
  selin = await server.device(companyId, 'Selin', ['accountant'])
})
afterEach(() => server.app.close())

type Ask = StaffRequest['ask']

/** The answer, or why not: the code of the refusal and what it says beside. */
async function ask(by: TestDevice, wanted: Ask, opId = v7()) {
  const body = { company_id: companyId, op_id: opId, ask: wanted }
  const first = await by.send('/v1/staff', bytesOf(body))
  const sent = first.code === 'USE_NONCE' ? await by.send('/v1/staff', bytesOf(body)) : first
  const value: unknown = JSON.parse(sent.text)
  const refused = errorAnswer.safeParse(value)
  if (!refused.success) return staffAnswer.parse(value)
  const { code, detail } = refused.data.error
  return [code, ...Object.values(detail)].join(' ')
}

async function member(name: string) {
  const rows = await server.store.read(companyId, (tx) => tx.lookup('member', 'name', [name]))
  return rows?.find(({ status }) => status !== 'replaced')
}

const idOf = async (name: string) => (await member(name))?.user_id ?? ''
const approvals = () => server.store.read(companyId, (tx) => tx.all('approval'))
const invite = (name: string, roles: readonly Role[] = []): Ask => ({
  do: 'invite',
  user: v7(),
  name,
  roles: [...roles],
})

describe('M156 M159: people and devices are the administrator’s', () => {
  it.each(ROLES.filter((role) => role !== 'company_admin'))(
    'a %s may do none of it',
    async (role) => {
      const other = await server.device(companyId, `Other ${role}`, [role])
      const user = await idOf('Selin')
      const asks: readonly Ask[] = [
        invite('Umut'),
        { do: 'roles', user, roles: [] },
        { do: 'standing', user, status: 'suspended' },
        { do: 'code', user },
        { do: 'device', device: selin.deviceId, status: 'suspended' },
        { do: 'device', device: selin.deviceId, status: 'revoked' },
      ]
      for (const one of asks)
        expect([one.do, await ask(other, one)]).toEqual([one.do, 'FORBIDDEN users'])
      expect(await member('Umut')).toBeUndefined()
      expect(await member('Selin')).toMatchObject({ roles: ['accountant'], status: 'active' })
    },
  )

  it('a suspended administrator, and one of another company, may neither', async () => {
    const other = await server.company('Başka')
    const stranger = await server.device(other, 'Stranger', ['company_admin'])
    expect(await ask(stranger, invite('Umut'))).toContain('WRONG_COMPANY')
    const second = await server.device(companyId, 'Ece', ['company_admin'])
    await ask(second, { do: 'standing', user: await idOf('Deniz'), status: 'suspended' })
    expect(await ask(admin, invite('Umut'))).toBe('USER_SUSPENDED')
  })

  it('nobody comes in under the id of a person of another company', async () => {
    const other = await server.company('Başka')
    await server.device(other, 'Stranger', ['accountant'])
    const found = await server.store.read(other, (tx) => tx.lookup('member', 'name', ['Stranger']))
    const user = found?.[0]?.user_id ?? ''
    expect(await ask(admin, { do: 'invite', user, name: 'Umut', roles: [] })).toBe(
      'DECLINED USER_TAKEN',
    )
    expect(await member('Umut')).toBeUndefined()
  })

  it('suspends and resumes a member from the next request on, in this company alone', async () => {
    const user = await idOf('Selin')
    expect(await ask(admin, { do: 'standing', user, status: 'suspended' })).toMatchObject({
      state: 'done',
    })
    const [, hello] = selin.requests()[0] ?? []
    expect(await selin.codeOf('/v1/sync/hello', hello ?? {})).toBe('USER_SUSPENDED')
    expect(await server.identity.user(user)).toMatchObject({ status: 'active' })
    await ask(admin, { do: 'standing', user, status: 'active' })
    expect(await selin.codeOf('/v1/sync/hello', hello ?? {})).toBeNull()
  })

  it('nobody changes what is her own', async () => {
    const user = await idOf('Deniz')
    for (const one of [
      { do: 'roles', user, roles: ['company_admin', 'finance_manager'] },
      { do: 'roles', user, roles: [] },
      { do: 'standing', user, status: 'suspended' },
    ] satisfies Ask[])
      expect(await ask(admin, one)).toBe('FORBIDDEN same_person')
    expect(await ask(admin, { do: 'device', device: admin.deviceId, status: 'revoked' })).toBe(
      'FORBIDDEN this_device',
    )
  })

  it('takes a role at once; one that comes new waits for a second person', async () => {
    const user = await idOf('Selin')
    expect(await ask(admin, { do: 'roles', user, roles: ['sales'] })).toBe(
      'DECLINED NO_SECOND_PERSON',
    )
    await server.device(companyId, 'Murat', ['finance_manager'])
    const opId = v7()
    const wanted: Ask = { do: 'roles', user, roles: ['accountant', 'sales'] }
    const first = await ask(admin, wanted, opId)
    expect(first).toMatchObject({ state: 'waiting', code: null })
    // A lost answer: asked again it is the same request.
    expect(await ask(admin, wanted, opId)).toMatchObject({ state: 'waiting' })
    expect(await approvals()).toMatchObject([
      {
        kind: 'roles',
        object_id: user,
        effect: { from: ['accountant'], to: ['accountant', 'sales'] },
        state: 'waiting',
      },
    ])
    expect(await member('Selin')).toMatchObject({ roles: ['accountant'] })
    expect(await ask(admin, { do: 'roles', user, roles: [] })).toMatchObject({ state: 'done' })
    expect(await member('Selin')).toMatchObject({ roles: [] })
  })

  it('adds a person without rights, and gives a code when she has some', async () => {
    await server.device(companyId, 'Murat', ['finance_manager'])
    const wanted = invite('Umut', ['accountant'])
    expect(await ask(admin, wanted)).toMatchObject({ state: 'waiting' })
    expect(await member('Umut')).toMatchObject({ roles: [], status: 'active' })
    const user = await idOf('Umut')
    expect(await server.identity.user(user)).toMatchObject({ name: 'Umut' })
    expect(await ask(admin, { do: 'code', user })).toBe('DECLINED NO_ROLE')
    expect(await ask(admin, invite('Umut'))).toBe('DECLINED NAME_TAKEN')

    const made = await ask(admin, { do: 'code', user: await idOf('Selin') })
    if (typeof made === 'string') return expect.unreachable(made)
    const second = new TestDevice(server.app)
    expect(codeIn(await second.enrol(made.code ?? ''))).toBe('ok')
    expect(made.expires_at).toBe(server.clock.at + 10 * 60_000)
  })

  it('sets how a device stands; everybody revokes their own others', async () => {
    const set = (by: TestDevice, device: TestDevice, status: 'active' | 'suspended' | 'revoked') =>
      ask(by, { do: 'device', device: device.deviceId, status })
    const [, hello] = selin.requests()[0] ?? []
    expect(await set(admin, selin, 'suspended')).toMatchObject({ state: 'done' })
    expect(await selin.codeOf('/v1/sync/hello', hello ?? {})).toBe('DEVICE_SUSPENDED')
    expect(await set(admin, selin, 'active')).toMatchObject({ state: 'done' })
    const lost = new TestDevice(server.app)
    await lost.enrol(await server.code(companyId, await idOf('Selin')))
    expect(await set(selin, lost, 'suspended')).toBe('FORBIDDEN users')
    expect(await set(selin, lost, 'revoked')).toMatchObject({ state: 'done' })
    expect(await set(admin, lost, 'active')).toBe('DEVICE_REVOKED')
    expect(await ask(admin, { do: 'device', device: v7(), status: 'revoked' })).toBe('NOT_FOUND')
  })

  it('shows all devices to who may see them, to others their own', async () => {
    const listed = async (by: TestDevice) => {
      const read = await by.ask(devicesAnswer, '/v1/devices', { company_id: companyId })
      return read.ok
        ? [read.answer.is_whole, read.answer.devices.map((one) => one.device_id)]
        : read.error.code
    }
    const auditor = await server.device(companyId, 'Ece', ['auditor'])
    const all = [admin, selin, auditor].map(({ deviceId }) => deviceId).toSorted()
    expect(await listed(admin)).toEqual([true, all])
    expect(await listed(auditor)).toEqual([true, all])
    expect(await listed(selin)).toEqual([false, [selin.deviceId]])
  })
})
