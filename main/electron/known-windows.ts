/**
 * The windows this shell has made, and the check every message from a page passes first (E5): it
 * comes from the main frame of one of them, standing at `saldo://app`.
 */
import type { BrowserWindow, WebContents, WebFrameMain } from 'electron'
import { isPageUrl, PAGE_ORIGIN } from './address.ts'

export interface Sender {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}

export class KnownWindows {
  readonly #windows = new Map<number, BrowserWindow>()
  #beforeClose: (window: BrowserWindow) => void = () => undefined

  add(window: BrowserWindow): void {
    const { id } = window.webContents
    this.#windows.set(id, window)
    window.on('close', () => this.#beforeClose(window))
    window.on('closed', () => this.#windows.delete(id))
  }

  /** Told of a window that is about to close and still among them. */
  onClose(listener: (window: BrowserWindow) => void): void {
    this.#beforeClose = listener
  }

  all(): readonly BrowserWindow[] {
    return [...this.#windows.values()]
  }

  /** The window that speaks, or null for anybody else. */
  of({ sender, senderFrame }: Sender): BrowserWindow | null {
    const window = this.#windows.get(sender.id)
    if (!window || window.isDestroyed() || window.webContents !== sender) return null
    if (senderFrame === null || senderFrame.isDestroyed()) return null
    // A frame inside the page has another id, and so has another window's.
    if (senderFrame.frameTreeNodeId !== sender.mainFrame.frameTreeNodeId) return null
    return senderFrame.origin === PAGE_ORIGIN && isPageUrl(senderFrame.url) ? window : null
  }
}
