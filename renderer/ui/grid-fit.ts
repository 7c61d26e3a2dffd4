/** Widths and frozen columns for the room there is. */
import type { Formatters } from '../../shared/i18n/formatters.ts'
import type { GridColumn } from './grid-columns.ts'
import type { TotalRow } from './grid-totals.ts'
import { columnWidths } from './grid-width.ts'
import type { SayText } from './language.tsx'

export interface ColumnState {
  readonly colId: string
  readonly width: number
  readonly pinned: 'left' | null
}

export function fittedState<Row>(
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  totals: readonly TotalRow[],
  headOf: (column: GridColumn<Row>) => string,
  say: SayText,
  format: Formatters,
  scale: number,
  { gridWidth, sorted }: { readonly gridWidth: number; readonly sorted: string },
): ColumnState[] {
  const widths = columnWidths(columns, rows, totals, headOf, say, format, scale, sorted)
  const filling = columns.find(isFilling)
  // By what they want, not by what is left over: a column that changes between frozen and not is
  // made anew and loses the focus.
  const frozen = columns.reduce(
    (sum, column) => sum + (column.pinned === true ? (widths.get(column.id) ?? 0) : 0),
    0,
  )
  const canFreeze = frozen <= gridWidth * FROZEN_SHARE_MAX
  if (filling) widths.set(filling.id, widthLeft(widths, filling, gridWidth, scale))
  return columns.map((column) => ({
    colId: column.id,
    width: widths.get(column.id) ?? 0,
    pinned: column.pinned === true && (canFreeze || column !== filling) ? 'left' : null,
  }))
}

/** Px kept free for the vertical scrollbar. */
const SCROLLBAR = 17
/** Frozen columns leave room for what they explain: with large text the name scrolls along. */
const FROZEN_SHARE_MAX = 0.6

/**
 * What the other columns leave of the grid. Text may be cut so that figures need not be: down to
 * the column's least width, never below what its texts want otherwise.
 */
function widthLeft<Row>(
  widths: ReadonlyMap<string, number>,
  column: GridColumn<Row>,
  gridWidth: number,
  scale: number,
): number {
  const taken = [...widths].reduce((sum, [id, width]) => (id === column.id ? sum : sum + width), 0)
  const wanted = widths.get(column.id) ?? 0
  const least = column.kind === 'text' ? (column.widthMin ?? Infinity) * scale : Infinity
  return Math.max(Math.min(wanted, least), gridWidth - SCROLLBAR - taken)
}

function isFilling<Row>(column: GridColumn<Row>): boolean {
  return column.kind === 'text' && column.fills === true
}
