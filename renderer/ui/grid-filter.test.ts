import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../shared/domain/days.ts'
import { formattersFor } from '../../shared/i18n/formatters.ts'
import type { ColumnFilters } from '../../shared/contract/views.ts'
import type { GridColumn } from './grid-columns.ts'
import { countedValues, filterToValue, filterWords, rowTest, without } from './grid-filter.ts'
import { rangeText, readAmounts, readDays } from './grid-range-text.ts'

interface Row {
  readonly name: string
  readonly tags: readonly string[]
  readonly currency: string
  readonly minor: number | null
  readonly on: string | null
}

const format = formattersFor({ language: 'tr', formatLocale: 'tr-TR', negative: 'minus' })
const say = (id: string) => id
const NAME: GridColumn<Row> = {
  kind: 'text',
  id: 'name',
  head: { text: 'Name' },
  text: (r) => r.name,
}
const TAGS: GridColumn<Row> = {
  kind: 'text',
  id: 'tags',
  head: { text: 'Tags' },
  text: (r) => r.tags.join(', '),
  values: (r) => r.tags,
}
const AMOUNT: GridColumn<Row> = {
  kind: 'money',
  id: 'amount',
  head: { text: 'Amount' },
  minor: (r) => r.minor,
  currency: (r) => r.currency,
}
const DAY: GridColumn<Row> = { kind: 'day', id: 'day', head: { text: 'Day' }, day: (r) => r.on }
const COLUMNS = [NAME, TAGS, AMOUNT, DAY]

const row = (name: string, minor: number | null, more: Partial<Row> = {}): Row => ({
  name,
  minor,
  tags: [],
  currency: 'TRY',
  on: null,
  ...more,
})
const ROWS = [
  row('İnci Mobilya', 100_000, { tags: ['vip', 'a'], on: '2026-09-30' }),
  row('Şahin Gıda', -500, { tags: ['a'], on: '2026-10-01' }),
  row('Kuzey', 0, { on: '2026-10-31' }),
  row('Tokyo KK', 1000, { currency: 'JPY' }),
  row('', null),
]

function left(filters: ColumnFilters): string[] {
  const passes = rowTest(COLUMNS, filters, say as never, format)
  return ROWS.filter((one) => passes === null || passes(one)).map((one) => one.name)
}

describe('the set filter', () => {
  it('counts every tag of a row, blanks last, in the order of the alphabet', () => {
    expect(countedValues(TAGS, ROWS, say as never, format)).toEqual([
      { value: 'a', count: 2 },
      { value: 'vip', count: 1 },
      { value: null, count: 3 },
    ])
    expect(countedValues(NAME, ROWS, say as never, format).map((one) => one.value)).toEqual([
      'İnci Mobilya',
      'Kuzey',
      'Şahin Gıda',
      'Tokyo KK',
      null,
    ])
  })

  it('keeps only what is ticked, or all but what is not, blanks among them', () => {
    expect(left({ tags: { kind: 'set', mode: 'only', values: ['vip'] } })).toEqual(['İnci Mobilya'])
    expect(left({ tags: { kind: 'set', mode: 'except', values: [null] } })).toEqual([
      'İnci Mobilya',
      'Şahin Gıda',
    ])
    expect(left({ name: { kind: 'set', mode: 'only', values: [null, 'Kuzey'] } })).toEqual([
      'Kuzey',
      '',
    ])
  })

  it('leaves a value out besides those left out before, or takes it from those kept', () => {
    const first = without(undefined, ['a'])
    expect(first).toEqual({ kind: 'set', mode: 'except', values: ['a'] })
    expect(without(first, ['b'])).toEqual({ kind: 'set', mode: 'except', values: ['a', 'b'] })
    expect(without({ kind: 'set', mode: 'only', values: ['a', 'b'] }, ['a'])).toEqual({
      kind: 'set',
      mode: 'only',
      values: ['b'],
    })
  })
})

it('M174 (part): "contains" finds İnci by inci and INCI, Şahin by sahin', () => {
  for (const contains of ['inci', 'INCI', 'İNCİ'])
    expect(left({ name: { kind: 'text', contains } })).toEqual(['İnci Mobilya'])
  expect(left({ name: { kind: 'text', contains: 'sahin gida' } })).toEqual(['Şahin Gıda'])
})

it('compares an amount in each row’s own currency, and a blank is in no range', () => {
  const filter = { kind: 'amount', from: '1000', to: null, strict: false } as const
  // 1,000.00 TRY is 100000 kuruş, 1,000 JPY is 1000.
  expect(left({ amount: filter })).toEqual(['İnci Mobilya', 'Tokyo KK'])
  expect(left({ amount: { ...filter, from: '0', strict: true } })).toHaveLength(2)
  expect(left({ amount: { kind: 'amount', from: null, to: '0', strict: false } })).toEqual([
    'Şahin Gıda',
    'Kuzey',
  ])
})

it('filters to the very figure of a row', () => {
  const exact = filterToValue(AMOUNT, ROWS[1] as Row, say as never, format)
  expect(exact).toEqual({ kind: 'amount', from: '-5.00', to: '-5.00', strict: false })
  expect(left({ amount: exact })).toEqual(['Şahin Gıda'])
})

describe('ranges as they are typed', () => {
  it.each([
    ['>1.000', '1000', null, true],
    ['>= 12,50', '12.5', null, false],
    ['<0', null, '0', true],
    ['10..20', '10', '20', false],
    ['-5..', '-5', null, false],
    ['=7', '7', '7', false],
    ['7', '7', '7', false],
  ] as const)('%s', (text, from, to, strict) => {
    expect(readAmounts(text, format)).toEqual({ kind: 'amount', from, to, strict })
  })

  it('reads days, and a month as its days', () => {
    const today = '2026-10-31' as IsoDate
    expect(readDays('>01.10', today, format)).toEqual({ kind: 'day', from: '2026-10-02', to: null })
    expect(readDays('1.10..m', today, format)).toEqual({
      kind: 'day',
      from: '2026-10-01',
      to: '2026-10-31',
    })
    expect(readDays('02.2028', today, format)).toEqual({
      kind: 'day',
      from: '2028-02-01',
      to: '2028-02-29',
    })
  })

  it('refuses what is none', () => {
    for (const text of ['abc', '>', '..', '1..x']) expect(readAmounts(text, format)).toBeNull()
  })

  it('writes a range so that it reads back the same', () => {
    for (const text of ['> 1.000', '≤ −12,5', '10 .. 20', '= 7']) {
      const read = readAmounts(text, format)
      expect(read && rangeText(read, AMOUNT, format)).toBe(text)
    }
  })
})

it('says two values on a chip and counts the others', () => {
  const filter = { kind: 'set', mode: 'only', values: ['a', 'b', 'c', 'd'] } as const
  expect(filterWords(NAME, { ...filter, values: [...filter.values] }, say as never, format)).toBe(
    'a, b +2',
  )
})
