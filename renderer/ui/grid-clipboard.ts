/** What Ctrl+C takes from a grid: the cell, or with Shift the row under its headings. */
import { cellText, clipboardText, type GridColumn } from './grid-columns.ts'
import type { GridRow } from './grid-coldefs.tsx'
import type { useFormat, useText } from './language.tsx'

export function copiedText<Row>(
  data: GridRow<Row> | undefined,
  columnId: string,
  wholeRow: boolean,
  columns: readonly GridColumn<Row>[],
  headOf: (column: GridColumn<Row>) => string,
  say: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): string {
  const textOf = (column: GridColumn<Row>) => {
    if (data === undefined) return ''
    if (data.kind === 'row') return cellText(column, data.row, say, format)
    const total = data.kind === 'total' ? data.total : data.group.total
    const sum = total?.sums.get(column.id)
    return sum === undefined || total === null ? '' : format.money(sum, total.currency)
  }
  if (wholeRow)
    return [columns.map(headOf), columns.map(textOf)]
      .map((texts) => texts.map(clipboardText).join('\t'))
      .join('\n')
  const column = columns.find((one) => one.id === columnId)
  return column ? clipboardText(textOf(column)) : ''
}
