/** Fresh tokens for an enrolled device: by its refresh token, or by its user's password. */
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import type { tokenRequest } from '../../protocol/messages.ts'
import { makeAccessToken } from './access-tokens.ts'
import { type Arrived, assertStanding, checkProof, type Standing, standingIn } from './callers.ts'
import type { IdentityContext } from './context.ts'
import { assertSameUse } from './idempotency.ts'
import { isPassword } from './passwords.ts'
import { nextToken, refreshOf, startFamily } from './refresh-tokens.ts'

export interface Asking {
  readonly companies: readonly string[]
  readonly standing: Standing
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

/** The device that asks, by its signature alone: it may have no token any more. */
export async function provenDevice(
  { store, identity, keys, now }: IdentityContext,
  arrived: Arrived,
): Promise<Asking> {
  const companies = await identity.companiesOf(arrived.device ?? '')
  const [company] = companies
  if (company === undefined || arrived.device === undefined) throw new RequestError('UNAUTHORIZED')
  const standing = await standingIn(store, company, arrived.device)
  if (standing === null) throw new RequestError('UNAUTHORIZED')
  checkProof(arrived, standing.device.public_key, keys.nonce, now())
  assertStanding(standing)
  await assertSameUse(identity, arrived, now())
  return { companies, standing }
}

export async function freshTokens(
  context: IdentityContext,
  guesses: Guesses,
  { companies, standing }: Asking,
  request: z.infer<typeof tokenRequest>,
): Promise<Tokens> {
  const now = context.now()
  const deviceId = standing.device.device_id
  const refreshToken =
    request.grant === 'refresh'
      ? await refreshed(context, request.refresh_token, deviceId, now)
      : await signedIn(context, guesses, standing, request, now)
  return {
    access_token: makeAccessToken(context.keys.access, deviceId, companies, now),
    refresh_token: refreshToken,
  }
}

async function refreshed(
  { identity, keys }: IdentityContext,
  token: string,
  deviceId: string,
  now: number,
): Promise<string> {
  const row = await refreshOf(identity, token, deviceId)
  return nextToken(identity, keys.refresh, token, row, now)
}

/** A device has one user: nobody else signs in on it. Who it is, is not said. */
async function signedIn(
  { identity, random, newId }: IdentityContext,
  guesses: Guesses,
  { device, member }: Standing,
  { user: named, password }: { readonly user: string; readonly password: string },
  now: number,
): Promise<string> {
  guesses.assertLeft(device.device_id, now)
  const user = await identity.user(member.user_id)
  const isRight = await isPassword(password, user?.passwordHash ?? null)
  const isHim = named === member.user_id || named === member.name || named === user?.userId
  if (!isRight || !isHim) {
    guesses.failed(device.device_id, now)
    throw new RequestError('UNAUTHORIZED')
  }
  if (user?.status !== 'active') throw new RequestError('USER_SUSPENDED')
  return startFamily(
    identity,
    { deviceId: device.device_id, userId: member.user_id },
    random,
    newId,
    now,
  )
}

const GUESSES_MAX = 10
const GUESSES_MS = 10 * 60_000

/** Wrong passwords of a device: ten in ten minutes, then it waits. Counted in each process. */
export class Guesses {
  readonly #failures = new Map<string, number[]>()

  assertLeft(deviceId: string, now: number): void {
    const recent = this.#recent(deviceId, now)
    const [oldest = now] = recent
    if (recent.length >= GUESSES_MAX)
      throw new RequestError('SLOW_DOWN', { retry_after_ms: oldest + GUESSES_MS - now })
  }

  failed(deviceId: string, now: number): void {
    this.#failures.set(deviceId, [...this.#recent(deviceId, now), now])
  }

  #recent(deviceId: string, now: number): number[] {
    return (this.#failures.get(deviceId) ?? []).filter((at) => now - at < GUESSES_MS)
  }
}
