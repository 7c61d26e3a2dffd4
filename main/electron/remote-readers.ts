/** Reading processes as the backend process uses them: started by the shell, spoken to by a port. */
import type { MessagePortMain } from 'electron'
import type { Reader } from '../backend/start.ts'
import type { FromBackend } from './backend-messages.ts'

interface Waiting {
  port: MessagePortMain | null
  /** Sent once the port is there. */
  readonly early: unknown[]
  readonly onMessage: ((message: never) => void)[]
  readonly onExit: (() => void)[]
}

export class RemoteReaders {
  readonly #tell: (message: FromBackend) => void
  readonly #readers = new Map<number, Waiting>()
  #lastId = 0

  constructor(tell: (message: FromBackend) => void) {
    this.#tell = tell
  }

  start(): Reader {
    this.#lastId += 1
    const reader = this.#lastId
    const waiting: Waiting = { port: null, early: [], onMessage: [], onExit: [] }
    this.#readers.set(reader, waiting)
    this.#tell({ kind: 'start-reader', reader })
    return {
      send: (request) => {
        if (waiting.port) waiting.port.postMessage(request)
        else waiting.early.push(request)
      },
      onMessage: (listener) => void waiting.onMessage.push(listener),
      // That it could not be started is told as its end.
      onError: () => undefined,
      onExit: (listener) => void waiting.onExit.push(listener),
      kill: () => this.#tell({ kind: 'end-reader', reader }),
    }
  }

  arrived(reader: number, port: MessagePortMain): void {
    const waiting = this.#readers.get(reader)
    if (!waiting) return port.close()
    waiting.port = port
    port.on('message', ({ data }) => {
      for (const listener of waiting.onMessage) listener(data as never)
    })
    port.start()
    for (const request of waiting.early) port.postMessage(request)
  }

  gone(reader: number): void {
    const waiting = this.#readers.get(reader)
    this.#readers.delete(reader)
    waiting?.port?.close()
    for (const listener of waiting?.onExit ?? []) listener()
  }
}
