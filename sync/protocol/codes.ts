/** The closed lists of codes on the wire: capitals, as sync.md 9 and 21 name them. */

/** Why an operation is held. */
export const HELD_CODES = [
  'PERIOD_CLOSED',
  'EXT_REF_CONFLICT',
  'NUMBER_TAKEN',
  'MASTER_MISSING',
  'MASTER_ARCHIVED',
  'ALLOC_EXCEEDS_OPEN',
  'FORBIDDEN',
  'OUT_OF_SCOPE',
  'NEEDS_APPROVAL',
  'ALREADY_REVERSED',
  'DOCUMENT_ALLOCATED',
  'DEP_HELD',
  'BAD_TRANSITION',
  'INVALID',
  'INTERNAL_HELD',
] as const
export type HeldCode = (typeof HELD_CODES)[number]

/** What an accepted operation may carry. */
export const FLAGS = ['dup_suspect', 'after_soft_close', 'clock_suspect', 'late_approved'] as const
export type Flag = (typeof FLAGS)[number]

/** Why a whole request is refused, with the status it is answered by. */
export const REQUEST_CODES = {
  BAD_REQUEST: 400,
  HASH_MISMATCH: 400,
  BAD_SIGNATURE: 400,
  UNAUTHORIZED: 401,
  TOKEN_EXPIRED: 401,
  USE_NONCE: 401,
  REFRESH_REUSED: 401,
  DEVICE_REVOKED: 403,
  DEVICE_SUSPENDED: 403,
  USER_SUSPENDED: 403,
  FORBIDDEN: 403,
  WRONG_COMPANY: 403,
  NOT_FOUND: 404,
  CODE_UNKNOWN: 403,
  COMPANY_HAS_OPS: 409,
  DECLINED: 409,
  SEQ_GAP: 409,
  FORK_DETECTED: 409,
  TIMELINE_MISMATCH: 409,
  SCOPE_CHANGED: 409,
  SEQ_MOVED: 409,
  SNAPSHOT_EXPIRED: 410,
  TOO_LARGE: 413,
  IDEMPOTENCY_MISMATCH: 422,
  CLIENT_TOO_OLD: 426,
  SLOW_DOWN: 429,
  INTERNAL: 500,
  BUSY: 503,
  READ_ONLY: 503,
} as const
export type RequestCode = keyof typeof REQUEST_CODES

/** A request that is refused whole; the server answers it, the client throws it again. */
export class RequestError extends Error {
  readonly code: RequestCode
  readonly detail: Readonly<Record<string, string | number | null>>

  constructor(code: RequestCode, detail: Readonly<Record<string, string | number | null>> = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** May the same request be sent again: never, after a while, or at once. */
export function retryOf(code: RequestCode): 'no' | 'after' | 'now' {
  if (code === 'USE_NONCE' || code === 'SEQ_MOVED') return 'now'
  return REQUEST_CODES[code] === 429 || REQUEST_CODES[code] >= 500 ? 'after' : 'no'
}
