/**
 * Who sent a request: token, device signature, standing, read anew each time, so that a suspension or
 * revocation holds from the next request on.
 *
 * Order: token (UNAUTHORIZED, TOKEN_EXPIRED), nonce (USE_NONCE), signature (BAD_SIGNATURE), the
 * device's standing, the user's. The company a message names is checked against the token's.
 */
import { createPublicKey, verify } from 'node:crypto'
import { RequestError } from '../../protocol/codes.ts'
import { proofText, readProof } from '../../protocol/proof.ts'
import type { Row } from '../../engine/central/tables.ts'
import type { Caller } from '../core-api.ts'
import type { ServerStore } from '../store.ts'
import { type Claims, claimsOf } from './access-tokens.ts'
import type { ServerKeys } from './keys.ts'
import { isFreshNonce } from './nonces.ts'

/** A request as it arrived, before anything was unpacked. */
export interface Arrived {
  readonly method: string
  /** With its query, as in the request line. */
  readonly path: string
  readonly body: Buffer
  readonly authorization: string | undefined
  readonly device: string | undefined
  readonly proof: string | undefined
  readonly idempotencyKey: string | undefined
}

export interface Standing {
  readonly device: Row<'device'>
  readonly member: Row<'member'>
}

/** Checks the proof against a key; USE_NONCE when its nonce is missing or over. */
export function checkProof(
  arrived: Arrived,
  publicKey: string,
  nonceKey: Buffer,
  now: number,
): void {
  const proof = readProof(arrived.proof ?? '')
  if (proof === null) {
    if (arrived.proof === undefined) throw new RequestError('USE_NONCE')
    throw new RequestError('BAD_SIGNATURE')
  }
  if (!isFreshNonce(nonceKey, proof.nonce, now)) throw new RequestError('USE_NONCE')
  const { method, path, body } = arrived
  const text = proofText({ method, path, body, nonce: proof.nonce })
  if (!verify(null, text, keyObject(publicKey), proof.signature))
    throw new RequestError('BAD_SIGNATURE')
}

/** An Ed25519 key as SPKI in base64, of which there is one spelling; BAD_REQUEST when it is none. */
export function keyObject(publicKey: string) {
  const der = Buffer.from(publicKey, 'base64')
  if (der.toString('base64') !== publicKey) throw new RequestError('BAD_REQUEST', { reason: 'key' })
  try {
    const key = createPublicKey({
      key: der,
      format: 'der',
      type: 'spki',
    })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Refused below, like a key of another kind.
  }
  throw new RequestError('BAD_REQUEST', { reason: 'key' })
}

/** The device and its user in a company; null when the company does not know the device. */
export function standingIn(
  store: ServerStore,
  companyId: string,
  deviceId: string,
): Promise<Standing | null> {
  return store.read(companyId, async (tx) => {
    const [device] = await tx.lookup('device', 'device_id', [deviceId])
    if (!device) return null
    const [member] = await tx.lookup('member', 'user_id', [device.user_id])
    return member ? { device, member } : null
  })
}

export function assertStanding({ device, member }: Standing): void {
  if (device.status === 'suspended') throw new RequestError('DEVICE_SUSPENDED')
  if (device.status === 'forked') throw new RequestError('FORK_DETECTED')
  if (device.status !== 'active') throw new RequestError('DEVICE_REVOKED')
  if (member.status !== 'active') throw new RequestError('USER_SUSPENDED')
}

export class Callers {
  readonly #store: ServerStore
  readonly #keys: ServerKeys

  constructor(store: ServerStore, keys: ServerKeys) {
    this.#store = store
    this.#keys = keys
  }

  /** Proven and in good standing in the first of the token's companies. */
  async proven(arrived: Arrived, now: number): Promise<Proven> {
    const claims = claimsOf(this.#keys.access, arrived.authorization, now)
    if (arrived.device !== claims.device) throw new RequestError('BAD_SIGNATURE')
    const [first = ''] = claims.companies
    const standing = await standingIn(this.#store, first, claims.device)
    if (standing === null) throw new RequestError('WRONG_COMPANY')
    checkProof(arrived, standing.device.public_key, this.#keys.nonce, now)
    assertStanding(standing)
    return { claims, first, standing }
  }

  /** The caller in the company its message names. */
  async callerIn({ claims, first, standing }: Proven, companyId: string): Promise<Caller> {
    if (!claims.companies.includes(companyId)) throw new RequestError('WRONG_COMPANY')
    if (companyId === first) return callerOf(companyId, standing)
    const there = await standingIn(this.#store, companyId, claims.device)
    if (there === null || there.device.public_key !== standing.device.public_key)
      throw new RequestError('WRONG_COMPANY')
    assertStanding(there)
    return callerOf(companyId, there)
  }
}

export interface Proven {
  readonly claims: Claims
  readonly first: string
  readonly standing: Standing
}

function callerOf(companyId: string, { device, member }: Standing): Caller {
  return {
    companyId,
    userId: member.user_id,
    person: member.person,
    userName: member.name,
    roles: texts(member.roles),
    scope: member.scope === null ? null : texts(member.scope),
    deviceId: device.device_id,
    deviceCode: device.device_code,
    epoch: device.epoch,
    publicKey: device.public_key,
  }
}

/** A list of texts from a json column we wrote ourselves. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
