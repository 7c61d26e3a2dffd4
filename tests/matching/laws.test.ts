/** What holds of every run, whatever the books and lines: laws over random small worlds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMatcher } from '../../shared/domain/matching/matcher.ts'
import type { LineMatch, MatchBooks, MatchLine } from '../../shared/domain/matching/types.ts'
import { makeCases } from '../fixtures/matching/cases.ts'
import { books, customer, invoice, line } from './small-books.ts'

interface World {
  readonly books: MatchBooks
  readonly lines: readonly MatchLine[]
}

/** Dense worlds of the generator: few documents, many lines, so that lines compete. */
const worlds: fc.Arbitrary<World> = fc.integer({ min: 1, max: 1e6 }).map((seed) => {
  const cases = makeCases(seed, { customers: 30, documents: 200, lines: 120 })
  return { books: cases.books, lines: cases.lines.map((one) => one.line) }
})
/** Amounts from so few that equals and sums abound, and numbers that look alike. */
const confusing: fc.Arbitrary<World> = fc
  .record({
    amounts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 14 }),
    lines: fc.array(
      fc.record({
        minor: fc.integer({ min: 1, max: 14 }),
        named: fc.integer({ min: 0, max: 15 }),
        who: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ amounts, lines }) => ({
    books: books(
      [
        customer('C-1', 'Kuzey Ambalaj A.Ş.', { taxId: '1111111111' }),
        customer('C-2', 'Kuzey Ambalaj Ltd. Şti.', { parent: 'C-1', taxId: '2222222222' }),
        customer('C-3', 'Güney Boya', { policy: 'oldest' }),
      ],
      amounts.map((amount, at) =>
        invoice(`INV-${100 + at}`, `C-${1 + (at % 3)}`, (at % 5 === 4 ? -1 : 1) * amount * 100_00),
      ),
    ),
    lines: lines.map(({ minor, named, who }, at) =>
      line(
        minor * 100_00 - (who === 3 ? 40 : 0),
        named < 12 ? `INV-${100 + named} ${101 + named}` : 'ödeme',
        {
          id: `L${String(at).padStart(2, '0')}`,
          counterparty: ['Kuzey Ambalaj', 'Güney Boya', 'Ali Veli', null][who] ?? null,
          taxId: who === 3 ? '1111111111' : null,
        },
      ),
    ),
  }))

describe('laws of matching', () => {
  for (const [name, world, runs] of [
    ['of the generator', worlds, 25],
    ['of equals and sums', confusing, 400],
  ] as const) {
    it(`M104 N11: no open amount of worlds ${name} is used twice or beyond what is open`, () => {
      fc.assert(
        fc.property(world, ({ books: source, lines }) => {
          const open = new Map(source.documents.map((one) => [one.id, one.openMinor]))
          for (const { proposals } of buildMatcher(source).matchLines(lines))
            for (const { documentId, amountMinor } of proposals[0]?.allocations ?? []) {
              const before = open.get(documentId) ?? 0
              expect(Math.sign(amountMinor)).toBe(Math.sign(before))
              expect(Math.abs(amountMinor)).toBeLessThanOrEqual(Math.abs(before))
              open.set(documentId, before - amountMinor)
            }
        }),
        { numRuns: runs },
      )
    })

    it(`M104: allocations, adjustments and rest of worlds ${name} are the line’s amount`, () => {
      fc.assert(
        fc.property(world, ({ books: source, lines }) => {
          buildMatcher(source)
            .matchLines(lines)
            .forEach((match, at) => expectSum(match, lines[at]))
        }),
        { numRuns: runs },
      )
    })

    it(`the order of lines and documents of worlds ${name} does not matter`, () => {
      fc.assert(
        fc.property(world, fc.infiniteStream(fc.nat()), ({ books: source, lines }, order) => {
          const mixed = <T>(list: readonly T[]): T[] =>
            list
              .map((one) => ({ one, key: order.next().value ?? 0 }))
              .toSorted((a, b) => a.key - b.key)
              .map(({ one }) => one)
          const given = buildMatcher(source).matchLines(lines)
          const other = buildMatcher({ ...source, documents: mixed(source.documents) }).matchLines(
            mixed(lines),
          )

          const byId = (a: LineMatch, b: LineMatch) => (a.lineId < b.lineId ? -1 : 1)
          expect(other.toSorted(byId)).toEqual(given.toSorted(byId))
        }),
        { numRuns: Math.ceil(runs / 2) },
      )
    })
  }

  it('N11: a line that two customers or two documents fit equally is never posted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1e7 }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (minor, isOneCustomer, minConfidence) => {
          const twins = books(
            [
              customer('C-1', 'Kuzey Ambalaj A.Ş.', {
                ibans: isOneCustomer ? ['TR330006100519786457841326'] : [],
              }),
              customer('C-2', 'Kuzey Ambalaj Ltd. Şti.'),
            ],
            [
              invoice('INV-1', 'C-1', minor),
              invoice('INV-2', isOneCustomer ? 'C-1' : 'C-2', minor),
            ],
          )
          const paid = line(minor, 'ödeme', {
            counterparty: 'KUZEY AMBALAJ',
            iban: isOneCustomer ? 'TR330006100519786457841326' : null,
          })
          const [match] = buildMatcher(twins).matchLines([paid], { minConfidence })
          expect(match?.decision).not.toBe('post')
        },
      ),
    )
  })
})

function expectSum(match: LineMatch, given: MatchLine | undefined): void {
  for (const { allocations, adjustments, unappliedMinor } of match.proposals) {
    const settled = allocations.reduce((sum, one) => sum + one.lineMinor, 0)
    const adjusted = adjustments.reduce((sum, one) => sum + one.amountMinor, 0)
    expect(settled - adjusted + unappliedMinor).toBe(given?.amountMinor)
    expect(unappliedMinor).toBeGreaterThanOrEqual(0)
  }
}
