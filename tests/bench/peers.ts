/**
 * The same journal for ledger and hledger, where they are installed, and their cold as-of balance and
 * register against Saldo's cold aging and statement. They know no due day: the balance they are asked
 * for is the easier report.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { toDecimalString } from '../../shared/domain/money.ts'
import { runProcess } from './cold.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

const PEERS = ['ledger', 'hledger']
/** hledger takes minutes and many gigabytes beyond. */
const HLEDGER_MAX = 200_000
/** Larger journals are read once by each peer. */
const ONCE_FROM = 50_000

export interface Peers {
  readonly jobs: Job[]
  /** A sentence for each that is not here. */
  readonly missing: string[]
}

/** `own`: Saldo's cold jobs of goals 3 to 5, in that order. */
export function peerJobs(bench: BenchCompany, dir: string, own: readonly Job[]): Peers {
  const installed = PEERS.filter((peer) => spawnSync(peer, ['--version']).status === 0)
  const found = installed.filter((peer) => peer !== 'hledger' || bench.documents <= HLEDGER_MAX)
  const journal = join(dir, `journal-${bench.documents}.ledger`)
  if (found.length > 0 && !existsSync(journal)) writeJournal(bench, journal)
  const account = `AR:${bench.busiest.code}`
  const [aging, balances, statement] = own
  const asked: readonly [Job | undefined, (peer: string) => string[]][] = [
    [aging, () => ['balance', 'AR', '--end', bench.lastDay, '--flat']],
    [balances, () => ['balance', '--flat']],
    [statement, () => ['register', account]],
  ]
  return {
    jobs: found.flatMap((peer) =>
      asked.flatMap(([job, args]) =>
        job
          ? [
              {
                goal: job.goal,
                name: `${job.name}: ${peer} in place of the limit`,
                run: () => job.run(),
                limit: () => runProcess(peer, ['-f', journal, ...args(peer)]),
                isElsewhere: true,
                rounds: bench.documents > ONCE_FROM ? 1 : 3,
                isOnce: true,
              },
            ]
          : [],
      ),
    ),
    missing: PEERS.filter((peer) => !found.includes(peer)).map((peer) =>
      installed.includes(peer)
        ? `${peer} is compared up to ${HLEDGER_MAX} documents.`
        : `${peer} is not installed on this machine: not compared.`,
    ),
  }
}

/** Every document as a transaction between the customer's account and the rest. */
function writeJournal(bench: BenchCompany, path: string): void {
  const file = openSync(path, 'w')
  bench.file.query(({ db }) => {
    const rows = db
      .prepare<[], { day: string; number: string; code: string; minor: number; currency: string }>(
        `select d.doc_on as day, d.number, c.code, d.amount_minor as minor, d.currency
         from doc as d join customer as c on c.id = d.customer_id where d.amount_minor <> 0 order by d.doc_on, d.id`,
      )
      .iterate()
    let text = ''
    for (const { day, number, code, minor, currency } of rows) {
      const amount = `${toDecimalString(minor, currency)} ${currency}`
      text += `${day} ${number}\n    AR:${code}  ${amount}\n    Sales\n\n`
      if (text.length > 1 << 20) {
        writeSync(file, text)
        text = ''
      }
    }
    writeSync(file, text)
  })
  closeSync(file)
}
