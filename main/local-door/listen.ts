/**
 * The door for the command line of the same user while a window has the company open: one process
 * writes a company file, so `saldo` hands its calls to that process instead of opening the file
 * itself, and the window shows at once what a script posted.
 *
 * A Unix socket in a folder of its owner, or a named pipe; in both cases the first line must be the
 * secret of the sign beside the company file.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Backend } from '../backend/backend.ts'
import { linePort } from './line-port.ts'
import { hangSign, takeSign } from './sign.ts'

/** What one call may send; answers may be longer. */
const CALL_MAX = 16 * 2 ** 20
const GREETING_MS = 5_000

/** Opens the door and hangs a sign at every company file the backend has open; answers how to close it. */
export async function openLocalDoor(backend: Backend): Promise<() => Promise<void>> {
  const sign = { endpoint: freeEndpoint(), secret: randomBytes(32).toString('base64url') }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    greet(socket, sign.secret, backend)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(sign.endpoint, resolve)
  })
  if (process.platform !== 'win32') chmodSync(sign.endpoint, 0o600)
  backend.watchFiles((file, isOpen) => (isOpen ? hangSign(file, sign) : takeSign(file)))
  return () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => {
        if (process.platform !== 'win32')
          rmSync(dirname(sign.endpoint), { recursive: true, force: true })
        resolve()
      })
    })
}

/** The first line is the secret; who does not know it hears nothing. */
function greet(socket: Socket, secret: string, backend: Backend): void {
  const timer = setTimeout(() => socket.destroy(), GREETING_MS)
  const port = linePort(socket, CALL_MAX)
  let isGreeted = false
  port.onMessage((message) => {
    if (isGreeted) return
    isGreeted = true
    clearTimeout(timer)
    if (!knows(message, secret)) return void socket.destroy()
    backend.attach(port, { namesPaths: true })
    port.post({ ready: true })
  })
  socket.on('close', () => clearTimeout(timer))
}

function knows(message: unknown, secret: string): boolean {
  const said = (message as { secret?: unknown } | null)?.secret
  if (typeof said !== 'string') return false
  const [a, b] = [Buffer.from(said), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function freeEndpoint(): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\saldo-${randomBytes(16).toString('hex')}`
  // A socket's path has about a hundred characters: the data folder's may be longer.
  return join(mkdtempSync(join(tmpdir(), 'saldo-')), 'door')
}
