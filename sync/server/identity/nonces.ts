/**
 * A nonce is the server's time with a keyed hash over it (sync.md 20): any process can check it, none
 * keeps it. It is good for 10 minutes and may be used again: repeats are harmless by the outcomes.
 *
 *   <ms since 1970 in base 36>.<first 128 bits of HMAC-SHA256, base64url>
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { NONCE_MS } from '../../protocol/limits.ts'

/** Clocks of two processes may differ by this. */
const AHEAD_MS = 60_000

export function makeNonce(key: Buffer, now: number): string {
  const time = now.toString(36)
  return `${time}.${tag(key, time)}`
}

export function isFreshNonce(key: Buffer, nonce: string, now: number): boolean {
  const [, time, given] = /^([0-9a-z]{1,11})\.([A-Za-z0-9_-]{22})$/.exec(nonce) ?? []
  if (time === undefined || given === undefined) return false
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(tag(key, time)))) return false
  const age = now - Number.parseInt(time, 36)
  return age <= NONCE_MS && age >= -AHEAD_MS
}

function tag(key: Buffer, time: string): string {
  return createHmac('sha256', key)
    .update(`saldo.nonce.v1\0${time}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
