/**
 * Access tokens: signed, good for 15 minutes, for one device and the companies it is enrolled in.
 *
 *   <base64url JSON claims>.<base64url HMAC-SHA256>
 *
 * A token alone opens nothing: each request is signed by the device's key as well, and standing and
 * roles are read anew.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import { ACCESS_TOKEN_MS } from '../../protocol/limits.ts'
import { uuid } from '../../protocol/messages.ts'

const claims = z.object({
  device: uuid,
  companies: z.array(uuid).min(1),
  /** Milliseconds UTC. */
  expires: z.int(),
})
export type Claims = z.infer<typeof claims>

export function makeAccessToken(
  key: Buffer,
  device: string,
  companies: readonly string[],
  now: number,
): string {
  const content: Claims = { device, companies: [...companies], expires: now + ACCESS_TOKEN_MS }
  const text = Buffer.from(JSON.stringify(content)).toString('base64url')
  return `${text}.${tag(key, text)}`
}

/** The claims of an `Authorization` header; UNAUTHORIZED or TOKEN_EXPIRED. */
export function claimsOf(key: Buffer, header: string | undefined, now: number): Claims {
  const [, text, given] =
    /^Bearer ([A-Za-z0-9_-]{20,4000})\.([A-Za-z0-9_-]{43})$/.exec(header ?? '') ?? []
  if (text === undefined || given === undefined) throw new RequestError('UNAUTHORIZED')
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(tag(key, text))))
    throw new RequestError('UNAUTHORIZED')
  // We signed it: it is what we wrote.
  const read = claims.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  if (read.expires <= now) throw new RequestError('TOKEN_EXPIRED')
  return read
}

function tag(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(`saldo.access.v1\0${text}`).digest('base64url')
}
