/** Every planted fault is caught, by one of the first forty seeds. */
import { expect, it } from 'vitest'
import { hunt } from './hunt.ts'
import { MUTANTS } from './mutants.ts'

it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'sync 26: planted, and caught: %s',
  async (_name, mutant) => {
    expect(await hunt(mutant, { seeds: 40, ops: 100 })).not.toBeNull()
  },
  300_000,
)
