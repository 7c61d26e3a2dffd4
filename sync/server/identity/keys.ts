/**
 * Keys of the server, all from one secret: `SALDO_SERVER_SECRET`, else one made once in the database, so
 * that every process of the server checks what another has signed.
 */
import { hkdfSync } from 'node:crypto'

export interface ServerKeys {
  readonly nonce: Buffer
  readonly access: Buffer
  readonly refresh: Buffer
}

export const SECRET_LENGTH_MIN = 32

export function keysOf(secret: string): ServerKeys {
  if (secret.length < SECRET_LENGTH_MIN)
    throw new Error(`the server's secret has fewer than ${SECRET_LENGTH_MIN} characters`)
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'saldo.server.v1', use, 32))
  return { nonce: key('nonce'), access: key('access'), refresh: key('refresh') }
}
