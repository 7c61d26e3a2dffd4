/**
 * Rows as they travel from the reading process: one code and at most one plain value a cell, because
 * copying a million small objects between processes costs more than reading them did.
 */
import type { Cell, TableRow } from '../../../shared/domain/tabular/table.ts'

const BLANK = 0
const PLAIN = 1
const DAY = 2
const TRUE = 3
const FALSE = 4

export interface PackedCells {
  /** Of each row: its number (negative where it is hidden) and how many cells it has. */
  readonly heads: Int32Array
  readonly codes: Uint8Array
  /** Of the cells that hold text, a number or a day, in the same order. */
  readonly values: readonly (string | number)[]
}

/** Gathers rows until they are sent. */
export class CellPacker {
  #heads: number[] = []
  #codes: number[] = []
  #values: (string | number)[] = []

  get rows(): number {
    return this.#heads.length / 2
  }

  add({ row, cells, hidden }: TableRow): void {
    this.#heads.push(hidden === true ? -row : row, cells.length)
    for (const cell of cells) {
      if (cell === null) this.#codes.push(BLANK)
      else if (cell === true) this.#codes.push(TRUE)
      else if (cell === false) this.#codes.push(FALSE)
      else if (typeof cell === 'object') {
        this.#codes.push(DAY)
        this.#values.push(cell.day)
      } else {
        this.#codes.push(PLAIN)
        this.#values.push(cell)
      }
    }
  }

  /** What was gathered since the last time. */
  take(): PackedCells {
    const packed = {
      heads: Int32Array.from(this.#heads),
      codes: Uint8Array.from(this.#codes),
      values: this.#values,
    }
    this.#heads = []
    this.#codes = []
    this.#values = []
    return packed
  }
}

/** Unpacks rows; a text or day met often is one and the same, whichever row it stands in. */
export class CellUnpacker {
  readonly #days = new Map<string, Cell>()
  readonly #texts = new Map<string, string>()

  unpack({ heads, codes, values }: PackedCells, into: TableRow[]): void {
    let at = 0
    let next = 0
    for (let i = 0; i < heads.length; i += 2) {
      const number = heads[i] ?? 0
      const cells: Cell[] = []
      for (let left = heads[i + 1] ?? 0; left > 0; left -= 1) {
        const code = codes[at++]
        if (code === PLAIN) cells.push(this.#shared(values[next++] ?? null))
        else if (code === DAY) cells.push(this.#day(String(values[next++])))
        else cells.push(code === TRUE ? true : code === FALSE ? false : null)
      }
      into.push(number < 0 ? { row: -number, cells, hidden: true } : { row: number, cells })
    }
  }

  #shared(value: string | number | null): string | number | null {
    if (typeof value !== 'string' || value.length > SHARED_LENGTH) return value
    const known = this.#texts.get(value)
    if (known !== undefined) return known
    if (this.#texts.size < SHARED_MAX) this.#texts.set(value, value)
    return value
  }

  #day(day: string): Cell {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    const cell = { day }
    this.#days.set(day, cell)
    return cell
  }
}

/** Kinds, currencies, cities, terms: short, and few. */
const SHARED_LENGTH = 24
const SHARED_MAX = 10_000
