import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { TextIndex } from './text-index.ts'

it('puts a start of a field before a start of a word before a place inside one', () => {
  const index = new TextIndex([
    ['c1', 'san metal'],
    ['c2', 'ak metal'],
    ['c3', 'metal san'],
    ['c4', 'bimetal'],
  ])
  expect(index.find(['metal'], 10)).toEqual([2, 0, 1, 3])
  expect(index.find(['metal', 'san'], 10)).toEqual([0, 2])
  expect(index.find(['metal', 'c4'], 10)).toEqual([3])
  expect(
    new TextIndex([
      ['c9', 'a 1'],
      ['c1', 'a 9'],
    ]).find(['9'], 10),
  ).toEqual([1, 0])
  expect(index.find(['kalay'], 10)).toEqual([])
  expect(index.find([], 10)).toEqual([])
})

it('does not join the end of one record with the beginning of the next', () => {
  expect(new TextIndex([['ab'], ['cd']]).find(['bc'], 10)).toEqual([])
  expect(new TextIndex([['ab', 'cd']]).find(['bc'], 10)).toEqual([])
})

/** Record by record: what the index must agree with. */
function oneByOne(
  records: readonly (readonly string[])[],
  words: readonly string[],
  limit: number,
) {
  const ranked = records.flatMap((fields, record) => {
    const text = `\n${fields.join('\n')}`
    let rank = 0
    for (const word of words) {
      if (!text.includes(word)) return []
      const isBegin = text.includes(` ${word}`) || text.includes(`.${word}`)
      rank += text.includes(`\n${word}`) ? 0 : isBegin ? 1 : 2
    }
    return [{ rank, record }]
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.record - b.record)
    .slice(0, limit)
    .map(({ record }) => record)
}

test('finds what looking at every record finds, in the same order', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '.'), maxLength: 8 })
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 40 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 6 }),
      (records, words, limit) => {
        expect(new TextIndex(records).find(words, limit)).toEqual(oneByOne(records, words, limit))
      },
    ),
    { numRuns: 3000 },
  )
})
