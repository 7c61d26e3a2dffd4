/**
 * Where windows were: size, place, address and company of each, kept in the shell's own folder when
 * the program ends, used again at the next start while a screen still shows the place.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'
import { pagePath, pathOfPage } from './address.ts'

const windowPlace = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowPlace = z.output<typeof windowPlace>

const keptWindow = z.object({
  place: windowPlace,
  path: pagePath,
  company: z.string().max(4096).nullable(),
})
export type KeptWindow = z.output<typeof keptWindow>

const WINDOWS_MAX = 8
const kept = z.array(keptWindow).max(WINDOWS_MAX)

/** A hand's breadth of the title bar must be on a screen, else the window cannot be got hold of. */
const GRIP = 100
/** A second window opens a little lower and to the right of the first. */
const CASCADE = 28

/** The windows of the last run, in the order they were opened. */
export function keptWindows(): readonly KeptWindow[] {
  try {
    return kept.parse(JSON.parse(readFileSync(file(), 'utf8')))
  } catch {
    // Never kept, or not as we write it: one window opens where the system puts it.
    return []
  }
}

/** Under a temporary name first: a crash leaves the old list or the new one. */
export function keepWindows(windows: readonly KeptWindow[]): void {
  writeFileSync(`${file()}.new`, JSON.stringify(windows.slice(-WINDOWS_MAX)), { mode: 0o600 })
  renameSync(`${file()}.new`, file())
}

export function nowOf(window: BrowserWindow, company: string | null): KeptWindow {
  return {
    place: { ...window.getNormalBounds(), isMaximized: window.isMaximized() },
    path: pathOfPage(window.webContents.getURL()),
    company,
  }
}

/** A place a screen shows, or null: the one it was on may be gone. */
export function onScreen(place: WindowPlace): WindowPlace | null {
  return screen.getAllDisplays().some(({ workArea }) => overlap(place, workArea)) ? place : null
}

/** Beside another window, not on top of it. */
export function beside(window: BrowserWindow): WindowPlace | null {
  const { x, y, width, height } = window.getNormalBounds()
  return onScreen({ x: x + CASCADE, y: y + CASCADE, width, height, isMaximized: false })
}

function overlap(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  return across >= GRIP && place.y >= area.y && place.y <= area.y + area.height - GRIP
}

function file(): string {
  return join(app.getPath('userData'), 'windows.json')
}
