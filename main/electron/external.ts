/**
 * Links that leave Saldo (E4): https to hosts named here, mail and telephone; and only right after
 * the person clicked or pressed a key, which the shell itself has seen.
 */
import { shell, type WebContents } from 'electron'

/** Public offices and central banks whose figures and forms an accountant looks up. */
const HOSTS: ReadonlySet<string> = new Set([
  'ebeyanname.gib.gov.tr',
  'ivd.gib.gov.tr',
  'www.gib.gov.tr',
  'www.tcmb.gov.tr',
  'evds2.tcmb.gov.tr',
  'www.ecb.europa.eu',
  'ec.europa.eu',
  'www.bundesbank.de',
  'www.elster.de',
])
const ADDRESS_MAX = 2000
/** As long as Chromium lets a click count. */
const CLICK_COUNTS_MS = 5000

const lastInputAt = new WeakMap<WebContents, number>()

/** Follows clicks and keys of a page; a page cannot make these up. */
export function watchInput(contents: WebContents): void {
  contents.on('input-event', (_, { type }) => {
    if (type === 'mouseDown' || type === 'keyDown' || type === 'rawKeyDown')
      lastInputAt.set(contents, performance.now())
  })
}

export async function openExternal(contents: WebContents, url: string): Promise<void> {
  const at = lastInputAt.get(contents)
  if (at === undefined || performance.now() - at > CLICK_COUNTS_MS)
    throw new Error('link.without_click')
  if (!mayLeave(url)) throw new Error('link.not_allowed')
  await shell.openExternal(url)
}

export function mayLeave(url: string): boolean {
  if (url.length > ADDRESS_MAX || /[\u0000-\u0020\u007f\\]/.test(url)) return false
  const parsed = URL.parse(url)
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false
  switch (parsed.protocol) {
    case 'https:':
      return HOSTS.has(parsed.hostname) && parsed.port === ''
    case 'mailto:':
      // One address and at most a subject: a file or a second reader cannot be slipped in.
      return /^[\w.!#$&'*+/=^`{|}~-]+@[A-Za-z0-9.-]+$/.test(parsed.pathname)
        ? [...parsed.searchParams.keys()].every((key) => key === 'subject')
        : false
    case 'tel:':
      return /^\+?[0-9()./-]{3,30}$/.test(parsed.pathname) && parsed.search === ''
    default:
      return false
  }
}
