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
  readonly kind: (typeof SERVER_KINDS)[number] | 'approval.request' | 'number.void'
  readonly entityId: string
  readonly payload: Readonly<Record<string, Plain | undefined>>
  /** The person who asked for it; null: the operator, who is nobody of the company. */
  readonly actor: string | null
}

export interface SystemParts {
  readonly secret: string
  readonly nowMs: number
  readonly app: string
  readonly supportId: (error: unknown) => string
}

/** Writes one operation of the server's own; answers its outcome. */
export async function writeSystemOp(
  parts: SystemParts & { readonly store: ServerStore },
  companyId: string,
  op: SystemOp,
): Promise<OpResult> {
  const results = await parts.store.write(companyId, (tx) => writeSystemOpsIn(parts, tx, [op]))
  const [first] = results ?? []
  if (!first) throw new RequestError('WRONG_COMPANY')
  return first
}

/** Several of one actor in a transaction that is open, once in it: `tx.head` is of before them. */
export async function writeSystemOpsIn(
  parts: SystemParts,
  tx: WriteTx,
  ops: readonly SystemOp[],
): Promise<OpResult[]> {
  const { companyId } = tx.head
  const key = systemKey(parts.secret, companyId)
  const last = await lastLink(tx, companyId)
  const [first] = ops
  if (!first) return []
  const texts: string[] = []
  let link = last
  for (const op of ops) {
    const signed = signedLink(parts, companyId, op, link, key)
    texts.push(signed.text)
    link = { seq: link.seq + 1, hash: signed.hash }
  }
  return pushInside(parts, tx, factsOf(tx.head), readOps(texts, createPublicKey(key)), {
    deviceId: systemDeviceOf(companyId),
    epoch: EPOCH,
    userId: actorOf(companyId, first),
    last,
  })
}

function actorOf(companyId: string, { actor }: SystemOp): string {
  return actor ?? systemDeviceOf(companyId)
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

function signedLink(
  { nowMs, app }: SystemParts,
  companyId: string,
  op: SystemOp,
  last: { readonly seq: number; readonly hash: string },
  key: KeyObject,
): { readonly text: string; readonly hash: string } {
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
    actor: actorOf(companyId, op),
    hlc: `${nowMs.toString(16).padStart(12, '0')}-0000`,
    entered_at: new Date(nowMs).toISOString(),
    app,
    payload: op.payload,
  })
  const sig = sign(null, hash, key).toString('base64')
  const text = canonicalText({ ...(JSON.parse(envelope) as Record<string, Plain>), sig })
  return { text, hash: hash.toString('hex') }
}
