/**
 * The only clock of the backend. `SALDO_CLOCK` (sync.md 25) shifts or freezes it for tests and demos:
 * `+S` or `-S` seconds of offset, `=MOMENT` frozen. Anything else is refused at start.
 */
export interface Clock {
  now(): number
}

export function systemClock(setting: string | undefined = process.env['SALDO_CLOCK']): Clock {
  if (setting === undefined || setting === '') return { now: () => Date.now() }
  if (setting.startsWith('=')) {
    const moment = Date.parse(setting.slice(1))
    if (Number.isNaN(moment)) throw new Error(`SALDO_CLOCK is no moment: ${setting}`)
    return { now: () => moment }
  }
  const offset = Number(setting)
  if (!/^[+-]/.test(setting) || !Number.isFinite(offset))
    throw new Error(`SALDO_CLOCK is neither an offset nor a moment: ${setting}`)
  return { now: () => Date.now() + offset * 1000 }
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
