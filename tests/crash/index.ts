/**
 * `npm run crash`: the crash recipe at its full count, its report written to shared/docs/crash.md.
 *
 * `-- --kills N` for another sum, `--seed S` and `--phase P` to replay; a run that is no whole count
 * writes no report. Two phases run at a time.
 */
import { writeFileSync } from 'node:fs'
import { cpus, release, type } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import SqliteDatabase from 'better-sqlite3'
import { crashPhase, type Phase, type PhaseReport, PHASES } from './harness.ts'
import { freshSeed } from './seeded.ts'

/** Parts of a hundred. */
const SHARE: Readonly<Record<Phase, number>> = {
  posting: 40,
  import: 16,
  backup: 12,
  restore: 12,
  migration: 10,
  checkpoint: 10,
}
const WHOLE = 500
const AT_ONCE = 2

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: String(WHOLE) },
    seed: { type: 'string', default: String(freshSeed()) },
    phase: { type: 'string' },
    wait: { type: 'string', default: '600' },
  },
})
const kills = Number(values.kills)
const seed = Number(values.seed)
const begun = Date.now()
const waiting = PHASES.filter((phase) => values.phase === undefined || phase === values.phase)
const reports: PhaseReport[] = []

async function work(): Promise<void> {
  for (let phase = waiting.shift(); phase; phase = waiting.shift()) {
    const count = Math.ceil((kills * SHARE[phase]) / 100)
    process.stdout.write(`${phase}: ${count} kills, seed ${seed}\n`)
    const report = await crashPhase({ phase, kills: count, seed, waitMaxMs: Number(values.wait) })
    reports.push(report)
    process.stdout.write(`${phase}: done, ${report.faults.length} faults\n`)
    for (const fault of report.faults) process.stdout.write(`  ${fault}\n`)
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work))
const ordered = PHASES.flatMap((phase) => reports.filter((one) => one.phase === phase))
const sum = (of: (report: PhaseReport) => number) => ordered.reduce((n, one) => n + of(one), 0)
const faults = ordered.flatMap((one) => one.faults)
if (values.phase === undefined && kills >= WHOLE) writeFileSync(reportPath(), reportText())
process.stdout.write(`${sum((one) => one.kills)} kills, ${faults.length} faults\n`)
process.exitCode = faults.length === 0 ? 0 : 1

function reportPath(): string {
  return fileURLToPath(new URL('../../shared/docs/crash.md', import.meta.url))
}

function reportText(): string {
  const db = new SqliteDatabase(':memory:')
  const { v } = db.prepare('select sqlite_version() as v').get() as { v: string }
  db.close()
  const rows = ordered.map(
    (one) =>
      `| ${one.phase} | ${one.kills} | ${one.early} | ${one.acknowledged} | ${one.documents} | ${one.recovered} | ${one.faults.length} |`,
  )
  return `# Crash recipe

Written by \`npm run crash\`. A process works on a company file by a seeded script and says each
operation only when its command has returned; it is killed (SIGKILL) at a random moment, most often
while it works, sometimes while it starts. After each kill, with SQL and hashing of the test's own:
SQLite's integrity and foreign keys, invariants I1, I5, I6, I11 and I12, both hash chains, the cells
computed anew, and every acknowledged operation present with the same hash. Work then goes on with the
same files. In the posting phase every fifth kill also loses the database: it is cut at a random length
without its WAL and recovered from backup and outbox journal.

| phase | kills | while starting | operations acknowledged | documents at the end | databases lost and recovered | faults |
|---|---:|---:|---:|---:|---:|---:|
${rows.join('\n')}
| **all** | **${sum((one) => one.kills)}** | ${sum((one) => one.early)} | ${sum((one) => one.acknowledged)} | | ${sum((one) => one.recovered)} | **${faults.length}** |

Acknowledged operations lost: ${faults.length === 0 ? 0 : 'see the faults'}. Half-written: ${faults.length === 0 ? 0 : 'see the faults'}.
${faults.map((fault) => `- ${fault}\n`).join('')}
Seed ${seed}; ${new Date(begun).toISOString().slice(0, 10)}, ${Math.round((Date.now() - begun) / 1000)} s on ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${type()} ${release()}, Node ${process.versions.node}, SQLite ${v}.
\`npm run crash -- --phase posting --seed ${seed}\` runs the same script with the same waits again.

Not covered here: the power cut (unsynced writes thrown away) needs a file system that drops them.
Pull, push and bootstrap join when sync has them.
`
}
