/** Opens the door this page stands in: the desktop shell, or a browser on loopback. */
import type { Host } from '../../shared/host.ts'
import type { Port } from '../../shared/rpc/port.ts'
import { openBrowserHost } from './browser.ts'
import { isDesktop, openElectronHost } from './electron.ts'

export interface OpenHost {
  readonly port: Port
  readonly host: Host
}

let current: Host | null = null

export async function openHost(): Promise<OpenHost> {
  const opened = isDesktop() ? await openElectronHost() : await openBrowserHost()
  current = opened.host
  return opened
}

/** The door, once it is open. */
export function host(): Host {
  if (!current) throw new Error('the host is not open yet')
  return current
}
