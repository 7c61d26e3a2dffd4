import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { span } from './grid-order.ts'
import {
  blockOf,
  everything,
  extendedTo,
  isChosen,
  movedHead,
  NO_RANGES,
  wholeColumns,
  wholeRows,
  withCell,
  type Cell,
  type Order,
  type Ranges,
} from './grid-range.ts'

const cell = (rowId: string, columnId: string): Cell => ({ rowId, columnId })

function order(rowIds: readonly string[], columnIds: readonly string[]): Order {
  return {
    rowCount: rowIds.length,
    columnIds,
    rowIdAt: (index) => rowIds[index] ?? '',
    indexOf: (rowId) => rowIds.indexOf(rowId),
    rowsBetween: (from, to) => new Set(rowIds.slice(from, to + 1)),
  }
}

const ROWS = ['a', 'b', 'c', 'd', 'e']
const COLUMNS = ['code', 'name', 'balance', 'overdue']
const GRID = order(ROWS, COLUMNS)

function chosen(ranges: Ranges, rowIds = ROWS, columnIds = COLUMNS): string[] {
  return rowIds.flatMap((rowId) =>
    columnIds.filter((id) => isChosen(ranges, rowId, id)).map((id) => `${rowId}.${id}`),
  )
}

describe('ux 6.1: ranges', () => {
  it('reaches from the anchor to the cell, in any direction', () => {
    const down = extendedTo(NO_RANGES, GRID, cell('b', 'name'), cell('c', 'balance'))
    const up = extendedTo(NO_RANGES, GRID, cell('c', 'balance'), cell('b', 'name'))

    expect(chosen(down)).toEqual(['b.name', 'b.balance', 'c.name', 'c.balance'])
    expect(chosen(up)).toEqual(chosen(down))
  })

  it('grows and shrinks with the head by Shift and arrows', () => {
    const from = cell('b', 'balance')
    const one = movedHead(NO_RANGES, GRID, from, 'down', { by: 1 })
    const two = movedHead(one, GRID, from, 'down', { by: 1 })
    const back = movedHead(two, GRID, from, 'up', { by: 1 })
    const edge = movedHead(one, GRID, from, 'right', 'edge')

    expect(chosen(two)).toEqual(['b.balance', 'c.balance', 'd.balance'])
    expect(chosen(back)).toEqual(chosen(one))
    expect(chosen(edge)).toEqual(['b.balance', 'b.overdue', 'c.balance', 'c.overdue'])
  })

  it('takes whole columns, whole rows and all', () => {
    const at = cell('b', 'balance')

    expect(chosen(wholeColumns(NO_RANGES, GRID, at))).toEqual(ROWS.map((row) => `${row}.balance`))
    expect(chosen(wholeRows(NO_RANGES, GRID, at))).toEqual(COLUMNS.map((id) => `b.${id}`))
    expect(chosen(everything(GRID, at))).toHaveLength(20)
  })

  it('adds a range and extends only that one', () => {
    const first = extendedTo(NO_RANGES, GRID, cell('a', 'code'), cell('a', 'name'))
    const both = withCell(first, GRID, cell('d', 'balance'))
    const longer = extendedTo(both, GRID, cell('d', 'balance'), cell('e', 'balance'))

    expect(chosen(longer)).toEqual(['a.code', 'a.name', 'd.balance', 'e.balance'])
  })

  it('keeps the same cells when rows are sorted, and leaves out what a filter hides', () => {
    const ranges = extendedTo(NO_RANGES, GRID, cell('b', 'balance'), cell('d', 'balance'))
    const filtered = order(['e', 'd', 'b'], COLUMNS)

    expect(chosen(ranges)).toEqual(['b.balance', 'c.balance', 'd.balance'])
    expect(blockOf(ranges, filtered)).toEqual({ rows: [1, 2], columnIds: ['balance'] })
  })
})

describe('ux 6.3: what several ranges make', () => {
  it('joins rows of the same columns, and columns of the same rows', () => {
    const rows = withCell(withCell(NO_RANGES, GRID, cell('d', 'name')), GRID, cell('a', 'name'))
    const columns = withCell(
      withCell(NO_RANGES, GRID, cell('a', 'overdue')),
      GRID,
      cell('a', 'code'),
    )

    expect(blockOf(rows, GRID)).toEqual({ rows: [0, 3], columnIds: ['name'] })
    expect(blockOf(columns, GRID)).toEqual({ rows: [0], columnIds: ['code', 'overdue'] })
  })

  it('has no block of different shapes', () => {
    const ranges = withCell(withCell(NO_RANGES, GRID, cell('a', 'name')), GRID, cell('b', 'code'))

    expect(blockOf(ranges, GRID)).toBeNull()
    expect(blockOf(NO_RANGES, GRID)).toBeNull()
  })
})

const rowId = fc.constantFrom(...ROWS)
const columnId = fc.constantFrom(...COLUMNS)
const anyCell = fc.record({ rowId, columnId })

test('the block of one range holds just its cells, whatever the order of rows', () => {
  fc.assert(
    fc.property(
      anyCell,
      anyCell,
      fc.shuffledSubarray(ROWS, { minLength: 1 }),
      (from, to, rowIds) => {
        const ranges = extendedTo(NO_RANGES, GRID, from, to)
        const now = order(rowIds, COLUMNS)
        const block = blockOf(ranges, now)
        const cells = (block?.rows ?? []).flatMap((row) =>
          (block?.columnIds ?? []).map((id) => `${now.rowIdAt(row)}.${id}`),
        )
        expect(cells).toEqual(chosen(ranges, rowIds))
      },
    ),
  )
})

test('any walk of the head ends in the rectangle from the anchor to it', () => {
  const step = fc.record({
    direction: fc.constantFrom('up' as const, 'down' as const, 'left' as const, 'right' as const),
    reach: fc.oneof(
      fc.constant('edge' as const),
      fc.record({ by: fc.integer({ min: 1, max: 3 }) }),
    ),
  })
  fc.assert(
    fc.property(anyCell, fc.array(step, { minLength: 1, maxLength: 12 }), (from, steps) => {
      const walked = steps.reduce(
        (ranges, { direction, reach }) => movedHead(ranges, GRID, from, direction, reach),
        NO_RANGES,
      )
      expect(chosen(walked)).toEqual(chosen(extendedTo(NO_RANGES, GRID, from, walked.head ?? from)))
    }),
  )
})

test('a span of row numbers is the set of them', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(120), (from, more, asked) => {
      const set = new Set(Array.from({ length: more + 1 }, (_, index) => String(from + index)))
      const rows = span(from, from + more)
      expect([...rows]).toEqual([...set])
      expect(rows.size).toBe(set.size)
      expect(rows.has(String(asked))).toBe(set.has(String(asked)))
    }),
  )
})
