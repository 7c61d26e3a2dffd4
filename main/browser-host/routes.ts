/** The few addresses of the host beside the page itself: session, upload, download, health. */
import { createReadStream, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Backend } from '../backend/backend.ts'
import type { Sessions } from './session.ts'
import { receive } from './uploads.ts'

const BODY_MAX = 4096

export interface Routes {
  readonly sessions: Sessions
  readonly backend: Backend
}

export async function route(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (request.method === 'POST' && url.pathname === '/session')
    return exchange(request, response, routes)
  // Unknown and forbidden look the same to whoever has no session.
  if (!routes.sessions.hasCookie(request.headers.cookie)) return end(response, 404)
  if (request.method === 'POST') {
    if (!routes.sessions.hasToken(request.headers['x-saldo-token'])) return end(response, 403)
    if (url.pathname !== '/inbox') return end(response, 404)
    return upload(request, response, routes.backend, url.searchParams.get('name') ?? 'file')
  }
  if (url.pathname === '/health') return json(response, { ok: true })
  const document = /^\/documents\/([0-9a-f-]{36})$/.exec(url.pathname)
  if (document?.[1]) return download(request, response, routes.backend, document[1])
  return end(response, 404)
}

async function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions }: Routes,
): Promise<void> {
  if (request.headers['content-type'] !== 'application/json') return end(response, 415)
  const body = await readBody(request, BODY_MAX)
  if (body === null) return end(response, 413)
  const grant = sessions.exchange(tokenIn(body))
  if (grant === null) return end(response, 403)
  response.setHeader('Set-Cookie', `saldo=${grant.cookie}; HttpOnly; SameSite=Strict; Path=/`)
  return json(response, { token: grant.token })
}

function tokenIn(body: string): string {
  try {
    const value = JSON.parse(body) as { token?: unknown } | null
    return typeof value?.token === 'string' ? value.token : ''
  } catch {
    return ''
  }
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  backend: Backend,
  name: string,
): Promise<void> {
  const received = await receive(request, backend.inboxDir, name)
  if (typeof received === 'number') end(response, received)
  else json(response, received)
}

async function download(
  request: IncomingMessage,
  response: ServerResponse,
  backend: Backend,
  documentId: string,
): Promise<void> {
  const document = backend.documentPath(documentId)
  const found = document && statSync(document.path, { throwIfNoEntry: false })
  if (!document || !found) return end(response, 404)
  response.setHeader('Content-Type', document.type)
  response.setHeader('Content-Length', found.size)
  response.setHeader(
    'Content-Disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`,
  )
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(document.path), response)
}

function readBody(request: IncomingMessage, max: number): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= max) chunks.push(chunk)
      else resolve(null)
    })
    request.on('end', () => resolve(size <= max ? Buffer.concat(chunks).toString('utf8') : null))
    request.on('error', () => resolve(null))
  })
}

/** A refusal ends the connection: whatever else was sent on it is not read. */
export function end(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy()
  response.statusCode = status
  if (status >= 400) response.setHeader('Connection', 'close')
  response.end()
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(value))
}
