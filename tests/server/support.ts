/** A server in this process and devices that speak to it, over a clock the test owns. */
import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { type ReadAnswer, readAnswer, signedRequest } from '../../sync/client/request.ts'
import type { RequestCode } from '../../sync/protocol/codes.ts'
import { enrolAnswer, errorAnswer, tokenAnswer } from '../../sync/protocol/messages.ts'
import {
  createCompany,
  createUser,
  type Desk,
  makeEnrolmentCode,
} from '../../sync/server/accounts.ts'
import type { Role } from '../../shared/domain/roles.ts'
import { createApp } from '../../sync/server/app.ts'
import type { Core } from '../../sync/server/core-api.ts'
import type { IdentityStore } from '../../sync/server/identity/store.ts'
import type { MendingStore } from '../../sync/server/store.ts'
import { serverLog } from '../../sync/server/log.ts'
import { Wakes } from '../../sync/server/wakes.ts'
import { FakeCore } from './fake-core.ts'
import { MemoryIdentity } from './memory-identity.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'

export const START = Date.UTC(2026, 2, 2, 9)
export const PASSWORD = 'correct horse battery'

/** For tests on PostgreSQL with the real core. */
export interface RealParts {
  readonly store: MendingStore
  readonly identity: IdentityStore
  readonly core: Core
}

export class TestServer {
  readonly clock = { at: START, now: () => this.clock.at }
  /** Its own, so that rates do not depend on how fast a test runs. */
  readonly ticks = { at: 0 }
  readonly store: MendingStore
  readonly identity: IdentityStore
  /** Answers in place of the real one, unless the test brings that. */
  readonly core: FakeCore
  readonly wakes = new Wakes(null)
  readonly logged: string[] = []
  readonly app: FastifyInstance
  readonly desk: Desk
  isHealthy = true

  constructor(real: RealParts | null = null) {
    this.store = real?.store ?? new SqliteStore()
    this.identity = real?.identity ?? new MemoryIdentity()
    this.core = new FakeCore(this.store)
    this.desk = {
      secret: 's'.repeat(32),
      store: this.store,
      identity: this.identity,
      random: randomBytes,
      newId: () => v7(),
      now: () => this.clock.at,
    }
    this.app = createApp({
      store: this.store,
      identityStore: this.identity,
      core: real?.core ?? this.core,
      wakes: this.wakes,
      clock: this.clock,
      // A second for each request asked: no test meets the rate unless it holds `ticks`.
      ticks: () => {
        if (this.isPaced) this.ticks.at += 1000
        return this.ticks.at
      },
      random: randomBytes,
      log: serverLog('info', { write: (line) => void this.logged.push(line) }),
      secret: 's'.repeat(32),
      ready: () => (this.isHealthy ? Promise.resolve() : Promise.reject(new Error('no database'))),
    })
  }

  isPaced = true

  company(name = 'Akdeniz Gıda', id: string | null = null): Promise<string> {
    return createCompany(this.desk, {
      name,
      currency: 'TRY',
      timezone: 'Europe/Istanbul',
      fiscalYearStart: 1,
      id,
    })
  }

  /** Argon2id takes its time: only who signs in has a password. */
  user(
    companyId: string,
    name = 'Selin',
    roles: readonly Role[] = ['accountant'],
    password: string | null = null,
  ) {
    return createUser(this.desk, {
      companyId,
      name,
      roles,
      person: null,
      scope: null,
      password,
    })
  }

  async code(companyId: string, userId: string): Promise<string> {
    return (await makeEnrolmentCode(this.desk, companyId, userId)).code
  }

  /** A device of a new user, enrolled. */
  async device(
    companyId: string,
    name?: string,
    roles?: readonly Role[],
    password?: string,
  ): Promise<TestDevice> {
    const device = new TestDevice(this.app)
    const user = await this.user(companyId, name, roles, password)
    await device.enrol(await this.code(companyId, user))
    return device
  }
}

export interface Sent {
  readonly status: number
  readonly text: string
  readonly headers: Record<string, unknown>
  /** The refusal's code; null when it was answered. */
  readonly code: RequestCode | null
}

export interface Bend {
  /** What is sent instead of what was signed. */
  readonly path?: string
  readonly body?: Buffer
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly headers?: Record<string, string | undefined>
}

const PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

export class TestDevice {
  readonly deviceId = v7()
  readonly privateKey: KeyObject
  readonly publicKey: string
  companyId = ''
  nonce = ''
  access = ''
  refresh = ''
  readonly #app: FastifyInstance

  constructor(app: FastifyInstance, seed = randomBytes(32)) {
    this.#app = app
    this.privateKey = createPrivateKey({
      key: Buffer.concat([PREFIX, seed]),
      format: 'der',
      type: 'pkcs8',
    })
    this.publicKey = publicHalf(this.privateKey)
  }

  enrolBody(code: string, more: object = {}) {
    return {
      code,
      device_id: this.deviceId,
      install_id: this.deviceId,
      device_code: 'A1B2',
      public_key: this.publicKey,
      publish: null,
      ...more,
    }
  }

  async enrol(code: string, more: object = {}) {
    const read = await this.ask(enrolAnswer, '/v1/devices/enrol', this.enrolBody(code, more))
    if (read.ok) {
      this.access = read.answer.access_token
      this.refresh = read.answer.refresh_token
      this.companyId = read.answer.company.id
    }
    return read
  }

  async newTokens(token = this.refresh) {
    const body = { grant: 'refresh', refresh_token: token }
    const read = await this.ask(tokenAnswer, '/v1/auth/token', body)
    if (read.ok) {
      this.access = read.answer.access_token
      this.refresh = read.answer.refresh_token
    }
    return read
  }

  signIn(user: string, password: string) {
    return this.ask(tokenAnswer, '/v1/auth/token', { grant: 'password', user, password })
  }

  /** Asks, and once more with the nonce when the server wants another. */
  async ask<T>(schema: z.ZodType<T>, path: string, body: object | null): Promise<ReadAnswer<T>> {
    const first = await this.send(path, bytesOf(body))
    const sent = first.code === 'USE_NONCE' ? await this.send(path, bytesOf(body)) : first
    return readAnswer(schema, sent.status, sent.text)
  }

  /** The code a request is refused with; null when it was answered. */
  async codeOf(path: string, body: object | null, bend: Bend = {}): Promise<string | null> {
    return (await this.send(path, bytesOf(body), bend)).code
  }

  async send(path: string, body: Buffer, bend: Bend = {}): Promise<Sent> {
    const method = body.length === 0 && path.includes('?') ? 'GET' : 'POST'
    const signed = signedRequest({
      method,
      path,
      body,
      nonce: this.nonce,
      privateKey: this.privateKey,
      deviceId: this.deviceId,
      accessToken: this.access,
    })
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries({ ...signed, ...bend.headers }))
      if (value !== undefined) headers[name] = value
    const payload = bend.body ?? body
    const answer = await this.#app.inject({
      method: bend.method ?? method,
      url: bend.path ?? path,
      headers,
      ...(payload.length > 0 ? { payload } : {}),
    })
    const refused = errorAnswer.safeParse(jsonOr(answer.body))
    const nonce = (jsonOr(answer.body) as { nonce?: unknown } | null)?.nonce
    if (typeof nonce === 'string') this.nonce = nonce
    return {
      status: answer.statusCode,
      text: answer.body,
      headers: answer.headers,
      code: refused.success ? (refused.data.error.code as RequestCode) : null,
    }
  }

  /** One of each request of the exchange. */
  requests(companyId = this.companyId): readonly (readonly [string, object | null])[] {
    const empty = { company_id: companyId, seq: 0 }
    return [
      ['/v1/sync/hello', { company_id: companyId, device_epoch: 1, protocol: 1, app: 'test' }],
      ['/v1/sync/push', pushOf(companyId)],
      [
        '/v1/sync/pull',
        {
          company_id: companyId,
          timeline_id: null,
          cursor: { seq: 0, hash: '0'.repeat(64) },
          scope_ver: 1,
          limit: 100,
        },
      ],
      ['/v1/sync/digest', { ...empty, level: 'bucket', keys: [], nodes: {} }],
      ['/v1/sync/docs', { ...empty, ids: [] }],
      [`/v1/sync/wait?company_id=${companyId}&seq=1&seconds=0`, null],
    ]
  }
}

export function pushOf(companyId: string, ops: readonly string[] = []) {
  return {
    company_id: companyId,
    device_epoch: 1,
    start_counter: 1,
    first_seq: 1,
    prev: '0'.repeat(64),
    ops,
    withdrawn: [],
    pending_after: 0,
    min_pending_doc_date: null,
    timeline_id: null,
  }
}

export function bytesOf(body: object | null): Buffer {
  return body === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body))
}

export function zipped(body: object | string): { bytes: Buffer; headers: Record<string, string> } {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { bytes: gzipSync(text), headers: { 'content-encoding': 'gzip' } }
}

/** The code of a read answer; `ok` when it is one. */
export function codeIn(read: ReadAnswer<unknown>): string {
  return read.ok ? 'ok' : read.error.code
}

function publicHalf(privateKey: KeyObject): string {
  // The private form carries the public one; Node derives it.
  const jwk = privateKey.export({ format: 'jwk' })
  const raw = Buffer.from(String(jwk.x), 'base64url')
  return Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]).toString('base64')
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
