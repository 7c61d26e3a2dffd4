/**
 * Which cells of a grid are chosen: a list of ranges, each a set of row ids and a set of column ids,
 * so that sorting and filtering keep what was chosen. Pure; the grid's order is an argument.
 *
 * Only the last range grows: from the `anchor`, where it began, to the `head`, where it ends now.
 * Rows that the filter hides stay chosen and are neither counted nor copied until they are back.
 */

import type { GroupRow } from './grid-groups.ts'

export interface Cell {
  readonly rowId: string
  readonly columnId: string
}

/** Row ids in any form that can be asked and walked: a Set, or a span of row numbers. */
export interface RowSet extends Iterable<string> {
  readonly size: number
  readonly has: (rowId: string) => boolean
}

export interface CellRange {
  readonly rowIds: RowSet
  readonly columnIds: ReadonlySet<string>
}

export interface Ranges {
  readonly list: readonly CellRange[]
  readonly anchor: Cell | null
  readonly head: Cell | null
}

/** Rows and columns as they stand on screen now. */
export interface Order {
  readonly rowCount: number
  /** The displayed columns that can be chosen, left to right. */
  readonly columnIds: readonly string[]
  readonly rowIdAt: (index: number) => string
  /** -1 for a row that is not shown. */
  readonly indexOf: (rowId: string) => number
  /** Rows from one index to another, both included. */
  readonly rowsBetween: (from: number, to: number) => RowSet
  /** A row that heads others and has no values of its own: it is copied, never added up or changed. */
  readonly groupAt?: (index: number) => GroupRow | undefined
}

export const NO_RANGES: Ranges = { list: [], anchor: null, head: null }

export type Direction = 'up' | 'down' | 'left' | 'right'
/** One cell, a screenful, or to the edge of the data. */
export type Reach = { readonly by: number } | 'edge'

export function isChosen({ list }: Ranges, rowId: string, columnId: string): boolean {
  return list.some((range) => range.columnIds.has(columnId) && range.rowIds.has(rowId))
}

/** From the anchor to a cell, in place of the last range. */
export function extendedTo(ranges: Ranges, order: Order, from: Cell, to: Cell): Ranges {
  const range = rectangle(order, from, to)
  return range === null
    ? ranges
    : { list: [...ranges.list.slice(0, -1), range], anchor: from, head: to }
}

/** A further range of one cell, which the next extension makes larger. */
export function withCell(ranges: Ranges, order: Order, cell: Cell): Ranges {
  const range = rectangle(order, cell, cell)
  return range === null ? ranges : { list: [...ranges.list, range], anchor: cell, head: cell }
}

/** The head one step on, or at the edge; the range from `from` (its anchor) follows. */
export function movedHead(
  ranges: Ranges,
  order: Order,
  from: Cell,
  direction: Direction,
  reach: Reach,
): Ranges {
  const head = ranges.head ?? from
  const row = order.indexOf(head.rowId)
  const column = order.columnIds.indexOf(head.columnId)
  if (row < 0 || column < 0) return ranges
  const isVertical = direction === 'up' || direction === 'down'
  const sign = direction === 'up' || direction === 'left' ? -1 : 1
  const step = reach === 'edge' ? sign * Infinity : sign * reach.by
  const to: Cell = {
    rowId: isVertical ? order.rowIdAt(clamped(row + step, order.rowCount)) : head.rowId,
    columnId: isVertical
      ? head.columnId
      : (order.columnIds[clamped(column + step, order.columnIds.length)] ?? head.columnId),
  }
  return extendedTo(ranges, order, from, to)
}

/** All cells: one range. */
export function everything(order: Order, at: Cell): Ranges {
  const last = order.columnIds.at(-1)
  if (order.rowCount === 0 || last === undefined) return NO_RANGES
  return {
    list: [
      {
        rowIds: order.rowsBetween(0, order.rowCount - 1),
        columnIds: new Set(order.columnIds),
      },
    ],
    anchor: at,
    head: at,
  }
}

/** The columns of the last range (or of the cell) over all rows. */
export function wholeColumns(ranges: Ranges, order: Order, at: Cell): Ranges {
  if (order.rowCount === 0) return ranges
  const columnIds = ranges.list.at(-1)?.columnIds ?? new Set([at.columnId])
  const range = { rowIds: order.rowsBetween(0, order.rowCount - 1), columnIds }
  return { ...ranges, list: [...ranges.list.slice(0, -1), range], anchor: ranges.anchor ?? at }
}

/** The rows of the last range (or of the cell) over all columns. */
export function wholeRows(ranges: Ranges, order: Order, at: Cell): Ranges {
  const index = order.indexOf(at.rowId)
  if (index < 0) return ranges
  const rowIds = ranges.list.at(-1)?.rowIds ?? order.rowsBetween(index, index)
  const range = { rowIds, columnIds: new Set(order.columnIds) }
  return { ...ranges, list: [...ranges.list.slice(0, -1), range], anchor: ranges.anchor ?? at }
}

/** Indexes of rows and columns that make the chosen cells, when these fill them without a gap. */
export interface Block {
  readonly rows: readonly number[]
  readonly columnIds: readonly string[]
}

/**
 * The shown part of all ranges as one block of rows by columns, in the order on screen; null when
 * the ranges have different shapes and no block holds just them, or when none of it is shown.
 */
export function blockOf(ranges: Ranges, order: Order): Block | null {
  const shown = ranges.list
    .map((range) => ({
      rows: [...range.rowIds].map(order.indexOf).filter((index) => index >= 0),
      columnIds: order.columnIds.filter((id) => range.columnIds.has(id)),
    }))
    .filter(({ rows, columnIds }) => rows.length > 0 && columnIds.length > 0)
  if (shown.length === 0) return null
  const rows = [...new Set(shown.flatMap((part) => part.rows))].toSorted((a, b) => a - b)
  const columnSet = new Set(shown.flatMap((part) => part.columnIds))
  const columnIds = order.columnIds.filter((id) => columnSet.has(id))
  if (shown.length > 1) {
    const widthOf = new Map<number, Set<string>>()
    for (const part of shown)
      for (const row of part.rows) {
        const known = widthOf.get(row) ?? new Set()
        for (const id of part.columnIds) known.add(id)
        widthOf.set(row, known)
      }
    if (rows.some((row) => widthOf.get(row)?.size !== columnIds.length)) return null
  }
  return { rows, columnIds }
}

/** How many cells are chosen; those in two ranges count twice. Fast, for deciding how to work. */
export function roughCount({ list }: Ranges): number {
  return list.reduce((sum, range) => sum + range.rowIds.size * range.columnIds.size, 0)
}

function rectangle(order: Order, from: Cell, to: Cell): CellRange | null {
  const rows = sorted(order.indexOf(from.rowId), order.indexOf(to.rowId))
  const columns = sorted(
    order.columnIds.indexOf(from.columnId),
    order.columnIds.indexOf(to.columnId),
  )
  if (rows[0] < 0 || columns[0] < 0) return null
  return {
    rowIds: order.rowsBetween(rows[0], rows[1]),
    columnIds: new Set(order.columnIds.slice(columns[0], columns[1] + 1)),
  }
}

function sorted(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a]
}

function clamped(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index))
}
