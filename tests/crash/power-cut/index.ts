/** The power-cut model over both recorded days, the proof that it sees what it should, and its report. */
import { circumstances, writePart } from '../report.ts'
import { cutDay, type CutReport, DAYS, recordDay } from './cuts.ts'
import { hasStrace } from './recording.ts'

const WHOLE = 200
/** Cuts under each disk that lies. */
const LIES = 20

/** Whose syncs a disk only pretends to do; each must be found out, else the model proves nothing. */
const LIARS: Readonly<Record<string, (path: string) => boolean>> = {
  'the WAL and the outbox journal': (path) => /-wal$|\.journal$/.test(path),
  'the company file': (path) => /^\.?cut\.saldo(\.\w+\.\w+)?$/.test(path),
  folders: (path) => path === '' || !/\.[a-z-]+$/.test(path),
}

export interface AllCutsOptions {
  readonly cuts: number
  readonly seed: number
  /** One day alone. */
  readonly day: string | undefined
}

/** False when there was a fault, or a lie was not found out. */
export async function cutAll({ cuts, seed, day }: AllCutsOptions): Promise<boolean> {
  if (!hasStrace()) {
    process.stderr.write(
      'The power-cut model records system calls with strace, which is not installed here (Debian and Ubuntu: apt-get install strace).\n',
    )
    return false
  }
  const begunMs = Date.now()
  const reports: CutReport[] = []
  const found = new Map<string, number>()
  for (const one of DAYS) {
    if (day !== undefined && day !== one) continue
    process.stdout.write(`${one}: recording, seed ${seed}\n`)
    const recorded = await recordDay(one, seed)
    const report = await cutDay(recorded, Math.ceil(cuts / DAYS.length))
    reports.push(report)
    process.stdout.write(`${one}: ${report.cuts} cuts, ${report.faults.length} faults\n`)
    for (const fault of report.faults) process.stdout.write(`  ${fault}\n`)
    if (one !== 'restore') continue
    for (const [what, ignores] of Object.entries(LIARS)) {
      const { faults } = await cutDay(recorded, LIES, ignores)
      found.set(what, faults.length)
      process.stdout.write(`a disk that does not sync ${what}: ${faults.length} faults found\n`)
    }
  }
  const faults = reports.flatMap((one) => one.faults)
  if (day === undefined && cuts >= WHOLE)
    writePart('power-cut', partOf(reports, found, seed, begunMs))
  return faults.length === 0 && [...found.values()].every((count) => count > 0)
}

function partOf(
  reports: readonly CutReport[],
  found: ReadonlyMap<string, number>,
  seed: number,
  begunMs: number,
): string {
  const faults = reports.flatMap((one) => one.faults)
  const rows = reports.map(
    (one) =>
      `| ${one.day} | ${one.calls} | ${one.syncs} | ${one.cuts} | ${one.acknowledged} | ${one.recovered} | ${one.faults.length} |`,
  )
  const lies = [...found].map(([what, count]) => `${what} (${count} faults)`).join(', ')
  return `
| day | calls recorded | of them syncs | cuts | operations acknowledged by the last | databases lost as well and recovered | faults |
|---|---:|---:|---:|---:|---:|---:|
${rows.join('\n')}

${faults.map((fault) => `- ${fault.split('\n')[0]}\n`).join('')}The model itself: ${LIES} cuts each on a disk that only pretends to sync; found out were ${lies}.
${circumstances(seed, begunMs)}
\`npm run crash -- --power-cut --seed ${seed}\` records the same script anew.

`
}
