/**
 * SHA-256 and CRC-32 for the page of a pack, which has no machine of ours under it. Each stands there as
 * text, so each holds all it needs inside itself. The page could ask the browser for SHA-256, but only
 * one answer later each time; this one answers at once, also from a file.
 */

/** FIPS 180-4; hexadecimal. */
export function ownSha256(bytes: Uint8Array): string {
  const constants = new Uint32Array(64)
  const state = new Uint32Array(8)
  for (let n = 2, found = 0; found < 64; n += 1) {
    let isPrime = true
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) isPrime = false
    if (!isPrime) continue
    if (found < 8) state[found] = (n ** 0.5 % 1) * 2 ** 32
    constants[found] = (n ** (1 / 3) % 1) * 2 ** 32
    found += 1
  }
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  const w = new Int32Array(64)
  const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by))
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(at + i * 4)
    for (let i = 16; i < 64; i += 1) {
      const a = w[i - 15] as number
      const b = w[i - 2] as number
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    for (let i = 0; i < 64; i += 1) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] as number) + (w[i] as number)) | 0
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    ;[a, b, c, d, e, f, g, h].forEach((value, i) => {
      state[i] = (state[i] as number) + value
    })
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** As in ZIP archives (APPNOTE 4.4.7). */
export function ownCrc32(bytes: Uint8Array): number {
  const crcTable = new Uint32Array(256).map((_, n) => {
    let value = n
    for (let bit = 0; bit < 8; bit += 1)
      value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
    return value
  })
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
