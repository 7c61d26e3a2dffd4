/** The menu follows the window in front: each page offers its own commands. */
import { type BrowserWindow, Menu } from 'electron'
import type { OfferedMenu } from '../../shared/host.ts'
import { showMenu } from './menu.ts'
import { speak } from './words.ts'

export class Menus {
  readonly #offered = new Map<BrowserWindow, OfferedMenu>()
  #front: BrowserWindow | null = null

  follow(window: BrowserWindow): void {
    window.on('focus', () => {
      this.#front = window
      this.#show(window)
    })
    window.on('closed', () => {
      this.#offered.delete(window)
      if (this.#front === window) this.#front = null
    })
  }

  offer(window: BrowserWindow, menu: OfferedMenu): void {
    this.#offered.set(window, menu)
    if (this.#front === null || this.#front === window) this.#show(window)
  }

  /** The company a window works on; null while it has said none. */
  companyOf(window: BrowserWindow): string | null {
    return this.#offered.get(window)?.company ?? null
  }

  showNone(): void {
    showMenu([], () => undefined)
  }

  /** Where the title bar hides the menu bar, its button shows the same menu. */
  popUp(window: BrowserWindow): void {
    Menu.getApplicationMenu()?.popup({ window, x: 8, y: 40 })
  }

  #show(window: BrowserWindow): void {
    const menu = this.#offered.get(window)
    if (!menu) return
    speak(menu.language)
    showMenu(menu.commands, (id) => window.webContents.send('saldo:command', id))
  }
}
