/** The desktop program: one instance, its windows, the backend process, and an orderly end. */
import { app, type BrowserWindow, dialog, session } from 'electron'
import type { OfferedMenu } from '../../shared/host.ts'
import type { StartFailure } from './backend-messages.ts'
import { BackendProcess } from './backend-process.ts'
import { answerChannels } from './channels.ts'
import { guardAllContents } from './guards.ts'
import { KnownWindows } from './known-windows.ts'
import { Lines } from './lines.ts'
import { showMenu } from './menu.ts'
import { registerScheme, servePage } from './page-protocol.ts'
import { denyPermissions } from './permissions.ts'
import { createWindow, focusWindow, loadPage } from './window.ts'
import { say, speak } from './words.ts'

export interface DesktopFiles {
  readonly rendererDir: string
  readonly preload: string
  readonly backendEntry: string
  readonly readerEntry: string
}

/** Switches that would open a release to whoever starts it (E13). */
const IGNORED_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'js-flags',
  'load-extension',
]

/** Call before `ready`. `demo` opens the demo company, making it when it is not there. */
export function startDesktop(files: DesktopFiles, { demo }: { readonly demo: boolean }): void {
  if (app.isPackaged) for (const name of IGNORED_SWITCHES) app.commandLine.removeSwitch(name)
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  registerScheme()
  guardAllContents()
  const windows = new KnownWindows()
  app.on('second-instance', () => {
    const [window] = windows.all()
    if (window) focusWindow(window)
  })
  void app.whenReady().then(() => run(files, demo, windows))
}

function run(files: DesktopFiles, demo: boolean, windows: KnownWindows): void {
  servePage(files.rendererDir)
  denyPermissions(session.defaultSession)
  const backend = new BackendProcess({
    entry: files.backendEntry,
    readerEntry: files.readerEntry,
    demo,
    onFailed: giveUp,
  })
  const lines = new Lines(backend)
  const menus = new Menus()
  answerChannels({
    windows,
    backend,
    ready: (window) => void lines.handOver(window),
    offerMenu: (window, menu) => menus.offer(window, menu),
  })
  const open = () => {
    const window = createWindow(files.preload)
    windows.add(window)
    lines.follow(window)
    menus.follow(window)
    void loadPage(window)
  }
  menus.showNone()
  open()
  app.on('activate', () => {
    if (windows.all().length === 0) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  endInOrder(backend)
}

/** The menu follows the window in front: each page offers its own commands. */
class Menus {
  readonly #offered = new Map<BrowserWindow, OfferedMenu>()

  follow(window: BrowserWindow): void {
    window.on('focus', () => this.#show(window))
    window.on('closed', () => this.#offered.delete(window))
  }

  offer(window: BrowserWindow, menu: OfferedMenu): void {
    this.#offered.set(window, menu)
    this.#show(window)
  }

  showNone(): void {
    showMenu([], () => undefined)
  }

  #show(window: BrowserWindow): void {
    const menu = this.#offered.get(window)
    if (!menu) return
    speak(menu.language)
    showMenu(menu.commands, (id) => window.webContents.send('saldo:command', id))
  }
}

/** The backend closes the company file before the program goes, however it is told to go. */
function endInOrder(backend: BackendProcess): void {
  let isStopped = false
  app.on('will-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void backend.stop().then(() => {
      isStopped = true
      app.quit()
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}

function giveUp(failure: StartFailure): void {
  const reason =
    failure.code === 'folder-in-use'
      ? say('desktop.folderInUse', { folder: failure.folder, owner: String(failure.owner) })
      : say('desktop.engineFailed', { reason: failure.reason })
  dialog.showErrorBox(say('desktop.cannotStart'), reason)
  app.quit()
}
