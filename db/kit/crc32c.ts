/**
 * CRC-32C (Castagnoli, RFC 3720 appendix B.4): finds every burst up to 32 bits, which a torn or
 * flipped record is. Node's zlib has the other CRC-32 only. Eight tables, eight bytes a step.
 */
const POLYNOMIAL = 0x82f63b78
const SLICES = 8

const tables = makeTables()

/** CRC-32C of `bytes`, going on from `before`: the checksum of what came earlier, 0 at the start. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [T, T, T, T, T, T, T, T]
  let crc = ~before
  let at = 0
  const words = wordsOf(bytes)
  for (const last = bytes.length - SLICES; at <= last; at += SLICES) {
    const low = crc ^ (words[at >>> 2] ?? 0)
    const high = words[(at >>> 2) + 1] ?? 0
    crc =
      entry(t7, low) ^
      entry(t6, low >>> 8) ^
      entry(t5, low >>> 16) ^
      entry(t4, low >>> 24) ^
      entry(t3, high) ^
      entry(t2, high >>> 8) ^
      entry(t1, high >>> 16) ^
      entry(t0, high >>> 24)
  }
  for (; at < bytes.length; at += 1) crc = entry(t0, crc ^ byte(bytes, at)) ^ (crc >>> 8)
  return ~crc >>> 0
}

type T = Int32Array

/** The bytes by fours, least first, as every machine that Node runs on has them; copied where they lie odd. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const count = bytes.length >>> 2
  return bytes.byteOffset % 4 === 0
    ? new Int32Array(bytes.buffer, bytes.byteOffset, count)
    : new Int32Array(new Uint8Array(bytes).buffer, 0, count)
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}

function entry(table: T, index: number): number {
  return table[index & 0xff] ?? 0
}

function makeTables(): readonly T[] {
  const made = Array.from({ length: SLICES }, () => new Int32Array(256))
  for (let n = 0; n < 256; n += 1) {
    let crc = n
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    ;(made[0] as T)[n] = crc
  }
  for (let slice = 1; slice < SLICES; slice += 1)
    for (let n = 0; n < 256; n += 1) {
      const previous = (made[slice - 1] as T)[n] ?? 0
      ;(made[slice] as T)[n] = (previous >>> 8) ^ entry(made[0] as T, previous)
    }
  return made
}
