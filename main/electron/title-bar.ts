/**
 * The title bar is the page's top bar; the system's own window buttons stay on it (ux.md 4). The page
 * leaves them room by `env(titlebar-area-*)` and says in which colours it draws.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import type { OfferedMenu } from '../../shared/host.ts'

/** Height of the page's top bar at its usual text size. */
const HEIGHT = 40
/** Roles chrome and chrome-text of the two themes (renderer/app/theme/roles.css). */
const COLOURS = {
  light: { color: '#0d3a40', symbolColor: '#ffffff' },
  dark: { color: '#0a2427', symbolColor: '#e9f2f1' },
} as const

export function titleBar(
  isMac: boolean,
  isDark: boolean,
): Pick<
  BrowserWindowConstructorOptions,
  'titleBarStyle' | 'titleBarOverlay' | 'trafficLightPosition'
> {
  return isMac
    ? {
        titleBarStyle: 'hiddenInset',
        titleBarOverlay: { height: HEIGHT },
        trafficLightPosition: { x: 14, y: 12 },
      }
    : {
        titleBarStyle: 'hidden',
        titleBarOverlay: { ...COLOURS[isDark ? 'dark' : 'light'], height: HEIGHT },
      }
}

/** Follows theme and text size of the page; macOS draws its buttons by itself. */
export function followPage(
  window: BrowserWindow,
  isMac: boolean,
  { isDark, scale }: Pick<OfferedMenu, 'isDark' | 'scale'>,
): void {
  if (isMac) return
  window.setTitleBarOverlay({
    ...COLOURS[isDark ? 'dark' : 'light'],
    height: Math.round(HEIGHT * scale),
  })
}
