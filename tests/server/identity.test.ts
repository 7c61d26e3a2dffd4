/** Devices and tokens against a server in this process: proofs, tokens, enrolment, standing. */
import { beforeEach, describe, expect, it } from 'vitest'
import { helloAnswer } from '../../sync/protocol/messages.ts'
import { revokeAnswer } from '../../sync/protocol/revoke.ts'
import { setUserStatus } from '../../sync/server/accounts.ts'
import { setDeviceStatus } from '../../sync/server/identity/revoke.ts'
import { bytesOf, codeIn, PASSWORD, TestDevice, TestServer } from './support.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let server: TestServer
let companyId: string
let selin: TestDevice

beforeEach(async () => {
  server = new TestServer()
  companyId = await server.company()
  selin = await server.device(companyId, 'Selin')
})

const hello = (company: string) =>
  ({ company_id: company, device_epoch: 1, protocol: 1, app: 'test' }) as const

describe('M116 M159: a request is signed by its device', () => {
  it('is answered with what the company knows of the caller', async () => {
    const read = await selin.ask(helloAnswer, '/v1/sync/hello', hello(companyId))

    expect(read).toMatchObject({
      ok: true,
      answer: {
        user: { name: 'Selin', roles: ['accountant'] },
        device: { status: 'active', epoch: 1, device_code: 'A1B2' },
        server_time: server.clock.at,
        control: [],
      },
    })
  })

  it('asks for a nonce where there is none, and takes the one it gave', async () => {
    selin.nonce = ''
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBe('USE_NONCE')
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBeNull()
  })

  it('takes a nonce for ten minutes, more than once, from a server of the same secret', async () => {
    const { nonce } = selin
    server.clock.at += 10 * MINUTE
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBeNull()
    selin.nonce = nonce
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBeNull()
    selin.nonce = nonce
    server.clock.at += 1
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBe('USE_NONCE')
  })

  it('takes no nonce it did not make', async () => {
    const [time = '', tag = ''] = selin.nonce.split('.')
    const later = (Number.parseInt(time, 36) + 1000).toString(36)
    for (const forged of [`${later}.${tag}`, `${time}.${'A'.repeat(22)}`, 'nonsense.nonce']) {
      selin.nonce = forged
      expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBe('USE_NONCE')
    }
  })

  it('I22: refuses what was altered after signing: body, path, query, method', async () => {
    const body = bytesOf(hello(companyId))
    const altered = bytesOf({ ...hello(companyId), app: 'other' })
    const wait = `/v1/sync/wait?company_id=${companyId}&seq=0&seconds=0`
    const cases = [
      await selin.send('/v1/sync/hello', body, { body: altered }),
      await selin.send('/v1/sync/hello', body, { path: '/v1/sync/pull' }),
      await selin.send('/v1/sync/hello', body, { path: '/v1/sync/hello?x=1' }),
      await selin.send(wait, bytesOf(null), { path: wait.replace('seconds=0', 'seconds=1') }),
    ]

    expect(cases.map(({ code }) => code)).toEqual(cases.map(() => 'BAD_SIGNATURE'))
  })

  it('I22: refuses a stolen token with another device’s proof or another key', async () => {
    const mert = await server.device(companyId, 'Mert')
    mert.access = selin.access
    expect(await mert.codeOf('/v1/sync/hello', hello(companyId))).toBe('BAD_SIGNATURE')

    const thief = new TestDevice(server.app)
    Object.assign(thief, { deviceId: selin.deviceId, access: selin.access, nonce: selin.nonce })
    expect(await thief.codeOf('/v1/sync/hello', hello(companyId))).toBe('BAD_SIGNATURE')
    const bare = { 'saldo-proof': undefined }
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId), { headers: bare })).toBe(
      'USE_NONCE',
    )
    const broken = { 'saldo-proof': `${selin.nonce} AAAA` }
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId), { headers: broken })).toBe(
      'BAD_SIGNATURE',
    )
  })
})

describe('M159: tokens', () => {
  it('are good for 15 minutes, and are renewed by the refresh token', async () => {
    server.clock.at += 15 * MINUTE
    await selin.codeOf('/v1/sync/hello', hello(companyId))
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBe('TOKEN_EXPIRED')
    expect(codeIn(await selin.newTokens())).toBe('ok')
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBeNull()
  })

  it.each([
    ['none', ''],
    ['forged', 'eyJkZXZpY2UiOiIwIiwiY29tcGFuaWVzIjpbXX0.'.concat('A'.repeat(43))],
    ['no token', 'x'],
  ])('%s is UNAUTHORIZED', async (_name, token) => {
    selin.access = token
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBe('UNAUTHORIZED')
  })

  it('cannot be widened to another company', async () => {
    const other = await server.company('Other')
    const [text = '', tag = ''] = selin.access.split('.')
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString()) as { companies: string[] }
    claims.companies.push(other)
    selin.access = `${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${tag}`
    expect(await selin.codeOf('/v1/sync/hello', hello(other))).toBe('UNAUTHORIZED')
  })

  it('rotate: each refresh token is used once, a later use ends the family', async () => {
    const first = selin.refresh
    await selin.newTokens()
    const second = selin.refresh
    expect(second).not.toBe(first)
    server.clock.at += 2 * MINUTE + 1
    expect(codeIn(await selin.newTokens(first))).toBe('REFRESH_REUSED')
    expect(codeIn(await selin.newTokens(second))).toBe('REFRESH_REUSED')
  })

  it('give the same successor to the same device’s retry within 120 seconds', async () => {
    const first = selin.refresh
    await selin.newTokens(first)
    const second = selin.refresh
    server.clock.at += 2 * MINUTE
    expect(codeIn(await selin.newTokens(first))).toBe('ok')
    expect(selin.refresh).toBe(second)
    expect(codeIn(await selin.newTokens(second))).toBe('ok')
    expect(codeIn(await selin.newTokens(first))).toBe('REFRESH_REUSED')
  })

  it('give one successor to two requests at once', async () => {
    const first = selin.refresh
    const both = await Promise.all([selin.newTokens(first), selin.newTokens(first)])
    const tokens = both.map((read) => (read.ok ? read.answer.refresh_token : read.error.code))
    expect(tokens[0]).toBe(tokens[1])
  })

  it('are of no use to another device, and its try does not end the family', async () => {
    const mert = await server.device(companyId, 'Mert')
    expect(codeIn(await mert.newTokens(selin.refresh))).toBe('BAD_SIGNATURE')
    expect(codeIn(await selin.newTokens())).toBe('ok')
  })

  it('end after 30 idle days and after 180 in all', async () => {
    for (let day = 0; day < 174; day += 29) {
      server.clock.at += 29 * DAY
      expect(codeIn(await selin.newTokens())).toBe('ok')
    }
    server.clock.at += 7 * DAY
    expect(codeIn(await selin.newTokens())).toBe('TOKEN_EXPIRED')

    const mert = await server.device(companyId, 'Mert')
    server.clock.at += 30 * DAY
    expect(codeIn(await mert.newTokens())).toBe('TOKEN_EXPIRED')
  })

  it('come by the password of the device’s user, of nobody else', async () => {
    const mert = await server.device(companyId, 'Mert', ['accountant'], PASSWORD)
    const zeynep = await server.device(companyId, 'Zeynep', ['accountant'], PASSWORD)
    server.clock.at += 200 * DAY
    expect(codeIn(await zeynep.signIn('Zeynep', PASSWORD))).toBe('ok')
    expect(codeIn(await zeynep.signIn('Zeynep', 'wrong password'))).toBe('UNAUTHORIZED')
    expect(codeIn(await zeynep.signIn('Mert', PASSWORD))).toBe('UNAUTHORIZED')
    expect(codeIn(await mert.signIn('Zeynep', PASSWORD))).toBe('UNAUTHORIZED')
  })

  it('T14: ten wrong passwords, then the device waits', async () => {
    const zeynep = await server.device(companyId, 'Zeynep', ['accountant'], PASSWORD)
    for (let i = 0; i < 10; i += 1)
      expect(codeIn(await zeynep.signIn('Zeynep', `wrong ${i}`))).toBe('UNAUTHORIZED')
    expect(codeIn(await zeynep.signIn('Zeynep', PASSWORD))).toBe('SLOW_DOWN')
    server.clock.at += 10 * MINUTE
    expect(codeIn(await zeynep.signIn('Zeynep', PASSWORD))).toBe('ok')
  })
})

describe('M159: enrolment', () => {
  it('is by a code used once', async () => {
    const code = await server.code(companyId, await server.user(companyId, 'Mert'))
    expect(codeIn(await new TestDevice(server.app).enrol(code))).toBe('ok')
    expect(codeIn(await new TestDevice(server.app).enrol(code))).toBe('CODE_UNKNOWN')
  })

  it('may be repeated by the same device whose answer got lost', async () => {
    const code = await server.code(companyId, await server.user(companyId, 'Mert'))
    const device = new TestDevice(server.app)
    const first = await device.enrol(code)
    const again = await device.enrol(code)
    expect(again).toMatchObject({ ok: true })
    expect(again.ok && first.ok && again.answer.device).toEqual(first.ok && first.answer.device)
    server.clock.at += 2 * MINUTE + 1
    expect(codeIn(await device.enrol(code))).toBe('CODE_UNKNOWN')
  })

  it('is by a code of ten minutes, however it is typed', async () => {
    const mert = await server.user(companyId, 'Mert')
    const late = await server.code(companyId, mert)
    server.clock.at += 10 * MINUTE
    expect(codeIn(await new TestDevice(server.app).enrol(late))).toBe('CODE_UNKNOWN')
    const code = await server.code(companyId, mert)
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(codeIn(await new TestDevice(server.app).enrol(typed))).toBe('ok')
    expect(codeIn(await new TestDevice(server.app).enrol('AAAA-BBBB-CCCC'))).toBe('CODE_UNKNOWN')
  })

  it('needs the private half of the key it names', async () => {
    const code = await server.code(companyId, await server.user(companyId, 'Mert'))
    const device = new TestDevice(server.app)
    const other = new TestDevice(server.app)
    expect(codeIn(await device.enrol(code, { public_key: other.publicKey }))).toBe('BAD_SIGNATURE')
    expect(codeIn(await device.enrol(code, { public_key: 'AAAA' }))).toBe('BAD_REQUEST')
    expect(codeIn(await device.enrol(code))).toBe('ok')
  })

  it('takes no device over: another key under its id is refused, and the code is still good', async () => {
    const code = await server.code(companyId, await server.user(companyId, 'Mert'))
    const thief = new TestDevice(server.app)
    Object.assign(thief, { deviceId: selin.deviceId })
    expect(codeIn(await thief.enrol(code))).toBe('BAD_REQUEST')
    expect(codeIn(await new TestDevice(server.app).enrol(code))).toBe('ok')
  })

  it('gives each device of a company its own code for references', async () => {
    const code = await server.code(companyId, await server.user(companyId, 'Mert'))
    const read = await new TestDevice(server.app).enrol(code, { device_code: 'A1B2' })
    expect(read.ok && read.answer.device.device_code).toMatch(/^[0-9A-Z]{4}$/)
    expect(read.ok && read.answer.device.device_code).not.toBe('A1B2')
  })

  it('publishes a file under its own id and its own user', async () => {
    const fileId = 'aaaaaaaa-0000-7000-8000-000000000001'
    const localUser = 'bbbbbbbb-0000-7000-8000-000000000001'
    await server.company('From a file', fileId)
    const user = await server.user(fileId, 'Selin', ['accountant'], PASSWORD)
    const publish = {
      company_id: fileId,
      name: 'From a file',
      currency: 'TRY',
      timezone: 'Europe/Istanbul',
      fiscal_year_start: 1,
      salt_key: 'ab'.repeat(32),
      user_id: localUser,
      chain_seq: 12,
    }
    const device = new TestDevice(server.app)
    const code = await server.code(fileId, user)
    const wrong = { publish: { ...publish, company_id: companyId } }
    expect(codeIn(await device.enrol(code, wrong))).toBe('WRONG_COMPANY')

    const read = await device.enrol(code, { publish })
    expect(read).toMatchObject({
      ok: true,
      answer: {
        company: { id: fileId, salt_key: publish.salt_key },
        user: { id: localUser, name: 'Selin', roles: ['accountant'] },
      },
    })
    const head = await server.store.read(fileId, (tx) => Promise.resolve(tx.head))
    expect(head?.publishedBy).toBe(`${device.deviceId} 12`)
    expect(codeIn(await device.enrol(code, { publish }))).toBe('ok')

    // The operator goes on under the id printed at creation; the user signs in under either.
    const second = new TestDevice(server.app)
    const joined = await second.enrol(await server.code(fileId, user))
    expect(joined).toMatchObject({ ok: true, answer: { user: { id: localUser } } })
    expect(codeIn(await second.signIn(user, PASSWORD))).toBe('ok')
    expect(codeIn(await second.signIn(localUser, PASSWORD))).toBe('ok')

    const third = new TestDevice(server.app)
    const late = await server.code(fileId, user)
    expect(codeIn(await third.enrol(late, { publish }))).toBe('COMPANY_HAS_OPS')
  })

  it('gives every joining device the same salt', async () => {
    const salts = []
    for (const name of ['Mert', 'Ayşe']) {
      const code = await server.code(companyId, await server.user(companyId, name))
      const read = await new TestDevice(server.app).enrol(code)
      salts.push(read.ok ? read.answer.company.salt_key : read.error.code)
    }
    expect(salts[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(salts[1]).toBe(salts[0])
  })
})

describe('M159: standing is read with every request', () => {
  const set = (status: 'active' | 'suspended' | 'revoked') =>
    setDeviceStatus(server.desk, companyId, selin.deviceId, status)

  it('suspends and resumes a device', async () => {
    await set('suspended')
    for (const [path, body] of selin.requests())
      expect(await selin.codeOf(path, body)).toBe('DEVICE_SUSPENDED')
    expect(codeIn(await selin.newTokens())).toBe('DEVICE_SUSPENDED')
    await set('active')
    for (const [path, body] of selin.requests()) expect(await selin.codeOf(path, body)).toBeNull()
  })

  it('revokes a device for good', async () => {
    await set('revoked')
    for (const [path, body] of selin.requests())
      expect(await selin.codeOf(path, body)).toBe('DEVICE_REVOKED')
    expect(codeIn(await selin.newTokens())).toBe('DEVICE_REVOKED')
    expect(codeIn(await selin.signIn('Selin', PASSWORD))).toBe('DEVICE_REVOKED')
    await expect(set('active')).rejects.toThrow('DEVICE_REVOKED')
  })

  it('suspends a user on every device', async () => {
    const member = await server.store.read(companyId, (tx) => tx.all('member'))
    await setUserStatus(server.desk, member?.[0]?.user_id ?? '', 'suspended')
    for (const [path, body] of selin.requests())
      expect(await selin.codeOf(path, body)).toBe('USER_SUSPENDED')
    expect(codeIn(await selin.newTokens())).toBe('USER_SUSPENDED')
  })

  it('revokes by request: an admin any device, everybody their own, nobody else’s', async () => {
    const mert = await server.device(companyId, 'Mert')
    const admin = await server.device(companyId, 'Admin', ['company_admin'])
    const revoke = (by: TestDevice, device: TestDevice) =>
      by.codeOf(`/v1/devices/${device.deviceId}/revoke`, { company_id: companyId })
    expect(await revoke(mert, selin)).toBe('FORBIDDEN')
    const answer = await admin.ask(revokeAnswer, `/v1/devices/${selin.deviceId}/revoke`, {
      company_id: companyId,
    })
    expect(answer).toMatchObject({
      ok: true,
      answer: { device: { id: selin.deviceId, status: 'revoked' } },
    })
    expect(await revoke(admin, selin)).toBeNull()
    expect(await selin.codeOf('/v1/sync/hello', hello(companyId))).toBe('DEVICE_REVOKED')
    expect(await revoke(mert, mert)).toBeNull()
    expect(await mert.codeOf('/v1/sync/hello', hello(companyId))).toBe('DEVICE_REVOKED')
    expect(await admin.codeOf('/v1/devices/nobody/revoke', { company_id: companyId })).toBe(
      'NOT_FOUND',
    )
  })

  it('refuses an idempotency key that was used for another request', async () => {
    const admin = await server.device(companyId, 'Admin', ['company_admin'])
    const key = { headers: { 'idempotency-key': 'k-1' } }
    const path = `/v1/devices/${selin.deviceId}/revoke`
    const body = { company_id: companyId }
    expect(await admin.codeOf(path, body, key)).toBeNull()
    expect(await admin.codeOf(path, body, key)).toBeNull()
    expect(await admin.codeOf(path, { ...body, more: 1 }, key)).toBe('IDEMPOTENCY_MISMATCH')
  })
})
