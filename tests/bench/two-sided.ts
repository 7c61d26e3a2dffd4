/** The other side's statement against ours: 5,000 lines each, from the file to the explanation. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readStatement } from '../../main/backend/reconcile/read-statement.ts'
import { compareBooks } from '../../shared/domain/twosided/compare.ts'
import { linesInOurView } from '../../shared/domain/twosided/view.ts'
import { generatedAccounts } from '../twosided/ledgers.ts'
import type { Document } from '../twosided/pair-parts.ts'
import { makePair } from '../twosided/pairs.ts'
import { statementSheet, statementText } from '../twosided/statement-files.ts'
import type { Job } from './measure.ts'

const LINES = 5000
/** The goal of the issue, reading the file included. */
const GOAL_MS = 3000
const TOLERANCE = {
  unitMinor: 100,
  roundingMinor: 500,
  roundingShare: 0.005,
  feeMinor: 10_000,
  shiftDays: 10,
}

export function twoSidedJobs(dir: string): Job[] {
  const pair = makePair(largeAccount(), 97)
  const files = [
    { name: 'CSV', path: join(dir, 'their-statement.csv'), bytes: statementText(pair.theirs) },
    { name: 'XLSX', path: join(dir, 'their-statement.xlsx'), bytes: statementSheet(pair.theirs) },
  ]
  return files.map(({ name, path, bytes }): Job => {
    writeFileSync(path, bytes)
    return {
      goal: 'N4',
      name: `compare ${pair.ours.lines.length} × ${pair.theirs.lines.length} lines, ${name} read`,
      run: async () => {
        const file = await readStatement({ path }, { currencies: ['TRY'] })
        const found = compareBooks({
          ...pair,
          theirs: { ...pair.theirs, lines: linesInOurView(file, 'theirs') },
          tolerance: TOLERANCE,
        })
        if (found.unexplainedMinor !== 0) throw new Error('the explanation does not add up')
      },
      rounds: 5,
      meets: ({ medianMs }) => medianMs <= GOAL_MS,
    }
  })
}

/** The accounts of a generated ledger as one, until it has enough. */
function largeAccount(): Document[] {
  return generatedAccounts(42, { customers: 40, documents: 12_000 }, 1)
    .flat()
    .slice(0, LINES)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
