/** Where pasted text lands, cell by cell; nothing is read or changed yet. */
import Papa from 'papaparse'
import { blockOf, type Cell, type Order, type Ranges } from './grid-range.ts'

export interface Landing {
  readonly cells: readonly {
    readonly rowId: string
    readonly columnId: string
    readonly text: string
  }[]
  /** Lines below the last row, where the grid takes new ones. */
  readonly below: readonly PastedRow[]
  /** Pasted cells beyond the last row or column. */
  readonly beyond: number
}

/** Texts of a new row, by column. */
export type PastedRow = readonly { readonly columnId: string; readonly text: string }[]

/** Tab-separated rows as spreadsheets write them: quoted where a cell holds tabs or line breaks. */
export function readTsv(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter: '\t', header: false })
  const last = data.at(-1)
  return last?.length === 1 && last[0] === '' && data.length > 1 ? data.slice(0, -1) : data
}

/**
 * One value fills all ranges; a block fills a range that is a multiple of it; else the block lies
 * with its first cell on the first of the range, or on the focused one. Rows that head groups are
 * passed over.
 */
export function landingOf(
  block: readonly (readonly string[])[],
  ranges: Ranges,
  order: Order,
  focused: Cell,
  takesRows = false,
): Landing {
  const height = block.length
  const width = Math.max(0, ...block.map((row) => row.length))
  if (height === 0 || width === 0) return { cells: [], below: [], beyond: 0 }
  if (height === 1 && width === 1 && ranges.list.length > 0)
    return { cells: fill(ranges, order, block[0]?.[0] ?? ''), below: [], beyond: 0 }
  const chosen = blockOf(ranges, order)
  const target = chosen && { ...chosen, rows: chosen.rows.filter((row) => hasCells(order, row)) }
  const first = target?.rows[0] ?? order.indexOf(focused.rowId)
  const left = order.columnIds.indexOf(target?.columnIds[0] ?? focused.columnId)
  if (first < 0 || left < 0) return { cells: [], below: [], beyond: height * width }
  const isTiled =
    target !== null &&
    target.rows.length % height === 0 &&
    target.columnIds.length % width === 0 &&
    target.rows.length * target.columnIds.length > height * width
  const rows = isTiled ? target.rows : rowsFrom(order, first, height)
  const columnIds = isTiled
    ? target.columnIds
    : Array.from({ length: width }, (_, at) => order.columnIds[left + at])
  const cells: { rowId: string; columnId: string; text: string }[] = []
  const below: PastedRow[] = []
  let beyond = 0
  for (const [down, row] of rows.entries()) {
    if (takesRows && row >= order.rowCount) {
      const { cells: own, beyond: rest } = pastedRow(block[down % height] ?? [], columnIds)
      if (own.length > 0) below.push(own)
      beyond += rest
      continue
    }
    for (const [across, columnId] of columnIds.entries()) {
      const text = block[down % height]?.[across % width]
      if (text === undefined) continue
      if (row >= order.rowCount || columnId === undefined) beyond += 1
      else cells.push({ rowId: order.rowIdAt(row), columnId, text })
    }
  }
  return { cells, below, beyond }
}

/** The whole block as new rows, its first cell in the first column on screen. */
export function allBelow(block: readonly (readonly string[])[], order: Order): Landing {
  const lines = block.map((line) => pastedRow(line, order.columnIds))
  return {
    cells: [],
    below: lines.flatMap(({ cells }) => (cells.length > 0 ? [cells] : [])),
    beyond: lines.reduce((sum, line) => sum + line.beyond, 0),
  }
}

/** An empty line is no row. */
function pastedRow(
  line: readonly string[],
  columnIds: readonly (string | undefined)[],
): { readonly cells: PastedRow; readonly beyond: number } {
  if (line.every((text) => text.trim() === '')) return { cells: [], beyond: 0 }
  const cells = line.flatMap((text, across) => {
    const columnId = columnIds[across]
    return columnId === undefined ? [] : [{ columnId, text }]
  })
  return { cells, beyond: line.length - cells.length }
}

/** As many rows with cells from there on, then indexes beyond the last. */
function rowsFrom(order: Order, first: number, count: number): number[] {
  const rows: number[] = []
  for (let row = first; rows.length < count; row += 1) if (hasCells(order, row)) rows.push(row)
  return rows
}

function hasCells(order: Order, row: number): boolean {
  return order.groupAt?.(row) === undefined
}

/** The same text in all shown cells of the ranges, each once. */
export function fill(ranges: Ranges, order: Order, text: string): Landing['cells'] {
  const seen = new Set<string>()
  return ranges.list.flatMap((range) =>
    [...range.rowIds]
      .filter((rowId) => order.indexOf(rowId) >= 0 && hasCells(order, order.indexOf(rowId)))
      .flatMap((rowId) =>
        order.columnIds.flatMap((columnId) => {
          const key = cellKey(rowId, columnId)
          if (!range.columnIds.has(columnId) || seen.has(key)) return []
          seen.add(key)
          return [{ rowId, columnId, text }]
        }),
      ),
  )
}

/** The first row of the block into those below it; a single cell takes from the one above. */
export function fillDown(
  ranges: Ranges,
  order: Order,
  focused: Cell,
  textOf: (rowId: string, columnId: string) => string,
): Landing['cells'] {
  const at = order.indexOf(focused.rowId)
  const chosen = blockOf(ranges, order)
  const block =
    chosen !== null && chosen.rows.length > 1
      ? chosen
      : { rows: [above(order, at), at], columnIds: chosen?.columnIds ?? [focused.columnId] }
  const [source, ...targets] = block.rows.filter((row) => hasCells(order, row))
  if (source === undefined || source < 0) return []
  return targets.flatMap((row) =>
    block.columnIds.map((columnId) => ({
      rowId: order.rowIdAt(row),
      columnId,
      text: textOf(order.rowIdAt(source), columnId),
    })),
  )
}

function above(order: Order, at: number): number {
  let row = at - 1
  while (row >= 0 && !hasCells(order, row)) row -= 1
  return row
}

export function cellKey(rowId: string, columnId: string): string {
  return `${rowId}\u0000${columnId}`
}
