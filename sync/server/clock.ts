/** The server's clock, which `SALDO_CLOCK` moves for tests; `@FILE` names a file that is read again at each use. */
import { readFileSync } from 'node:fs'
import { settledMoment } from '../../shared/clock-setting.ts'

export interface Clock {
  /** Milliseconds UTC. */
  now(): number
}

export function serverClock(setting: string | undefined): Clock {
  if (setting?.startsWith('@')) {
    const file = setting.slice(1)
    return { now: () => settledMoment(readFileSync(file, 'utf8').trim(), Date.now()) }
  }
  // Nonsense is said at the start, not at the first request.
  settledMoment(setting ?? '', Date.now())
  return { now: () => settledMoment(setting ?? '', Date.now()) }
}
