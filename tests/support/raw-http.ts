/** Requests written byte by byte: what a browser would never send is sent here. */
import { connect as connectSocket } from 'node:net'

export interface RawAnswer {
  /** 0: the connection was closed without an answer. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface RawRequest {
  readonly method?: string
  /** As it stands in the request line. */
  readonly target?: string
  readonly version?: string
  /** In this order; a name may come twice. */
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string | Buffer
}

/** Sends the request to a port of loopback and reads until the other side has answered. */
export function rawRequest(
  port: number,
  request: RawRequest,
  address = '127.0.0.1',
): Promise<RawAnswer> {
  const { method = 'GET', target = '/', version = '1.1', headers = [], body = '' } = request
  const head = [
    `${method} ${target} HTTP/${version}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body.length > 0 && !headers.some(([name]) => /content-length|encoding/i.test(name))
      ? [`Content-Length: ${Buffer.byteLength(body)}`]
      : []),
    '',
    '',
  ].join('\r\n')
  return rawExchange(port, [Buffer.from(head, 'latin1'), Buffer.from(body)], address)
}

export function rawExchange(
  port: number,
  parts: readonly Buffer[],
  address = '127.0.0.1',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ port, host: address })
    const chunks: Buffer[] = []
    const done = () => {
      socket.destroy()
      resolve(answerIn(Buffer.concat(chunks)))
    }
    socket.on('connect', () => {
      for (const part of parts) socket.write(part)
    })
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (isWhole(Buffer.concat(chunks))) done()
    })
    socket.on('end', done)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Refused while still sending: what was answered before counts.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') done()
      else reject(error)
    })
  })
}

function isWhole(bytes: Buffer): boolean {
  const { status, headers, body } = answerIn(bytes)
  if (status === 0) return false
  if (status === 101) return true
  const length = headers['content-length']
  return length !== undefined && Buffer.byteLength(body, 'latin1') >= Number(length)
}

function answerIn(bytes: Buffer): RawAnswer {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return { status: 0, headers: {}, body: '' }
  const [line = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers: Record<string, string> = {}
  for (const one of lines) {
    const at = one.indexOf(':')
    headers[one.slice(0, at).toLowerCase()] = one.slice(at + 1).trim()
  }
  return { status: Number(line.split(' ')[1]), headers, body: text.slice(end + 4) }
}
