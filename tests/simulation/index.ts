/**
 * `npm run sim`: runs of the seeded simulation.
 *
 * `--seeds A..B`, `--ops N` operations each, `--seed S` one of them with what happened.
 */
import { parseArgs } from 'node:util'
import { Counters } from './counters.ts'
import { runSeed } from './run.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..300' },
    seed: { type: 'string' },
    ops: { type: 'string', default: '100' },
  },
})
const [first = 1, last = first] = (values.seed ?? values.seeds).split('..').map(Number)
const all = new Counters()
const begun = performance.now()
let failed = 0
for (let seed = first; seed <= last; seed += 1) {
  const t = performance.now()
  const { violation, counters, trace, script } = await runSeed(seed, { ops: Number(values.ops) })
  all.addAll(counters)
  if (values.seed) process.stdout.write(`${trace} ${script.steps.length} steps ${Math.round(performance.now() - t)} ms\n`)
  if (violation) {
    failed += 1
    process.stdout.write(`seed ${seed} (${script.plan.devices.length} devices, ${script.steps.length} steps): ${violation.message.slice(0, 700)}\n`)
    if (values.seed) process.stdout.write(`${(violation.cause as Error)?.stack ?? violation.stack}\n`)
  }
}
const seconds = (performance.now() - begun) / 1000
for (const [name, n] of [...all.counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`${String(n).padStart(9)} ${name}\n`)
process.stdout.write(`${failed} of ${last - first + 1} failed, ${seconds.toFixed(1)} s, ${(all.get('operations') / seconds).toFixed(0)} ops/s\n`)
process.exitCode = failed > 0 ? 1 : 0
