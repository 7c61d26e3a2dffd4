/** Looks for the first seed that catches a planted fault. */
import type { Mutant } from './mutant.ts'
import { runSeed } from './run.ts'

export interface Caught {
  readonly seed: number
  readonly invariant: string
  readonly message: string
}

/** Null: it lives through all of them. */
export async function hunt(
  mutant: Mutant,
  { seeds, ops }: { readonly seeds: number; readonly ops: number },
): Promise<Caught | null> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { violation } = await runSeed(seed, { ops, mutant })
    if (violation) return { seed, invariant: violation.invariant, message: violation.message }
  }
  return null
}
