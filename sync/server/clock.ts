/**
 * The server's clock. `SALDO_CLOCK` (sync.md 25) moves it for tests: `+S` or `-S` seconds of offset,
 * `=MOMENT` frozen, `@FILE` a file that holds one of these and is read again at each use.
 */
import { readFileSync } from 'node:fs'

export interface Clock {
  /** Milliseconds UTC. */
  now(): number
}

export function serverClock(setting: string | undefined): Clock {
  if (setting === undefined || setting === '') return { now: () => Date.now() }
  if (setting.startsWith('@')) {
    const file = setting.slice(1)
    return { now: () => at(readFileSync(file, 'utf8').trim()) }
  }
  // Nonsense is said at the start, not at the first request.
  at(setting)
  return { now: () => at(setting) }
}

function at(setting: string): number {
  if (setting === '') return Date.now()
  if (setting.startsWith('=')) {
    const moment = Date.parse(setting.slice(1))
    if (Number.isNaN(moment)) throw new Error(`SALDO_CLOCK is no moment: ${setting}`)
    return moment
  }
  const offset = Number(setting)
  if (!/^[+-]/.test(setting) || !Number.isFinite(offset))
    throw new Error(`SALDO_CLOCK is neither an offset nor a moment: ${setting}`)
  return Date.now() + offset * 1000
}
