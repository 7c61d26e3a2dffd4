import { expect, it } from 'vitest'
import type { GridColumn } from './grid-columns.ts'
import { totalLabel, totalsPerCurrency } from './grid-totals.ts'
import type { SayText } from './language.tsx'

interface Row {
  readonly currency: string
  readonly minor: number | null
}

const columns: readonly GridColumn<Row>[] = [
  { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
  {
    kind: 'money',
    id: 'balance',
    head: 'head.balance',
    minor: (row) => row.minor,
    currency: (row) => row.currency,
    total: true,
  },
]

it('adds each currency for itself, never one to another', () => {
  const rows = [
    { currency: 'TRY', minor: 100 },
    { currency: 'EUR', minor: 7 },
    { currency: 'TRY', minor: -30 },
    { currency: 'TRY', minor: null },
  ]

  expect(totalsPerCurrency(rows, columns)).toEqual([
    { currency: 'EUR', sums: new Map([['balance', 7n]]) },
    { currency: 'TRY', sums: new Map([['balance', 70n]]) },
  ])
})

it('stays exact beyond the safe integers', () => {
  const rows = Array.from({ length: 3 }, () => ({
    currency: 'TRY',
    minor: Number.MAX_SAFE_INTEGER,
  }))

  expect(totalsPerCurrency(rows, columns)[0]?.sums.get('balance')).toBe(27_021_597_764_222_973n)
})

it('has no total for nothing', () => {
  expect(totalsPerCurrency([], columns)).toEqual([])
})

it('M51: the total of the first rows says of how many it is', () => {
  const say: SayText = (id, values) => `${id} ${Object.values(values ?? {}).join(' ')}`
  const total = { currency: 'TRY', sums: new Map<string, bigint>() }
  expect(totalLabel(total, say)).toBe('grid.total TRY')
  expect(totalLabel({ ...total, of: { shown: 200, all: 373 } }, say)).toBe(
    'grid.totalOf TRY 200 373',
  )
})
