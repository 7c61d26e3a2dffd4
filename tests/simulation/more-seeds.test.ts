/** As simulation.test.ts, beside it: each file of tests is a process of its own, and there are two of them. */
import { it } from 'vitest'
import { freshSeed } from '../crash/seeded.ts'
import { runMany } from './run-many.ts'

it('M118 I1-I12 I14-I20 I28-I30 I32 I33: 150 more fresh seeds of desktops and server under faults end equal', async () => {
  await runMany(freshSeed() + 150, 150)
}, 600_000)
