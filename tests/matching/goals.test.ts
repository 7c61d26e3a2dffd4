/**
 * The goals of matching on a reporting seed, at a fifth of their size; `SALDO_MATCHING_FULL=1` runs
 * 10,000 lines against 100,000 items, as `npm run bench -- --matching` does for all reporting seeds.
 */
import { describe, expect, it } from 'vitest'
import { buildMatcher } from '../../shared/domain/matching/matcher.ts'
import { makeCases, REPORT_SEEDS } from '../fixtures/matching/cases.ts'
import {
  calibration,
  isRight,
  matchByAmount,
  matchByAmountAndReference,
  scoreboard,
} from './scoreboard.ts'

const isFull = process.env['SALDO_MATCHING_FULL'] === '1'
const SIZE = isFull
  ? { customers: 10_000, documents: 100_000, lines: 10_000 }
  : { customers: 2_000, documents: 20_000, lines: 2_000 }

describe.each(isFull ? REPORT_SEEDS : REPORT_SEEDS.slice(0, 1))(
  'labelled lines of seed %i',
  (seed) => {
    const cases = makeCases(seed, SIZE)
    const matches = buildMatcher(cases.books).matchLines(cases.lines.map((one) => one.line))
    const board = scoreboard(cases, matches)

    it('M104 M107 N11: of what is posted 99.5 % is right, of what can be decided 92 % and 75 %', () => {
      expect(board.decidable).toBeGreaterThan(SIZE.lines * 0.5)
      expect(board.precision).toBeGreaterThanOrEqual(0.995)
      expect(board.decidableFirst / board.decidable).toBeGreaterThanOrEqual(0.92)
      expect(board.decidablePosted / board.decidable).toBeGreaterThanOrEqual(0.75)
    })

    it('N11: confidences keep their word: of all proposals at 0.95 and above 99.5 % are right', () => {
      const sure = matches.flatMap((match, at) =>
        (match.proposals[0]?.confidence ?? 0) >= 0.95
          ? [isRight(match, cases.lines[at]?.truth ?? null)]
          : [],
      )
      expect(sure.filter(Boolean).length / sure.length).toBeGreaterThanOrEqual(0.995)
      for (const { proposals, said, right } of calibration(cases, matches))
        if (proposals > 100) expect(Math.abs(said - right)).toBeLessThan(0.12)
    })

    it('N11: confusable twins are never posted', () => {
      expect(board.twins).toBeGreaterThan(10)
      expect(board.twinsPosted).toBe(0)
    })

    it('M107: matching by amount, and by amount and number, are clearly beaten', () => {
      const byAmount = scoreboard(cases, matchByAmount(cases))
      const byBoth = scoreboard(cases, matchByAmountAndReference(cases))

      for (const other of [byAmount, byBoth])
        expect(board.decidableFirst).toBeGreaterThan(other.decidableFirst * 1.5)
      expect(byAmount.precision).toBeLessThan(board.precision)
    })

    it('M104: no line is without an answer, and money that went out is never a customer’s', () => {
      expect(matches.map((one) => one.lineId)).toEqual(cases.lines.map((one) => one.line.id))
      cases.lines.forEach(({ line }, at) => {
        if (line.amountMinor < 0) expect(matches[at]?.proposals).toEqual([])
      })
    })
  },
)
