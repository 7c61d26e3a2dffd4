/**
 * Whatever arrives at an endpoint is answered or cleanly refused: never a fault, never a hang. Also with
 * the real core over PostgreSQL, which takes nothing it cannot store.
 */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Central } from '../../db/central/central.ts'
import { REQUEST_CODES } from '../../sync/protocol/codes.ts'
import { createCore } from '../../sync/server/core/core.ts'
import { postgresIdentity } from '../../sync/server/identity/postgres.ts'
import { postgresStore } from '../../sync/server/postgres-store.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import { PaperDevice } from './paper-device.ts'
import { bytesOf, pushOf, type Sent, TestServer } from './support.ts'

/** At each endpoint; 200,000 for a release (reliability-security.md 5). */
const BODIES = Number(process.env['SALDO_FUZZ_BODIES'] ?? 2000)
/** Most of them end before any database: a tenth goes all the way. */
const STORED = Math.ceil(BODIES / 10)

let central: Central
let real: TestServer
const faults: unknown[] = []

beforeAll(async () => {
  central = new Central({ url: await makeTestDatabase(), report: () => undefined })
  const store = postgresStore(central)
  real = new TestServer({
    store,
    identity: postgresIdentity(central),
    core: createCore({
      store,
      clock: { now: () => Date.UTC(2026, 2, 2) },
      supportId: (error) => {
        faults.push(error)
        return 'none'
      },
    }),
  })
})

afterAll(async () => {
  await memory.app.close()
  await real.app.close()
  await central.close()
})

const PATHS = [
  ...['hello', 'push', 'pull', 'digest', 'docs'].map((name) => `/v1/sync/${name}`),
  '/v1/devices/enrol',
  '/v1/auth/token',
]

const memory = new TestServer()

describe.each([
  ['in memory', () => memory, BODIES],
  ['the real core on PostgreSQL', () => real, STORED],
] as const)('M170 T14: fuzz, %s', (_name, serverOf, count) => {
  it.each(PATHS)(`${count} bodies at %s: each an answer or a clean refusal`, async (path) => {
    const server = serverOf()
    const company = await server.company()
    const device = await server.device(company)
    const valid = [
      ...device.requests().map(([, body]) => body ?? {}),
      device.enrolBody('AAAABBBB'),
      { grant: 'password', user: 'Selin', password: 'x' },
      { grant: 'refresh', refresh_token: 'x' },
      { company_id: company, seq: 0, level: 'cell', keys: ['a', '\u0000', company], nodes: {} },
      { company_id: company, seq: 0, level: 'customer', keys: ['0', '255', '-1'], nodes: {} },
      { company_id: company, seq: 0, ids: [company] },
    ]
    await fc.assert(
      fc.asyncProperty(anyBody(valid), fc.boolean(), async (bytes, isPacked) => {
        const headers: Record<string, string> = isPacked ? { 'content-encoding': 'gzip' } : {}
        // Now and then it says it is packed and is not.
        const payload = isPacked && bytes[0] !== 0x5b ? gzipSync(bytes) : bytes
        const sent = await device.send(path, payload, { headers, method: 'POST' })
        expect([sent.text, isClean(sent)]).toEqual([sent.text, true])
      }),
      { numRuns: count },
    )
    expect(({} as Record<string, unknown>)['roles']).toBeUndefined()
    const hello = device.requests()[0]?.[1] ?? {}
    expect(await device.codeOf('/v1/sync/hello', hello)).toBeNull()
  })
})

describe('M170 T14: fuzz of operations', () => {
  it(`${BODIES} operations of any kind in a push: each gets its outcome, none is a fault`, async () => {
    const company = await real.company()
    const device = await real.device(company)
    const paper = new PaperDevice(company, device.deviceId)
    const customer = paper.customer('120.01')
    paper.document({ customerId: customer.id, amount: 1 })
    const texts = paper.pending.map(({ text }) => text)
    let seq = 0
    let prev = '0'.repeat(64)
    await fc.assert(
      fc.asyncProperty(fc.array(anyOperation(texts), { maxLength: 50 }), async (ops) => {
        const body = { ...pushOf(company, ops), first_seq: seq + 1, prev }
        const sent = await device.send('/v1/sync/push', bytesOf(body))
        expect([sent.text, isClean(sent)]).toEqual([sent.text, true])
        if (sent.code !== null) return
        const answer = JSON.parse(sent.text) as {
          results: unknown[]
          device_head: { seq: number; hash: string }
        }
        expect(answer.results).toHaveLength(ops.length)
        seq = answer.device_head.seq
        prev = answer.device_head.hash
      }),
      { numRuns: Math.ceil(BODIES / 25) },
    )
    expect(faults).toEqual([])
  })
})

function isClean({ status, code }: Sent): boolean {
  return code === null ? status === 200 : status < 500 && status === REQUEST_CODES[code]
}

function anyBody(valid: readonly object[]): fc.Arbitrary<Buffer> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    mutated(valid).map((value) => bytesOf(value)),
    fc.tuple(mutated(valid), fc.nat(2000)).map(([value, at]) => {
      const bytes = bytesOf(value)
      if (bytes.length > 0) bytes[at % bytes.length] = at & 255
      return bytes
    }),
  )
}

/** A text that is an operation, nearly one, or nothing of the kind. */
function anyOperation(texts: readonly string[]): fc.Arbitrary<string> {
  const objects = texts.map((text) => JSON.parse(text) as object)
  return fc.oneof(
    fc.constantFrom(...texts),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.json(),
    mutated(objects).map((value) => JSON.stringify(value)),
    mutated(objects.map((one) => (one as { payload: object }).payload)).map((payload) =>
      JSON.stringify({ ...objects[0], payload }),
    ),
  )
}

/** A valid message with one field of another kind, or one more. */
function mutated(valid: readonly object[]): fc.Arbitrary<object> {
  return fc
    .tuple(fc.constantFrom(...valid), fc.nat(20), fc.jsonValue())
    .map(([message, at, value]) => {
      const keys = Object.keys(message)
      const key = keys[at % (keys.length + 1)] ?? 'more'
      return { ...message, [key]: value }
    })
}
