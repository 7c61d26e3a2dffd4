/** Every planted fault is caught again by the seed that caught it; `npm run sim -- --mutants` finds another one. */
import { expect, it } from 'vitest'
import { MUTANTS } from './mutants.ts'
import { CAUGHT_BY } from './regressions.ts'
import { runSeed } from './run.ts'

it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'sync 26: planted, and caught: %s',
  async (name, mutant) => {
    const { violation } = await runSeed(CAUGHT_BY[name] ?? 0, { ops: 100, mutant })

    expect(violation?.message ?? 'it lives').toMatch(/^(I\d+|model|bug): /)
  },
  300_000,
)
