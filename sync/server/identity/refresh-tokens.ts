/**
 * Refresh tokens (sync.md 20): used once, each followed by the next of its family; 30 days idle, 180
 * days in all. Only hashes are kept.
 *
 * A successor is computed from its predecessor with the server's key. So an answer that got lost can be
 * given again, within 120 seconds and to a request the same device has signed, without keeping any
 * token in clear. Any later use of an old token ends the family.
 */
import { createHmac, hash } from 'node:crypto'
import { RequestError } from '../../protocol/codes.ts'
import type { IdentityStore, RefreshRow } from './store.ts'

const DAY_MS = 24 * 60 * 60_000
const IDLE_MS = 30 * DAY_MS
const FAMILY_MS = 180 * DAY_MS
export const RETRY_MS = 120_000

/** The first token of a new family. */
export async function startFamily(
  identity: IdentityStore,
  { deviceId, userId }: { readonly deviceId: string; readonly userId: string },
  random: (bytes: number) => Buffer,
  newId: () => string,
  now: number,
): Promise<string> {
  const token = random(32).toString('base64url')
  await identity.addRefresh({
    tokenHash: refreshHash(token),
    family: newId(),
    deviceId,
    userId,
    madeAt: now,
    expiresAt: now + IDLE_MS,
    familyEndsAt: now + FAMILY_MS,
    usedAt: null,
    successorHash: null,
    revokedAt: null,
  })
  return token
}

/** The token's row, whatever its state; UNAUTHORIZED when there is none of this device. */
export async function refreshOf(
  identity: IdentityStore,
  token: string,
  deviceId: string,
): Promise<RefreshRow> {
  const row = await identity.refresh(refreshHash(token))
  if (row === null) throw new RequestError('UNAUTHORIZED')
  if (row.deviceId !== deviceId) throw new RequestError('BAD_SIGNATURE')
  return row
}

/** The next token of the family. The caller has checked the signature of the token's device. */
export async function nextToken(
  identity: IdentityStore,
  key: Buffer,
  token: string,
  row: RefreshRow,
  now: number,
): Promise<string> {
  if (row.revokedAt !== null) throw new RequestError('REFRESH_REUSED')
  const next = createHmac('sha256', key).update(`saldo.refresh.v1\0${token}`).digest('base64url')
  if (row.usedAt === null) {
    if (row.expiresAt <= now) throw new RequestError('TOKEN_EXPIRED')
    const successor: RefreshRow = {
      ...row,
      tokenHash: refreshHash(next),
      madeAt: now,
      expiresAt: Math.min(now + IDLE_MS, row.familyEndsAt),
    }
    if (await identity.rotate(row.tokenHash, successor, now)) return next
    // Another request of this device was a moment faster: its successor is this one.
    return next
  }
  const successor = await identity.refresh(refreshHash(next))
  const isRetry =
    now - row.usedAt <= RETRY_MS && successor?.usedAt === null && successor.revokedAt === null
  if (isRetry) return next
  await identity.endFamily(row.family, now)
  throw new RequestError('REFRESH_REUSED')
}

export function refreshHash(token: string): string {
  return hash('sha256', `saldo.refresh.v1\0${token}`, 'hex')
}
