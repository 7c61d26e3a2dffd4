import { expect, it } from 'vitest'
import { MATCH_DEFAULTS } from './types.ts'

it('M107: is shipped with the tolerances and the policy that the command line states', () => {
  expect(MATCH_DEFAULTS).toEqual({
    minConfidence: 0.95,
    roundingMinor: 500,
    roundingBasisPoints: 50,
    feeTry: 100,
    feeOther: 30,
  })
})
