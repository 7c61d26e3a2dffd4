/**
 * The built page as a door serves it: which files there are, and what a page of Saldo may do
 * (reliability-security.md 6 E7 and 7). The desktop shell and the browser host send the same, so
 * that a test in a real Chromium holds for both.
 */
import type { Preferences } from './settings.ts'

export interface PageFile {
  readonly type: string
  readonly body: Uint8Array
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  woff: 'font/woff',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
}

/**
 * The allow-list: URL path -> file, read once, so that no request path is ever resolved on the disk.
 * `names` are relative to the page's folder; folders and unknown kinds among them are left out.
 */
export function pageFiles(
  names: readonly string[],
  read: (name: string) => Uint8Array,
): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  for (const name of names) {
    const type = TYPES[/\.(\w+)$/.exec(name)?.[1] ?? '']
    if (type !== undefined) files.set(`/${name.replaceAll('\\', '/')}`, { type, body: read(name) })
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}

export function isHtml(file: PageFile): boolean {
  return file.type.startsWith('text/html')
}

/**
 * The page as this load needs it: the nonce where its style sheets are made, and language and theme
 * on the root, so that its very first paint is in the colours of the device.
 */
export function readyPage(
  html: string,
  nonce: string,
  { language, theme }: Pick<Preferences, 'language' | 'theme'>,
): string {
  const scheme = theme === 'system' ? '' : ` data-mantine-color-scheme="${theme}"`
  return html
    .replace('<html lang="en">', `<html lang="${language ?? 'en'}"${scheme}>`)
    .replace('<head>', `<head>\n    <meta name="csp-nonce" content="${nonce}" />`)
}

/** Sent with every answer; `nonce` is fresh per load, base64. */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
  }
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}
