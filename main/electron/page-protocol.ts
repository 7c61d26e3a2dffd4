/**
 * `saldo://app`: the built page from an allow-list, with the headers of the browser host
 * (reliability-security.md 6 E2, E7). No request path ever reaches the disk.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { protocol } from 'electron'
import { isHtml, type PageFile, pageFiles, pageHeaders, readyPage } from '../../shared/page.ts'
import { PAGE_ORIGIN, SCHEME } from './address.ts'

/**
 * Before `ready`: an origin of its own, secure, under CORS. Fetch is on because module scripts are
 * fetched; the content security policy applies like anywhere (no bypassCSP).
 */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, corsEnabled: true, supportFetchAPI: true },
    },
  ])
}

/** After `ready`. */
export function servePage(rendererDir: string): void {
  const names = readdirSync(rendererDir, { recursive: true, encoding: 'utf8' })
  const files = pageFiles(names, (name) => readFileSync(join(rendererDir, name)))
  protocol.handle(SCHEME, (request) => answerPage(files, request))
}

/** Preferences lie with the backend's process; the page asks it before it paints. */
const UNKNOWN = { language: null, theme: 'system' } as const

export function answerPage(
  files: ReadonlyMap<string, PageFile>,
  request: { readonly method: string; readonly url: string },
): Response {
  const headers = new Headers()
  const nonce = randomBytes(16).toString('base64')
  for (const [name, value] of Object.entries(pageHeaders(nonce))) headers.set(name, value)
  if (request.method !== 'GET') return new Response(null, { status: 405, headers })
  const path = pathOf(request.url)
  const file = path === null ? undefined : files.get(path)
  if (!file) return new Response(null, { status: 404, headers })
  headers.set('Content-Type', file.type)
  const body = isHtml(file)
    ? readyPage(Buffer.from(file.body).toString('utf8'), nonce, UNKNOWN)
    : new Uint8Array(file.body)
  return new Response(body, { headers })
}

/**
 * The path asked for, decoded once; null for whatever a page of ours never asks: another host, a
 * query, steps upwards, and encoded separators, percent signs or NUL.
 */
function pathOf(url: string): string | null {
  const [address = ''] = url.split('#', 1)
  if (!address.startsWith(`${PAGE_ORIGIN}/`)) return null
  const raw = address.slice(PAGE_ORIGIN.length)
  if (/[?\\]|%(?:2f|5c|25|00)/i.test(raw)) return null
  try {
    const path = decodeURIComponent(raw)
    return path.split('/').some((part) => part === '.' || part === '..') || path.includes('\0')
      ? null
      : path
  } catch {
    return null
  }
}
