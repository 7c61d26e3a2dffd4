/**
 * `npm run crash`: the crash recipe at its full count; `npm run crash -- --power-cut`: the power-cut
 * model, which needs strace. Each writes its part of shared/docs/crash.md.
 *
 * `--kills N` and `--cuts N` for another count, `--seed S`, `--phase P` and `--day D` to replay, `--per-file N`
 * kills of one company (25), `--at-once N` companies beside each other; what is no whole count writes no report.
 */
import { parseArgs } from 'node:util'
import { killAll } from './kills.ts'
import { cutAll } from './power-cut/index.ts'
import { freshSeed } from './seeded.ts'

const { values } = parseArgs({
  options: {
    'power-cut': { type: 'boolean', default: false },
    kills: { type: 'string', default: '500' },
    cuts: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(freshSeed()) },
    phase: { type: 'string' },
    day: { type: 'string' },
    wait: { type: 'string', default: '600' },
    'per-file': { type: 'string', default: '25' },
    'at-once': { type: 'string', default: '2' },
  },
})
const seed = Number(values.seed)
const isSound = values['power-cut']
  ? await cutAll({ cuts: Number(values.cuts), seed, day: values.day })
  : await killAll({
      kills: Number(values.kills),
      seed,
      phase: values.phase,
      waitMaxMs: Number(values.wait),
      perFile: Number(values['per-file']),
      atOnce: Number(values['at-once']),
    })
process.exitCode = isSound ? 0 : 1
