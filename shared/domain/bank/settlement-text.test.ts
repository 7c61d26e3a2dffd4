import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ADJUSTMENT_KINDS } from '../matching/types.ts'
import { settlementIn, settlementText } from './settlement-text.ts'

it('N12: documents, what settles beside them, and whose discount it is', () => {
  expect(settlementIn(' INV-1=100.00; discount=2.00;INV-2 ;fee=6.20;')).toEqual({
    documents: [
      { documentNo: 'INV-1', amount: '100.00' },
      { documentNo: 'INV-2', amount: null },
    ],
    adjustments: [
      { kind: 'discount', amount: '2.00', document: 0 },
      { kind: 'fee', amount: '6.20', document: null },
    ],
  })
  expect(settlementIn('fee').documents).toEqual([{ documentNo: 'fee', amount: null }])
  expect(settlementIn('A=B=1').documents).toEqual([{ documentNo: 'A=B', amount: '1' }])
})

it('N12: what is written is read back as the same', () => {
  const amount = fc.constantFrom('1', '12.50', '-3.00')
  const said = fc
    .array(
      fc.record({
        documentNo: fc.stringMatching(/^[A-Z]{2}[-/]\d{1,6}$/),
        amount: fc.option(amount),
        discounts: fc.array(amount, { maxLength: 2 }),
      }),
      { maxLength: 4 },
    )
    .chain((documents) =>
      fc
        .array(fc.record({ kind: fc.constantFrom(...ADJUSTMENT_KINDS), amount }), { maxLength: 3 })
        .map((others) => ({
          documents: documents.map(({ documentNo, amount: one }) => ({ documentNo, amount: one })),
          adjustments: [
            // In the order they are written in.
            ...others
              .filter(({ kind }) => kind === 'discount')
              .map((one) => ({ ...one, document: null })),
            ...documents.flatMap(({ discounts }, document) =>
              discounts.map((one) => ({ kind: 'discount' as const, amount: one, document })),
            ),
            ...others
              .filter(({ kind }) => kind !== 'discount')
              .map((one) => ({ ...one, document: null })),
          ],
        })),
    )

  fc.assert(
    fc.property(said, (one) => {
      expect(settlementIn(settlementText(one))).toEqual(one)
    }),
  )
})
