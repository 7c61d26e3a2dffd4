/**
 * A local socket as a Port: one JSON value a line, UTF-8.
 *
 * JSON text holds no raw line break, so a line is a message. A line longer than `lineMax` bytes ends
 * the connection: the other side is not one of ours.
 */
import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import type { Port } from '../../shared/rpc/port.ts'

export function linePort(socket: Socket, lineMax: number): Port {
  const listeners = new Set<(message: unknown) => void>()
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let size = 0
  socket.on('data', (chunk: Buffer) => {
    const lines = decoder.write(chunk).split('\n')
    for (const [index, line] of lines.entries()) {
      parts.push(line)
      size += line.length
      if (size > lineMax) return void socket.destroy()
      if (index === lines.length - 1) return
      const message = parse(parts.join(''))
      parts = []
      size = 0
      if (message === undefined) return void socket.destroy()
      for (const listener of listeners) listener(message)
    }
  })
  return {
    post: (message) => void socket.write(`${JSON.stringify(message)}\n`),
    onMessage: (listener) => void listeners.add(listener),
    onClose: (listener) => void socket.on('close', listener),
    close: () => void socket.end(),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
