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
]

export class Report {
  readonly #ops: number
  readonly #counters = new Counters()
  readonly #begunMs = Date.now()
  readonly #cpu = process.cpuUsage()
  readonly #failed: string[] = []
  runs = 0

  constructor({ ops }: { readonly ops: number }) {
    this.#ops = ops
  }

  get failed(): number {
    return this.#failed.length
  }

  add({ seed, counters, violation }: Ran): void {
    this.runs += 1
    this.#counters.addAll(counters)
    if (violation) this.#failed.push(`seed ${seed}: ${violation.message.slice(0, 200)}`)
  }

  write(): void {
    writeFileSync(PAGE, this.text())
  }

  text(): string {
    const n = (name: string) => this.#counters.get(name)
    const faults = FAULTS.map(([name, told]) => ({ told, n: n(name) }))
    const seconds = (Date.now() - this.#begunMs) / 1000
    const { user, system } = process.cpuUsage(this.#cpu)
    const processor = (user + system) / 1e6
    const kinds = this.#starting('kind ')
    const outcomes = this.#starting('outcome ')
    const [day] = new Date(this.#begunMs).toISOString().split('T')
    return `# Simulation

Written by \`npm run sim -- --report\`: desktops and the real server core in one process under one seeded
scheduler (tests/simulation). What is not counted here did not happen.

${day}, ${seconds.toFixed(0)} s (${processor.toFixed(0)} s of processor time) on ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${type()} ${release()}, Node ${process.versions.node}.

| what | count |
| --- | ---: |
| seeds | ${told(this.runs)} |
| operations decided by the server, at least ${this.#ops} a seed | ${told(n('operations'))} |
| operations a second of processor time | ${told(Math.round(n('operations') / processor))} |
| messages | ${told(n('messages'))} |
| faults | ${told(faults.reduce((sum, fault) => sum + fault.n, 0))} |
| crashes of a device or of the server | ${told(n('device crash') + n('server crash'))} |
| roots of device and server compared after an exchange | ${told(n('roots compared'))} |
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
