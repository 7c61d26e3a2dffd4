/** shared/docs/simulation.md: what runs have done, counted, and on what machine. */
import { writeFileSync } from 'node:fs'
import { cpus, release, type } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Counters } from './counters.ts'
import type { Ran } from './run.ts'

const PAGE = fileURLToPath(new URL('../../shared/docs/simulation.md', import.meta.url))

/** What counts as a fault, and how each is called in the report. */
const FAULTS: readonly (readonly [name: string, told: string])[] = [
  ['message lost', 'request lost'],
  ['message delayed', 'request given up by its device, delivered later'],
  ['message doubled', 'request delivered twice, the second time at any later moment'],
  ['message reordered', 'message overtaking an older one'],
  ['answer lost', 'answer lost after the server had committed'],
  ['message cut off up', 'request cut off by a partition'],
  ['message cut off down', 'answer cut off by a partition'],
  ['device crash', 'device killed at a statement, a commit or between two'],
  ['server crash', 'server killed at a statement, before or after a commit'],
  ['server busy', 'statement or commit of the server refused'],
  ['device SQLITE_FULL', 'disk of a device full'],
  ['device SQLITE_IOERR_WRITE', 'disk of a device failing'],
  ['clock', 'clock of a device jumped up to ten years, frozen or drifting'],
  ['period.lock', 'month locked meanwhile'],
  ['period.soft_close', 'month soft-closed meanwhile'],
  ['roles changed', 'roles of a user changed'],
  ['user suspended', 'user suspended'],
  ['device file copy', 'company file copied, both go on'],
  ['device file put back', 'company file put back to an earlier day'],
  ['row of a device altered', 'row of a device altered underneath'],
  ['row of the server altered', 'row of the server altered underneath'],
  ['intruder WRONG_COMPANY', "request of another company's device"],
  ['neighbour held INVALID', 'operation of another company'],
]

/** What a report is made of, as it is kept between two processes. */
export interface Totals {
  readonly runs: number
  readonly counts: readonly (readonly [name: string, n: number])[]
  readonly failed: readonly string[]
  readonly seconds: number
  readonly processorSeconds: number
}

export class Report {
  readonly #ops: number
  readonly #counters = new Counters()
  readonly #begunMs = Date.now()
  readonly #cpu = process.cpuUsage()
  readonly #failed: string[] = []
  #runs = 0
  /** Of processes before this one, or beside it. */
  #seconds = 0
  #processorSeconds = 0
  readonly #isOwn: boolean

  /** Of the runs of this process, with what was reached before it; or of others alone. */
  constructor({ ops, isOwn = true }: { readonly ops: number; readonly isOwn?: boolean }) {
    this.#ops = ops
    this.#isOwn = isOwn
  }

  get failed(): number {
    return this.#failed.length
  }

  get runs(): number {
    return this.#runs
  }

  add({ seed, counters, violation }: Ran): void {
    this.#runs += 1
    this.#counters.addAll(counters)
    if (violation) this.#failed.push(`seed ${seed}: ${violation.message.slice(0, 200)}`)
  }

  /** Counts what others have done; those that ran beside each other took the time of the longest. */
  addAll(all: readonly Totals[]): void {
    this.#seconds += Math.max(0, ...all.map(({ seconds }) => seconds))
    for (const { runs, counts, failed, processorSeconds } of all) {
      this.#runs += runs
      this.#processorSeconds += processorSeconds
      this.#failed.push(...failed)
      for (const [name, n] of counts) this.#counters.add(name, n)
    }
  }

  totals(): Totals {
    const { user, system } = process.cpuUsage(this.#cpu)
    return {
      runs: this.#runs,
      counts: [...this.#counters.counts],
      failed: this.#failed,
      seconds: this.#seconds + (this.#isOwn ? (Date.now() - this.#begunMs) / 1000 : 0),
      processorSeconds: this.#processorSeconds + (this.#isOwn ? (user + system) / 1e6 : 0),
    }
  }

  write(): void {
    writeFileSync(PAGE, this.text())
  }

  text(): string {
    const n = (name: string) => this.#counters.get(name)
    const faults = FAULTS.map(([name, told]) => ({ told, n: n(name) }))
    const { seconds, processorSeconds: processor } = this.totals()
    const kinds = this.#starting('kind ')
    const outcomes = this.#starting('outcome ')
    const [day] = new Date(this.#begunMs).toISOString().split('T')
    return `# Simulation

Written by \`npm run sim -- --report\`: desktops and the real server core in one process under one seeded
scheduler (tests/simulation). What is not counted here did not happen.

${day}, ${seconds.toFixed(0)} s (${processor.toFixed(0)} s of processor time) on ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${type()} ${release()}, Node ${process.versions.node}.

| what | count |
| --- | ---: |
| seeds | ${told(this.#runs)} |
| operations decided by the server, at least ${this.#ops} a seed | ${told(n('operations'))} |
| operations a second of processor time | ${told(Math.round(n('operations') / processor))} |
| messages | ${told(n('messages'))} |
| faults | ${told(faults.reduce((sum, fault) => sum + fault.n, 0))} |
| crashes of a device or of the server | ${told(n('device crash') + n('server crash'))} |
| roots of device and server compared after an exchange | ${told(n('roots compared'))} |
| copies that were told apart | ${told(n('fork detected'))} |
| numbers given out of blocks, blocks | ${told(n('number of a block'))}, ${told(n('block taken'))} |
| violations | ${told(this.#failed.length)} |

${this.#failed.map((line) => `- ${line}\n`).join('')}
## Faults

${table(faults.map((fault) => [fault.told, fault.n]))}
## Operations by kind

${table(kinds)}
## Operations by first outcome

${table(outcomes)}`
  }

  #starting(prefix: string): [string, number][] {
    return [...this.#counters.counts]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, n]): [string, number] => [name.slice(prefix.length), n])
      .toSorted(([, a], [, b]) => b - a)
  }
}

function table(rows: readonly (readonly [string, number])[]): string {
  return `| what | count |\n| --- | ---: |\n${rows.map(([name, n]) => `| ${name} | ${told(n)} |\n`).join('')}`
}

function told(n: number): string {
  return n.toLocaleString('en')
}
