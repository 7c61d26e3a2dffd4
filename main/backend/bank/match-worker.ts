/** The thread lines are matched in, so that windows are answered meanwhile. */
import { parentPort } from 'node:worker_threads'
import { readCompany } from '../../../db/local/company.ts'
import { openReadOnly } from '../../../db/local/open.ts'
import { dayIn } from '../../../shared/domain/days.ts'
import { APP_VERSION } from '../context.ts'
import type { MatchAsked, MatchTold } from './match-beside.ts'
import { type Proposed, proposalsOf } from './proposals.ts'

const port = parentPort
const tell = (told: MatchTold) => port?.postMessage(told)

port?.on('message', (asked: MatchAsked) => {
  const { ask } = asked
  try {
    tell({ ask, lines: answerOf(asked) })
  } catch (error) {
    tell({ ask, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

/** In one reading transaction: what is posted meanwhile belongs to the next answer. */
function answerOf({ ask, message: { path, account, nowMs } }: MatchAsked): Proposed {
  const db = openReadOnly(path)
  try {
    db.execute('begin')
    const company = readCompany(db)
    if (!company) throw new Error('the company file has no company')
    const today = dayIn(company.timezone, nowMs)
    const touched = { items: [], cards: false, vanished: false }
    const context = { db, company, nowMs, today, app: APP_VERSION, touched }
    return proposalsOf(context, account, (done, total) => tell({ ask, done, total }))
  } finally {
    db.close()
  }
}
