/**
 * The device's signature under a request (sync.md 20): Ed25519 over
 *
 *   METHOD ⏎ PATH?QUERY ⏎ hex SHA-256 of the body as sent ⏎ NONCE
 *
 * in the header `Saldo-Proof: <nonce> <base64 signature>`. "As sent" is after gzip: what arrives is
 * proven before anything unpacks it. A request without a body has the hash of no bytes.
 */
import { hash } from 'node:crypto'

export const DEVICE_HEADER = 'saldo-device'
export const PROOF_HEADER = 'saldo-proof'
export const PROTOCOL_HEADER = 'saldo-protocol'

export interface ProvenRequest {
  /** Capitals. */
  readonly method: string
  /** As in the request line, with its query. */
  readonly path: string
  readonly body: Uint8Array
  readonly nonce: string
}

/** The bytes a device signs and the server checks. */
export function proofText({ method, path, body, nonce }: ProvenRequest): Buffer {
  return Buffer.from(`${method}\n${path}\n${hash('sha256', body, 'hex')}\n${nonce}`)
}

export interface Proof {
  readonly nonce: string
  readonly signature: Buffer
}

// 64 bytes in base64; a nonce is as the server made it.
const PROOF = /^([A-Za-z0-9._-]{10,120}) ([A-Za-z0-9+/]{86}==)$/

/** The header read; null when it is no proof at all. */
export function readProof(header: string): Proof | null {
  const [, nonce, signature] = PROOF.exec(header) ?? []
  if (nonce === undefined || signature === undefined) return null
  return { nonce, signature: Buffer.from(signature, 'base64') }
}
