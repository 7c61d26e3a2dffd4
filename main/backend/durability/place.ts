/**
 * Whether a company file may live where it is (reliability-security.md 1). Network shares lose locks
 * and syncs, cloud folders copy a database file by file and put old ones back, and a stick is pulled
 * out: all three have cost people their books.
 *
 * An administrator may accept a place: `F.place` beside the file says so, for this machine alone,
 * since a cloud folder carries it to the next one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { dirname, resolve } from 'node:path'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { classifyPlace, type Place, type PlaceFacts } from './classify-place.ts'

/** Where the file lies, whatever was accepted. */
export function placeOf(companyFile: string): Place {
  return classifyPlace(realPath(companyFile), systemFacts())
}

/** Refuses an unsafe place that nobody has accepted on this machine. */
export function assertPlace(companyFile: string): void {
  const { kind, by } = placeOf(companyFile)
  if (kind === 'local' || isAccepted(companyFile)) return
  throw new Refusal('company.unsafe_place', { file: companyFile, place: kind, by })
}

/** From now on the file may lie there, on this machine. */
export function acceptPlace(companyFile: string): void {
  writeFileSync(acceptedAt(companyFile), `${JSON.stringify({ machine: hostname() })}\n`, {
    mode: 0o600,
  })
}

export function isAccepted(companyFile: string): boolean {
  const path = acceptedAt(companyFile)
  if (!existsSync(path)) return false
  try {
    const { machine } = JSON.parse(readFileSync(path, 'utf8')) as { machine?: unknown }
    return machine === hostname()
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function acceptedAt(companyFile: string): string {
  return `${companyFile}.place`
}

/** Links followed as far as the path exists. */
function realPath(path: string): string {
  let folder = resolve(path)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  return realpathSync(folder)
}

const DRIVE_TYPE_MS = 3000

function systemFacts(): PlaceFacts {
  return {
    platform: process.platform,
    home: homedir(),
    env: process.env,
    mounts: process.platform === 'linux' ? linuxMounts() : [],
    driveType: (letter) => driveTypeOf(letter),
  }
}

function linuxMounts(): PlaceFacts['mounts'] {
  if (!existsSync('/proc/self/mounts')) return []
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, point, type] = line.split(' ')
      return point === undefined || type === undefined ? [] : [{ point: unescaped(point), type }]
    })
}

/** Blanks in a mount point are written in octal. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  )
}

/** What Windows says of a drive letter: its word for network and removable drives, in any language. */
function driveTypeOf(letter: string): 'network' | 'removable' | null {
  if (process.platform !== 'win32') return null
  try {
    const answer = execFileSync(
      'powershell.exe',
      ['-NoProfile', '-Command', `([System.IO.DriveInfo]::new('${letter}')).DriveType`],
      { encoding: 'utf8', timeout: DRIVE_TYPE_MS, windowsHide: true },
    ).trim()
    if (answer === 'Network') return 'network'
    return answer === 'Removable' ? 'removable' : null
  } catch {
    // No answer in time is no reason to refuse someone her books.
    return null
  }
}
