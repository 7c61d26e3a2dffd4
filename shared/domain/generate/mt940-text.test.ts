import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { finishStatements } from '../bank/finish.ts'
import { parseMt940 } from '../bank/mt940.ts'
import { addDays, day, type IsoDate } from '../days.ts'
import { isIban } from '../iban.ts'
import { DEMO_BANK } from './demo-plan.ts'
import { demoPlan } from './demo.ts'
import { payerIban } from './demo-payers.ts'
import { mt940Text, type StatementText } from './mt940-text.ts'

const IBAN = DEMO_BANK[0].iban
const FROM = day('2026-09-01')

const words = fc
  .array(fc.constantFrom(...Array.from('ABÇĞİÖŞÜabçğıöşü0123456789 ?-:/.,()')), { maxLength: 140 })
  .map((chars) => chars.join('').trim())
const line = fc.record({
  after: fc.integer({ min: 0, max: 29 }),
  amountMinor: fc.integer({ min: -9e11, max: 9e11 }).filter((minor) => minor !== 0),
  booking: fc.constantFrom('GELEN EFT', 'MASRAF'),
  text: words,
  counterparty: fc.option(words.map((text) => text.slice(0, 54).trim() || 'A')),
  iban: fc.option(fc.constant(payerIban('120.01.0077', 'tr'))),
})
const statement = fc
  .record({ openingMinor: fc.integer({ min: -1e12, max: 1e12 }), lines: fc.array(line) })
  .map(
    ({ openingMinor, lines }): StatementText => ({
      iban: IBAN,
      currency: 'TRY',
      number: 9,
      from: FROM,
      to: day('2026-09-30'),
      openingMinor,
      lines: lines
        .toSorted((a, b) => a.after - b.after)
        .map(({ after, ...one }, i) => ({
          ...one,
          bookedOn: addDays(FROM, after),
          bankRef: `26090000${String(i).padStart(4, '0')}`,
        })),
    }),
  )

describe('a statement as MT940', () => {
  test('M104 (part): closes and is read back line for line, whatever the words', () => {
    fc.assert(
      fc.property(statement, (made) => {
        const text = mt940Text(made)
        const [read, second] = finishStatements(parseMt940(text), '')
        expect(second).toBeUndefined()
        expect(read?.control).toEqual({ ok: true, differenceMinor: 0 })
        expect(read?.openingMinor).toBe(made.openingMinor)
        expect(
          read?.entries.flatMap(({ lines }) =>
            lines.map(({ bookedOn, amountMinor, bankRef, text: said, counterparty, iban }) => ({
              bookedOn,
              amountMinor,
              bankRef,
              said: letters(said),
              counterparty: letters(counterparty),
              iban,
            })),
          ),
        ).toEqual(
          made.lines.map(
            ({ bookedOn, amountMinor, bankRef, text: said, counterparty, iban, booking }) => ({
              bookedOn,
              amountMinor,
              bankRef,
              said: letters(said) || letters(booking),
              counterparty: letters(counterparty),
              iban,
            }),
          ),
        )
        expect(text.split('\r\n').every((one) => one.length <= 65)).toBe(true)
      }),
    )
  })
})

it('M167 (part): the demo asks to be paid into its first account, and its accounts are real IBANs', () => {
  const plan = demoPlan({ seed: 1, customers: 60, documents: 600, until: '2026-10-31' as IsoDate })
  expect(plan.letterhead.iban.replaceAll(' ', '')).toBe(DEMO_BANK[0].iban)
  const ibans = plan.customers.flatMap(({ fields }) => (fields['iban'] as string | undefined) ?? [])
  expect(ibans.length).toBeGreaterThan(10)
  expect([...DEMO_BANK.map(({ iban }) => iban), ...ibans].every(isIban)).toBe(true)
  expect(new Set(ibans).size).toBe(ibans.length)
})

/** Banks break lines inside of words, and the mark of the sub-fields is no letter. */
function letters(text: string | null): string {
  return (text ?? '').replaceAll('?', '.').replace(/\s/g, '')
}
