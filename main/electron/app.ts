/** The desktop program: one instance, its windows, the backend process, and an orderly end. */
import { app, type BrowserWindow, dialog, session, shell } from 'electron'
import { userDataDir } from '../backend/company/data-folder.ts'
import type { LogFile } from '../backend/device/log.ts'
import { openLogFile } from '../backend/device/log-file.ts'
import type { WindowStart } from './address.ts'
import type { StartFailure } from './backend-messages.ts'
import { BackendProcess } from './backend-process.ts'
import { answerChannels } from './channels.ts'
import { guardAllContents } from './guards.ts'
import { KnownWindows } from './known-windows.ts'
import { Lines } from './lines.ts'
import { Menus } from './menus.ts'
import { hearOfOpening, OpenRequests } from './open-requests.ts'
import { registerScheme, servePage } from './page-protocol.ts'
import { denyPermissions } from './permissions.ts'
import { followPage } from './title-bar.ts'
import { createWindow, focusWindow, loadPage } from './window.ts'
import {
  beside,
  keepWindows,
  keptWindows,
  nowOf,
  onScreen,
  type WindowPlace,
} from './window-place.ts'
import { say } from './words.ts'

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
  const allowed: string[] = []
  let allow = (file: string): void => void allowed.push(file)
  const requests = new OpenRequests({
    allowCompany: (file) => allow(file),
    front: () => bringToFront(windows),
  })
  hearOfOpening(requests)
  requests.take(process.argv.slice(1), process.cwd())
  app.on('second-instance', (_, argv, workingDir) => {
    bringToFront(windows)
    requests.take(argv.slice(1), workingDir)
  })
  void app.whenReady().then(() => {
    const backend = run(files, demo, windows, requests)
    allow = (file) => void backend.allowCompany(file)
    for (const file of allowed) allow(file)
  })
}

function bringToFront(windows: KnownWindows): BrowserWindow | null {
  const window = windows.all().find((one) => one.isFocused()) ?? windows.all().at(-1) ?? null
  if (window) focusWindow(window)
  return window
}

const IS_MAC = process.platform === 'darwin'

function run(
  files: DesktopFiles,
  demo: boolean,
  windows: KnownWindows,
  requests: OpenRequests,
): BackendProcess {
  const log = openLogFile(userDataDir(), { name: 'shell' })
  log.started('shell')
  watchCrashes(log)
  servePage(files.rendererDir)
  denyPermissions(session.defaultSession)
  const backend = new BackendProcess({
    entry: files.backendEntry,
    readerEntry: files.readerEntry,
    demo,
    onFailed: giveUp,
    onCrashed: (exitCode) => log.crashed('backend', 'exited', exitCode),
  })
  const lines = new Lines(backend)
  const menus = new Menus()
  const open = (start: WindowStart, place: WindowPlace | null) => {
    const window = createWindow(files.preload, place, (reason, exitCode) =>
      log.crashed('page', reason, exitCode),
    )
    windows.add(window)
    lines.follow(window)
    menus.follow(window)
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) requests.left(window)
    })
    void loadPage(window, start)
  }
  answerChannels({
    windows,
    backend,
    ready: (window) => void lines.handOver(window),
    offerMenu: (window, menu) => {
      menus.offer(window, menu)
      followPage(window, IS_MAC, menu)
      requests.listens(window)
    },
    openWindow: (from, path) => open({ path, company: menus.companyOf(from) }, beside(from)),
    act: (window, act) => {
      if (act === 'show-menu') menus.popUp(window)
      else shell.showItemInFolder(log.file)
    },
  })
  menus.showNone()
  const kept = keptWindows()
  for (const { place, path, company } of kept) open({ path, company }, onScreen(place))
  if (kept.length === 0) open(FIRST, null)
  app.on('activate', () => {
    if (windows.all().length === 0) open(FIRST, null)
  })
  app.on('window-all-closed', () => {
    if (!IS_MAC) app.quit()
  })
  askBeforeQuitting(windows, backend)
  rememberWindows(windows, menus)
  endInOrder(backend)
  return backend
}

const FIRST: WindowStart = { path: '/', company: null }

/**
 * Work that goes on for a while is cut off by quitting, and taken up at the next start: with a window
 * left the person may stay, without one she is told. A signal asks nobody.
 */
function askBeforeQuitting(windows: KnownWindows, backend: BackendProcess): void {
  let isAsked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isAsked = true))
  app.on('before-quit', (event) => {
    if (isAsked || backend.runningJobs === 0) return
    const [window] = windows.all()
    const words = {
      type: 'question' as const,
      message: say('desktop.jobsRunning', { count: backend.runningJobs }),
      detail: say('desktop.jobsGoOn'),
    }
    isAsked = true
    if (!window) {
      dialog.showMessageBoxSync({ ...words, type: 'info', buttons: [say('desktop.understood')] })
      return
    }
    const stays = 1
    const buttons = [say('desktop.quitNow'), say('desktop.stay')]
    if (
      dialog.showMessageBoxSync(window, {
        ...words,
        buttons,
        defaultId: stays,
        cancelId: stays,
      }) !== stays
    )
      return
    isAsked = false
    event.preventDefault()
  })
}

/** When the program is told to end, or its last window is closed: what is open then opens again. */
function rememberWindows(windows: KnownWindows, menus: Menus): void {
  let isQuitting = false
  const keep = () => {
    const open = windows.all().map((window) => nowOf(window, menus.companyOf(window)))
    if (open.length > 0) keepWindows(open)
  }
  app.on('before-quit', (event) => {
    if (event.defaultPrevented) return
    if (!isQuitting) keep()
    isQuitting = true
  })
  windows.onClose(() => {
    if (!isQuitting && windows.all().length === 1) keep()
  })
}

/** What ends a process of ours goes to the log by place and reason; the person hears one sentence. */
function watchCrashes(log: LogFile): void {
  app.on('child-process-gone', (_, { type, reason, exitCode }) => {
    if (type !== 'Utility' && reason !== 'clean-exit') log.crashed('helper', reason, exitCode)
  })
  process.on('uncaughtException', (error) => {
    const incident = log.bug('the shell', error)
    dialog.showErrorBox(say('desktop.crashed'), say('desktop.crashedSays', { incident }))
    app.exit(1)
  })
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
