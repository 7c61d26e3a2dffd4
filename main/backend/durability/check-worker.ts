/** The thread a large file is checked in, so that windows are answered meanwhile: one file, one answer. */
import { parentPort, workerData } from 'node:worker_threads'
import { integrityFaults } from '../../../db/local/checks.ts'
import { readCompany } from '../../../db/local/company.ts'
import { openReadOnly } from '../../../db/local/open.ts'
import { dayIn, type IsoDate } from '../../../shared/domain/days.ts'
import { APP_VERSION } from '../context.ts'
import { tieOut, type TiedOut } from '../features/verify.ts'
import { checkCopy } from './check-copy.ts'
import type { CheckTask } from './check-beside.ts'

const task = workerData as CheckTask
parentPort?.postMessage(answerOf(task))

function answerOf(asked: CheckTask): unknown {
  switch (asked.what) {
    case 'copy':
      return checkCopy(asked.path)
    case 'laws':
      return laws(asked.path, asked.asOf, asked.nowMs)
    default:
      return check(asked.path, asked.what === 'full')
  }
}

/** In one reading transaction: what is posted meanwhile would look like a difference. */
function laws(path: string, asOf: IsoDate, nowMs: number): TiedOut {
  const db = openReadOnly(path)
  try {
    db.execute('begin')
    const company = readCompany(db)
    if (!company) throw new Error('the company file has no company')
    const today = dayIn(company.timezone, nowMs)
    const touched = { items: [], cards: false, vanished: false }
    return tieOut({ db, company, nowMs, today, app: APP_VERSION, touched }, null, asOf)
  } finally {
    db.close()
  }
}

/** The company file itself, while its writer goes on: SQLite's own check, in one reading transaction. */
function check(path: string, isFull: boolean): string | null {
  const db = openReadOnly(path)
  try {
    return integrityFaults(db, isFull)[0] ?? null
  } finally {
    db.close()
  }
}
