/** The built page: an allow-list read at start, so that no request path is ever resolved on the disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Preferences } from '../../shared/settings.ts'

export interface StaticFile {
  readonly type: string
  readonly body: Buffer
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}

/** URL path -> file. */
export function readStaticFiles(dir: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  const walk = (folder: string, prefix: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path, `${prefix}${entry.name}/`)
      else if (TYPES[extname(entry.name)])
        files.set(`${prefix}${entry.name}`, {
          type: TYPES[extname(entry.name)] ?? '',
          body: readFileSync(path),
        })
    }
  }
  if (existsSync(dir)) walk(dir, '/')
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}

/**
 * The page as this load needs it: the nonce where its style sheets are made, and language and theme
 * on the root, so that its very first paint is in the colours of the device.
 */
export function readyPage(page: Buffer, nonce: string, preferences: Preferences): Buffer {
  const { language, theme } = preferences
  const scheme = theme === 'system' ? '' : ` data-mantine-color-scheme="${theme}"`
  return Buffer.from(
    page
      .toString('utf8')
      .replace('<html lang="en">', `<html lang="${language ?? 'en'}"${scheme}>`)
      .replace('<head>', `<head>\n    <meta name="csp-nonce" content="${nonce}" />`),
  )
}
