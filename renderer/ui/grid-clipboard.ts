/** What is copied from a grid: the ranges, else the focused cell, or its row under the headings. */
import type { GridApi } from 'ag-grid-community'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { FORMAT_LOCALES } from '../../shared/i18n/formatters.ts'
import type { Clip } from './clipboard.ts'
import type { GridColumn } from './grid-columns.ts'
import {
  amountCell,
  asHtml,
  asTsv,
  copyCell,
  textCell,
  type CopyCell,
  type CopyChoice,
} from './grid-copy.ts'
import type { GridRow } from './grid-coldefs.tsx'
import type { RowOrder } from './grid-order.ts'
import { blockOf, type Block, type Cell, type Ranges } from './grid-range.ts'
import type { SayText } from './language.tsx'

/** Above this the table would be slow to make and to paste: text alone. */
const TABLE_CELLS_MAX = 100_000
/** Above this neither clipboard nor spreadsheet are the way: exporting is. */
export const COPY_CELLS_MAX = 2_000_000

export interface CopyWords<Row> {
  readonly columns: ReadonlyMap<string, GridColumn<Row>>
  readonly headOf: (column: GridColumn<Row>) => string
  readonly say: SayText
  readonly format: Formatters
  readonly choice: CopyChoice
}

/** The block to copy, or why there is none. */
export function blockToCopy<Row>(
  ranges: Ranges,
  order: RowOrder<Row>,
  focused: Cell | null,
  withHeads: boolean,
): Block | 'nothing' | 'shapes' | 'size' {
  if (ranges.list.length > 0) {
    const block = blockOf(ranges, order)
    if (block === null) return 'shapes'
    return block.rows.length * block.columnIds.length > COPY_CELLS_MAX ? 'size' : block
  }
  const row = focused === null ? -1 : order.indexOf(focused.rowId)
  if (focused === null || row < 0) return 'nothing'
  return { rows: [row], columnIds: withHeads ? order.columnIds : [focused.columnId] }
}

/** The rows of a block, one for each of its indexes and in that order. */
export function clipOf<Row>(
  rows: readonly GridRow<Row>[],
  columnIds: readonly string[],
  /** Where a group row has its words: the first column on screen. */
  leadId: string | undefined,
  withHeads: boolean,
  words: CopyWords<Row>,
): Clip {
  const { columns, headOf, format } = words
  const own = columnIds.flatMap((id) => columns.get(id) ?? [])
  const cells = rows.map((one) => own.map((column) => cellOf(one, column, leadId, words)))
  return clip(cells, withHeads ? own.map(headOf) : null, format)
}

/** The focused cell of a total row, or the whole row under its headings; null while it is elsewhere. */
export function focusedTotal<Row>(
  api: GridApi<GridRow<Row>> | null,
  columns: readonly GridColumn<Row>[],
  withHeads: boolean,
  words: CopyWords<Row>,
): Clip | null {
  const at = api?.getFocusedCell()
  const one = at?.rowPinned ? api?.getPinnedBottomRow(at.rowIndex)?.data : undefined
  if (!at || one?.kind !== 'total') return null
  const own = withHeads ? columns : columns.filter(({ id }) => id === at.column.getColId())
  const cells = own.map((column) => cellOf(one, column, undefined, words))
  return clip([cells], withHeads ? own.map(words.headOf) : null, words.format)
}

function cellOf<Row>(
  one: GridRow<Row>,
  column: GridColumn<Row>,
  leadId: string | undefined,
  { say, format, choice }: CopyWords<Row>,
): CopyCell {
  if (one.kind === 'row') return copyCell(column, one.row, say, format, choice)
  const total = one.kind === 'total' ? one.total : one.group.total
  const sum = total?.sums.get(column.id)
  if (sum !== undefined && total !== null) return amountCell(sum, total.currency, format, choice)
  if (one.kind === 'total' || column.id !== leadId) return textCell('')
  return textCell(one.group.isFirst ? one.group.label : (total?.currency ?? ''))
}

function clip(
  cells: readonly (readonly CopyCell[])[],
  heads: readonly string[] | null,
  format: Formatters,
): Clip {
  const isTable = cells.length * (cells[0]?.length ?? 0) <= TABLE_CELLS_MAX
  return {
    text: asTsv(heads === null ? cells : [heads.map(textCell), ...cells]),
    html: isTable ? asHtml(cells, heads, FORMAT_LOCALES[format.choice.formatLocale].date) : null,
  }
}
