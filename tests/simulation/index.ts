/**
 * `npm run sim`: the seeded simulation.
 *
 * `--seeds A..B` (1..300) runs of `--ops N` operations each (100); `--seed S` one of them, with where it
 * failed; `--shrink` makes what fails shorter and prints its steps; `--script FILE` tells such steps again;
 * `--shards N` runs them in N processes and goes on where the same was ended before;
 * `--mutants` looks for the seed that catches each planted fault, `--mutant NAME` plants one;
 * `--minutes M` ends after that time; `--report` writes shared/docs/simulation.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hunt } from './hunt.ts'
import { MUTANTS } from './mutants.ts'
import { Report } from './report.ts'
import { type Ran, runSeed, type Script } from './run.ts'
import { reachedBy, revisionNow, runShards, saveReached, type Shard } from './shards.ts'
import { shrink } from './shrink.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..300' },
    seed: { type: 'string' },
    ops: { type: 'string', default: '100' },
    shrink: { type: 'boolean', default: false },
    script: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    mutant: { type: 'string' },
    minutes: { type: 'string', default: '1440' },
    shards: { type: 'string' },
    /** One of them: `2/3`. */
    shard: { type: 'string' },
    revision: { type: 'string', default: '' },
    report: { type: 'boolean', default: false },
  },
})
const ops = Number(values.ops)
const mutant = MUTANTS.find(({ name }) => name === values.mutant) ?? null
if (values.mutant !== undefined && mutant === null) throw new Error(`no mutant ${values.mutant}`)

const [first = 1, last = first] = (values.seed ?? values.seeds).split('..').map(Number)
const until = performance.now() + Number(values.minutes) * 60_000

if (values.mutants) await huntAll()
else if (values.shards) await runAllShards(Number(values.shards))
else if (values.shard) await runShard(values.shard)
else await runAll()

async function huntAll(): Promise<void> {
  for (const one of MUTANTS.filter(({ name }) => !values.mutant || name === values.mutant)) {
    const caught = await hunt(one, { seeds: 500, ops })
    print(
      caught
        ? `${one.name}: seed ${caught.seed}, ${caught.message.slice(0, 160)}`
        : `${one.name}: LIVES`,
    )
    if (!caught) process.exitCode = 1
  }
}

async function runAll(): Promise<void> {
  const script = values.script
    ? (JSON.parse(readFileSync(values.script, 'utf8')) as Script)
    : undefined
  const report = new Report({ ops })
  for (let seed = first; seed <= last && performance.now() < until; seed += 1) {
    const ran = await runSeed(seed, { ops, mutant, ...(script ? { script } : {}) })
    report.add(ran)
    if (ran.violation) await tell(ran)
    else if (values.seed)
      print(`seed ${seed}: ${ran.script.steps.length} steps, trace ${ran.trace}`)
  }
  conclude(report)
}

async function runAllShards(of: number): Promise<void> {
  const report = new Report({ ops, isOwn: false })
  report.addAll(await runShards({ first, last, ops, of, revision: revisionNow() }, values.minutes))
  conclude(report)
  if (report.runs < last - first + 1) {
    print(`${last - first + 1 - report.runs} seeds are left: the same again goes on with them`)
    process.exitCode = 1
  }
}

/** What was reached is there, whatever ends the process. */
async function runShard(named: string): Promise<void> {
  const [number = 1, of = 1] = named.split('/').map(Number)
  const { revision } = values
  const shard: Shard = { first, last, ops, shard: number, of, revision }
  const reached = reachedBy(shard)
  const report = new Report({ ops })
  if (reached) report.addAll([reached.totals])
  let seed = reached?.next ?? first + number - 1
  while (seed <= last && performance.now() < until) {
    const ran = await runSeed(seed, { ops })
    report.add(ran)
    if (ran.violation) await tell(ran)
    seed += of
    saveReached(shard, { next: seed, totals: report.totals() })
  }
}

function conclude(report: Report): void {
  if (values.report) report.write()
  print(report.text())
  process.exitCode = report.failed > 0 ? 1 : 0
}

async function tell(ran: Ran): Promise<void> {
  const { seed, script, violation } = ran
  print(
    `seed ${seed}, step ${script.steps.length} of ${script.plan.devices.length} devices: ${violation?.message.slice(0, 600)}`,
  )
  print(
    `  npm run sim -- --seed ${seed} --ops ${ops}${mutant ? ` --mutant '${mutant.name}'` : ''} --shrink`,
  )
  if (values.seed) print(String((violation?.cause as Error | undefined)?.stack ?? violation?.stack))
  if (!values.shrink) return
  const { ran: short, tries } = await shrink(ran, { mutant })
  const file = `out/simulation-${seed}.json`
  writeFileSync(file, JSON.stringify(short.script))
  print(
    `  ${short.script.steps.length} steps of ${short.script.plan.devices.length} devices after ${tries} tries: ${short.violation?.message.slice(0, 600)}`,
  )
  for (const step of short.script.steps) print(`    ${JSON.stringify(step)}`)
  print(
    `  npm run sim -- --seed ${seed} --script ${file}${mutant ? ` --mutant '${mutant.name}'` : ''}`,
  )
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
