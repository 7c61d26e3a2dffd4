/**
 * Whether a copy of a company file may be relied on: opened anew, whole by SQLite's own check, every
 * reference and chain link followed, and its root computed from its documents.
 */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { foreignKeyFaults, integrityFaults } from '../../../db/local/checks.ts'
import { type CompanyDb, openReadOnly } from '../../../db/local/open.ts'
import { auditCheck, chainCheck } from '../features/verify-chains.ts'
import { type Root, rootFromDocuments } from './root.ts'

export interface Checked {
  /** What is wrong first; null for a sound copy. */
  readonly fault: string | null
  readonly root: Root | null
  readonly sha256: string
  readonly bytes: number
}

/** Up to here a copy is checked at once; a thread takes longer to start. */
export const SMALL_BYTES = 8 * 1024 * 1024

/** Takes seconds per gigabyte: `check-process.ts` runs it beside the backend for large files. */
export function checkCopy(path: string): Checked {
  const hashed = hashFile(path)
  let db: CompanyDb | null = null
  try {
    db = openReadOnly(path)
    const fault = faultOf(db)
    return { ...hashed, fault, root: fault === null ? rootFromDocuments(db) : null }
  } catch (error) {
    return { ...hashed, fault: error instanceof Error ? error.message : String(error), root: null }
  } finally {
    db?.close()
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
  }
}

/** The first fault of the file itself, its references or its chains. */
export function faultOf(db: CompanyDb): string | null {
  const [integrity] = integrityFaults(db, true)
  if (integrity !== undefined) return integrity
  if (foreignKeyFaults(db) > 0) return 'foreign keys'
  for (const check of [chainCheck(db), auditCheck(db)])
    if (!check.ok) return check.failures[0]?.detail ?? check.name
  return null
}

const CHUNK = 1024 * 1024

export function hashFile(path: string): { sha256: string; bytes: number } {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(CHUNK)
  const file = openSync(path, 'r')
  let bytes = 0
  try {
    for (let read = 1; read > 0; bytes += read) {
      read = readSync(file, chunk, 0, CHUNK, bytes)
      hash.update(chunk.subarray(0, read))
    }
  } finally {
    closeSync(file)
  }
  return { sha256: hash.digest('hex'), bytes }
}
