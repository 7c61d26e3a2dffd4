/**
 * Faults of Saldo's own. A person sees the number; the cause with its stack goes to a log file that
 * belongs to this user alone, where support can ask for it.
 */
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the command line keeps what is no company file: uploads, incidents. */
export function workDir(): string {
  const dir = process.env['SALDO_DATA'] ?? join(tmpdir(), `saldo-cli-${process.getuid?.() ?? 0}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/** Logs a fault of the door itself and answers its number. */
export function noteIncident(error: unknown): string {
  const incident = randomBytes(4).toString('hex')
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error)
  logIncident(`incident ${incident} in the command line: ${cause}`)
  return incident
}

/** The first line is shown, without what a stack would say of the machine; all of it is logged. */
export function logIncident(text: string): void {
  const [first = ''] = text.split('\n')
  process.stderr.write(`${first}\n`)
  try {
    appendFileSync(join(workDir(), 'incidents.log'), `${text}\n`, { mode: 0o600 })
  } catch {
    process.stderr.write('The incident log cannot be written.\n')
  }
}
