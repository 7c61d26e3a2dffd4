/**
 * A device that means harm, or is broken: over HTTP, with the real core on PostgreSQL. What it sends is
 * answered as specified, its neighbours in the batch go through, and the server's rows stay sound.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Central } from '../../db/central/central.ts'
import type { Plain } from '../../sync/engine/canonical.ts'
import { contentHash } from '../../sync/engine/document-core.ts'
import { createCore } from '../../sync/server/core/core.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { postgresIdentity } from '../../sync/server/identity/postgres.ts'
import { postgresStore } from '../../sync/server/postgres-store.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import { coreOf, PaperDevice, ZERO } from './paper-device.ts'
import { bytesOf, pushOf, type Sent, TestDevice, TestServer } from './support.ts'

let central: Central
let server: TestServer
const faults: unknown[] = []

beforeAll(async () => {
  central = new Central({ url: await makeTestDatabase(), report: () => undefined })
  const store = postgresStore(central)
  server = new TestServer({
    store,
    identity: postgresIdentity(central),
    core: createCore({
      store,
      clock: { now: () => server.clock.at },
      supportId: (error) => {
        faults.push(error)
        return 'none'
      },
    }),
  })
})
afterAll(async () => {
  await server.app.close()
  await central.close()
})

const ZERO_ID = '00000000-0000-7000-8000-000000000000'

/** A device over HTTP and the chain it writes. */
interface Hand {
  readonly device: TestDevice
  readonly paper: PaperDevice
  readonly customerId: string
}

async function hand(role: 'accountant' | 'sales' = 'accountant', company?: string): Promise<Hand> {
  const companyId = company ?? (await server.company())
  const device = new TestDevice(server.app)
  const userId = await server.user(companyId, role, [role])
  await device.enrol(await server.code(companyId, userId))
  const own = { deviceId: device.deviceId, key: device.privateKey }
  const paper = new PaperDevice(companyId, userId, own)
  const { id } = paper.customer(`C-${device.deviceId.slice(-4)}`)
  return { device, paper, customerId: id }
}

interface Result {
  readonly status: string
  readonly code?: string
  readonly detail?: { readonly reason?: string; readonly action?: string }
}

/** Sends what the chain has, `bend` having had its way with it. */
async function push(
  { device, paper }: Hand,
  bend: (texts: string[]) => void = () => undefined,
): Promise<Result[]> {
  const texts = paper.pending.map(({ text }) => text)
  bend(texts)
  const body = {
    ...pushOf(paper.companyId, texts),
    first_seq: paper.sent + 1,
    prev: paper.sentHash,
  }
  const sent = await device.send('/v1/sync/push', bytesOf(body))
  expect([sent.text, sent.code]).toEqual([sent.text, null])
  paper.pending = []
  paper.sent = paper.seq
  paper.sentHash = paper.hash
  return (JSON.parse(sent.text) as { results: Result[] }).results
}

async function expectSound(companyId: string): Promise<void> {
  const checks = await verifyCompany(server.store, companyId)
  expect(checks?.filter(({ ok }) => !ok)).toEqual([])
  expect(faults).toEqual([])
}

const payloadOf = (customerId: string, more: Readonly<Record<string, Plain>> = {}) => {
  const core = { ...coreOf({ customerId, amount: 10_00 }), ...more }
  return {
    id: core.doc_id,
    payload: {
      ...(core as unknown as Record<string, Plain>),
      content_hash: contentHash(core).toString('hex'),
    },
  }
}

/** Writes one poisoned operation; answers how its text is bent on the way, where writing it well is not bad enough. */
type Poison = (hand: Hand) => ((text: string) => string) | void

const good: Poison = ({ paper, customerId }) => void paper.document({ customerId, amount: 1_00 })
const post = ({ paper, customerId }: Hand, more: Readonly<Record<string, Plain>> = {}) => {
  const { id, payload } = payloadOf(customerId, more)
  paper.write('doc.post', id, payload)
}
const POISON: readonly (readonly [string, string, Poison])[] = [
  ['a control character', 'characters', (one) => post(one, { reference: 'a\u0001b' })],
  ['text that is not composed', 'characters', (one) => post(one, { reference: 'e\u0301' })],
  [
    'half a character',
    'canonical',
    (one) => {
      post(one, { reference: 'half' })
      return (text) => text.replace('"half"', '"\\ud800"')
    },
  ],
  [
    'an amount beyond what a number holds',
    'canonical',
    (one) => {
      post(one)
      return (text) => text.replaceAll(/:1000\b/g, ':9007199254740993')
    },
  ],
  [
    '501 lines',
    'schema',
    (one) =>
      post(one, {
        lines: Array.from({ length: 501 }, (_, n) => ({
          account: n === 0 ? 'receivables' : 'revenue',
          amount: n === 0 ? 500 : -1,
          base: n === 0 ? 500 : -1,
        })),
      }),
  ],
  [
    'lines that do not balance',
    'balance',
    (one) =>
      post(one, {
        lines: [
          { account: 'receivables', amount: 5, base: 5 },
          { account: 'revenue', amount: -4, base: -4 },
        ],
      }),
  ],
  [
    'an unknown kind',
    'schema',
    ({ paper }) => void paper.write('doc.burn' as 'doc.post', ZERO_ID, {}),
  ],
  [
    'a kind only the server writes',
    'kind',
    ({ paper }) => void paper.write('period.lock' as 'doc.post', ZERO_ID, { month: '2026-01' }),
  ],
  [
    'another’s signature',
    'signature',
    (one) => {
      post(one)
      const { privateKey } = generateKeyPairSync('ed25519')
      const forged = sign(null, Buffer.from(one.paper.hash, 'hex'), privateKey).toString('base64')
      return (text) => text.replace(/"sig":"[^"]*"/, `"sig":"${forged}"`)
    },
  ],
  [
    'content altered after it was signed',
    'hash',
    (one) => {
      post(one, { reference: 'rent' })
      return (text) => text.replace('"rent"', '"loan"')
    },
  ],
  [
    'no JSON at all',
    'json',
    (one) => {
      post(one)
      return () => 'DROP TABLE document'
    },
  ],
]
describe('M116 M159 T14: one poisoned operation in a batch', () => {
  it('is held INVALID with its reason, and its neighbours go through', async () => {
    const one = await hand()
    expect((await push(one)).map(({ status }) => status)).toEqual(['accepted'])
    const answered: (readonly [string, readonly string[], string | undefined])[] = []
    for (const [name, , poison] of POISON) {
      good(one)
      const bend = poison(one)
      good(one)
      const results = await push(one, (texts) => {
        if (bend) texts[1] = bend(texts[1] ?? '')
      })
      const bad = results[1]
      answered.push([name, results.map(({ status, code }) => code ?? status), bad?.detail?.reason])
    }
    expect(answered).toEqual(
      POISON.map(([name, reason]) => [name, ['accepted', 'INVALID', 'accepted'], reason]),
    )
    await expectSound(one.paper.companyId)
  })

  it('of a wrong role or of another company, too', async () => {
    const one = await hand('sales')
    const other = await hand()
    await push(other)
    // A note she may write, an invoice she may not; nor anything for another company.
    const customer = other.customerId
    one.paper.pending = []
    one.paper.seq = 0
    one.paper.hash = ZERO
    const event = (n: number) => one.paper.write('wf.event', ZERO_ID, { type: 'note.added', n })
    event(1)
    one.paper.document({ customerId: customer, amount: 5 })
    event(2)
    expect(await push(one)).toMatchObject([
      { status: 'accepted' },
      { status: 'held', code: 'FORBIDDEN', detail: { action: 'document' } },
      { status: 'accepted' },
    ])
    event(3)
    const stray = new PaperDevice(other.paper.companyId, one.paper.userId, {
      deviceId: one.device.deviceId,
      key: one.device.privateKey,
    })
    stray.seq = one.paper.seq
    stray.hash = one.paper.hash
    const foreign = stray.write('wf.event', ZERO_ID, { type: 'note.added' })
    one.paper.seq = stray.seq
    one.paper.hash = stray.hash
    one.paper.pending.push(foreign)
    event(4)
    expect((await push(one)).map(({ status, code }) => code ?? status)).toEqual([
      'accepted',
      'INVALID',
      'accepted',
    ])
    for (const { paper } of [one, other]) await expectSound(paper.companyId)
  })
})

it('I23: a clock ten years off changes no acceptance, order or day', async () => {
  const one = await hand()
  for (const enteredAt of ['2016-03-02T09:00:00.000Z', '2036-03-02T09:00:00.000Z'])
    for (const n of [1, 2]) {
      const { id, payload } = payloadOf(one.customerId, { reference: String(n) })
      one.paper.write('doc.post', id, payload, { enteredAt })
    }
  expect((await push(one)).map(({ status }) => status)).toEqual(Array(5).fill('accepted'))
  const log = await server.store.read(one.paper.companyId, (tx) => tx.range('op_log', 0, 99, 99))
  expect(new Set(log?.map(({ recorded_at }) => recorded_at))).toEqual(new Set([server.clock.at]))
  await expectSound(one.paper.companyId)
})

it('I22 M159: a stolen token, alone or with another device’s proof, reads and writes nothing', async () => {
  const one = await hand()
  await push(one)
  const head = async () =>
    (await server.store.read(one.paper.companyId, async (tx) => tx.head))?.seq
  const before = await head()
  const thief = await hand()
  const { companyId } = one.paper
  const stolen = { authorization: `Bearer ${one.device.access}` }
  const codes = new Set<Sent['code']>()
  for (const [path, body] of one.device.requests(companyId)) {
    const bytes = bytesOf(body)
    codes.add((await thief.device.send(path, bytes, { headers: stolen })).code)
    const posing = { ...stolen, 'saldo-device': one.device.deviceId }
    codes.add((await thief.device.send(path, bytes, { headers: posing })).code)
  }
  expect([...codes]).toEqual(['BAD_SIGNATURE'])
  // His own token and proof open his own company alone.
  for (const [path, body] of one.device.requests(companyId))
    expect([path, await thief.device.codeOf(path, body)]).toEqual([path, 'WRONG_COMPANY'])
  expect(await head()).toBe(before)
})

describe('I24 I25: a chain or a timeline that is not the server’s', () => {
  it('a copy of a device that went on by itself is a fork; nothing of either is taken or lost', async () => {
    const one = await hand()
    await push(one)
    const copy = new PaperDevice(one.paper.companyId, one.paper.userId, {
      deviceId: one.device.deviceId,
      key: one.device.privateKey,
    })
    Object.assign(copy, { seq: 1, hash: one.paper.hash, sent: 1, sentHash: one.paper.hash })
    one.paper.document({ customerId: one.customerId, amount: 1 })
    copy.document({ customerId: one.customerId, amount: 2 })
    copy.document({ customerId: one.customerId, amount: 3 })
    await push(one)
    const texts = copy.pending.map(({ text }) => text)
    const forked = { ...pushOf(copy.companyId, texts), first_seq: 2, prev: copy.sentHash }
    expect(await one.device.codeOf('/v1/sync/push', forked)).toBe('FORK_DETECTED')
    const gap = { ...pushOf(copy.companyId, texts), first_seq: 9, prev: copy.sentHash }
    expect(await one.device.codeOf('/v1/sync/push', gap)).toBe('SEQ_GAP')
    one.paper.document({ customerId: one.customerId, amount: 4 })
    expect((await push(one)).map(({ status }) => status)).toEqual(['accepted'])
    await expectSound(one.paper.companyId)
  })

  it('a cursor or a timeline the server does not know is told by its code', async () => {
    const one = await hand()
    await push(one)
    const { companyId } = one.paper
    const pull = (cursor: object, timeline: string | null = null) => ({
      company_id: companyId,
      timeline_id: timeline,
      cursor,
      scope_ver: 1,
      limit: 10,
    })
    const start = { seq: 0, hash: ZERO }
    const of = (body: object) => one.device.codeOf('/v1/sync/pull', body)
    expect(await of(pull(start))).toBeNull()
    expect(await of(pull({ seq: 1, hash: 'a'.repeat(64) }))).toBe('TIMELINE_MISMATCH')
    expect(await of(pull({ seq: 99, hash: 'a'.repeat(64) }))).toBe('TIMELINE_MISMATCH')
    expect(await of(pull(start, ZERO_ID))).toBe('TIMELINE_MISMATCH')
    const pushed = {
      ...pushOf(companyId),
      first_seq: 2,
      prev: one.paper.sentHash,
      timeline_id: ZERO_ID,
    }
    expect(await one.device.codeOf('/v1/sync/push', pushed)).toBe('TIMELINE_MISMATCH')
  })
})
