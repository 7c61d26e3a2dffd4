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
  /** Phases worked on at a time. */
  readonly atOnce: number
}

/** False when there was a fault. */
export async function killAll({ kills, seed, phase, ...how }: KillOptions): Promise<boolean> {
  const begunMs = Date.now()
  const waiting = PHASES.filter((one) => phase === undefined || one === phase)
  const reports: PhaseReport[] = []
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const count = Math.ceil((kills * SHARE[one]) / 100)
      process.stdout.write(`${one}: ${count} kills, seed ${seed}\n`)
      const report = await crashPhase({ phase: one, kills: count, seed, waitMaxMs: how.waitMaxMs })
      reports.push(report)
      process.stdout.write(`${one}: done, ${report.faults.length} faults\n`)
      for (const fault of report.faults) process.stdout.write(`  ${fault}\n`)
    }
  }
  await Promise.all(Array.from({ length: how.atOnce }, work))
  const ordered = PHASES.flatMap((one) => reports.filter((report) => report.phase === one))
  const faults = ordered.flatMap((one) => one.faults)
  if (phase === undefined && kills >= WHOLE) writePart('kills', partOf(ordered, seed, begunMs))
  process.stdout.write(`${sum(ordered, (one) => one.kills)} kills, ${faults.length} faults\n`)
  return faults.length === 0
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
| phase | kills | while starting | operations acknowledged | documents at the end | databases lost and recovered | faults |
|---|---:|---:|---:|---:|---:|---:|
${rows.join('\n')}
| **all** | **${sum(reports, (one) => one.kills)}** | ${sum(reports, (one) => one.early)} | ${sum(reports, (one) => one.acknowledged)} | | ${sum(reports, (one) => one.recovered)} | **${faults.length}** |

Acknowledged operations lost: ${none}. Half-written: ${none}.
${faults.map((fault) => `- ${fault}\n`).join('')}
${circumstances(seed, begunMs)}
\`npm run crash -- --phase posting --seed ${seed}\` runs the same script with the same waits again.

`
}
