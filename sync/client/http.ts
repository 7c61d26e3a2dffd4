/**
 * The endpoints over HTTPS: each request signed with the newest nonce, gzipped, and sent once more
 * where the server asks for a fresh nonce or token. No answer, or one that says nothing, is thrown on:
 * whoever drives the exchange tries again later.
 */
import type { KeyObject } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { z } from 'zod'
import { RequestError } from '../protocol/codes.ts'
import { controlAnswer, type ControlRequest } from '../protocol/control.ts'
import {
  chunkAnswer,
  digestAnswer,
  docsAnswer,
  enrolAnswer,
  type enrolRequest,
  helloAnswer,
  pullAnswer,
  pushAnswer,
  snapshotAnswer,
  tokenAnswer,
} from '../protocol/messages.ts'
import { devicesAnswer, staffAnswer, type StaffRequest } from '../protocol/staff.ts'
import { waitAnswer } from '../protocol/wait.ts'
import type { Inspection } from './compare.ts'
import type { Line, Transport } from './replica.ts'
import type { SnapshotSource } from './snapshot.ts'
import { type Hints, readAnswer, signedRequest } from './request.ts'

/** Below this a body goes as it is. */
const GZIP_FROM = 1024
const TIMEOUT_MS = 60_000
/** A fresh nonce and a fresh token may both be asked for, and the nonce once more after the token. */
const TRIES = 4
/** A server that asks for no longer than this is waited for; beyond it the exchange is tried again later. */
const PATIENCE_MS = 1000

export interface HttpOptions {
  readonly url: string
  readonly deviceId: string
  readonly privateKey: KeyObject
  /** Null before the enrolment. */
  readonly refreshToken: string | null
  /** Keeps the successor; called before it is first used. */
  readonly saveRefreshToken: (token: string) => void
  readonly fetch?: typeof fetch
}

/** Plain HTTP is for this machine alone (sync.md 21). */
export function isAllowedUrl(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname)
}

export class HttpTransport implements Line, Inspection, SnapshotSource {
  readonly #options: HttpOptions
  #nonce = ''
  #accessToken: string | undefined
  #refreshToken: string | null
  /** Two calls at once ask for one successor: a token used twice ends the family. */
  #refreshing: Promise<void> | null = null
  readonly #closing = new AbortController()

  constructor(options: HttpOptions) {
    this.#options = options
    this.#refreshToken = options.refreshToken
  }

  hello(request: Parameters<Transport['hello']>[0]) {
    return this.#call('/v1/sync/hello', helloAnswer, request)
  }

  push(request: Parameters<Transport['push']>[0]) {
    return this.#call('/v1/sync/push', pushAnswer, request)
  }

  pull(request: Parameters<Transport['pull']>[0]) {
    return this.#call('/v1/sync/pull', pullAnswer, request)
  }

  control(request: ControlRequest): Promise<z.infer<typeof controlAnswer>> {
    return this.#call('/v1/control', controlAnswer, request)
  }

  /** Devices of the company, as many as the asker may see. */
  devices(request: { readonly company_id: string }): Promise<z.infer<typeof devicesAnswer>> {
    return this.#call('/v1/devices', devicesAnswer, request)
  }

  staff(request: StaffRequest): Promise<z.infer<typeof staffAnswer>> {
    return this.#call('/v1/staff', staffAnswer, request)
  }

  /** The device's user by her password; the tokens of before are over. */
  async signIn(user: string, password: string): Promise<void> {
    this.#keep(
      await this.#send('/v1/auth/token', tokenAnswer, { grant: 'password', user, password }, false),
    )
  }

  digest(request: Parameters<Inspection['digest']>[0]) {
    return this.#call('/v1/sync/digest', digestAnswer, request)
  }

  docs(request: Parameters<Inspection['docs']>[0]) {
    return this.#call('/v1/sync/docs', docsAnswer, request)
  }

  snapshot(request: Parameters<SnapshotSource['snapshot']>[0]) {
    return this.#call('/v1/snapshots', snapshotAnswer, request)
  }

  chunk(request: Parameters<SnapshotSource['chunk']>[0]) {
    return this.#call('/v1/snapshots/chunk', chunkAnswer, request)
  }

  async wait(
    { companyId, seq }: { readonly companyId: string; readonly seq: number },
    signal: AbortSignal,
  ): Promise<number> {
    const path = `/v1/sync/wait?company_id=${companyId}&seq=${seq}`
    return (await this.#call(path, waitAnswer, null, signal)).head_seq
  }

  close(): void {
    this.#closing.abort()
  }

  /** Makes this device one of the company's; the tokens of the answer are kept. */
  async enrol(request: z.infer<typeof enrolRequest>): Promise<z.infer<typeof enrolAnswer>> {
    const answer = await this.#send('/v1/devices/enrol', enrolAnswer, request, false)
    this.#keep(answer)
    return answer
  }

  async #call<T extends { readonly nonce: string }>(
    path: string,
    schema: z.ZodType<T>,
    request: object | null,
    signal?: AbortSignal,
  ): Promise<T> {
    if (this.#accessToken === undefined) await this.#refresh()
    const answer = await this.#send(path, schema, request, true, signal)
    this.#nonce = answer.nonce
    return answer
  }

  async #send<T>(
    path: string,
    schema: z.ZodType<T>,
    request: object | null,
    isSignedIn: boolean,
    signal?: AbortSignal,
  ): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const read = await this.#once(path, schema, request, isSignedIn, signal)
      if (read.ok) return read.answer
      const { error, hints } = read
      if (tries === TRIES || !(await this.#mended(error, hints, isSignedIn, signal))) throw error
    }
  }

  /** May the same request be sent again now? */
  async #mended(
    error: RequestError,
    hints: Hints,
    isSignedIn: boolean,
    signal?: AbortSignal,
  ): Promise<boolean> {
    if (hints.nonce !== null) this.#nonce = hints.nonce
    if (error.code === 'SLOW_DOWN' && hints.retryAfterMs <= PATIENCE_MS) {
      const ends = [this.#closing.signal, ...(signal ? [signal] : [])]
      await pause(hints.retryAfterMs, undefined, { signal: AbortSignal.any(ends) })
      return true
    }
    if (error.code === 'USE_NONCE') return hints.nonce !== null
    const isOver = error.code === 'TOKEN_EXPIRED' || error.code === 'UNAUTHORIZED'
    if (!isOver || !isSignedIn || this.#refreshToken === null) return false
    await this.#refresh()
    return true
  }

  #refresh(): Promise<void> {
    this.#refreshing ??= this.#askToken().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #askToken(): Promise<void> {
    if (this.#refreshToken === null) throw new RequestError('UNAUTHORIZED')
    const answer = await this.#send(
      '/v1/auth/token',
      tokenAnswer,
      { grant: 'refresh', refresh_token: this.#refreshToken },
      false,
    )
    this.#keep(answer)
  }

  #keep(answer: z.infer<typeof tokenAnswer>): void {
    this.#options.saveRefreshToken(answer.refresh_token)
    this.#refreshToken = answer.refresh_token
    this.#accessToken = answer.access_token
    this.#nonce = answer.nonce
  }

  /** Without a message it is a GET. */
  async #once<T>(
    path: string,
    schema: z.ZodType<T>,
    request: object | null,
    isSignedIn: boolean,
    signal?: AbortSignal,
  ) {
    const method = request === null ? 'GET' : 'POST'
    const plain = Buffer.from(request === null ? '' : JSON.stringify(request))
    const isPacked = plain.length >= GZIP_FROM
    const body = isPacked ? gzipSync(plain) : plain
    const headers = signedRequest({
      method,
      path,
      body,
      nonce: this.#nonce,
      privateKey: this.#options.privateKey,
      deviceId: this.#options.deviceId,
      ...(isSignedIn && this.#accessToken !== undefined ? { accessToken: this.#accessToken } : {}),
    })
    const ends = [AbortSignal.timeout(TIMEOUT_MS), this.#closing.signal]
    const answered = await (this.#options.fetch ?? fetch)(new URL(path, this.#options.url), {
      method,
      headers: {
        ...headers,
        ...(request === null ? {} : { 'content-type': 'application/json' }),
        ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
      },
      ...(request === null ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.any(signal ? [...ends, signal] : ends),
    })
    return readAnswer(schema, answered.status, await answered.text())
  }
}
