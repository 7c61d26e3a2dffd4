/** Where Saldo keeps its files for this user, and that only one process works there. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Another process works in the data folder. */
export class FolderInUse extends Error {
  readonly dir: string
  readonly owner: number

  constructor(dir: string, owner: number) {
    super(
      `Saldo is already running with the data in ${dir} (process ${owner}). Use that window, or end it first.`,
    )
    this.name = 'FolderInUse'
    this.dir = dir
    this.owner = owner
  }
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
      if (owner !== process.pid && isAlive(owner)) throw new FolderInUse(dir, owner)
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

/** A company file of that name in the folder that is not there yet. */
export function freePath(dataDir: string, name: string): string {
  const stem =
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replace(/\s+/g, '-') || 'company'
  for (let n = 1; ; n += 1) {
    const path = join(dataDir, `${stem}${n === 1 ? '' : `-${n}`}.saldo`)
    if (!existsSync(path)) return path
  }
}
