/** The one address the shell loads, and what counts as it. */
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
