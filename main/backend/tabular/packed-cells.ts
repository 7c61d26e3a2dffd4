/**
 * Rows as they travel from the reading process: one code a cell, all numbers in one array and all texts
 * in one, because copying a million small values between processes costs more than reading them did.
 */
import type { Cell, TableRow } from '../../../shared/domain/tabular/table.ts'

const BLANK = 0
const TEXT = 1
const NUMBER = 2
const DAY = 3
const TRUE = 4
const FALSE = 5

export interface PackedCells {
  /** Of each row: its number (negative where it is hidden) and how many cells it has. */
  readonly heads: Int32Array
  readonly codes: Uint8Array
  /** Of the cells that hold a number, in the same order. */
  readonly numbers: Float64Array
  /** Of the cells that hold text or a day: how long each is, and all of them joined. */
  readonly lengths: Uint32Array
  readonly text: string
}

/** Gathers rows until they are sent. */
export class CellPacker {
  #heads: number[] = []
  #codes: number[] = []
  #numbers: number[] = []
  #texts: string[] = []

  get rows(): number {
    return this.#heads.length / 2
  }

  add({ row, cells, hidden }: TableRow): void {
    this.#heads.push(hidden === true ? -row : row, cells.length)
    for (const cell of cells) {
      if (typeof cell === 'string') {
        this.#codes.push(TEXT)
        this.#texts.push(cell)
      } else if (typeof cell === 'number') {
        this.#codes.push(NUMBER)
        this.#numbers.push(cell)
      } else if (cell === null) this.#codes.push(BLANK)
      else if (cell === true) this.#codes.push(TRUE)
      else if (cell === false) this.#codes.push(FALSE)
      else {
        this.#codes.push(DAY)
        this.#texts.push(cell.day)
      }
    }
  }

  /** What was gathered since the last time. */
  take(): PackedCells {
    const packed = {
      heads: new Int32Array(this.#heads),
      codes: new Uint8Array(this.#codes),
      numbers: new Float64Array(this.#numbers),
      lengths: new Uint32Array(this.#texts.map((text) => text.length)),
      text: this.#texts.join(''),
    }
    this.#heads = []
    this.#codes = []
    this.#numbers = []
    this.#texts = []
    return packed
  }
}

/** Unpacks rows; a text or day met often is one and the same, whichever row it stands in. */
class CellUnpacker {
  readonly #days = new Map<string, Cell>()
  readonly #texts = new Map<string, string>();

  *unpack({ heads, codes, numbers, lengths, text }: PackedCells): Generator<TableRow> {
    let at = 0
    let nextNumber = 0
    let nextText = 0
    let from = 0
    const cut = () => {
      const begin = from
      from += lengths[nextText++] ?? 0
      return text.slice(begin, from)
    }
    for (let i = 0; i < heads.length; i += 2) {
      const number = heads[i] ?? 0
      const cells: Cell[] = []
      for (let left = heads[i + 1] ?? 0; left > 0; left -= 1) {
        const code = codes[at++]
        if (code === TEXT) cells.push(this.#shared(cut()))
        else if (code === NUMBER) cells.push(numbers[nextNumber++] ?? null)
        else if (code === DAY) cells.push(this.#day(cut()))
        else cells.push(code === TRUE ? true : code === FALSE ? false : null)
      }
      yield number < 0 ? { row: -number, cells, hidden: true } : { row: number, cells }
    }
  }

  #shared(value: string): string {
    if (value.length > SHARED_LENGTH) return value
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

/** Rows kept as they travelled, each unpacked when its turn comes. */
export class PackedRows implements Iterable<TableRow> {
  readonly #pages: PackedCells[] = []

  add({ heads, codes, numbers, lengths, text }: PackedCells): void {
    // As they came they are windows on the whole message, which holds the text a second time.
    this.#pages.push({
      heads: heads.slice(),
      codes: codes.slice(),
      numbers: numbers.slice(),
      lengths: lengths.slice(),
      text,
    })
  }

  *[Symbol.iterator](): Generator<TableRow> {
    const unpacker = new CellUnpacker()
    for (const page of this.#pages) yield* unpacker.unpack(page)
  }
}

/** Kinds, currencies, cities, terms: short, and few. */
const SHARED_LENGTH = 24
const SHARED_MAX = 10_000
