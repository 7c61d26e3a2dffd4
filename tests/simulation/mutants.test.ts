/**
 * Every planted fault is caught again by the seed that caught it. Where the product draws its ids otherwise
 * by now, that seed tells another story: then one of the first forty must catch it.
 */
import { expect, it } from 'vitest'
import { hunt } from './hunt.ts'
import { MUTANTS } from './mutants.ts'
import { CAUGHT_BY } from './regressions.ts'
import { runSeed } from './run.ts'

it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'sync 26: planted, and caught: %s',
  async (name, mutant) => {
    const { violation } = await runSeed(CAUGHT_BY[name] ?? 1, { ops: 100, mutant })

    expect(violation ?? (await hunt(mutant, { seeds: 40, ops: 100 }))).not.toBeNull()
  },
  300_000,
)
