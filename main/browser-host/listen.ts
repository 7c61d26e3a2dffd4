/**
 * Listening sockets of the host: loopback or not at all, and no patience for slow or odd requests.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1'])

export interface Listening {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void
  readonly upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void
  /** How long a request may take to say what it wants. */
  readonly headersTimeoutMs: number
}

/** Refuses any address but the two of loopback: nothing here is made for a network. */
export async function listenOn(
  address: string,
  port: number,
  { answer, upgrade, headersTimeoutMs }: Listening,
): Promise<Server> {
  if (!LOOPBACK.has(address))
    throw new Error(`Saldo listens on this machine only (127.0.0.1 and ::1), not on ${address}.`)
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      requestTimeout: 120_000,
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: Math.min(headersTimeoutMs, 5_000),
    },
    answer,
  )
  server.maxHeadersCount = 100
  server.on('upgrade', upgrade)
  server.on('connect', (_, socket) => socket.end(refusal(405)))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: address, ipv6Only: true }, () => resolve(server))
  })
}

/** An answer for a socket that never became a request. */
export function refusal(status: number): string {
  return `HTTP/1.1 ${status} Refused\r\nCache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
}
