/**
 * What is refused before any route is looked at (reliability-security.md 7): other hosts (DNS
 * rebinding), other origins, cross-site requests, preflights, unusual methods and forms of request.
 */
import type { IncomingMessage } from 'node:http'

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

/** A status to refuse with, or null to go on. `hosts` are the exact names of this listener. */
export function refuse(request: IncomingMessage, hosts: ReadonlySet<string>): number | null {
  const named = request.rawHeaders.filter(
    (_, i) => i % 2 === 0 && request.rawHeaders[i]?.toLowerCase() === 'host',
  )
  const host = request.headers.host
  if (named.length !== 1 || host === undefined || !hosts.has(host)) return 421
  if (!(request.url ?? '').startsWith('/')) return 421
  if (request.method === 'OPTIONS') return 403
  if (!METHODS.has(request.method ?? '')) return 405
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (!isReading && request.headers.origin !== `http://${host}`) return 403
  if (
    isReading &&
    request.headers.origin !== undefined &&
    request.headers.origin !== `http://${host}`
  )
    return 403
  return null
}

/** A WebSocket always names its origin, and it is ours. */
export function refuseUpgrade(request: IncomingMessage, hosts: ReadonlySet<string>): number | null {
  const refused = refuse(request, hosts)
  if (refused !== null) return refused
  return request.headers.origin === `http://${request.headers.host}` ? null : 403
}
