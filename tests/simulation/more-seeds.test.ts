/** As simulation.test.ts, beside it: each file of tests is a process of its own, and there are two of them. */
import { it } from 'vitest'
import { runMany } from './run-many.ts'

it('M118 I1-I20 I22 I24 I28-I30 I32 I33: seeds 151 to 300 of desktops and server under faults end equal', async () => {
  await runMany(151, 150)
}, 1_800_000)
