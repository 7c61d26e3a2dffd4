import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SUBSET_LIMIT, subsetsOf } from './subset-sum.ts'

it('finds the set that adds up, credits among it', () => {
  expect(subsetsOf([700, 300, 250, -50, 90], 500, { max: 3, sizeMax: 4 })).toEqual([[1, 2, 3]])
  expect(subsetsOf([700, 300], 500, { max: 3, sizeMax: 4 })).toEqual([])
})

it('finds a set exactly when trying all of them does, and every set is right', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -20, max: 60 }), { maxLength: 11 }),
      fc.integer({ min: 1, max: 150 }),
      (amounts, target) => {
        const found = subsetsOf(amounts, target, { max: 5000, sizeMax: 11 })
        let count = 0
        for (let mask = 0; mask < 1 << amounts.length; mask += 1) {
          const set = amounts.filter((_, at) => mask & (1 << at))
          if (set.length >= 2 && set.reduce((sum, one) => sum + one, 0) === target) count += 1
        }
        expect(found).toHaveLength(count)
        for (const set of found)
          expect(set.reduce((sum, at) => sum + (amounts[at] ?? 0), 0)).toBe(target)
      },
    ),
  )
})

it('takes no more amounts than its bound of work allows', () => {
  const many = Array.from({ length: 400 }, (_, at) => at + 1)

  expect(subsetsOf(many, 1_000_000, { max: 1, sizeMax: 6 })).toEqual([])
  expect(subsetsOf(many, 3, { max: 1, sizeMax: 6 })).toEqual([[0, 1]])
  expect(SUBSET_LIMIT).toBeLessThanOrEqual(20)
})
