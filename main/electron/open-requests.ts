/**
 * Links and files that other programs want opened. The shell only reads and checks them; the page of
 * the window in front asks the person. One that comes before a page listens waits, the newest alone.
 */
import { resolve } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { type OpenRequest, openRequest, requestOfLink } from '../../shared/open-request.ts'
import { SCHEME } from './address.ts'

export interface OpenRequestsOptions {
  /** Lets the backend open a company file the person chose in the system. */
  readonly allowCompany: (file: string) => void
  /** The window that asks, brought to the front; null when there is none yet. */
  readonly front: () => BrowserWindow | null
}

export class OpenRequests {
  readonly #options: OpenRequestsOptions
  /** Windows whose page listens. */
  readonly #listening = new WeakSet<BrowserWindow>()
  #waiting: OpenRequest | null = null

  constructor(options: OpenRequestsOptions) {
    this.#options = options
  }

  /** From the arguments of this start or of a second one. */
  take(argv: readonly string[], workingDir: string): void {
    const request = requestIn(argv, workingDir)
    if (request) this.ask(request)
  }

  ask(request: OpenRequest): void {
    if (request.kind === 'company') this.#options.allowCompany(request.file)
    this.#waiting = request
    const window = this.#options.front()
    if (window && this.#listening.has(window)) this.#hand(window)
  }

  /** The page of a window listens now. */
  listens(window: BrowserWindow): void {
    this.#listening.add(window)
    if (this.#waiting) this.#hand(window)
  }

  /** Another document takes its place. */
  left(window: BrowserWindow): void {
    this.#listening.delete(window)
  }

  #hand(window: BrowserWindow): void {
    window.webContents.send('saldo:open', this.#waiting)
    this.#waiting = null
  }
}

/** Before `ready`: registers the scheme and hears of macOS's own events. */
export function hearOfOpening(requests: OpenRequests): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const request = requestOfLink(url)
    if (request) requests.ask(request)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    requests.take([path], '/')
  })
}

/** The last link or company file among arguments; switches and everything else are none. */
export function requestIn(argv: readonly string[], workingDir: string): OpenRequest | null {
  for (const argument of argv.toReversed()) {
    if (argument.startsWith('-')) continue
    if (/^saldo:/i.test(argument)) {
      const request = requestOfLink(argument)
      if (request) return request
    } else if (/\.saldo$/i.test(argument) && !argument.includes('\0')) {
      const request = openRequest.safeParse({
        kind: 'company',
        file: resolve(workingDir, argument),
      })
      if (request.success) return request.data
    }
  }
  return null
}
