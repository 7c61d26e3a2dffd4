/** Ids are lower-case text in code and 16 bytes in SQLite (sync.md 3). */

export function uuidToBytes(uuid: string): Buffer {
  const hex =
    uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24)
  const bytes = Buffer.from(hex, 'hex')
  if (uuid.length !== 36 || bytes.length !== 16) throw new RangeError(`not a uuid: ${uuid}`)
  return bytes
}

export function bytesToUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
  if (hex.length !== 32) throw new RangeError('not 16 bytes')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
