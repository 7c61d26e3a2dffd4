/**
 * One line to the backend per window (E5): handed to the page that asked, and cut as soon as another
 * document takes its place, so that no page speaks on the line of the one before it.
 */
import type { BrowserWindow } from 'electron'
import { PORT_MESSAGE } from '../../shared/bridge.ts'
import type { BackendProcess } from './backend-process.ts'

export class Lines {
  readonly #backend: Pick<BackendProcess, 'openLine'>
  readonly #cuts = new Map<BrowserWindow, () => void>()
  /** Counts a window's documents: a line opened for one that is gone is not handed over. */
  readonly #documents = new Map<BrowserWindow, number>()

  constructor(backend: Pick<BackendProcess, 'openLine'>) {
    this.#backend = backend
  }

  follow(window: BrowserWindow): void {
    this.#documents.set(window, 0)
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#end(window)
    })
    window.webContents.on('render-process-gone', () => this.#end(window))
    window.on('closed', () => {
      this.#end(window)
      this.#documents.delete(window)
    })
  }

  /** The caller has checked that the window's own page asks. */
  async handOver(window: BrowserWindow): Promise<void> {
    const document = this.#documents.get(window)
    if (document === undefined) return
    const { port, cut } = await this.#backend.openLine()
    if (this.#documents.get(window) !== document || window.isDestroyed()) return cut()
    this.#cuts.get(window)?.()
    this.#cuts.set(window, cut)
    window.webContents.postMessage(PORT_MESSAGE, null, [port])
  }

  #end(window: BrowserWindow): void {
    this.#documents.set(window, (this.#documents.get(window) ?? 0) + 1)
    this.#cuts.get(window)?.()
    this.#cuts.delete(window)
  }
}
