/** Goal 13: a statement each for 10,000 accounts, as PDF with an embedded font, by one cold process. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays } from '../../shared/domain/days.ts'
import { runProcess } from './cold.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

const PAPERS = 10_000
const PAPERS_MAX_MS = 60_000
/** So many days that each of the million's accounts moved in them; nine of ten fit on one page. */
const DAYS = 120

/** The company is closed meanwhile. The goal is for 10,000 statements on one core: of fewer nothing is said. */
export function paperJobs(bench: BenchCompany, dir: string): Job[] {
  const out = join(dir, 'papers')
  let files = 0
  return [
    {
      goal: '13',
      name: `statements of ${DAYS} days as PDF on one core, everybody (10,000 in 60 s)`,
      run: () => {
        rmSync(out, { recursive: true, force: true })
        // All threads of the process on one core.
        runProcess('taskset', [
          '--cpu-list',
          '0',
          process.execPath,
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
      meets: ({ medianMs }) => (files < PAPERS ? null : medianMs <= PAPERS_MAX_MS),
    },
  ]
}
