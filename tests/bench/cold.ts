/** Goals 3 to 5, cold: whole processes of the command line against a bare process with one statement. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toDayNumber } from '../../shared/domain/days.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const OUTPUT_MAX = 512 * 2 ** 20

/** Runs a program to its end; what it printed is read and thrown away. */
export function runProcess(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: OUTPUT_MAX,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.toString()}`)
}

export function coldJobs(bench: BenchCompany): Job[] {
  if (!existsSync(`${root}/out/cli/cli.js`))
    throw new Error('The cold jobs run the built command line: npm run build first.')
  const { path } = bench.file
  const { rowid, code, currency, lines } = bench.busiest
  const saldo = (...args: string[]) => {
    const [noun = '', ...rest] = args
    return () =>
      runProcess(process.execPath, ['build/saldo.mjs', noun, '--company', path, '--json', ...rest])
  }
  const limit = (job: string) => () =>
    runProcess(process.execPath, [
      'tests/bench/cold-limit.mjs',
      path,
      job,
      bench.lastDay,
      String(toDayNumber(bench.lastDay)),
      String(rowid),
      currency,
    ])
  return [
    {
      goal: '3',
      name: 'cold process to first aging on stdout',
      run: saldo('aging', '--as-of', bench.lastDay),
      limit: limit('aging'),
      rounds: 3,
      isElsewhere: true,
      meets: ({ ratio }) => (ratio ?? 9) <= 1.5,
    },
    {
      goal: '4',
      name: 'cold process to the balance of every account',
      run: saldo('customers', '--as-of', bench.lastDay),
      limit: limit('balances'),
      rounds: 3,
      isElsewhere: true,
      meets: ({ ratio }) => (ratio ?? 9) <= 1.3,
    },
    {
      goal: '5',
      name: `cold process to a statement of ${lines} lines`,
      run: saldo(
        'statement',
        '--customer',
        code,
        '--currency',
        currency,
        '--kind',
        'running',
        '--to',
        bench.lastDay,
      ),
      limit: limit('statement'),
      rounds: 3,
      isElsewhere: true,
      meets: ({ ratio }) => (ratio ?? 9) <= 1.5,
    },
  ]
}
