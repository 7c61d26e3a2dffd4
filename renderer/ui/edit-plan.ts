/** What texts for cells would change, and what of them is refused. */
import type { CellMarks } from './cell-marks.ts'
import type { CellValue, GridColumn } from './grid-columns.ts'
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
  /** Rows to be made, and lines that cannot be. */
  readonly news: readonly NewRow[]
  readonly badLines: readonly BadLine[]
}

/** Values of a new row by column; `shown` as its cells will show them. */
export interface NewRow {
  /** Of the pasted lines below the last row, from 1. */
  readonly line: number
  readonly values: ReadonlyMap<string, CellValue>
  readonly shown: ReadonlyMap<string, string>
}

export interface BadLine {
  readonly line: number
  readonly columnId: string
  readonly reason: string
}

/** How a grid reads rows that are pasted below its last one. */
export interface NewRows<Row> {
  /** A row to read the others of its line against: what currency an amount has. */
  readonly draft: (textOf: (columnId: string) => string) => Row
}

export function planOf<Row>(
  cells: Landing['cells'],
  order: RowOrder<Row>,
  columns: ReadonlyMap<string, GridColumn<Row>>,
  words: ReadWords,
  /** Values just sent stand there before the data shows them. */
  marks: Pick<CellMarks, 'at'>,
): Pick<EditPlan<Row>, 'changes' | 'refused'> {
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

/** Reads lines below the last row; a line with one bad value is left out whole. */
export function newRowsOf<Row>(
  below: Landing['below'],
  columns: ReadonlyMap<string, GridColumn<Row>>,
  { draft }: NewRows<Row>,
  words: ReadWords,
): Pick<EditPlan<Row>, 'news' | 'badLines'> {
  const asked = [...columns.values()].map((column) => ({
    ...column,
    edit: column.editNew ?? column.edit,
  })) as GridColumn<Row>[]
  const news: NewRow[] = []
  const badLines: BadLine[] = []
  for (const [at, cells] of below.entries()) {
    const line = at + 1
    const textOf = (id: string) => cells.find((one) => one.columnId === id)?.text.trim() ?? ''
    const row = draft(textOf)
    const values = new Map<string, CellValue>()
    const shown = new Map<string, string>()
    const bad: BadLine[] = []
    for (const column of asked) {
      const text = textOf(column.id)
      const isNamed = cells.some((one) => one.columnId === column.id)
      if (text === '' && !isNamed && column.edit?.required !== true) continue
      // A column that is only shown may lie in the block, as long as nothing stands in it.
      if (text === '' && column.edit === undefined) continue
      const reading = readCell(column, row, text, words)
      if (reading.kind === 'refused') {
        bad.push({ line, columnId: column.id, reason: reading.reason })
        continue
      }
      values.set(column.id, reading.value)
      shown.set(column.id, shownText(column, row, reading.value, words))
    }
    if (bad.length > 0) badLines.push(...bad)
    else news.push({ line, values, shown })
  }
  return { news, badLines }
}

/** Rows that the plan touches or refuses. */
export function rowsIn<Row>({
  changes,
  refused,
}: Pick<EditPlan<Row>, 'changes' | 'refused'>): number {
  return new Set([...changes, ...refused].map(({ rowId }) => rowId)).size
}

function isSame<Row>(column: GridColumn<Row>, row: Row, text: string, words: ReadWords): boolean {
  const shown = shownText(column, row, valueOf(column, row, words.say), words)
  const plain = (one: string) => one.replaceAll('\u2212', '-').replace(/\s/g, ' ').trim()
  return plain(text) === plain(shown) || plain(text) === plain(editText(column, row, words))
}
