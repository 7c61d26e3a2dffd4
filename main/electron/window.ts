/** The one place where windows are made (E1). */
import { app, BrowserWindow, nativeTheme, type WebPreferences } from 'electron'
import { startUrl, type WindowStart } from './address.ts'
import { watchInput } from './external.ts'
import { titleBar } from './title-bar.ts'
import type { WindowPlace } from './window-place.ts'

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

const IS_MAC = process.platform === 'darwin'

/** The caller makes the window known, then loads its page. Without a place the system chooses one. */
export function createWindow(
  preload: string,
  place: WindowPlace | null,
  onPageGone: (reason: string, exitCode: number) => void,
): BrowserWindow {
  const window = new BrowserWindow({
    ...(place
      ? { x: place.x, y: place.y, width: place.width, height: place.height }
      : { width: 1440, height: 900 }),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Saldo',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...titleBar(IS_MAC, nativeTheme.shouldUseDarkColors),
    webPreferences: { ...WEB_PREFERENCES, preload, devTools: !app.isPackaged },
  })
  if (place?.isMaximized) window.maximize()
  watchInput(window.webContents)
  window.once('ready-to-show', () => window.show())
  let reloads = 0
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason !== 'clean-exit') onPageGone(reason, exitCode)
    if (reason === 'clean-exit' || reloads >= RELOADS_MAX) return
    reloads += 1
    window.webContents.reload()
  })
  return window
}

export function loadPage(window: BrowserWindow, start: WindowStart): Promise<void> {
  return window.loadURL(startUrl(start))
}

/** Brings a window to the person, wherever it was put away. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
