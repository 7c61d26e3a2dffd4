/** Rows of a paged grid that are asked for beside the scrolling: to add them up, or to copy them. */
import type { GridColumn } from './grid-columns.ts'
import type { RowOrder } from './grid-order.ts'
import type { Ranges } from './grid-range.ts'
import { sumRanges, type SelectionSums } from './grid-sums.ts'
import type { SayText } from './language.tsx'

export type Page<Row> = (
  offset: number,
  limit: number,
) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>

const ROWS_PER_PAGE = 500

/** The rows of those indexes, in their order; rows that are gone meanwhile are left out. */
export async function rowsAt<Row>(
  page: Page<Row>,
  indexes: readonly number[],
): Promise<readonly Row[]> {
  const known = await loaded(page, new Set(indexes.map(blockOfRow)))
  return indexes.flatMap((index) => known.get(index) ?? [])
}

/** The figures of all chosen rows, loaded or not. */
export async function sumsOfPages<Row>(
  page: Page<Row>,
  ranges: Ranges,
  order: RowOrder<Row>,
  columns: readonly GridColumn<Row>[],
  say: SayText,
): Promise<SelectionSums> {
  const blocks = new Set<number>()
  for (const { rowIds } of ranges.list)
    for (const rowId of rowIds) blocks.add(blockOfRow(order.indexOf(rowId)))
  const known = await loaded(page, blocks)
  const work = sumRanges(
    ranges,
    { ...order, rowAt: (index) => known.get(index) },
    new Map(columns.map((column) => [column.id, column])),
    say,
    Infinity,
  )
  const { value } = work.next()
  if (value === undefined) throw new Error('sums of pages stopped before their end')
  return value
}

async function loaded<Row>(
  page: Page<Row>,
  blocks: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Row>> {
  const known = new Map<number, Row>()
  for (const block of blocks) {
    const from = block * ROWS_PER_PAGE
    const { rows } = await page(from, ROWS_PER_PAGE)
    for (const [at, row] of rows.entries()) known.set(from + at, row)
  }
  return known
}

function blockOfRow(index: number): number {
  return Math.floor(index / ROWS_PER_PAGE)
}
