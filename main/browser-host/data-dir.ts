/** What a user sets for the host: where Saldo keeps its files, that one process works there, the idle limit. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export function userDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env['SALDO_DATA']) return env['SALDO_DATA']
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Saldo')
  if (process.platform === 'win32')
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Saldo')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'saldo')
}

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

/** Takes the folder for this process; a second start is told so in one sentence. */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'saldo.pid')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch {
      const owner = Number(read(file))
      if (owner !== process.pid && isAlive(owner))
        throw new Error(
          `Saldo is already running with the data in ${dir} (process ${owner}). Use that window, or end it first.`,
        )
      rmSync(file, { force: true })
    }
  }
  throw new Error(`The data folder ${dir} cannot be locked.`)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
