/** The one place where windows are made (E1). */
import { app, BrowserWindow, nativeTheme, type WebPreferences } from 'electron'
import { PAGE_URL } from './address.ts'
import { watchInput } from './external.ts'
import { keepPlace, keptPlace } from './window-place.ts'

/** Said in full though most are defaults: a change of a default must not open anything. */
const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  experimentalFeatures: false,
  allowRunningInsecureContent: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

/** Page backgrounds of the two themes, so that opening does not flash. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const
const RELOADS_MAX = 3

/** Loads the page once the caller has made the window known. */
export function createWindow(preload: string): BrowserWindow {
  const place = keptPlace()
  const window = new BrowserWindow({
    ...(place
      ? { x: place.x, y: place.y, width: place.width, height: place.height }
      : { width: 1440, height: 900 }),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Saldo',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: { ...WEB_PREFERENCES, preload, devTools: !app.isPackaged },
  })
  if (place?.isMaximized) window.maximize()
  watchInput(window.webContents)
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepPlace(window))
  let reloads = 0
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || reloads >= RELOADS_MAX) return
    reloads += 1
    window.webContents.reload()
  })
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(PAGE_URL)
}

/** Brings a window to the person, wherever it was put away. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
