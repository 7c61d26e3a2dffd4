/**
 * `Idempotency-Key` on requests beside the exchange itself (sync.md 21): the same key with another body
 * is refused. Answers are not kept: each of these requests knows its own repeats and answers them
 * alike, and an answer holds tokens, which the server keeps nowhere in clear.
 */
import { hash } from 'node:crypto'
import { RequestError } from '../../protocol/codes.ts'
import type { Arrived } from './callers.ts'
import type { IdempotencyMemory } from './store.ts'

/** Call it once the sender is proven: else anybody could use up a device's keys. */
export async function assertSameUse(
  identity: IdempotencyMemory,
  { device, method, path, body, idempotencyKey }: Arrived,
  now: number,
): Promise<void> {
  if (idempotencyKey === undefined || device === undefined) return
  if (!/^[\x21-\x7e]{1,128}$/.test(idempotencyKey))
    throw new RequestError('BAD_REQUEST', { reason: 'idempotency_key' })
  const bodyHash = hash('sha256', `${method}\n${path}\n${hash('sha256', body, 'hex')}`, 'hex')
  if ((await identity.firstBodyOf(device, idempotencyKey, bodyHash, now)) !== bodyHash)
    throw new RequestError('IDEMPOTENCY_MISMATCH')
}
