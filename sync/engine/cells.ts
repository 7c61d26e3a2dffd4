/**
 * Month cells (sync.md 17): per customer, currency and month the sums, the count, and an
 * order-free set hash, the sum of leaf hashes modulo 2^256. Additive, so a document can be taken out
 * again; XOR is not, because equal pairs would cancel.
 */
import { sha256Bytes } from './canonical.ts'

const MODULUS_MASK = (1n << 256n) - 1n

/** Leaf of a document without a final sequence (pending on this device). */
export function pendingLeaf(docId: Uint8Array, contentHash: Uint8Array, number: string): bigint {
  return toInteger(sha256Bytes('saldo.leaf.v1', docId, contentHash, number))
}

export function addToSet(set: bigint, leaf: bigint): bigint {
  return (set + leaf) & MODULUS_MASK
}

export function toInteger(bytes: Uint8Array): bigint {
  return BigInt(
    `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`,
  )
}

export function toBytes32(set: bigint): Buffer {
  return Buffer.from(set.toString(16).padStart(64, '0'), 'hex')
}
