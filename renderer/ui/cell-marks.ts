/**
 * What stands in cells beside their data: values that are on their way, and values that were refused,
 * which stay with their reason until they are put right. Kept outside React, because cells are drawn
 * by the grid; listeners have them drawn again.
 */
import type { CellValue } from './grid-columns.ts'
import { cellKey } from './grid-paste.ts'

export interface CellMark {
  /** Shown in the cell's place; null shows the data. */
  readonly text: string | null
  /** The raw value on its way, which the data does not show yet. */
  readonly value?: CellValue
  /** Why it was refused; null while it is on its way. */
  readonly reason: string | null
  /** It has arrived: the next data shows it. */
  readonly isDone?: boolean
}

export class CellMarks {
  readonly #marks = new Map<string, CellMark>()
  readonly #listeners = new Set<() => void>()

  /** Called after each change, until what is answered is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get size(): number {
    return this.#marks.size
  }

  at(rowId: string | null | undefined, columnId: string): CellMark | undefined {
    return this.#marks.size === 0 || rowId == null
      ? undefined
      : this.#marks.get(cellKey(rowId, columnId))
  }

  set(
    cells: readonly {
      readonly rowId: string
      readonly columnId: string
      readonly mark: CellMark
    }[],
  ): void {
    for (const { rowId, columnId, mark } of cells) this.#marks.set(cellKey(rowId, columnId), mark)
    if (cells.length > 0) this.#tell()
  }

  remove(cells: readonly { readonly rowId: string; readonly columnId: string }[]): void {
    const before = this.#marks.size
    for (const { rowId, columnId } of cells) this.#marks.delete(cellKey(rowId, columnId))
    if (this.#marks.size !== before) this.#tell()
  }

  /** What was on its way has arrived, unless something newer is on its way to the same cell. */
  arrived(
    cells: readonly {
      readonly rowId: string
      readonly columnId: string
      readonly to: CellValue
    }[],
  ): void {
    for (const { rowId, columnId, to } of cells) {
      const key = cellKey(rowId, columnId)
      const mark = this.#marks.get(key)
      if (mark?.reason === null && mark.value === to)
        this.#marks.set(key, { ...mark, isDone: true })
    }
  }

  /** Data has come that shows what had arrived; refused values stay, and what is still on its way. */
  settle(): void {
    this.#drop((mark) => mark.isDone === true)
  }

  clear(): void {
    this.#drop(() => true)
  }

  #drop(isGone: (mark: CellMark) => boolean): void {
    const before = this.#marks.size
    for (const [key, mark] of this.#marks) if (isGone(mark)) this.#marks.delete(key)
    if (this.#marks.size !== before) this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
