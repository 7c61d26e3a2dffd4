/**
 * The log of a process: one JSON line per event in the data folder, for support.
 *
 * It holds nothing of the books and nothing of a person (reliability-security.md 6 E15). No free text
 * is ever written: an event is a name, procedure names, refusal codes, durations and, for a fault,
 * what `faultOf` leaves of it. So there is nothing to redact that could be forgotten.
 *
 * Size is bounded: a file of 2 MiB is put aside as `.1`, older ones move up, the fourth is deleted.
 * Lines are written at once, so that the last ones before a crash are there. No pino transport: those
 * start workers by file path, which a bundle does not have.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { faultOf } from './fault.ts'
import { type LogFile, logDirOf, newIncident } from './log.ts'

const FILE_MAX = 2 * 2 ** 20
const KEPT = 4

export interface LogOptions {
  /** File name without `.log`: one per process, since only one may put a file aside. */
  readonly name: string
  readonly fileMax?: number
}

/** Opens the log of a process in the data folder's `logs`. */
export function openLogFile(dataDir: string, { name, fileMax = FILE_MAX }: LogOptions): LogFile {
  const dir = logDirOf(dataDir)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, `${name}.log`)
  let fd: number | null = openSync(file, 'a', 0o600)
  let { size } = fstatSync(fd)
  const close = () => {
    if (fd === null) return
    closeSync(fd)
    // Never written to again: the number may belong to another file by now.
    fd = null
  }
  const stream = {
    write(line: string): void {
      const bytes = Buffer.byteLength(line)
      try {
        if (size > 0 && size + bytes > fileMax) {
          close()
          putAside(file)
          size = 0
        }
        fd ??= openSync(file, 'a', 0o600)
        size += writeSync(fd, line)
      } catch {
        // A full disk must not end the program over its log: the books refuse in words themselves.
      }
    },
  }
  const lines = pino(
    {
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  )
  return {
    file,
    started: (door) => lines.info({ door, node: process.version }, 'started'),
    slow: (procedure, ms) => lines.warn({ procedure, ms: Math.round(ms) }, 'slow'),
    refused: (procedure, code) => lines.info({ procedure, code }, 'refused'),
    bug: (where, error) => {
      const incident = newIncident()
      lines.error({ where, incident, fault: faultOf(error) }, 'bug')
      return incident
    },
    crashed: (where, reason, exitCode) => lines.error({ where, reason, exitCode }, 'crashed'),
    close,
  }
}

function putAside(file: string): void {
  const kept = (n: number) => file.replace(/\.log$/, `.${n}.log`)
  rmSync(kept(KEPT - 1), { force: true })
  for (let n = KEPT - 2; n >= 1; n -= 1) {
    if (statSync(kept(n), { throwIfNoEntry: false })) renameSync(kept(n), kept(n + 1))
  }
  renameSync(file, kept(1))
}
