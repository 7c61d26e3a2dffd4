/**
 * After how many minutes without use the page must be opened anew: `SALDO_IDLE_MINUTES`, by default
 * never, as long as there is no secret to unlock it with again (the host ends with its terminal).
 */
export function idleLimitMs(env: NodeJS.ProcessEnv = process.env): number | null {
  const setting = env['SALDO_IDLE_MINUTES']
  if (setting === undefined || setting === '') return null
  const minutes = Number(setting)
  if (!Number.isFinite(minutes) || minutes <= 0)
    throw new Error(`SALDO_IDLE_MINUTES is no number of minutes: ${setting}`)
  return minutes * 60_000
}
