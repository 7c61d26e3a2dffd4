/**
 * Makes `shared/domain/matching/weights.ts`: `node tests/matching/tune.ts`.
 *
 * Maximum likelihood of a conditional logit over the lessons of the tuning seeds, with a small ridge
 * that keeps weights of features that are rare or always right finite; full-batch Adam from zero, so
 * that the same seeds give the same weights.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FEATURES } from '../../shared/domain/matching/features.ts'
import { makeCases, TUNING_SEEDS } from '../fixtures/matching/cases.ts'
import { type Lesson, lessonsOf } from './teacher.ts'

const SIZE = { customers: 10_000, documents: 100_000, lines: 10_000 }
const STEPS = 500
const RATE = 0.05
const RIDGE = 0.15
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8]

interface Choice {
  /** Features of each alternative, "none of these" the last. */
  readonly alternatives: readonly (readonly number[])[]
  readonly right: number
}

const choices = TUNING_SEEDS.flatMap((seed) => lessonsOf(makeCases(seed, SIZE)).flatMap(choiceOf))
process.stdout.write(`${choices.length} lessons\n`)
const weights = fit(choices)
const lines = FEATURES.map((name, id) => [name, weights[id] ?? 0] as const)
  .filter(([, weight]) => Math.abs(weight) >= 0.005)
  .map(([name, weight]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: ${weight.toFixed(2)},`)
writeFileSync(
  fileURLToPath(new URL('../../shared/domain/matching/weights.ts', import.meta.url)),
  `/**
 * What each feature adds to a proposal's log-odds. Made by \`node tests/matching/tune.ts\` from
 * ${choices.length} lines of the tuning seeds ${TUNING_SEEDS.join(', ')}; not written by hand.
 */
import type { FeatureName } from './features.ts'

export const WEIGHTS: Readonly<Partial<Record<FeatureName, number>>> = {
${lines.join('\n')}
}
`,
)

function choiceOf({ evaluation, right }: Lesson): Choice[] {
  const { candidates, none } = evaluation
  if (candidates.length === 0) return []
  return [
    {
      alternatives: [...candidates.map((one) => one.features), none],
      right: right < 0 ? candidates.length : right,
    },
  ]
}

function fit(lessons: readonly Choice[]): Float64Array {
  const current = new Float64Array(FEATURES.length)
  const first = new Float64Array(FEATURES.length)
  const second = new Float64Array(FEATURES.length)
  for (let step = 1; step <= STEPS; step += 1) {
    const { gradient, loss } = slope(lessons, current)
    gradient.forEach((raw, id) => {
      const value = raw - RIDGE * (current[id] ?? 0)
      first[id] = BETA1 * (first[id] ?? 0) + (1 - BETA1) * value
      second[id] = BETA2 * (second[id] ?? 0) + (1 - BETA2) * value * value
      const mean = (first[id] ?? 0) / (1 - BETA1 ** step)
      const spread = Math.sqrt((second[id] ?? 0) / (1 - BETA2 ** step))
      current[id] = (current[id] ?? 0) + (RATE * mean) / (spread + EPSILON)
    })
    if (step % 100 === 0)
      process.stdout.write(`step ${step}: loss ${(loss / lessons.length).toFixed(4)}\n`)
  }
  return current
}

function slope(
  lessons: readonly Choice[],
  current: Float64Array,
): { gradient: Float64Array; loss: number } {
  const gradient = new Float64Array(FEATURES.length)
  let loss = 0
  for (const { alternatives, right } of lessons) {
    const scores = alternatives.map((features) => {
      let sum = 0
      for (const id of features) sum += current[id] ?? 0
      return sum
    })
    const most = Math.max(...scores)
    const parts = scores.map((one) => Math.exp(one - most))
    const total = parts.reduce((sum, one) => sum + one, 0)
    loss -= Math.log((parts[right] ?? 0) / total)
    alternatives.forEach((features, at) => {
      const pull = (at === right ? 1 : 0) - (parts[at] ?? 0) / total
      for (const id of features) gradient[id] = (gradient[id] ?? 0) + pull
    })
  }
  return { gradient, loss }
}
