/** A request that is refused whole, as the wire says it (sync.md 21). */
import type { z } from 'zod'
import { REQUEST_CODES, type RequestCode, RequestError, retryOf } from '../../protocol/codes.ts'
import type { errorAnswer } from '../../protocol/messages.ts'
import { isTransient } from '../../../db/central/central.ts'
import { StoreBusy } from '../store.ts'

/** For a person who reads a log or a trace; a device speaks its user's language by the code. */
const MESSAGES: Readonly<Record<RequestCode, string>> = {
  BAD_REQUEST: 'The request cannot be read.',
  HASH_MISMATCH: 'A hash does not belong to its content.',
  BAD_SIGNATURE: 'The request is not signed by the device it names.',
  UNAUTHORIZED: 'Sign in.',
  TOKEN_EXPIRED: 'The token is over: refresh it or sign in.',
  USE_NONCE: 'Sign the request with the nonce given here.',
  REFRESH_REUSED: 'This refresh token was used before: sign in.',
  DEVICE_REVOKED: 'This device was revoked.',
  DEVICE_SUSPENDED: 'This device is suspended.',
  USER_SUSPENDED: 'This user is suspended.',
  FORBIDDEN: 'Your roles do not allow this.',
  WRONG_COMPANY: 'This company is not yours.',
  NOT_FOUND: 'There is nothing here.',
  CODE_UNKNOWN: 'The enrolment code is unknown, used or over.',
  COMPANY_HAS_OPS: 'The company has operations already.',
  DECLINED: 'The rules of the company do not allow this.',
  SEQ_GAP: 'Operations before these are missing.',
  FORK_DETECTED: 'This device has another history than the server knows.',
  TIMELINE_MISMATCH: 'The server has another history than this device knows.',
  SCOPE_CHANGED: 'The scope has changed.',
  SEQ_MOVED: 'The company has moved on: pull first.',
  SNAPSHOT_EXPIRED: 'The snapshot is over.',
  TOO_LARGE: 'The request is too large.',
  IDEMPOTENCY_MISMATCH: 'This idempotency key was used for another request.',
  CLIENT_TOO_OLD: 'This version of Saldo is too old.',
  SLOW_DOWN: 'Too many requests.',
  INTERNAL: 'A fault of the server.',
  BUSY: 'The server is busy.',
  READ_ONLY: 'The server takes no changes just now.',
}

const RETRY_AFTER_MS = 1000

export function refusalAnswer(
  { code, detail }: RequestError,
  extra: { readonly nonce: string; readonly server_time: number },
): { readonly status: number; readonly body: z.infer<typeof errorAnswer> } {
  const retry = retryOf(code)
  const asked = detail['retry_after_ms']
  const retryAfterMs = retry === 'after' ? (typeof asked === 'number' ? asked : RETRY_AFTER_MS) : 0
  return {
    status: REQUEST_CODES[code],
    body: {
      error: { code, message: MESSAGES[code], retry, retry_after_ms: retryAfterMs, detail },
      ...extra,
    },
  }
}

// Of PostgreSQL: shutting down or starting, out of something, and the whole class of lost connections.
const PASSING = /^(?:57P0[1-5]|53[0-9A-Z]{3}|08[0-9A-Z]{3})$/
const PASSING_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'])

/** Faults of the database that the next try may not meet: BUSY, not a bug. */
export function isPassing(error: unknown): boolean {
  if (error instanceof StoreBusy || isTransient(error)) return true
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown }
  if (typeof code !== 'string') return false
  // A Unix socket that is gone is a file that is not there.
  return PASSING.test(code) || (PASSING_SYSTEM.has(code) && syscall !== 'open')
}
