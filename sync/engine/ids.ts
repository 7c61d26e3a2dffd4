/** Ids computed from an origin, so that two machines reading one fact make the same id (sync.md 3). */
import { sha256 } from './canonical.ts'

/**
 * UUIDv8 of an outside fact: the first 128 bits of SHA-256("saldo.ext.v1" ‖ company ‖ source ‖ key)
 * with version and variant set. `key` is the source's stable identity of the fact.
 */
export function externalId(companyId: string, source: string, key: string): string {
  const bytes = sha256('saldo.ext.v1', `${companyId}\0${source}\0${key}`).subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
