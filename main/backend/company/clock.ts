/** The only clock of the backend, which `SALDO_CLOCK` moves for tests and demos; nonsense is refused at start. */
import { settledMoment } from '../../../shared/clock-setting.ts'

export interface Clock {
  now(): number
}

export function systemClock(setting: string = process.env['SALDO_CLOCK'] ?? ''): Clock {
  settledMoment(setting, Date.now())
  return { now: () => settledMoment(setting, Date.now()) }
}

/** A name of the IANA database that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
