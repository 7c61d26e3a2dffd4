/**
 * Operations the server writes itself: a chain per company under the system device, signed with a key
 * of its own, decided by the same rules as everybody's.
 */
import { hkdfSync, type KeyObject, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { systemDeviceOf } from '../../engine/central/server-ops.ts'
import { canonicalText, type Plain } from '../../engine/canonical.ts'
import { makeOperation } from '../../engine/operation.ts'
import { RequestError } from '../../protocol/codes.ts'
import type { SERVER_KINDS } from '../../protocol/envelope.ts'
import type { OpResult } from '../../protocol/messages.ts'
import type { ServerStore, WriteTx } from '../store.ts'
import { factsOf, pushInside, readOps } from './push.ts'

const FIRST = '0'.repeat(64)
const EPOCH = 1
/** An Ed25519 private key in PKCS #8 is this and its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface SystemOp {
  readonly opId: string
  readonly kind: (typeof SERVER_KINDS)[number]
  readonly entityId: string
  readonly payload: Readonly<Record<string, Plain | undefined>>
  /** The person who asked for it. */
  readonly actor: string
}

export interface SystemParts {
  readonly store: ServerStore
  readonly secret: string
  readonly nowMs: number
  readonly app: string
  readonly supportId: (error: unknown) => string
}

/** Writes one operation of the server's own; answers its outcome. */
export async function writeSystemOp(
  parts: SystemParts,
  companyId: string,
  op: SystemOp,
): Promise<OpResult> {
  const key = systemKey(parts.secret, companyId)
  const result = await parts.store.write(companyId, async (tx) => {
    const last = await lastLink(tx, companyId)
    const text = signedText(parts, companyId, op, last, key)
    const [read] = readOps([text], createPublicKey(key))
    if (!read) throw new Error('an operation of the server itself cannot be read')
    return pushInside(parts, tx, factsOf(tx.head), [read], {
      deviceId: systemDeviceOf(companyId),
      epoch: EPOCH,
      userId: op.actor,
      last,
    })
  })
  const [first] = result ?? []
  if (!first) throw new RequestError('WRONG_COMPANY')
  return first
}

/** The key of a company's system device: derived, so that every process of the server has it. */
export function systemKey(secret: string, companyId: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, companyId, 'saldo.system.v1', 32))
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

async function lastLink(tx: WriteTx, companyId: string): Promise<{ seq: number; hash: string }> {
  const [known] = await tx.lookup('device_head', 'chain', [`${systemDeviceOf(companyId)} ${EPOCH}`])
  return { seq: known?.seq ?? 0, hash: known?.hash ?? FIRST }
}

function signedText(
  { nowMs, app }: SystemParts,
  companyId: string,
  op: SystemOp,
  last: { readonly seq: number; readonly hash: string },
  key: KeyObject,
): string {
  const { envelope, hash } = makeOperation({
    op_id: op.opId,
    company_id: companyId,
    device_id: systemDeviceOf(companyId),
    device_epoch: EPOCH,
    device_seq: last.seq + 1,
    prev: last.hash,
    kind: op.kind,
    v: 1,
    entity_id: op.entityId,
    deps: [],
    attempt: 1,
    actor: op.actor,
    hlc: `${nowMs.toString(16).padStart(12, '0')}-0000`,
    entered_at: new Date(nowMs).toISOString(),
    app,
    payload: op.payload,
  })
  const sig = sign(null, hash, key).toString('base64')
  return canonicalText({ ...(JSON.parse(envelope) as Record<string, Plain>), sig })
}
