/**
 * Where an embedded PostgreSQL keeps its data, and as whom it runs.
 *
 * PostgreSQL refuses to run as root: there it runs as `nobody`, who must own the folder and reach it
 * through every folder above.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

const TEST_FOLDER = /^saldo-pg-(\d+)-/
/** Where data goes that root asked for in a folder nobody else may enter. */
const SYSTEM_FOLDER = '/var/lib/saldo'
/** The path of a Unix socket is cut at about a hundred bytes (`sun_path` in unix(7)). */
const SOCKET_FOLDER_MAX = 85

/** The account PostgreSQL runs under when it is not the one this process runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** A new folder in the temporary one, named after this process: a later start knows whose it was. */
export function makeTestFolder(account: Account | null): string {
  const dir = mkdtempSync(join(tmpdir(), `saldo-pg-${process.pid}-`))
  if (account) chownSync(dir, account.uid, account.gid)
  return dir
}

/** Removes the folders of tests that were killed: whoever made them is gone, and their server too. */
export function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = TEST_FOLDER.exec(name)?.[1]
    if (owner === undefined || isAlive(Number(owner))) continue
    const dir = join(tmpdir(), name)
    if (!isAlive(serverIn(dir))) rmSync(dir, { recursive: true, force: true })
  }
}

/**
 * The folder that keeps a server's data: `wanted`, or for root one below /var/lib/saldo that always
 * answers to the same `wanted`, when the database's account cannot reach it. It holds nothing else:
 * it is handed to that account and shut to everybody, since whoever reaches the socket in it is
 * let in.
 */
export function makeLastingFolder(wanted: string, account: Account | null): string {
  const asked = resolve(wanted)
  if (!account) {
    mkdirSync(asked, { recursive: true })
    chmodSync(asked, 0o700)
    return asked
  }
  const hash = createHash('sha256').update(asked).digest('hex').slice(0, 8)
  const dir = isOpenToOthers(dirname(asked))
    ? asked
    : join(SYSTEM_FOLDER, `${basename(asked)}-${hash}`)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  if (!isOpenToOthers(dirname(dir)))
    throw new Error(`PostgreSQL does not run as root, and nobody else can reach ${dir}`)
  chownSync(dir, account.uid, account.gid)
  chmodSync(dir, 0o700)
  return dir
}

/** Where the socket lies: beside the data, unless that path is too long for one. */
export function socketFolder(dataDir: string, account: Account | null): string {
  return Buffer.byteLength(dataDir) <= SOCKET_FOLDER_MAX ? dataDir : makeTestFolder(account)
}

/** Everybody may pass through this folder and all above it; those still to be made count as open. */
function isOpenToOthers(dir: string): boolean {
  const mode = statSync(dir, { throwIfNoEntry: false })?.mode ?? 0o755
  return (mode & 0o001) !== 0 && (dirname(dir) === dir || isOpenToOthers(dirname(dir)))
}

/** The process id in `postmaster.pid` of a data folder; 0 without one. */
function serverIn(dir: string): number {
  const file = join(dir, 'data', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is alive as well.
    return (error as { code?: string }).code === 'EPERM'
  }
}
