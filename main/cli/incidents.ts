/**
 * Faults of Saldo's own. The person at the terminal sees the number and the reason; where it arose
 * goes to a log file that belongs to this user alone, where support can ask for it.
 */
import { appendFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultOf, type Log, newIncident } from '../backend/start.ts'

/** Where the command line keeps what is no company file: uploads, incidents. */
export function workDir(): string {
  const dir = process.env['SALDO_DATA'] ?? join(tmpdir(), `saldo-cli-${process.getuid?.() ?? 0}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/** A command's log: faults alone, in one file; its messages stay out of it as out of every log. */
export const incidentLog: Log = {
  slow: () => undefined,
  refused: () => undefined,
  bug: (where, error) => {
    const incident = newIncident()
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`incident ${incident} in ${where}: ${reason.split('\n', 1)[0] ?? ''}\n`)
    const line = { time: new Date().toISOString(), where, incident, fault: faultOf(error) }
    try {
      appendFileSync(join(workDir(), 'incidents.log'), `${JSON.stringify(line)}\n`, { mode: 0o600 })
    } catch {
      process.stderr.write('The incident log cannot be written.\n')
    }
    return incident
  },
}
