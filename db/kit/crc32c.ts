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
  for (const last = bytes.length - SLICES; at <= last; at += SLICES) {
    const low =
      crc ^
      (byte(bytes, at) |
        (byte(bytes, at + 1) << 8) |
        (byte(bytes, at + 2) << 16) |
        (byte(bytes, at + 3) << 24))
    crc =
      entry(t7, low) ^
      entry(t6, low >>> 8) ^
      entry(t5, low >>> 16) ^
      entry(t4, low >>> 24) ^
      entry(t3, byte(bytes, at + 4)) ^
      entry(t2, byte(bytes, at + 5)) ^
      entry(t1, byte(bytes, at + 6)) ^
      entry(t0, byte(bytes, at + 7))
  }
  for (; at < bytes.length; at += 1) crc = entry(t0, crc ^ byte(bytes, at)) ^ (crc >>> 8)
  return ~crc >>> 0
}

type T = Int32Array

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
