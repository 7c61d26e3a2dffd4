/** The one address the shell loads, what counts as it, and where within it a window stands. */
import { z } from 'zod'

export const SCHEME = 'saldo'
export const PAGE_ORIGIN = 'saldo://app'
export const PAGE_URL = `${PAGE_ORIGIN}/`

/** By parsed URL, never by prefix: `saldo://app.evil/` and `saldo://x@app/` are others. */
export function isPageUrl(url: string): boolean {
  const parsed = URL.parse(url)
  return (
    parsed !== null &&
    parsed.protocol === `${SCHEME}:` &&
    parsed.host === 'app' &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

/** An address within the page ("/customer/120.01?tab=items"), as its router writes it. */
export const pagePath = z
  .string()
  .max(2000)
  .regex(/^\/(?!\/)[^\u0000-\u0020\u007f<>\\]*$/)

export interface WindowStart {
  readonly path: string
  /** File of the company; null for the one opened last. */
  readonly company: string | null
}

/** The page's address that opens it there; the page reads and removes the fragment. */
export function startUrl({ path, company }: WindowStart): string {
  const start = Buffer.from(JSON.stringify({ path, company })).toString('base64url')
  return `${PAGE_URL}#window=${start}`
}

/** Where a page stands now; its start while it has not yet read its fragment. */
export function pathOfPage(url: string): string {
  const fragment = URL.parse(url)?.hash.slice(1) ?? ''
  const path = pagePath.safeParse(fragment)
  return path.success ? path.data : '/'
}
