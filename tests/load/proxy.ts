/**
 * A network that fails: between devices and server processes, connection by connection. What goes wrong
 * is drawn once a request: the request never arrives, arrives half, its answer is lost or torn after
 * the server has committed, or comes late.
 */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'

export const FAULTS = ['requestLost', 'requestTorn', 'answerLost', 'answerTorn', 'late'] as const
type Fault = (typeof FAULTS)[number]

export interface ProxyOptions {
  /** Ports of the server processes that run just now. */
  readonly ports: () => readonly number[]
  /** From 0 up to 1. */
  readonly random: () => number
  /** Of each request; the rest goes through. */
  readonly chances: Readonly<Record<Fault, number>>
  readonly lateMsMax: number
}

/** Fresh counts of what went wrong. */
type Counts = Record<Fault | 'requests' | 'noServer' | 'serverGone', number>

export class FaultyProxy {
  readonly counts: Counts = {
    requests: 0,
    requestLost: 0,
    requestTorn: 0,
    answerLost: 0,
    answerTorn: 0,
    late: 0,
    noServer: 0,
    serverGone: 0,
  }
  /** Off: everything passes. */
  isFaulty = true
  readonly #options: ProxyOptions
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(options: ProxyOptions) {
    this.#options = options
    this.#server = createServer((client) => this.#serve(client))
  }

  /** Its address once it listens. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #serve(client: Socket): void {
    const ports = this.#options.ports()
    const port = ports[Math.floor(this.#options.random() * ports.length)]
    if (port === undefined) {
      this.counts.noServer += 1
      client.destroy()
      return
    }
    const server = connect(port, '127.0.0.1')
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    let fault: Fault | null = null
    let isAnswering = true
    client.on('data', (chunk) => {
      if (isAnswering) {
        isAnswering = false
        this.counts.requests += 1
        fault = this.#draw()
      }
      if (fault === 'requestLost') return cut()
      if (fault === 'requestTorn') {
        server.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), cut)
        return
      }
      if (fault === 'late') {
        client.pause()
        setTimeout(() => {
          server.write(chunk)
          client.resume()
        }, this.#options.random() * this.#options.lateMsMax)
        return
      }
      passOn(client, server, chunk)
    })
    server.on('data', (chunk) => {
      isAnswering = true
      if (fault === 'answerLost') return cut()
      if (fault === 'answerTorn') {
        client.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), cut)
        return
      }
      passOn(server, client, chunk)
    })
    server.on('close', () => {
      if (!client.destroyed) this.counts.serverGone += 1
      cut()
    })
    client.on('close', cut)
    for (const socket of [client, server]) {
      // A reset is what this is for; `close` follows.
      socket.on('error', cut)
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    }
  }

  #draw(): Fault | null {
    if (!this.isFaulty) return null
    let drawn = this.#options.random()
    for (const fault of FAULTS) {
      drawn -= this.#options.chances[fault]
      if (drawn >= 0) continue
      this.counts[fault] += 1
      return fault
    }
    return null
  }
}

function passOn(from: Socket, to: Socket, chunk: Buffer): void {
  if (to.write(chunk)) return
  from.pause()
  to.once('drain', () => from.resume())
}
