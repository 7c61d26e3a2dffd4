/** Kills of every phase, and their part of the report. */
import { crashPhase, type Phase, type PhaseReport, PHASES } from './harness.ts'
import { circumstances, writePart } from './report.ts'

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

export interface KillOptions {
  readonly kills: number
  readonly seed: number
  /** One phase alone. */
  readonly phase: string | undefined
  readonly waitMaxMs: number
  /** Kills of one company; then another is begun, because each check reads the whole ledger. */
  readonly perFile: number
  /** Companies worked on at a time. */
  readonly atOnce: number
}

/** False when there was a fault. */
export async function killAll({ kills, seed, phase, ...how }: KillOptions): Promise<boolean> {
  const begunMs = Date.now()
  const waiting = PHASES.filter((one) => phase === undefined || one === phase).flatMap((one) =>
    filesOf(one, Math.ceil((kills * SHARE[one]) / 100), how.perFile, seed),
  )
  const reports: PhaseReport[] = []
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const report = await crashPhase({ ...one, waitMaxMs: how.waitMaxMs })
      reports.push(report)
      process.stdout.write(
        `${one.phase}, seed ${one.seed}: ${report.kills} kills, ${report.faults.length} faults\n`,
      )
      for (const fault of report.faults) process.stdout.write(`  ${fault}\n`)
    }
  }
  await Promise.all(Array.from({ length: how.atOnce }, work))
  const ordered = PHASES.flatMap((one) =>
    joined(
      one,
      seed,
      reports.filter((report) => report.phase === one),
    ),
  )
  const faults = ordered.flatMap((one) => one.faults)
  if (phase === undefined && kills >= WHOLE) writePart('kills', partOf(ordered, seed, begunMs))
  process.stdout.write(`${sum(ordered, (one) => one.kills)} kills, ${faults.length} faults\n`)
  return faults.length === 0
}

/** The companies of a phase, each with its seed and its kills. */
function filesOf(phase: Phase, kills: number, perFile: number, seed: number) {
  return Array.from({ length: Math.ceil(kills / perFile) }, (_, file) => ({
    phase,
    kills: Math.min(perFile, kills - file * perFile),
    seed: seed + file,
  }))
}

/** One row of the report. */
function joined(phase: Phase, seed: number, reports: readonly PhaseReport[]): PhaseReport[] {
  if (reports.length === 0) return []
  return [
    {
      phase,
      seed,
      kills: sum(reports, (one) => one.kills),
      early: sum(reports, (one) => one.early),
      acknowledged: sum(reports, (one) => one.acknowledged),
      documents: sum(reports, (one) => one.documents),
      recovered: sum(reports, (one) => one.recovered),
      faults: reports.flatMap((one) => one.faults),
    },
  ]
}

function sum(reports: readonly PhaseReport[], of: (report: PhaseReport) => number): number {
  return reports.reduce((n, one) => n + of(one), 0)
}

function partOf(reports: readonly PhaseReport[], seed: number, begunMs: number): string {
  const faults = reports.flatMap((one) => one.faults)
  const rows = reports.map(
    (one) =>
      `| ${one.phase} | ${one.kills} | ${one.early} | ${one.acknowledged} | ${one.documents} | ${one.recovered} | ${one.faults.length} |`,
  )
  const none = faults.length === 0 ? 0 : 'see the faults'
  return `
| phase | kills | while starting | operations acknowledged | documents at the ends | databases lost and recovered | faults |
|---|---:|---:|---:|---:|---:|---:|
${rows.join('\n')}
| **all** | **${sum(reports, (one) => one.kills)}** | ${sum(reports, (one) => one.early)} | ${sum(reports, (one) => one.acknowledged)} | | ${sum(reports, (one) => one.recovered)} | **${faults.length}** |

Acknowledged operations lost: ${none}. Half-written: ${none}.
${faults.map((fault) => `- ${fault}\n`).join('')}
${circumstances(seed, begunMs)}
Of the companies of a phase the first has this seed and each other one the next; \`npm run crash -- --phase posting
--seed ${seed}\` runs the same scripts with the same waits again.

`
}
