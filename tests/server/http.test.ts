/** What arrives is hostile until proven: bombs, nonsense, floods; and what an operator watches. */
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorAnswer, helloAnswer, pullAnswer } from '../../sync/protocol/messages.ts'
import { bytesOf, pushOf, TestDevice, TestServer, zipped } from './support.ts'

let server: TestServer
let companyId: string
let selin: TestDevice

beforeEach(async () => {
  server = new TestServer()
  companyId = await server.company()
  selin = await server.device(companyId, 'Selin')
})

afterEach(() => server.app.close())

const ENDPOINTS = ['hello', 'push', 'pull', 'digest', 'docs'].map((name) => `/v1/sync/${name}`)

describe('M116: messages both ways', () => {
  it('answers each request of the exchange with what every answer brings', async () => {
    for (const [path, body] of selin.requests()) {
      const sent = await selin.send(path, bytesOf(body))
      expect([path, sent.status]).toEqual([path, 200])
      expect(JSON.parse(sent.text)).toMatchObject({
        timeline_id: expect.any(String),
        // Who works on the company was said when the first device came.
        head_seq: 1,
        server_time: server.clock.at,
        nonce: expect.any(String),
        control: [],
      })
    }
    expect(server.core.calls.map(({ name }) => name)).toEqual([
      'hello',
      'push',
      'pull',
      'digest',
      'docs',
      'wait',
      'wait',
    ])
  })

  it('takes gzip, signed as sent, and gives it to who takes it', async () => {
    const [, pull] = selin.requests()[2] ?? []
    const { bytes, headers } = zipped(pull ?? {})
    const sent = await selin.send('/v1/sync/pull', bytes, { headers })
    expect(pullAnswer.safeParse(JSON.parse(sent.text)).success).toBe(true)

    server.core.hello = async (caller) => ({
      timeline_id: caller.companyId,
      head_seq: 0,
      protocol: { min: 1, max: 1 },
      op_versions: {},
      device: { status: 'active', epoch: 1, device_code: 'x'.repeat(5000) },
      device_head: { seq: 0, hash: '0'.repeat(64) },
      scope_ver: 1,
      user: { id: caller.userId, name: '', roles: [] },
    })
    const [, hello] = selin.requests()[0] ?? []
    const packed = await selin.send('/v1/sync/hello', bytesOf(hello ?? {}), {
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(Number(packed.headers['content-length'])).toBeLessThan(1000)
    const read = await selin.ask(helloAnswer, '/v1/sync/hello', hello ?? {})
    expect(read.ok && read.answer.device.device_code).toHaveLength(5000)
  })

  it('answers a refusal as the protocol says, with a hint', async () => {
    const sent = await selin.send('/v1/sync/pull', bytesOf({}))
    expect(sent.status).toBe(400)
    expect(errorAnswer.parse(JSON.parse(sent.text))).toMatchObject({
      error: {
        code: 'BAD_REQUEST',
        retry: 'no',
        retry_after_ms: 0,
        detail: { reason: 'schema', field: 'company_id' },
      },
      server_time: server.clock.at,
    })
    expect(await selin.codeOf('/v1/nothing', {})).toBe('NOT_FOUND')
    expect(await selin.codeOf('/v1/sync/pull?x=1', null)).toBe('NOT_FOUND')
  })

  it('refuses a client too old for the wire, but takes its work', async () => {
    const [[hello, helloBody], [push, pushBody]] = selin.requests() as [
      [string, object],
      [string, object],
    ]
    const old = { headers: { 'saldo-protocol': '0' } }
    expect(await selin.codeOf(hello, helloBody, old)).toBe('CLIENT_TOO_OLD')
    expect(await selin.codeOf(push, pushBody, old)).toBeNull()
  })
})

describe('M170 T14: bodies that attack', () => {
  it.each([
    ['a bomb', () => gzipSync('x'.repeat(20_000_000)), 'TOO_LARGE'],
    ['a bomb within a bomb', () => gzipSync(gzipSync('x'.repeat(20_000_000))), 'TOO_LARGE'],
    ['half a zip', () => gzipSync('{"a":1}').subarray(0, 12), 'BAD_REQUEST'],
    ['no zip', () => Buffer.from('{"a":1}'), 'BAD_REQUEST'],
  ] as const)('%s is refused', async (_name, bytes, code) => {
    const headers = { 'content-encoding': 'gzip' }
    for (const path of ENDPOINTS) expect(await codeSent(path, bytes(), headers)).toBe(code)
  })

  it('knows no other encoding', async () => {
    const headers = { 'content-encoding': 'br' }
    expect(await codeSent('/v1/sync/pull', Buffer.from('{}'), headers)).toBe('BAD_REQUEST')
  })

  it('is too large beyond each endpoint’s size, packed or not', async () => {
    const large = Buffer.alloc(33 * 1024 * 1024, 32)
    expect(await codeSent('/v1/sync/push', large)).toBe('TOO_LARGE')
    const some = Buffer.alloc(9 * 1024 * 1024, 32)
    for (const path of ENDPOINTS) expect(await codeSent(path, some)).toBe('TOO_LARGE')
    const ops = pushOf(
      companyId,
      Array.from({ length: 18 }, () => 'x'.repeat(250_000)),
    )
    expect(await codeSent('/v1/sync/push', bytesOf(ops))).toBe('TOO_LARGE')
    const many = pushOf(
      companyId,
      Array.from({ length: 501 }, () => 'x'),
    )
    expect(await codeSent('/v1/sync/push', bytesOf(many))).toBe('BAD_REQUEST')
  })

  it.each([
    ['deep nesting', '['.repeat(50_000)],
    ['deep nesting, closed', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['a key twice', '{"company_id":"a","company_id":"b"}'],
    ['a prototype', '{"__proto__":{"roles":["company_admin"]}}'],
    ['a constructor', '{"nodes":{"constructor":{}}}'],
    ['a large integer', '{"seq":9007199254740993}'],
    ['no JSON', 'seq=1'],
    ['nothing', ''],
    ['half a character', '{"app":"\\ud800'],
    ['another type', '"text"'],
    ['null', 'null'],
    ['a list', '[]'],
  ])('%s is BAD_REQUEST', async (_name, text) => {
    for (const path of [...ENDPOINTS, '/v1/devices/enrol', '/v1/auth/token'])
      expect([path, await codeSent(path, Buffer.from(text))]).toEqual([path, 'BAD_REQUEST'])
  })

  it('bytes that are no text are BAD_REQUEST', async () => {
    expect(await codeSent('/v1/sync/pull', Buffer.from([0x7b, 0xff, 0x7d]))).toBe('BAD_REQUEST')
  })
})

describe('T14: floods', () => {
  it('a device has ten requests a second, then waits for its turn', async () => {
    server.isPaced = false
    server.ticks.at += 60_000
    const [, hello] = selin.requests()[0] ?? []
    const ask = () => selin.send('/v1/sync/hello', bytesOf(hello ?? {}))
    for (let i = 0; i < 10; i += 1) expect((await ask()).code).toBeNull()
    const slow = await ask()
    expect(slow).toMatchObject({ status: 429, code: 'SLOW_DOWN' })
    const { error } = errorAnswer.parse(JSON.parse(slow.text))
    expect(error).toMatchObject({ retry: 'after', retry_after_ms: 100 })
    expect(slow.headers['retry-after']).toBe('1')
    const mert = await server.device(companyId, 'Mert')
    expect(await mert.codeOf('/v1/sync/hello', hello ?? {})).toBeNull()
    server.ticks.at += 100
    expect((await ask()).code).toBeNull()
    expect((await ask()).code).toBe('SLOW_DOWN')
  })

  it('a device has three requests at once', async () => {
    let open = () => {}
    server.core.pushGate = new Promise((resolve) => {
      open = resolve
    })
    const push = () => selin.codeOf('/v1/sync/push', pushOf(companyId))
    const three = [push(), push(), push()]
    await untilSo(() => server.core.pushing === 3)
    expect(await push()).toBe('SLOW_DOWN')
    open()
    expect(await Promise.all(three)).toEqual([null, null, null])
    expect(await push()).toBeNull()
  })

  it('fifty devices of a company push at once, the next is told to slow down', async () => {
    let open = () => {}
    server.core.pushGate = new Promise((resolve) => {
      open = resolve
    })
    const user = await server.user(companyId, 'Many')
    const devices: TestDevice[] = []
    for (let i = 0; i < 51; i += 1) {
      const device = new TestDevice(server.app)
      await device.enrol(await server.code(companyId, user))
      devices.push(device)
    }
    const other = await server.device(await server.company('Other'), 'Other')
    const push = (device: TestDevice) => device.codeOf('/v1/sync/push', pushOf(device.companyId))
    const running = devices.slice(0, 50).map(push)
    await untilSo(() => server.core.pushing === 50)
    const last = devices[50]
    expect(last && (await push(last))).toBe('SLOW_DOWN')
    const elsewhere = push(other)
    open()
    expect(await Promise.all([...running, elsewhere])).toEqual(Array(51).fill(null))
    expect(last && (await push(last))).toBeNull()
  })
})

describe('M172: what an operator watches', () => {
  it('is healthy while the database can be asked', async () => {
    const ask = () => server.app.inject('/health')
    expect([(await ask()).statusCode, (await ask()).json()]).toEqual([200, { ok: true }])
    server.isHealthy = false
    expect([(await ask()).statusCode, (await ask()).json()]).toEqual([503, { ok: false }])
  })

  it('counts requests, refusals, operations and times, without a name or an id', async () => {
    for (const [path, body] of selin.requests()) await selin.codeOf(path, body)
    await selin.codeOf('/v1/sync/push', pushOf(companyId, ['op', 'op']))
    await selin.codeOf('/v1/sync/pull', {})
    const { body } = await server.app.inject('/metrics')
    expect(body).toContain('saldo_requests_total{route="/v1/sync/push",status="200"} 2')
    expect(body).toContain('saldo_refusals_total{code="BAD_REQUEST"} 1')
    expect(body).toContain('saldo_operations_total{status="accepted"} 2')
    expect(body).toMatch(/saldo_request_seconds_count\{route="\/v1\/sync\/pull"\} 2/)
    expect(body).toContain('saldo_waiting 0')
    expect(body).not.toContain(companyId)
    expect(body).not.toContain('Selin')
    for (const line of body.trim().split('\n'))
      expect(line).toMatch(/^(# TYPE \w+ (counter|gauge|histogram)|\w+(\{[^}]*\})? [\d.e-]+)$/)
  })

  it('a fault is an incident in the log and nothing but its number in the answer', async () => {
    server.core.fails = Object.assign(new Error('duplicate key: Akdeniz 12500'), {
      severity: 'ERROR',
      code: '23505',
    })
    const sent = await selin.send('/v1/sync/hello', bytesOf(selin.requests()[0]?.[1] ?? {}))
    expect(sent).toMatchObject({ status: 500, code: 'INTERNAL' })
    const { error } = errorAnswer.parse(JSON.parse(sent.text))
    expect(error.retry).toBe('after')
    const line = server.logged.find((one) => one.includes(String(error.detail['incident'])))
    expect(line).toContain('23505')
    expect(server.logged.join('')).not.toContain('Akdeniz 12500')

    server.core.fails = Object.assign(new Error('statement timeout'), { code: '57014' })
    expect(await selin.codeOf('/v1/sync/hello', selin.requests()[0]?.[1] ?? {})).toBe('BUSY')
  })

  it('no token, code, name or password reaches the log', async () => {
    const code = await server.code(companyId, await server.user(companyId, 'Gizli Müşteri'))
    const device = new TestDevice(server.app)
    await device.enrol(code)
    await device.signIn('Gizli Müşteri', 'a wrong password')
    await device.codeOf('/v1/sync/pull', { company_id: 'Gizli' })
    server.core.fails = new Error('some fault')
    await device.codeOf('/v1/sync/hello', device.requests()[0]?.[1] ?? {})
    const log = server.logged.join('')
    expect(log).toContain('some fault')
    for (const secret of [code, device.access, device.refresh, 'Gizli', 'wrong password'])
      expect(log).not.toContain(secret)
  })
})

describe('M118: waiting', () => {
  const wait = (seq: number, seconds: number) =>
    `/v1/sync/wait?company_id=${companyId}&seq=${seq}&seconds=${seconds}`

  it('ends as soon as the company moves on', async () => {
    const mert = await server.device(companyId, 'Mert')
    const waiting = selin.send(wait(2, 25), bytesOf(null))
    await untilSo(() => server.wakes.waiting === 1)
    await mert.codeOf('/v1/sync/push', pushOf(companyId, ['op']))
    expect(JSON.parse((await waiting).text)).toMatchObject({ head_seq: 3 })
    expect(server.wakes.waiting).toBe(0)
  })

  it('answers at once where there is news, and after its time where there is none', async () => {
    await selin.codeOf('/v1/sync/push', pushOf(companyId, ['op']))
    expect(JSON.parse((await selin.send(wait(1, 25), bytesOf(null))).text).head_seq).toBe(2)
    expect(JSON.parse((await selin.send(wait(2, 0), bytesOf(null))).text).head_seq).toBe(2)
  })

  it.each(['seq=-1', 'seq=x', 'seconds=26', 'seq=1&seq=2', 'seq=9007199254740993'])(
    'refuses %s',
    async (query) => {
      const path = `/v1/sync/wait?company_id=${companyId}&seconds=0&${query}`
      expect(await selin.codeOf(path, null)).toBe('BAD_REQUEST')
    },
  )
})

async function codeSent(
  path: string,
  bytes: Buffer,
  headers: Record<string, string> = {},
): Promise<string | null> {
  return (await selin.send(path, bytes, { headers, method: 'POST' })).code
}

async function untilSo(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !isSo(); i += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
}
