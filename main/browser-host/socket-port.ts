/** A WebSocket end as a Port: JSON text, nothing else. */
import type { WebSocket } from 'ws'
import type { Port } from '../../shared/rpc/port.ts'

export function socketPort(socket: WebSocket): Port {
  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => {
        if (isBinary) return socket.close(1003)
        let message: unknown
        try {
          message = JSON.parse(String(data as Buffer))
        } catch {
          return socket.close(1007)
        }
        listener(message)
      })
    },
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.close(),
  }
}
