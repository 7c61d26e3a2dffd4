/**
 * What chosen cells add up to: exact minor units per currency, never one false sum over two.
 *
 * Filled cells are counted as a spreadsheet does; amounts and whole numbers are added, percentages
 * and text are not. Sums run as numbers and are carried into a bigint before they could be rounded.
 */
import type { RowOrder } from './grid-order.ts'
import type { GridColumn } from './grid-columns.ts'
import type { Ranges } from './grid-range.ts'
import type { SayText } from './language.tsx'

export interface CurrencySums {
  /** Null for plain numbers. */
  readonly currency: string | null
  /** Cells with a figure. */
  readonly figures: number
  readonly sum: bigint
  readonly min: number
  readonly max: number
}

export interface SelectionSums {
  readonly cells: number
  /** Cells that are not empty. */
  readonly filled: number
  readonly groups: readonly CurrencySums[]
  /** Chosen rows that are not in the page, so that the figures are of the others. */
  readonly rowsMissing: number
}

/** The mean in minor units, rounded half away from zero. */
export function meanOf({ sum, figures }: CurrencySums): bigint {
  const count = BigInt(figures)
  const size = sum < 0n ? -sum : sum
  const mean = (size * 2n + count) / (count * 2n)
  return sum < 0n ? -mean : mean
}

interface Running {
  figures: number
  part: number
  sum: bigint
  min: number
  max: number
}

/** Beyond this a part is carried into the bigint: adding a safe integer to it stays exact. */
const PART_MAX = 2 ** 52

export class SumTally<Row> {
  readonly #say: SayText
  readonly #running = new Map<string | null, Running>()
  #cells = 0
  #filled = 0
  #rowsMissing = 0

  constructor(say: SayText) {
    this.#say = say
  }

  addMissing(columns: number): void {
    this.#rowsMissing += 1
    this.#cells += columns
  }

  add(row: Row, column: GridColumn<Row>): void {
    this.#cells += 1
    switch (column.kind) {
      case 'money': {
        const minor = column.minor(row)
        if (minor === null || (minor === 0 && column.blankZero === true)) return
        this.#filled += 1
        this.#addFigure(column.currency(row), minor)
        return
      }
      case 'number': {
        const number = column.number(row)
        if (number === null) return
        this.#filled += 1
        if (column.as === 'count' && Number.isSafeInteger(number)) this.#addFigure(null, number)
        return
      }
      case 'day':
        if (column.day(row) !== null) this.#filled += 1
        return
      case 'text':
      case 'node':
        if ((column.text(row, this.#say) ?? '') !== '') this.#filled += 1
    }
  }

  get sums(): SelectionSums {
    return {
      cells: this.#cells,
      filled: this.#filled,
      rowsMissing: this.#rowsMissing,
      groups: [...this.#running]
        .map(([currency, { figures, part, sum, min, max }]) => ({
          currency,
          figures,
          sum: sum + BigInt(part),
          min,
          max,
        }))
        .toSorted((a, b) => b.figures - a.figures || compare(a.currency, b.currency)),
    }
  }

  #addFigure(currency: string | null, figure: number): void {
    const known = this.#running.get(currency)
    if (!known) {
      this.#running.set(currency, { figures: 1, part: figure, sum: 0n, min: figure, max: figure })
      return
    }
    known.figures += 1
    if (Math.abs(known.part) >= PART_MAX || Math.abs(figure) >= PART_MAX) {
      known.sum += BigInt(known.part)
      known.part = 0
    }
    if (Math.abs(figure) >= PART_MAX) known.sum += BigInt(figure)
    else known.part += figure
    if (figure < known.min) known.min = figure
    if (figure > known.max) known.max = figure
  }
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1
}

/**
 * Adds up the shown cells of all ranges, each once, in steps: it pauses after every `rowsPerStep`
 * rows, so that the caller can let the screen work in between. Answers the sums at the end.
 */
export function* sumRanges<Row>(
  ranges: Ranges,
  order: RowOrder<Row>,
  columns: ReadonlyMap<string, GridColumn<Row>>,
  say: SayText,
  rowsPerStep: number,
): Generator<undefined, SelectionSums> {
  const tally = new SumTally<Row>(say)
  let inStep = 0
  for (const [at, range] of ranges.list.entries()) {
    const before = ranges.list.slice(0, at)
    const own = order.columnIds.flatMap((id) => {
      const column = range.columnIds.has(id) ? columns.get(id) : undefined
      return column ? [column] : []
    })
    for (const rowId of range.rowIds) {
      if ((inStep += 1) > rowsPerStep) {
        inStep = 0
        yield
      }
      const index = order.indexOf(rowId)
      if (index < 0 || order.groupAt?.(index) !== undefined) continue
      const row = order.rowAt(index)
      const fresh =
        before.length === 0
          ? own
          : own.filter(
              ({ id }) => !before.some((one) => one.columnIds.has(id) && one.rowIds.has(rowId)),
            )
      if (row === undefined) tally.addMissing(fresh.length)
      else for (const column of fresh) tally.add(row, column)
    }
  }
  return tally.sums
}
