/**
 * Rows as they travel to the writing thread: one code and at most one plain value a cell, because
 * copying a million small objects between threads costs more than writing them.
 */
import type { TableCell } from './table-shape.ts'

export const BLANK = 0
export const TEXT = 1
export const DAY = 2
export const NUMBER = 3
/** Plus the index of the currency in `currencies`. */
export const MONEY = 4

export interface PackedRows {
  readonly rows: number
  readonly columns: number
  /** Cell by cell, row by row. */
  readonly codes: Uint8Array<ArrayBuffer>
  /** Of the cells that are not blank, in the same order: text, day, number or minor units. */
  readonly values: readonly (string | number)[]
  readonly currencies: readonly string[]
}

/** Packs rows in pieces of at most `size`. */
export function* packRows(
  rows: Iterable<readonly TableCell[]>,
  columns: number,
  size: number,
): IterableIterator<PackedRows> {
  const currencies: string[] = []
  let codes = new Uint8Array(size * columns)
  let values: (string | number)[] = []
  let count = 0
  const piece = (): PackedRows => ({
    rows: count,
    columns,
    codes: codes.slice(0, count * columns),
    values,
    currencies: [...currencies],
  })
  for (const cells of rows) {
    for (let i = 0; i < columns; i += 1) {
      const cell = cells[i]
      if (cell === null || cell === undefined || cell === '') continue
      codes[count * columns + i] = pack(cell, values, currencies)
    }
    count += 1
    if (count < size) continue
    yield piece()
    codes = new Uint8Array(size * columns)
    values = []
    count = 0
  }
  if (count > 0) yield piece()
}

function pack(
  cell: Exclude<TableCell, null>,
  values: (string | number)[],
  currencies: string[],
): number {
  if (typeof cell === 'string') {
    values.push(cell)
    return TEXT
  }
  if ('minor' in cell) {
    values.push(cell.minor)
    const index = currencies.indexOf(cell.currency)
    return MONEY + (index >= 0 ? index : currencies.push(cell.currency) - 1)
  }
  if ('day' in cell) {
    values.push(cell.day)
    return DAY
  }
  values.push(cell.number)
  return NUMBER
}
