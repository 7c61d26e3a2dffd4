/**
 * The browser door: the built page and one WebSocket on loopback, for this user alone.
 *
 * Binds 127.0.0.1 (and ::1 where there is one) on a random port; the printed link carries a one-time
 * token in its fragment, which the page exchanges by POST. Everything else is refused before it is
 * looked at.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Backend } from '../backend/backend.ts'
import { isHtml, type PageFile, pageHeaders, readyPage } from '../../shared/page.ts'
import {
  lockFolder,
  logCrashes,
  openLog,
  type StartOptions,
  startBackend,
  userDataDir,
} from '../backend/start.ts'
import { openLocalDoor } from '../local-door/listen.ts'
import { refuse } from './guard.ts'
import { idleLimitMs } from './idle-limit.ts'
import { listenOn } from './listen.ts'
import { end, route } from './routes.ts'
import { Sessions } from './session.ts'
import { pageSockets } from './sockets.ts'
import { readPage } from './static-files.ts'

export interface HostOptions {
  readonly rendererDir: string
  readonly dataDir?: string
  readonly port?: number
  /** When no company was opened before, open the demo, making it when it is not there. */
  readonly demo?: boolean
  readonly companyFile?: string
  /** Saldo opens the browser itself: the link lives 60 seconds, else 10 minutes. */
  readonly openedByUs?: boolean
  readonly linkLifeMs?: number
  /** The session ends when nobody used it for this long; null: with the process alone. */
  readonly idleLimitMs?: number | null
  /** How long a request may take to say what it wants. */
  readonly headersTimeoutMs?: number
  readonly checkOutput?: boolean
  readonly clock?: StartOptions['clock']
  readonly printLink?: (url: string) => void
}

export interface Host {
  readonly url: string
  readonly origin: string
  /** A fresh link, for another window or when the first one has expired. */
  newLink(): string
  stop(): Promise<void>
}

export async function startHost(options: HostOptions): Promise<Host> {
  const dataDir = options.dataDir ?? userDataDir()
  const unlock = lockFolder(dataDir)
  const log = await openLog(dataDir, 'saldo')
  log.started('browser')
  const stopCrashLog = logCrashes(log)
  const backend = await startBackend({
    dataDir,
    log,
    keepsColumns: true,
    remembersCompany: true,
    checkOutput: options.checkOutput ?? false,
    demo: options.demo ?? false,
    ...(options.companyFile === undefined ? {} : { companyFile: options.companyFile }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  })
  const closeLocalDoor = await openLocalDoor(backend)
  const sessions = new Sessions({
    linkLifeMs: options.linkLifeMs ?? (options.openedByUs ? 60_000 : 600_000),
    idleLimitMs: options.idleLimitMs === undefined ? idleLimitMs() : options.idleLimitMs,
  })
  const files = readPage(options.rendererDir)
  const hosts = new Set<string>()
  const sockets = pageSockets(sessions, backend, hosts)
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const nonce = randomBytes(16).toString('base64')
    for (const [name, value] of Object.entries(pageHeaders(nonce))) response.setHeader(name, value)
    const refused = refuse(request, hosts)
    if (refused !== null) return end(response, refused)
    const file =
      request.method === 'POST' ? undefined : files.get((request.url ?? '').split('?')[0] ?? '')
    if (file) return sendFile(request, response, file, nonce, backend)
    void route(request, response, { sessions, backend }).catch(() => end(response, 500))
  }
  const listening = {
    answer,
    upgrade: sockets.upgrade,
    headersTimeoutMs: options.headersTimeoutMs ?? 10_000,
  }
  const server = await listenOn('127.0.0.1', options.port ?? 0, listening)
  const { port } = server.address() as AddressInfo
  const second = await listenOn('::1', port, listening).catch(() => null)
  hosts.add(`127.0.0.1:${port}`)
  hosts.add(`[::1]:${port}`)
  const origin = `http://127.0.0.1:${port}`
  const newLink = () => `${origin}/#token=${sessions.newLink()}`
  const url = newLink()
  options.printLink?.(url)
  const onLine = () => options.printLink?.(newLink())
  if (options.printLink && process.stdin.isTTY) process.stdin.on('data', onLine)
  const idleCheck = setInterval(() => {
    if (sessions.endIfIdle()) sockets.closeIdle()
  }, 1000)
  return {
    url,
    origin,
    newLink,
    stop: async () => {
      process.stdin.off('data', onLine)
      clearInterval(idleCheck)
      sockets.closeAll()
      await Promise.all([server, ...(second ? [second] : [])].map(closed))
      await closeLocalDoor()
      await backend.stop()
      stopCrashLog()
      log.close()
      unlock()
    },
  }
}

/**
 * Ends what is connected as well: a browser keeps sockets on which it has not asked anything yet, and
 * a server that closes waits for those without end.
 */
function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: PageFile,
  nonce: string,
  backend: Backend,
): void {
  response.setHeader('Content-Type', file.type)
  const body = isHtml(file)
    ? Buffer.from(readyPage(Buffer.from(file.body).toString('utf8'), nonce, backend.preferences()))
    : file.body
  response.setHeader('Content-Length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}
