/**
 * What `SALDO_CLOCK` (sync.md 25) makes of the time, for tests and demos: `+S` or `-S` seconds of offset,
 * `=MOMENT` frozen, nothing the time as it is. Desktop and server read it alike.
 */

/** Milliseconds UTC, when the machine's clock says `realMs`; throws for what is none of these. */
export function settledMoment(setting: string, realMs: number): number {
  if (setting === '') return realMs
  if (setting.startsWith('=')) {
    const moment = Date.parse(setting.slice(1))
    if (Number.isNaN(moment)) throw new Error(`SALDO_CLOCK is no moment: ${setting}`)
    return moment
  }
  const offset = Number(setting)
  if (!/^[+-]/.test(setting) || !Number.isFinite(offset))
    throw new Error(`SALDO_CLOCK is neither an offset nor a moment: ${setting}`)
  return realMs + offset * 1000
}
