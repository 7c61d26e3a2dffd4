import { expect, it } from 'vitest'
import { fold, foldedIncludes, foldedWords } from './fold.ts'

it.each(['inci', 'INCI', 'İNCİ', 'İnci', 'ıncı'])('%s folds to the same text', (text) => {
  expect(fold(text)).toBe('inci')
})

it.each([
  ['Şahin Gıda', 'sahin gida'],
  ['Weißbräu Straße', 'weissbrau strasse'],
  ['ÇAĞRI ÖZGÜR', 'cagri ozgur'],
  ['Ærø Møbler', 'aero mobler'],
])('%s loses its marks', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

it('finds words in any order', () => {
  expect(foldedIncludes(fold('Kuzey Ambalaj Tic. Ltd. Şti.'), foldedWords('ŞTİ kuzey'))).toBe(true)
  expect(foldedIncludes(fold('Kuzey Ambalaj'), foldedWords('guney'))).toBe(false)
})
