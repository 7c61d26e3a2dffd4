import { expect, it } from 'vitest'
import type { GridColumn } from './grid-columns.ts'
import { span } from './grid-order.ts'
import { extendedTo, NO_RANGES } from './grid-range.ts'
import { rowsAt, sumsOfPages } from './paged-rows.ts'

const MINOR: GridColumn<number> = {
  kind: 'money',
  id: 'minor',
  head: 'head.balance',
  minor: (row) => row,
  currency: () => 'EUR',
}
const ROWS = Array.from({ length: 1300 }, (_, index) => index)
const asked: number[] = []
const page = (offset: number, limit: number) => {
  asked.push(offset)
  return Promise.resolve({ rows: ROWS.slice(offset, offset + limit), total: ROWS.length })
}
const order = {
  rowCount: ROWS.length,
  columnIds: ['minor'],
  rowIdAt: String,
  indexOf: Number,
  rowsBetween: span,
  rowAt: () => undefined,
}

it('ux 6.12: adds up chosen rows that are not in the page, asking only for their pages', async () => {
  const at = (row: number) => ({ rowId: String(row), columnId: 'minor' })
  const ranges = extendedTo(NO_RANGES, order, at(400), at(999))
  const sums = await sumsOfPages(page, ranges, order, [MINOR], (id) => id)

  expect(asked).toEqual([0, 500])
  expect(sums).toEqual({
    cells: 600,
    filled: 600,
    rowsMissing: 0,
    groups: [{ currency: 'EUR', figures: 600, sum: 419_700n, min: 400, max: 999 }],
  })
})

it('gives rows in the order asked for', async () => {
  expect(await rowsAt(page, [1299, 3])).toEqual([1299, 3])
})
