/** Widths, order and frozen columns for the room there is, as the view has them. */
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { isFigure, type GridColumn, type NodeColumn, type TextColumn } from './grid-columns.ts'
import type { TotalRow } from './grid-totals.ts'
import type { ViewedColumn } from './grid-view.ts'
import { columnWidths } from './grid-width.ts'
import type { SayText } from './language.tsx'

export interface ColumnState {
  readonly colId: string
  readonly width: number
  readonly pinned: 'left' | null
  readonly hide: boolean
}

export function fittedState<Row>(
  viewed: readonly ViewedColumn<Row>[],
  rows: readonly Row[],
  totals: readonly TotalRow[],
  headOf: (column: GridColumn<Row>) => string,
  say: SayText,
  format: Formatters,
  scale: number,
  {
    gridWidth,
    sorted,
    labelAt,
  }: {
    readonly gridWidth: number
    readonly sorted: string
    readonly labelAt: string | undefined
  },
): ColumnState[] {
  const shown = viewed.filter((one) => !one.hidden)
  const columns = shown.map((one) => one.column)
  const whole = new Map<string, number>()
  const widths = columnWidths(
    columns,
    rows,
    totals,
    headOf,
    say,
    format,
    scale,
    sorted,
    labelAt,
    whole,
  )
  // A person may make any column wider, and text narrower: a figure is never cut.
  for (const { id, width, column } of shown)
    if (width !== null)
      widths.set(id, Math.max(width * scale, isFigure(column) ? (widths.get(id) ?? 0) : 0))
  const filling = shown.find((one) => isFilling(one.column) && one.width === null)?.column
  // What fills takes what is left over, once the others show their words whole.
  if (filling) widths.set(filling.id, leastOf(filling, widths, scale))
  widen(shown, widths, whole, gridWidth, filling?.id)
  // By what they want, not by what is left over: a column that changes between frozen and not is
  // made anew and loses the focus.
  const frozen = shown.reduce((sum, one) => sum + (one.frozen ? (widths.get(one.id) ?? 0) : 0), 0)
  const canFreeze = frozen <= gridWidth * FROZEN_SHARE_MAX
  if (filling) {
    const left = widthLeft(widths, filling, gridWidth, scale)
    const most = Math.max(FILL_MAX * scale, whole.get(filling.id) ?? 0)
    widths.set(filling.id, Math.min(left, most))
    spread(shown, widths, filling.id, left - most)
  }
  return viewed.map(({ id, column, frozen: isFrozen, hidden }) => ({
    colId: id,
    width: widths.get(id) ?? WIDTH_OF_HIDDEN,
    pinned: isFrozen && (canFreeze || column !== filling) ? 'left' : null,
    hide: hidden,
  }))
}

/** Px; measured when it is shown. */
const WIDTH_OF_HIDDEN = 120
/** Px that a filling column takes at most, unless its own words want more. */
const FILL_MAX = 420
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
  return Math.max(leastOf(column, widths, scale), gridWidth - SCROLLBAR - taken)
}

function leastOf<Row>(
  column: GridColumn<Row>,
  widths: ReadonlyMap<string, number>,
  scale: number,
): number {
  const least = mayFill(column) ? (column.widthMin ?? Infinity) * scale : Infinity
  return Math.min(widths.get(column.id) ?? 0, least)
}

/** A wide window shows words whole that a narrow one cuts; figures never needed it. */
function widen<Row>(
  shown: readonly ViewedColumn<Row>[],
  widths: Map<string, number>,
  whole: ReadonlyMap<string, number>,
  gridWidth: number,
  fillingId: string | undefined,
): void {
  let left = gridWidth - SCROLLBAR - [...widths.values()].reduce((sum, width) => sum + width, 0)
  for (const { id, width } of shown) {
    const has = widths.get(id) ?? 0
    const more =
      width === null && id !== fillingId
        ? Math.min(Math.max(0, left), (whole.get(id) ?? has) - has)
        : 0
    widths.set(id, has + more)
    left -= more
  }
}

/**
 * In a very wide window the eye must still find the figures of a name: the rest goes to all that
 * scroll. What is frozen, often a mere number, needs no more than its words.
 */
function spread<Row>(
  shown: readonly ViewedColumn<Row>[],
  widths: Map<string, number>,
  fillingId: string,
  rest: number,
): void {
  const others = shown.filter(
    ({ id, width, frozen }) => id !== fillingId && width === null && !frozen,
  )
  if (rest <= 0 || others.length === 0) return
  const each = Math.floor(rest / others.length)
  for (const { id } of others) widths.set(id, (widths.get(id) ?? 0) + each)
}

function isFilling<Row>(column: GridColumn<Row>): boolean {
  return mayFill(column) && column.fills === true
}

function mayFill<Row>(column: GridColumn<Row>): column is TextColumn<Row> | NodeColumn<Row> {
  return column.kind === 'text' || column.kind === 'node'
}
