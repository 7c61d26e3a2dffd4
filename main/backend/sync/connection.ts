/** The way from a company file to its server: keys, signatures, tokens, and what went wrong in words. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { syncState } from '../../../db/local/sync-state.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { HttpTransport, isAllowedUrl } from '../../../sync/client/http.ts'
import { Stopped } from '../../../sync/client/loop.ts'
import { RequestError } from '../../../sync/protocol/codes.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { readKeys, saveKeys } from '../company/device.ts'
import { LocalReplica } from './replica.ts'

export interface Connection {
  readonly replica: LocalReplica
  readonly transport: HttpTransport
}

/** One of each open file: two that renew their tokens apart would end each other's. */
const connections = new WeakMap<CompanyFile, Connection>()

/** Refuses for a company without a server, without its keys, or that another process has open. */
export function connectionOf(file: CompanyFile): Connection {
  const known = connections.get(file)
  if (known) return known
  const made = newConnection(file)
  connections.set(file, made)
  file.onClosing(() => {
    made.transport.close()
    connections.delete(file)
  })
  return made
}

function newConnection(file: CompanyFile): Connection {
  const state = file.query(({ db }) => syncState(db))
  if (!state) throw new Refusal('device.not_connected', { file: file.path })
  const keys = readKeys(file.path)
  if (!keys) throw new Refusal('device.keys_missing', { file: `${file.path}.keys` })
  const privateKey = createPrivateKey(keys.privateKey)
  // Whoever writes the file renews the token.
  file.takeLock()
  return {
    replica: new LocalReplica(file, (hash) => sign(null, hash, privateKey).toString('base64')),
    transport: new HttpTransport({
      url: state.serverUrl,
      deviceId: keys.deviceId,
      privateKey,
      refreshToken: keys.refreshToken,
      saveRefreshToken: (refreshToken) => saveKeys(file.path, { ...keys, refreshToken }),
    }),
  }
}

/** Its address, for a person to read. */
export function serverOf(file: CompanyFile): string {
  return file.query(({ db }) => syncState(db)?.serverUrl ?? '')
}

/** Refuses an address that is not safe to send to. */
export function assertUrl(server: string): void {
  if (!isAllowedUrl(server)) throw new Refusal('server.url', { server })
}

/** The public half in base64 SPKI, as it is enrolled. */
export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
}

const STOPPED: Readonly<Record<string, string | undefined>> = {
  DEVICE_SUSPENDED: 'device.suspended',
  USER_SUSPENDED: 'device.suspended',
  DEVICE_REVOKED: 'device.revoked',
  REFRESH_REUSED: 'device.signed_out',
  TOKEN_EXPIRED: 'device.signed_out',
  UNAUTHORIZED: 'device.signed_out',
  FORK_DETECTED: 'device.forked',
  SEQ_GAP: 'device.forked',
  // The feed brings what this device never wrote: a copy of it did.
  OWN_OPERATION_UNKNOWN: 'device.forked',
  TIMELINE_MISMATCH: 'timeline.changed',
  CLIENT_TOO_OLD: 'client.too_old',
}

/** What the exchange threw, as a refusal people understand; a bug is thrown on as it is. */
export function exchangeRefusal(error: unknown, server: string): unknown {
  if (error instanceof Stopped) {
    const code = STOPPED[error.code]
    return code
      ? new Refusal(code, { server })
      : new Refusal('server.refused', { server, code: error.code })
  }
  if (error instanceof RequestError) {
    const code = STOPPED[error.code]
    if (code) return new Refusal(code, { server })
    if (error.code === 'CODE_UNKNOWN') return new Refusal('code.unknown')
    if (error.code === 'COMPANY_HAS_OPS') return new Refusal('company.taken', { server })
    if (error.code === 'BUSY' || error.code === 'SLOW_DOWN' || error.code === 'INTERNAL')
      return new Refusal('server.offline', { server })
    return new Refusal('server.refused', { server, code: error.code })
  }
  return isNoAnswer(error) ? new Refusal('server.offline', { server }) : error
}

/** Fetch throws TypeError with its cause for no connection, a DOMException for a time-out. */
function isNoAnswer(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === 'TimeoutError'
  return error instanceof TypeError && error.cause !== undefined
}
