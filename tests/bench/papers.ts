/** Goal 13: a statement each for every account, as PDF with an embedded font, by one cold process. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays } from '../../shared/domain/days.ts'
import { runProcess } from './cold.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

const PAPERS = 10_000
const PAPERS_MAX_MS = 60_000
/** The last days of the ledger, so that nearly all are one page. */
const DAYS = 45

/** The company is closed meanwhile. Small ledgers have accounts without an entry: they count as less. */
export function paperJobs(bench: BenchCompany, dir: string): Job[] {
  const out = join(dir, 'papers')
  let files = 0
  return [
    {
      goal: '13',
      name: `statements of ${DAYS} days as PDF, everybody (10,000 in 60 s)`,
      run: () => {
        rmSync(out, { recursive: true, force: true })
        runProcess(process.execPath, [
          'build/saldo.mjs',
          'statements',
          '--company',
          bench.file.path,
          '--out',
          out,
          '--format',
          'pdf',
          '--from',
          addDays(bench.lastDay, -DAYS),
          '--to',
          bench.lastDay,
          '--all',
          '--json',
        ])
        files = readdirSync(out).filter((name) => name.endsWith('.pdf')).length
        rmSync(out, { recursive: true, force: true })
        if (files === 0) throw new Error('no statement was written')
      },
      rounds: 1,
      isOnce: true,
      isElsewhere: true,
      meets: ({ medianMs }) => (medianMs / files) * PAPERS <= PAPERS_MAX_MS,
    },
  ]
}
