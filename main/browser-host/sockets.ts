/**
 * The WebSocket of a page. Every call that changes something comes this way, so it asks for both
 * halves of the session: the cookie, which the browser sends by itself, and the header token, which
 * only a page that exchanged a link knows. A browser can set no other header on a WebSocket, so the
 * token stands as the second subprotocol: `Sec-WebSocket-Protocol: saldo, TOKEN`.
 */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Backend } from '../backend/backend.ts'
import { refuseUpgrade } from './guard.ts'
import { refusal } from './listen.ts'
import type { Sessions } from './session.ts'
import { socketPort } from './socket-port.ts'

export const MESSAGE_MAX = 16 * 2 ** 20
const PROTOCOL = 'saldo'
/** Closed by the host because nobody was there: the page asks for a fresh link. */
const IDLE = 4001

export interface Sockets {
  readonly upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void
  closeAll(): void
  /** Ends the windows of a session that nobody uses any more. */
  closeIdle(): void
}

export function pageSockets(
  sessions: Sessions,
  backend: Backend,
  hosts: ReadonlySet<string>,
): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_MAX,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  })
  const refuse = (request: IncomingMessage): number | null => {
    const refused = refuseUpgrade(request, hosts)
    if (refused !== null) return refused
    if (!sessions.hasCookie(request.headers.cookie) || request.url !== '/ws') return 404
    return sessions.hasToken(tokenOf(request)) ? null : 403
  }
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const refused = refuse(request)
      if (refused !== null) return void socket.end(refusal(refused))
      server.handleUpgrade(request, socket, head, (client) => {
        client.on('message', () => sessions.touch())
        // A frame out of order or over the limit: the window is closed already, with its reason.
        client.on('error', () => client.terminate())
        backend.attach(socketPort(client))
      })
    },
    closeAll: () => {
      for (const client of server.clients) client.terminate()
    },
    closeIdle: () => {
      for (const client of server.clients) client.close(IDLE)
    },
  }
}

function tokenOf(request: IncomingMessage): string | undefined {
  const [protocol, token, more] = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((part) => part.trim())
  return protocol === PROTOCOL && more === undefined ? token : undefined
}
