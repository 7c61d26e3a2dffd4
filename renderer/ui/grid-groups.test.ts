import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { formattersFor } from '../../shared/i18n/formatters.ts'
import type { GridColumn } from './grid-columns.ts'
import { groupRows, inGroupOrder, type Placed } from './grid-groups.ts'
import { totalsPerCurrency } from './grid-totals.ts'

interface Row {
  readonly id: number
  readonly city: string
  readonly segment: string
  readonly currency: string
  readonly minor: number
}

const format = formattersFor({ language: 'tr', formatLocale: 'tr-TR', negative: 'minus' })
const say = (id: string) => id
const CITY: GridColumn<Row> = {
  kind: 'text',
  id: 'city',
  head: { text: 'City' },
  text: (r) => r.city,
}
const SEGMENT: GridColumn<Row> = {
  kind: 'text',
  id: 'segment',
  head: { text: 'Segment' },
  text: (r) => r.segment,
}
const AMOUNT: GridColumn<Row> = {
  kind: 'money',
  id: 'amount',
  head: { text: 'Amount' },
  minor: (r) => r.minor,
  currency: (r) => r.currency,
  total: true,
}
const COLUMNS = [CITY, SEGMENT, AMOUNT]

function grouped(rows: readonly Row[], by: readonly GridColumn<Row>[], closed: string[] = []) {
  return groupRows({
    rows,
    by,
    closed: new Set(closed),
    totalsOf: (some) => totalsPerCurrency(some, COLUMNS),
    blank: '(blank)',
    say: say as never,
    format,
  })
}

const row = (id: number, city: string, segment: string, minor: number, currency = 'TRY'): Row => ({
  id,
  city,
  segment,
  minor,
  currency,
})

it('makes a row per group and level with its count, and one more per further currency', () => {
  const rows = [row(1, 'Ankara', 'A', 100), row(2, 'Ankara', 'B', 50, 'EUR'), row(3, '', 'A', 7)]

  const { rows: groups, around } = grouped(rows, [CITY, SEGMENT])

  expect(
    groups.map(({ label, level, count, isFirst, total }) => [
      label,
      level,
      count,
      isFirst,
      total?.currency,
      total?.sums.get('amount'),
    ]),
  ).toEqual([
    ['Ankara', 0, 2, true, 'EUR', 50n],
    ['', 0, 2, false, 'TRY', 100n],
    ['A', 1, 1, true, 'TRY', 100n],
    ['B', 1, 1, true, 'EUR', 50n],
    ['(blank)', 0, 1, true, 'TRY', 7n],
    ['A', 1, 1, true, 'TRY', 7n],
  ])
  expect(around(rows[0] as Row)).toHaveLength(2)
  expect(around(row(9, 'x', 'y', 0))).toBeUndefined()
})

it('stands rows under their group in the order they are sorted, groups by their words', () => {
  const rows = [row(1, 'Rize', 'A', 1), row(2, 'Adana', 'A', 2), row(3, 'Rize', 'B', 3)]
  const { rows: groups, around } = grouped(rows, [CITY])
  const placed: Placed<string>[] = [
    ...rows.map(
      (one): Placed<string> => ({ kind: 'row', node: `row ${one.id}`, around: around(one) ?? [] }),
    ),
    ...groups.map((group): Placed<string> => ({ kind: 'group', node: group.label, group })),
  ]

  expect(inGroupOrder(placed, (a, b) => (a.label < b.label ? -1 : 1))).toEqual([
    'Adana',
    'row 2',
    'Rize',
    'row 1',
    'row 3',
  ])
})

test('the subtotals of every level add up to the total, whatever the rows', () => {
  const anyRow = fc.record({
    id: fc.nat(),
    city: fc.constantFrom('', 'Ankara', 'İzmir', 'Rize'),
    segment: fc.constantFrom('', 'A', 'B'),
    currency: fc.constantFrom('TRY', 'EUR', 'JPY'),
    minor: fc.maxSafeInteger(),
  })
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
      const total = totalsPerCurrency(rows, COLUMNS)
      const { rows: groups } = grouped(rows, [CITY, SEGMENT])
      for (const level of [0, 1])
        for (const { currency, sums } of total) {
          const sum = groups
            .filter((one) => one.level === level && one.total?.currency === currency)
            .reduce((all, one) => all + (one.total?.sums.get('amount') ?? 0n), 0n)
          expect(sum).toBe(sums.get('amount'))
        }
      const counted = groups.filter((one) => one.level === 0 && one.isFirst)
      expect(counted.reduce((all, one) => all + one.count, 0)).toBe(rows.length)
    }),
  )
})
