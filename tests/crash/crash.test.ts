/** The crash recipe as every run of the tests has it; `npm run crash` is the whole count. */
import { expect, it } from 'vitest'
import { crashPhase, type Phase } from './harness.ts'
import { freshSeed } from './seeded.ts'

const KILLS: Readonly<Record<Phase, number>> = {
  posting: 20,
  import: 10,
  backup: 10,
  restore: 8,
  migration: 8,
  checkpoint: 8,
}

// Fresh scripts every time; a fault prints the seed that replays it.
const seed = freshSeed()

it.concurrent.each(Object.entries(KILLS) as [Phase, number][])(
  'M171 I5 I6 I11 I12: %s killed %i times loses nothing acknowledged and leaves nothing half',
  async (phase, kills) => {
    const report = await crashPhase({ phase, kills, seed, waitMaxMs: 400 })

    expect(report.faults).toEqual([])
    expect(report.kills).toBe(kills)
    expect(report.early).toBeLessThan(kills)
  },
  300_000,
)
