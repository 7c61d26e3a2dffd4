/**
 * What a process tells for later reading. It never says anything of the books or of a person
 * (reliability-security.md 6 E15): events are names, codes and durations; see `fault.ts` for errors.
 * `log-file.ts` keeps them in the data folder; loaded on demand, since the command line keeps none.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

/** A procedure slower than this is noted by name (ARCHITECTURE, where the backend runs). */
export const SLOW_MS = 50

export interface Log {
  /** A procedure that took longer than `SLOW_MS`. */
  slow(procedure: string, ms: number): void
  /** A refusal by its code; its parameters hold names and amounts, so they stay out. */
  refused(procedure: string, code: string): void
  /** A fault of ours; answers the incident number the person is shown. */
  bug(where: string, error: unknown): string
}

export type Crashed = 'backend' | 'reader' | 'page' | 'helper'

export interface LogFile extends Log {
  readonly file: string
  started(door: 'browser' | 'desktop' | 'shell'): void
  /** A process of ours ended otherwise than asked; `reason` is Electron's word for it. */
  crashed(where: Crashed, reason: string, exitCode: number): void
  close(): void
}

export function logDirOf(dataDir: string): string {
  return join(dataDir, 'logs')
}

/** The number under which a fault is found again. */
export function newIncident(): string {
  return randomBytes(4).toString('hex')
}

/** For tests and tools that keep no log: faults go to standard error, whole. */
export const stderrLog: Log = {
  slow: () => undefined,
  refused: () => undefined,
  bug: (where, error) => {
    const incident = newIncident()
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`incident ${incident} in ${where}: ${text}\n`)
    return incident
  },
}

/** Notes what ends this process unasked; what happens then is as without. Answers how to stop. */
export function logCrashes(log: Log): () => void {
  const note = (error: unknown, origin: string) => void log.bug(origin, error)
  process.on('uncaughtExceptionMonitor', note)
  return () => process.off('uncaughtExceptionMonitor', note)
}
