/**
 * A verifier that knows only what sync.md 3 and 7 and the head of the export say, and shares no code
 * with the product: SHA-256 over a prefix, a NUL and RFC 8785 text; each link names the one before.
 */
import { createHash } from 'node:crypto'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The first entry that does not follow, as `operation 3` or `audit entry 7`; null when all do. */
export function firstFault(
  operations: readonly string[],
  audit: readonly Readonly<Record<string, string>>[],
): string | null {
  let last = '0'.repeat(64)
  const heads = [last]
  let epoch: Json | undefined
  let seq = 0
  for (const [index, line] of operations.entries()) {
    const { op_hash: claimed, ...body } = JSON.parse(line) as { [key: string]: Json }
    // A restored file is another installation: its links are counted anew.
    seq = body['device_epoch'] === epoch ? seq + 1 : 1
    epoch = body['device_epoch']
    const isSound =
      body['prev'] === last && body['device_seq'] === seq && claimed === digest('saldo.op.v1', body)
    if (!isSound) return `operation ${index + 1}`
    last = String(claimed)
    heads.push(last)
  }
  let previous = '0'.repeat(64)
  for (const [index, entry] of audit.entries()) {
    const body: { [key: string]: Json } = {
      seq: Number(entry['seq']),
      at: Number(entry['at']),
      actor: entry['actor'] ?? '',
      app: entry['app'] ?? '',
      action: entry['action'] ?? '',
      object: entry['object'] ?? '',
      detail: entry['detail'] ?? '',
      chain: entry['chain'] ?? '',
      prev: entry['prev'] ?? '',
    }
    if (entry['op_from']) body['op_from'] = Number(entry['op_from'])
    if (entry['op_to']) body['op_to'] = Number(entry['op_to'])
    const isSound =
      body['seq'] === index + 1 &&
      body['prev'] === previous &&
      heads.includes(entry['chain'] ?? '') &&
      entry['hash'] === digest('saldo.audit.v1', body)
    if (!isSound) return `audit entry ${index + 1}`
    previous = entry['hash'] ?? ''
  }
  return null
}

function digest(prefix: string, value: Json): string {
  return createHash('sha256').update(prefix).update('\0').update(text(value)).digest('hex')
}

function text(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value)
      .toSorted()
      .map((key) => `${JSON.stringify(key)}:${text(value[key] ?? null)}`)
      .join(',')}}`
  return JSON.stringify(value)
}
