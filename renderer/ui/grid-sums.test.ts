import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import type { GridColumn } from './grid-columns.ts'
import type { GroupRow } from './grid-groups.ts'
import type { RowOrder } from './grid-order.ts'
import { extendedTo, NO_RANGES, withCell, type Ranges } from './grid-range.ts'
import { meanOf, sumRanges, type SelectionSums } from './grid-sums.ts'

interface Row {
  readonly name: string | null
  readonly currency: string
  readonly minor: number | null
  readonly count: number
}

const COLUMNS: readonly GridColumn<Row>[] = [
  { kind: 'text', id: 'name', head: 'head.account', text: (row) => row.name },
  {
    kind: 'money',
    id: 'balance',
    head: 'head.balance',
    minor: (row) => row.minor,
    currency: (row) => row.currency,
  },
  { kind: 'number', id: 'count', head: 'head.currency', number: (row) => row.count, as: 'count' },
  { kind: 'number', id: 'share', head: 'head.limitUsed', number: () => 0.5, as: 'percent' },
]

function orderOf(rows: readonly (Row | undefined)[]): RowOrder<Row> {
  return {
    rowCount: rows.length,
    columnIds: COLUMNS.map(({ id }) => id),
    rowIdAt: String,
    indexOf: Number,
    rowsBetween: (from, to) =>
      new Set(Array.from({ length: to - from + 1 }, (_, at) => String(from + at))),
    rowAt: (index) => rows[index],
  }
}

function sum(ranges: Ranges, order: RowOrder<Row>): SelectionSums {
  const steps = sumRanges(
    ranges,
    order,
    new Map(COLUMNS.map((column) => [column.id, column])),
    (id) => id,
    2,
  )
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

const row = (minor: number | null, currency = 'TRY'): Row => ({
  name: 'İnci',
  currency,
  minor,
  count: 3,
})
const from = { rowId: '0', columnId: 'balance' }

it('ux 6.2: adds each currency for itself and counts what is filled', () => {
  const order = orderOf([row(100), row(-30), row(7, 'EUR'), row(null)])
  const ranges = extendedTo(
    NO_RANGES,
    order,
    { rowId: '0', columnId: 'name' },
    {
      rowId: '3',
      columnId: 'balance',
    },
  )

  expect(sum(ranges, order)).toEqual({
    cells: 8,
    filled: 7,
    rowsMissing: 0,
    groups: [
      { currency: 'TRY', figures: 2, sum: 70n, min: -30, max: 100 },
      { currency: 'EUR', figures: 1, sum: 7n, min: 7, max: 7 },
    ],
  })
})

it('adds whole numbers, and never percentages', () => {
  const order = orderOf([row(100), row(100)])
  const ranges = extendedTo(
    NO_RANGES,
    order,
    { rowId: '0', columnId: 'count' },
    {
      rowId: '1',
      columnId: 'share',
    },
  )

  expect(sum(ranges, order)).toMatchObject({
    filled: 4,
    groups: [{ currency: null, figures: 2, sum: 6n }],
  })
})

it('counts a cell in two ranges once', () => {
  const order = orderOf([row(100), row(1)])
  const both = withCell(
    extendedTo(NO_RANGES, order, from, { rowId: '1', columnId: 'balance' }),
    order,
    from,
  )

  expect(sum(both, order)).toMatchObject({ cells: 2, groups: [{ sum: 101n, figures: 2 }] })
})

it('says how many chosen rows are not loaded', () => {
  const order = orderOf([row(100), undefined, undefined])
  const ranges = extendedTo(NO_RANGES, order, from, { rowId: '2', columnId: 'balance' })

  expect(sum(ranges, order)).toMatchObject({ cells: 3, rowsMissing: 2, groups: [{ sum: 100n }] })
})

it('rounds the mean half away from zero', () => {
  const of = (sum: bigint, figures: number) =>
    meanOf({ currency: 'TRY', sum, figures, min: 0, max: 0 })

  expect([of(5n, 2), of(-5n, 2), of(4n, 3), of(-4n, 3)]).toEqual([3n, -3n, 1n, -1n])
})

test('sums are those of bigints, however large the figures', () => {
  const safe = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }))
  fc.assert(
    fc.property(fc.array(safe, { minLength: 1, maxLength: 30 }), (minors) => {
      const order = orderOf(minors.map((minor) => row(minor)))
      const ranges = extendedTo(NO_RANGES, order, from, {
        rowId: String(minors.length - 1),
        columnId: 'balance',
      })
      expect(sum(ranges, order).groups).toEqual([
        {
          currency: 'TRY',
          figures: minors.length,
          sum: minors.reduce((total, minor) => total + BigInt(minor), 0n),
          min: Math.min(...minors),
          max: Math.max(...minors),
        },
      ])
    }),
  )
})

it('adds up the rows of groups, never their subtotals', () => {
  const row = { name: 'a', currency: 'TRY', minor: 100, count: 1 }
  const order: RowOrder<Row> = {
    ...orderOf([undefined, row, row]),
    groupAt: (index) => (index === 0 ? GROUP : undefined),
  }
  const ranges = extendedTo(
    NO_RANGES,
    order,
    { rowId: '0', columnId: 'balance' },
    { rowId: '2', columnId: 'balance' },
  )

  const { cells, rowsMissing, groups } = sum(ranges, order)

  expect({ cells, rowsMissing, sum: groups[0]?.sum }).toEqual({
    cells: 2,
    rowsMissing: 0,
    sum: 200n,
  })
})

const GROUP: GroupRow = {
  key: 'k',
  rowId: 'group k',
  label: 'k',
  level: 0,
  count: 2,
  isOpen: true,
  isFirst: true,
  total: { currency: 'TRY', sums: new Map([['balance', 200n]]) },
  within: [],
}
