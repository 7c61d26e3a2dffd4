/** What texts for cells would change, and what of them is refused. */
import type { CellMarks } from './cell-marks.ts'
import type { GridColumn } from './grid-columns.ts'
import {
  editText,
  readCell,
  shownText,
  valueOf,
  type CellRefusal,
  type GridChange,
  type ReadWords,
} from './grid-edit.ts'
import type { RowOrder } from './grid-order.ts'
import type { Landing } from './grid-paste.ts'

export interface EditPlan<Row> {
  readonly changes: readonly (GridChange<Row> & { readonly shown: string })[]
  /** With the text that was refused, which stays in its cell; null where the cell is only shown. */
  readonly refused: readonly (CellRefusal & { readonly text: string | null })[]
}

export function planOf<Row>(
  cells: Landing['cells'],
  order: RowOrder<Row>,
  columns: ReadonlyMap<string, GridColumn<Row>>,
  words: ReadWords,
  /** Values just sent stand there before the data shows them. */
  marks: Pick<CellMarks, 'at'>,
): EditPlan<Row> {
  const changes: EditPlan<Row>['changes'][number][] = []
  const refused: EditPlan<Row>['refused'][number][] = []
  for (const { rowId, columnId, text } of cells) {
    const column = columns.get(columnId)
    const row = order.rowAt(order.indexOf(rowId))
    if (column === undefined || row === undefined) continue
    // What a cell shows may be pasted over it: a copied block comes back with its fixed columns.
    if (column.edit === undefined && isSame(column, row, text, words)) continue
    const reading = readCell(column, row, text, words)
    if (reading.kind === 'refused') {
      const isShownOnly = column.edit === undefined
      refused.push({ rowId, columnId, reason: reading.reason, text: isShownOnly ? null : text })
      continue
    }
    const sent = marks.at(rowId, columnId)?.value
    const from = sent === undefined ? valueOf(column, row, words.say) : sent
    if (from === reading.value) continue
    const shown = shownText(column, row, reading.value, words)
    changes.push({ row, rowId, columnId, from, to: reading.value, shown })
  }
  return { changes, refused }
}

/** Rows that the plan touches or refuses. */
export function rowsIn<Row>({ changes, refused }: EditPlan<Row>): number {
  return new Set([...changes, ...refused].map(({ rowId }) => rowId)).size
}

function isSame<Row>(column: GridColumn<Row>, row: Row, text: string, words: ReadWords): boolean {
  const shown = shownText(column, row, valueOf(column, row, words.say), words)
  const plain = (one: string) => one.replaceAll('\u2212', '-').replace(/\s/g, ' ').trim()
  return plain(text) === plain(shown) || plain(text) === plain(editText(column, row, words))
}
