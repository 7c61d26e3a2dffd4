/** Amounts in words: examples a controller reads, and a reader of our own that turns them back into numbers. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  amountInWords,
  numberInWords,
  type WordsLanguage,
} from '../../shared/domain/letters/words.ts'

describe('M55 (part): amounts in words', () => {
  it.each([
    [2_500_000, 'TRY', 'tr', 'yirmibeşbin Türk lirası'],
    [65_035, 'TRY', 'tr', 'altıyüzelli Türk lirası otuzbeş kuruş'],
    [100_100, 'TRY', 'tr', 'binbir Türk lirası'],
    [50, 'TRY', 'tr', 'elli kuruş'],
    [0, 'EUR', 'tr', 'sıfır euro'],
    [2_500_000, 'TRY', 'en', 'twenty-five thousand Turkish lira'],
    [100_501, 'EUR', 'en', 'one thousand and five euros and one cent'],
    [
      12_345_678,
      'USD',
      'en',
      'one hundred and twenty-three thousand four hundred and fifty-six US dollars and seventy-eight cents',
    ],
    [100, 'TRY', 'de', 'eine Türkische Lira'],
    [10_100, 'EUR', 'de', 'einhundertein Euro'],
    [2_150, 'EUR', 'de', 'einundzwanzig Euro und fünfzig Cent'],
    [130_000_000, 'EUR', 'de', 'eine Million dreihunderttausend Euro'],
    [-2_500_000, 'TRY', 'de', 'fünfundzwanzigtausend Türkische Lira'],
    [1_234_500, 'KWD', 'en', 'one thousand two hundred and thirty-four KWD 500/1000'],
    [7, 'JPY', 'de', 'sieben JPY'],
  ] as const)('%i %s in %s is "%s"', (minor, currency, language, words) => {
    expect(amountInWords(minor, currency, language)).toBe(words)
  })
})

/** Words of each language, longest first, as a sum of values; powers multiply what stands before. */
const VALUES: Readonly<Record<WordsLanguage, readonly (readonly [string, number])[]>> = {
  tr: [
    ['sıfır', 0],
    ['bir', 1],
    ['iki', 2],
    ['üç', 3],
    ['dört', 4],
    ['beş', 5],
    ['altı', 6],
    ['yedi', 7],
    ['sekiz', 8],
    ['dokuz', 9],
    ['on', 10],
    ['yirmi', 20],
    ['otuz', 30],
    ['kırk', 40],
    ['elli', 50],
    ['altmış', 60],
    ['yetmiş', 70],
    ['seksen', 80],
    ['doksan', 90],
    ['yüz', 100],
    ['bin', 1e3],
    ['milyon', 1e6],
    ['milyar', 1e9],
    ['trilyon', 1e12],
    ['katrilyon', 1e15],
  ],
  en: [
    ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, i) => [word, i] as const),
    ...'twenty thirty forty fifty sixty seventy eighty ninety'
      .split(' ')
      .map((word, i) => [word, 20 + 10 * i] as const),
    ['hundred', 100],
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['trillion', 1e12],
    ['quadrillion', 1e15],
  ],
  de: [
    ...'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'
      .split(' ')
      .map((word, i) => [word, i] as const),
    ...'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'
      .split(' ')
      .map((word, i) => [word, 20 + 10 * i] as const),
    ['eins', 1],
    ['eine', 1],
    ['hundert', 100],
    ['tausend', 1e3],
    ['million', 1e6],
    ['millionen', 1e6],
    ['milliarde', 1e9],
    ['milliarden', 1e9],
    ['billion', 1e12],
    ['billionen', 1e12],
    ['billiarde', 1e15],
    ['billiarden', 1e15],
    ['und', -1],
  ],
}

function readBack(text: string, language: WordsLanguage): number {
  const words = VALUES[language].toSorted(([a], [b]) => b.length - a.length)
  let total = 0
  let group = 0
  for (const token of text.toLowerCase().replaceAll(' and ', ' ').split(/[ -]/)) {
    for (let rest = token; rest !== ''; ) {
      const found = words.find(([word]) => rest.startsWith(word))
      if (!found) throw new Error(`cannot read ${rest} of ${text}`)
      const [word, value] = found
      rest = rest.slice(word.length)
      if (value === 100) group = (group === 0 ? 1 : group) * 100
      else if (value >= 1000) {
        total += (group === 0 ? 1 : group) * value
        group = 0
      } else if (value >= 0) group += value
    }
  }
  return total + group
}

test.each(['tr', 'en', 'de'] as const)(
  'whatever the number, its words in %s read back as it',
  (language) => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(3000), fc.maxSafeNat()), (number) => {
        expect(readBack(numberInWords(number, language), language)).toBe(number)
      }),
      { numRuns: 2000 },
    )
  },
)
