/** Rows and cells of one worksheet as a parser meets them: counted, valued, and handed on. */
import {
  type Cell,
  NOT_CALCULATED,
  type SheetFacts,
  type TableRow,
} from '../../../shared/domain/tabular/table.ts'
import { FileFailure, LIMITS } from './failure.ts'
import { cellOf, columnOf } from './xlsx-cells.ts'

/** What cells of a workbook mean beyond their own text. */
export interface BookSense {
  readonly strings: readonly string[]
  /** Does this style's number format show a day? */
  readonly isDate: (style: string | undefined) => boolean
  readonly date1904: boolean
}

export class SheetRows {
  readonly #sense: BookSense
  readonly #onRow: (row: TableRow) => void
  #rowNumber = 0
  #cells: Cell[] = []
  #column = -1
  #isHidden = false
  #rows = 0
  #filledCells = 0
  #formulas = 0
  #hiddenRows = 0

  constructor(sense: BookSense, onRow: (row: TableRow) => void) {
    this.#sense = sense
    this.#onRow = onRow
  }

  get facts(): Pick<SheetFacts, 'rows' | 'filledCells' | 'formulas' | 'hiddenRows'> {
    return {
      rows: this.#rows,
      filledCells: this.#filledCells,
      formulas: this.#formulas,
      hiddenRows: this.#hiddenRows,
    }
  }

  /** A row without a number follows the one before. */
  startRow(number: string | undefined, isHidden: boolean): void {
    this.#rowNumber = number === undefined ? this.#rowNumber + 1 : Number(number)
    if (!Number.isInteger(this.#rowNumber) || this.#rowNumber < 1 || this.#rowNumber > LIMITS.rows)
      throw new FileFailure('file.too_many_rows', { limit: LIMITS.rows })
    this.#cells = []
    this.#column = -1
    this.#isHidden = isHidden
  }

  /** A cell without a place stands beside the one before. */
  startCell(place: string | undefined): void {
    this.#column = place === undefined ? this.#column + 1 : columnOf(place)
  }

  /** The same, its column known: from 0. */
  startColumn(column: number): void {
    this.#column = column
  }

  formula(): void {
    this.#formulas += 1
  }

  /** `value` is null where the cell states none. */
  endCell(
    type: string,
    style: string | undefined,
    value: string | null,
    inline: string,
    hasFormula: boolean,
  ): void {
    const { strings, isDate, date1904 } = this.#sense
    const cell = cellOf(type, value, inline, style, strings, isDate, date1904)
    if (cell === null && !(hasFormula && value === null)) return
    if (this.#column >= LIMITS.columns)
      throw new FileFailure('file.too_many_columns', {
        row: this.#rowNumber,
        limit: LIMITS.columns,
      })
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = cell ?? NOT_CALCULATED
    if (cell !== null) this.#filledCells += 1
  }

  endRow(): void {
    this.#rows += 1
    if (this.#isHidden) this.#hiddenRows += 1
    if (this.#cells.length === 0) return
    const row = { row: this.#rowNumber, cells: this.#cells }
    this.#onRow(this.#isHidden ? { ...row, hidden: true } : row)
  }
}
