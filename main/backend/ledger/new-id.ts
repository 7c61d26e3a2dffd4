/**
 * Time-ordered ids (UUIDv7) in rising order, with randomness fetched for many at once: one call to
 * the system per id is what an import of a million rows would notice.
 */
import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const BYTES = 16
const pool = Buffer.alloc(BYTES * 512)
let used = pool.length
let lastMs = 0
/** 32 bits, counted up within a millisecond (RFC 9562, method 1). */
let sequence = 0

/** Where ids come from instead; null: from the clock and the system's randomness. */
let given: (() => string) | null = null

/** For a history that is told again from its seed: its ids are then the same as well. */
export function takeIdsFrom(source: (() => string) | null): void {
  given = source
}

export function newId(): string {
  if (given !== null) return given()
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + BYTES)
  used += BYTES
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // The top bit free: two thousand million ids fit before the next millisecond is borrowed.
    sequence = random.readUInt32BE(0) >>> 1
  } else {
    sequence += 1
    if (sequence > 0xffff_ffff) {
      lastMs += 1
      sequence = 0
    }
  }
  return v7({ random, msecs: lastMs, seq: sequence })
}
