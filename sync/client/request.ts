/**
 * One request of a device, signed, and one answer of the server, read: no network here, so that the
 * exchange can be driven by anything (fetch, the simulator, a test).
 *
 * The server is believed for what TLS vouches for; what it says of money is proven elsewhere (the
 * signatures of operations, the digests). So nothing is verified here but the answer's shape.
 */
import { type KeyObject, sign } from 'node:crypto'
import type { z } from 'zod'
import { REQUEST_CODES, type RequestCode, RequestError } from '../protocol/codes.ts'
import { PROTOCOL } from '../protocol/limits.ts'
import { errorAnswer } from '../protocol/messages.ts'
import { DEVICE_HEADER, PROOF_HEADER, proofText, PROTOCOL_HEADER } from '../protocol/proof.ts'
import { parseStrictJson } from '../protocol/strict-json.ts'

export interface RequestToSign {
  readonly method: 'GET' | 'POST'
  /** As it goes into the request line, with its query: `/v1/sync/wait?company_id=…`. */
  readonly path: string
  /** Exactly the bytes that are sent (after gzip); empty for GET. */
  readonly body: Uint8Array
  /** The newest the server gave; the empty text before the first (it answers USE_NONCE). */
  readonly nonce: string
  readonly privateKey: KeyObject
  readonly deviceId: string
  /** Absent for enrolment and tokens. */
  readonly accessToken?: string
}

/** The headers that prove the request; the caller adds content type and encoding. */
export function signedRequest(request: RequestToSign): Record<string, string> {
  const { nonce, privateKey, deviceId, accessToken } = request
  const headers: Record<string, string> = {
    [DEVICE_HEADER]: deviceId,
    [PROTOCOL_HEADER]: String(PROTOCOL),
  }
  if (nonce !== '') {
    const signature = sign(null, proofText(request), privateKey).toString('base64')
    headers[PROOF_HEADER] = `${nonce} ${signature}`
  }
  if (accessToken !== undefined) headers['authorization'] = `Bearer ${accessToken}`
  return headers
}

/** What a refusal brings along for the next try. */
export interface Hints {
  readonly nonce: string | null
  /** Milliseconds UTC, by the server's clock. */
  readonly serverTime: number | null
  readonly retryAfterMs: number
}

export type ReadAnswer<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly error: RequestError; readonly hints: Hints }

/**
 * The answer by its status and plain text. What is neither the message nor an error of ours (a proxy's
 * page, half an answer) counts as BUSY: unclear, to be tried again later.
 */
export function readAnswer<T>(schema: z.ZodType<T>, status: number, text: string): ReadAnswer<T> {
  const json = jsonOrNull(text)
  if (status === 200) {
    const parsed = schema.safeParse(json)
    if (parsed.success) return { ok: true, answer: parsed.data }
    return unclear('answer.unreadable')
  }
  const refused = errorAnswer.safeParse(json)
  if (!refused.success || !isRequestCode(refused.data.error.code))
    return unclear(`status.${status}`)
  const { error, nonce, server_time } = refused.data
  return {
    ok: false,
    error: new RequestError(error.code as RequestCode, error.detail),
    hints: {
      nonce: nonce ?? null,
      serverTime: server_time ?? null,
      retryAfterMs: error.retry_after_ms,
    },
  }
}

function isRequestCode(code: string): code is RequestCode {
  return Object.hasOwn(REQUEST_CODES, code)
}

function jsonOrNull(text: string): unknown {
  const read = parseStrictJson(text)
  return read.ok ? read.value : null
}

function unclear(reason: string): ReadAnswer<never> {
  return {
    ok: false,
    error: new RequestError('BUSY', { reason }),
    hints: { nonce: null, serverTime: null, retryAfterMs: 1000 },
  }
}
