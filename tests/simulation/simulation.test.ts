/**
 * The simulation as every run of the tests has it: the same seeds each time; fresh ones are for `npm run sim`.
 */
import { expect, it } from 'vitest'
import { MUTANTS } from './mutants.ts'
import { runSeed } from './run.ts'
import { runMany } from './run-many.ts'
import { shrink } from './shrink.ts'

it('M118 I1-I20 I22 I24 I28-I30 I32 I33: seeds 1 to 150 of desktops and server under faults end equal', async () => {
  await runMany(1, 150)
}, 1_800_000)

it('the same seed tells the same story, word by word', async () => {
  const [once, again] = [await runSeed(3, { ops: 60 }), await runSeed(3, { ops: 60 })]

  expect(again.trace).toBe(once.trace)
  expect(again.counters).toEqual(once.counters)
})

it('I23: clocks that jump, drift or stand change no acceptance, order or balance', async () => {
  const skewed = await runSeed(3, { ops: 60 })
  const steps = skewed.script.steps.map((step) =>
    step.do === 'clock' ? { ...step, skew: { kind: 'offset', ms: 0 } as const } : step,
  )
  const right = await runSeed(3, { ops: 60, script: { plan: skewed.script.plan, steps } })

  expect(skewed.counters.get('clock')).toBeGreaterThan(0)
  expect(right.trace).toBe(skewed.trace)
})

it('a run that fails is told again in fewer steps', async () => {
  const mutant = MUTANTS.find(({ name }) => name === 'a page loses its last change') ?? null
  const failed = await runSeed(1, { ops: 100, mutant })
  const { ran } = await shrink(failed, { mutant, triesMax: 8 })

  expect(failed.violation?.invariant).toBe('I11')
  expect(ran.violation?.invariant).toBe('I11')
  expect(ran.script.steps.length).toBeLessThan(failed.script.steps.length)
})
