/** The few addresses of the host beside the page itself: session, upload, download, health. */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Backend } from '../backend/backend.ts'
import type { Sessions } from './session.ts'

const UPLOAD_MAX = 60 * 2 ** 20
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
    return url.pathname === '/inbox'
      ? upload(request, response, routes.backend, url.searchParams.get('name') ?? 'file')
      : end(response, 404)
  }
  if (url.pathname === '/health') return json(response, { ok: true })
  const document = /^\/documents\/([0-9a-f-]{36})$/.exec(url.pathname)
  if (document?.[1]) return download(response, routes.backend, document[1])
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
    const value = JSON.parse(body) as { token?: unknown }
    return typeof value?.token === 'string' ? value.token : ''
  } catch {
    return ''
  }
}

/** A picked file, kept under a random name; what the person called it stays behind it. */
function upload(
  request: IncomingMessage,
  response: ServerResponse,
  backend: Backend,
  name: string,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_MAX)
    return Promise.resolve(end(response, 413))
  const safe = name.replace(/[^\p{L}\p{N}._ -]/gu, '_').slice(-120) || 'file'
  const fileId = `${randomUUID()}-${safe}`
  const path = join(backend.inboxDir, fileId)
  return new Promise((resolve) => {
    const file = createWriteStream(path, { mode: 0o600 })
    let size = 0
    let isOver = false
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > UPLOAD_MAX && !isOver) {
        isOver = true
        request.unpipe(file)
        file.destroy()
        rmSync(path, { force: true })
        end(response, 413)
        resolve()
      }
    })
    file.on('finish', () => {
      if (!isOver) json(response, { fileId, name: safe, size })
      resolve()
    })
    file.on('error', () => {
      if (!isOver) end(response, 507)
      resolve()
    })
    request.pipe(file)
  })
}

function download(response: ServerResponse, backend: Backend, documentId: string): Promise<void> {
  const document = backend.documentPath(documentId)
  if (!document) return Promise.resolve(end(response, 404))
  response.setHeader('Content-Type', document.type)
  response.setHeader('Content-Length', statSync(document.path).size)
  response.setHeader(
    'Content-Disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`,
  )
  return new Promise((resolve) => {
    createReadStream(document.path)
      .on('end', resolve)
      .on('error', () => {
        response.destroy()
        resolve()
      })
      .pipe(response)
  })
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

export function end(response: ServerResponse, status: number): void {
  if (response.headersSent) return
  response.statusCode = status
  response.end()
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(value))
}
