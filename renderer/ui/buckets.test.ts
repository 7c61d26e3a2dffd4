import { expect, it } from 'vitest'
import { bucketKeys, edgesOf, edgesText } from './buckets.ts'

it('reads and writes edges, and names the buckets they make as the contract does', () => {
  const edges = edgesOf('15, 45;90') ?? []

  expect(edges).toEqual([15, 45, 90])
  expect(edgesText(edges)).toBe('15-45-90')
  expect(bucketKeys(edges)).toEqual(['not_due', '1-15', '16-45', '46-90', '91+'])
})
