/** Two server processes' worth of Saldo over one PostgreSQL, spoken to over real sockets. */
import type { KeyObject } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { Central } from '../../db/central/central.ts'
import { readAnswer, signedRequest } from '../../sync/client/request.ts'
import {
  enrolAnswer,
  helloAnswer,
  pullAnswer,
  pushAnswer,
  tokenAnswer,
} from '../../sync/protocol/messages.ts'
import { waitAnswer } from '../../sync/protocol/wait.ts'
import { createCompany, createUser, makeEnrolmentCode } from '../../sync/server/accounts.ts'
import { postgresIdentity } from '../../sync/server/identity/postgres.ts'
import { setDeviceStatus } from '../../sync/server/identity/revoke.ts'
import { balancesOf, eachEntry, heldOf } from '../../sync/server/ledger-view.ts'
import { serverLog } from '../../sync/server/log.ts'
import { type RunningServer, serve } from '../../sync/server/serve.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import { identityConformance } from './identity-conformance.ts'
import { MemoryIdentity } from './memory-identity.ts'
import { PaperDevice } from './paper-device.ts'

let url: string
let central: Central
let servers: RunningServer[]

beforeAll(async () => {
  url = await makeTestDatabase()
  central = new Central({ url, report: () => undefined })
  servers = []
  for (let i = 0; i < 2; i += 1)
    servers.push(
      await serve({
        place: { url, folder: '' },
        host: '127.0.0.1',
        port: 0,
        secret: null,
        clock: { now: () => Date.now() },
        log: serverLog('silent'),
      }),
    )
})

afterAll(async () => {
  for (const server of servers) await server.stop()
  await central.close()
})

const memory = new MemoryIdentity()
identityConformance('in memory', () => memory)
identityConformance('PostgreSQL', () => postgresIdentity(central))

describe('M116: two processes over one database', () => {
  it('know the same devices, tokens and nonces; a move in one wakes who waits at the other', async () => {
    const [one, two] = servers as [RunningServer, RunningServer]
    const { paper, tokens, companyId } = await enrolled(one)
    const nonce = await nonceOf(one.url, paper, tokens.access_token)
    const waiting = ask(waitAnswer, two.url, {
      paper,
      nonce,
      token: tokens.access_token,
      path: `/v1/sync/wait?company_id=${companyId}&seq=1&seconds=20`,
      body: null,
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const began = performance.now()
    const customer = paper.customer('120.01', { name: 'salted' })
    paper.document({ customerId: customer.id, amount: 12_500_00 })
    const pushed = await ask(pushAnswer, one.url, {
      paper,
      nonce,
      token: tokens.access_token,
      path: '/v1/sync/push',
      body: {
        company_id: companyId,
        device_epoch: 1,
        start_counter: 1,
        first_seq: 1,
        prev: '0'.repeat(64),
        ops: paper.pending.map(({ text }) => text),
        withdrawn: [],
        pending_after: 0,
        min_pending_doc_date: null,
        timeline_id: null,
      },
    })
    expect(pushed).toMatchObject({ ok: true, answer: { head_seq: 3 } })
    expect(await waiting).toMatchObject({ ok: true, answer: { head_seq: 3 } })
    expect(performance.now() - began).toBeLessThan(15_000)

    const pulled = await ask(pullAnswer, two.url, {
      paper,
      nonce,
      token: tokens.access_token,
      path: '/v1/sync/pull',
      body: {
        company_id: companyId,
        timeline_id: null,
        cursor: { seq: 0, hash: '0'.repeat(64) },
        scope_ver: 1,
        limit: 2000,
      },
    })
    expect(pulled.ok && pulled.answer.changes.map(({ seq }) => seq)).toEqual([1, 2, 3])

    const balances = await balancesOf(one.desk.store, companyId)
    expect(balances).toEqual([
      { customer: '120.01', currency: 'TRY', confirmed: '12500.00', held: '0.00' },
    ])
    const entries: unknown[] = []
    await eachEntry(one.desk.store, companyId, 3, (entry) => entries.push(entry))
    expect(entries).toMatchObject([{ seq: 3, kind: 'doc.post', outcome: 'accepted' }])
    expect(await heldOf(one.desk.store, companyId)).toEqual([])
  })

  it('M170: a held document is shown with its amount, its reason and its exits', async () => {
    const [one] = servers as [RunningServer, RunningServer]
    const { paper, companyId } = await enrolled(one)
    paper.document({ customerId: v7(), amount: 100_00, no: 'F-1' })
    const pushed = await paper.push(one.desk.store)
    expect(pushed.results).toMatchObject([{ status: 'held', code: 'MASTER_MISSING' }])
    expect(await heldOf(one.desk.store, companyId)).toMatchObject([
      {
        kind: 'doc.post',
        code: 'MASTER_MISSING',
        documentNo: 'F-1',
        currency: 'TRY',
        amount: '100.00',
        exits: ['create', 'repoint', 'withdraw'],
      },
    ])
    expect(await balancesOf(one.desk.store, companyId)).toEqual([])
  })

  it('M159: revoked at one, refused at the other within one request', async () => {
    const [one, two] = servers as [RunningServer, RunningServer]
    const { paper, tokens, companyId } = await enrolled(one)
    const hello = async (at: string) => {
      const read = await ask(helloAnswer, at, {
        paper,
        nonce: await nonceOf(at, paper, tokens.access_token),
        token: tokens.access_token,
        path: '/v1/sync/hello',
        body: { company_id: companyId, device_epoch: 1, protocol: 1, app: 'test' },
      })
      return read.ok ? 'ok' : read.error.code
    }
    expect([await hello(one.url), await hello(two.url)]).toEqual(['ok', 'ok'])
    await setDeviceStatus(one.desk, companyId, paper.deviceId, 'revoked')
    expect([await hello(two.url), await hello(one.url)]).toEqual([
      'DEVICE_REVOKED',
      'DEVICE_REVOKED',
    ])
  })

  it('M159: one of two refreshes at once at two processes wins, both get its token', async () => {
    const [one, two] = servers as [RunningServer, RunningServer]
    const { paper, tokens } = await enrolled(one)
    const body = { grant: 'refresh', refresh_token: tokens.refresh_token }
    const nonce = await nonceOf(one.url, paper, undefined)
    const path = '/v1/auth/token'
    const both = await Promise.all(
      [one, two].map(({ url: at }) => ask(tokenAnswer, at, { paper, nonce, path, body })),
    )
    const [a, b] = both.map((read) => (read.ok ? read.answer.refresh_token : read.error.code))
    expect(a).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(b).toBe(a)
  })
})

async function enrolled(server: RunningServer) {
  const { desk } = server
  const companyId = await createCompany(desk, {
    name: 'Akdeniz Gıda',
    currency: 'TRY',
    timezone: 'Europe/Istanbul',
    fiscalYearStart: 1,
    id: null,
  })
  const userId = await createUser(desk, {
    companyId,
    name: 'Selin',
    roles: ['accountant'],
    person: null,
    scope: null,
    password: null,
  })
  const { code } = await makeEnrolmentCode(desk, companyId, userId)
  const paper = new PaperDevice(companyId, userId)
  const read = await ask(enrolAnswer, server.url, {
    paper,
    nonce: await nonceOf(server.url, paper, undefined),
    path: '/v1/devices/enrol',
    body: enrolBody(paper, code),
  })
  if (!read.ok) throw read.error
  return { paper, tokens: read.answer, companyId }
}

function enrolBody(paper: PaperDevice, code: string) {
  return {
    code,
    device_id: paper.deviceId,
    install_id: paper.deviceId,
    device_code: 'A1B2',
    public_key: paper.publicKey,
    publish: null,
  }
}

interface Asked {
  readonly paper: { readonly deviceId: string; readonly key: KeyObject }
  readonly nonce: string
  readonly token?: string | undefined
  readonly path: string
  readonly body: object | null
}

async function ask<T>(
  schema: Parameters<typeof readAnswer<T>>[0],
  at: string,
  { paper, nonce, token, path, body }: Asked,
) {
  const bytes = body === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body))
  const method = body === null ? 'GET' : 'POST'
  const answer = await fetch(`${at}${path}`, {
    method,
    headers: signedRequest({
      method,
      path,
      body: bytes,
      nonce,
      privateKey: paper.key,
      deviceId: paper.deviceId,
      ...(token === undefined ? {} : { accessToken: token }),
    }),
    ...(body === null ? {} : { body: new Uint8Array(bytes) }),
  })
  return readAnswer(schema, answer.status, await answer.text())
}

/** Any refusal brings one. */
async function nonceOf(at: string, paper: PaperDevice, token: string | undefined): Promise<string> {
  const read = await ask(enrolAnswer, at, {
    paper,
    nonce: '',
    token,
    path: '/v1/devices/enrol',
    body: enrolBody(paper, 'XXXX-XXXX'),
  })
  if (read.ok || read.hints.nonce === null) throw new Error('no nonce came')
  return read.hints.nonce
}
