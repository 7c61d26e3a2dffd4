/**
 * The way messages travel between two ends: so small that a new transport is a screen of code.
 *
 * Messages are plain JSON values on every port. Forms: the page's MessagePort, Electron's
 * MessagePortMain, a WebSocket end, `portPair` for tests, and `directPair` for the command line.
 */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** Two ends of one line in memory. Messages go through JSON, so what passes here passes a socket. */
export function portPair(): readonly [Port, Port] {
  return pairOf((message) => {
    const text = JSON.stringify(message)
    return () => JSON.parse(text) as unknown
  })
}

/**
 * Two ends within one process that hand over the values themselves: for a command that runs once and
 * only prints what it gets, where writing and reading the JSON of ten thousand rows would be waiting.
 */
export function directPair(): readonly [Port, Port] {
  return pairOf((message) => () => message)
}

/** `pack` is called when a message is sent; what it answers, when it arrives. */
function pairOf(pack: (message: unknown) => () => unknown): readonly [Port, Port] {
  const listeners: ((message: unknown) => void)[][] = [[], []]
  const closers: (() => void)[][] = [[], []]
  let isClosed = false
  const end = (own: 0 | 1): Port => ({
    post(message) {
      if (isClosed) return
      const unpack = pack(message)
      void Promise.resolve().then(() => {
        for (const listener of listeners[1 - own] ?? []) listener(unpack())
      })
    },
    onMessage: (listener) => void listeners[own]?.push(listener),
    onClose: (listener) => void closers[own]?.push(listener),
    close() {
      if (isClosed) return
      isClosed = true
      for (const closer of [...(closers[0] ?? []), ...(closers[1] ?? [])]) closer()
    },
  })
  return [end(0), end(1)]
}
