/** What texts for cells would change, and what of them is refused; and the way back. */
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

/** Steps that can be taken back, and forth again, newest last. */
export class EditHistory<Row> {
  readonly #past: (readonly GridChange<Row>[])[] = []
  #future: (readonly GridChange<Row>[])[] = []

  push(changes: readonly GridChange<Row>[]): void {
    this.#past.push(changes)
    if (this.#past.length > STEPS_MAX) this.#past.shift()
    this.#future = []
  }

  /** What to do to take the last step back; `done` when it was. */
  undo(): HistoryStep<Row> | null {
    return step(this.#past, this.#future, (change) => ({
      ...change,
      from: change.to,
      to: change.from,
    }))
  }

  redo(): HistoryStep<Row> | null {
    return step(this.#future, this.#past, (change) => change)
  }
}

export interface HistoryStep<Row> {
  readonly changes: readonly GridChange<Row>[]
  readonly done: () => void
}

const STEPS_MAX = 100

function step<Row>(
  from: (readonly GridChange<Row>[])[],
  to: (readonly GridChange<Row>[])[],
  as: (change: GridChange<Row>) => GridChange<Row>,
): HistoryStep<Row> | null {
  const last = from.at(-1)
  if (last === undefined) return null
  return {
    changes: last.map(as),
    done: () => {
      const at = from.lastIndexOf(last)
      if (at >= 0) from.splice(at, 1)
      to.push(last)
    },
  }
}
