/** Where the window was: kept in the shell's own folder, used again while a screen still shows it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'

const shape = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowPlace = z.output<typeof shape>

/** A hand's breadth of the title bar must be on a screen, else the window cannot be got hold of. */
const GRIP = 100

/** Null when none was kept, or the screen it was on is gone. */
export function keptPlace(): WindowPlace | null {
  const place = read()
  if (!place) return null
  const isOnScreen = screen.getAllDisplays().some(({ workArea }) => overlap(place, workArea))
  return isOnScreen ? place : null
}

export function keepPlace(window: BrowserWindow): void {
  const place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
  writeFileSync(file(), JSON.stringify(place))
}

function read(): WindowPlace | null {
  try {
    return shape.parse(JSON.parse(readFileSync(file(), 'utf8')))
  } catch {
    // Never kept, or not as we write it: the window opens where the system puts it.
    return null
  }
}

function overlap(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  return across >= GRIP && place.y >= area.y && place.y <= area.y + area.height - GRIP
}

function file(): string {
  return join(app.getPath('userData'), 'window.json')
}
