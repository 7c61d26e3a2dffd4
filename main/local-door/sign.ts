/**
 * Says at a company file which process serves it and where to knock: `F-door`, readable by its owner
 * alone. A sign left by a killed process leads to a socket where nobody answers, and is ignored.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

export interface DoorSign {
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly endpoint: string
  /** Said first by whoever knocks: pipes of Windows have no owner-only mode. */
  readonly secret: string
}

export function hangSign(file: string, sign: DoorSign): void {
  rmSync(signOf(file), { force: true })
  writeFileSync(signOf(file), JSON.stringify(sign), { mode: 0o600, flag: 'wx' })
}

export function takeSign(file: string): void {
  rmSync(signOf(file), { force: true })
}

/** Null where no process has hung one, or it cannot be read. */
export function readSign(file: string): DoorSign | null {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(signOf(file), 'utf8'))
  } catch {
    return null
  }
  const { endpoint, secret } = (value ?? {}) as Partial<DoorSign>
  return typeof endpoint === 'string' && typeof secret === 'string' ? { endpoint, secret } : null
}

function signOf(file: string): string {
  return `${file}-door`
}
