import { expect, it } from 'vitest'
import {
  assign,
  constants,
  factorsOf,
  fieldOf,
  type FileColumn,
  guessedRules,
  looksWhole,
  mapOfRules,
  rulesOfMap,
  setColumnOptions,
  setRule,
} from './rules.ts'

const column = (
  index: number,
  heading: string,
  field: string | null = null,
  samples: string[] = [],
) => ({ index, heading, field, samples }) satisfies FileColumn
const COLUMNS = [
  column(0, 'Cari', 'customer_code', ['17850.0']),
  column(1, 'Tutar', 'amount'),
  column(2, 'Tutar'),
  column(3, ''),
]

it('names a column by its heading, or by its place where the heading is not the only one', () => {
  const guessed = guessedRules(COLUMNS)
  expect(mapOfRules(guessed)).toEqual({ customer_code: 'Cari', amount: { index: 2 } })
  expect(COLUMNS.map((one) => fieldOf(one, COLUMNS, guessed))).toEqual([
    'customer_code',
    'amount',
    null,
    null,
  ])
})

it('moves a field to another column, and frees the field a column fed before', () => {
  const moved = assign(guessedRules(COLUMNS), COLUMNS[3] as FileColumn, 'amount', COLUMNS)
  expect(mapOfRules(moved)).toEqual({ customer_code: 'Cari', amount: { index: 4 } })
  const freed = assign(moved, COLUMNS[0] as FileColumn, 'reference', COLUMNS)
  expect(mapOfRules(freed)).toEqual({ reference: 'Cari', amount: { index: 4 } })
  expect(mapOfRules(assign(freed, COLUMNS[0] as FileColumn, null, COLUMNS))).toEqual({
    amount: { index: 4 },
  })
})

it('keeps fixed values, products, defaults and whole numbers of a saved map', () => {
  const map = rulesOfMap({
    type: { const: 'invoice' },
    customer_code: { column: 'Cari', default: 'CASH', integer: true },
    amount: { product: ['Adet', 'Fiyat'] },
    groupBy: 'document_no',
    negative: 'credit_note',
  })
  expect(constants(map)).toEqual([{ field: 'type', value: 'invoice' }])
  expect(factorsOf(map)).toEqual(['Adet', 'Fiyat'])
  expect(
    mapOfRules(setColumnOptions(map, 'customer_code', { default: '', integer: false })),
  ).toEqual({
    type: { const: 'invoice' },
    customer_code: 'Cari',
    amount: { product: ['Adet', 'Fiyat'] },
    groupBy: 'document_no',
    negative: 'credit_note',
  })
  expect(rulesOfMap('nonsense').rules).toEqual({})
  expect(setRule(map, 'type', null).rules['type']).toBeUndefined()
})

it('sees codes that a spreadsheet made numbers of', () => {
  expect(COLUMNS.map(looksWhole)).toEqual([true, false, false, false])
})
