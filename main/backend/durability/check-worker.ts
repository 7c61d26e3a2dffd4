/** The thread a large file is checked in, so that windows are answered meanwhile: one file, one answer. */
import { parentPort, workerData } from 'node:worker_threads'
import { integrityFaults } from '../../../db/local/checks.ts'
import { openReadOnly } from '../../../db/local/open.ts'
import { checkCopy } from './check-copy.ts'
import type { CheckTask } from './check-beside.ts'

const { path, what } = workerData as CheckTask
parentPort?.postMessage(what === 'copy' ? checkCopy(path) : check(what === 'full'))

/** The company file itself, while its writer goes on: SQLite's own check, in one reading transaction. */
function check(isFull: boolean): string | null {
  const db = openReadOnly(path)
  try {
    return integrityFaults(db, isFull)[0] ?? null
  } finally {
    db.close()
  }
}
