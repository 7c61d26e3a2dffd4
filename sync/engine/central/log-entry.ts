/** Entries of the log: how they hang together, and what is read back out of them. */
import type { HeldCode } from '../../protocol/codes.ts'
import type { Facts, OpResult } from '../../protocol/messages.ts'
import type { GoodOp } from '../../protocol/read-op.ts'
import { sha256Bytes } from '../canonical.ts'
import type { Row } from './tables.ts'

/** Links the log: SHA-256(prev_chain ‖ seq ‖ op_hash ‖ outcome). */
export function chainHash(prev: string, seq: number, opHash: string, outcome: string): string {
  return sha256Bytes(
    'saldo.chain.v1',
    Buffer.from(prev, 'hex'),
    `${seq} `,
    Buffer.from(opHash, 'hex'),
    outcome,
  ).toString('hex')
}

/** The outcome as it was answered the first time, for every time after. */
export function storedResult(row: Row<'op_log'>): OpResult {
  return {
    op_id: row.op_id,
    status: row.outcome as OpResult['status'],
    seq: row.seq,
    ...(row.code === null ? {} : { code: row.code as HeldCode }),
    ...(row.detail === null ? {} : { detail: row.detail as never }),
    ...(row.facts === null ? {} : { facts: row.facts as Facts }),
  }
}

/** An operation the log has accepted to read: its text was checked when it came. */
export function goodOpOf(row: Row<'op_log'>): GoodOp {
  return { text: row.envelope, envelope: JSON.parse(row.envelope) as GoodOp['envelope'] }
}

/** Where the entry's operation stands in its device's chain. */
export function linkOf(row: Row<'op_log'>): { deviceId: string; epoch: number; deviceSeq: number } {
  return { deviceId: row.device_id, epoch: row.epoch, deviceSeq: row.device_seq }
}
