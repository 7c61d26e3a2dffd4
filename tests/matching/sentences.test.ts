import { expect, it } from 'vitest'
import { makeCases } from '../fixtures/matching/cases.ts'
import { buildMatcher } from '../../shared/domain/matching/matcher.ts'
import { problemSentence } from '../../shared/i18n/sentences.ts'
import { MATCHING_SENTENCES } from '../../shared/i18n/sentences-matching.ts'

it('N11: every reason a matcher gives is a sentence in all languages, with nothing left blank', () => {
  const cases = makeCases(5, { customers: 200, documents: 2_000, lines: 1_500 })
  const matches = buildMatcher(cases.books).matchLines(cases.lines.map((one) => one.line))
  const given = matches.flatMap(({ proposals, reason }) => [
    { code: reason as string, params: {} },
    ...proposals.flatMap((one) => one.evidence),
  ])

  expect(new Set(given.map((one) => one.code)).size).toBeGreaterThan(25)
  for (const { code, params } of given)
    for (const language of ['tr', 'en', 'de'] as const) {
      const sentence = problemSentence(code, params, language)
      expect(sentence).not.toBe(code)
      expect(sentence).not.toMatch(/\{|\}|“”|„“|  /)
    }
})

it('names the same things in all languages', () => {
  for (const sentences of Object.values(MATCHING_SENTENCES)) {
    const named = Object.values(sentences).map((one) => one.match(/\{\w+\}/g)?.toSorted() ?? [])
    expect(named[1]).toEqual(named[0])
    expect(named[2]).toEqual(named[0])
  }
})
