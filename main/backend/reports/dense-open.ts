/**
 * What is open now, whole rows side by side: today's aging reads them from end to end and touches
 * nothing else. Removing puts the last row into the gap.
 */
import { accountOf, columnOf } from './code.ts'
import type { ColumnItem, OpenVisitor } from './column-item.ts'
import { grown } from './growing.ts'

/** Integers of a row: item, code, due day, paper day. */
const WIDTH = 4

export class DenseOpen {
  #rows = new Int32Array(0)
  #amounts = new Float64Array(0)
  #count = 0

  get byteLength(): number {
    return this.#rows.byteLength + this.#amounts.byteLength
  }

  /** Replaces the row at `place`, or appends one when that is negative; answers where it stands. */
  put(place: number, code: number, item: ColumnItem): number {
    let index = place
    if (index < 0) {
      index = this.#count
      this.#count += 1
      this.#rows = grown(this.#rows, this.#count * WIDTH)
      this.#amounts = grown(this.#amounts, this.#count * 2)
    }
    const at = index * WIDTH
    this.#rows[at] = item.id
    this.#rows[at + 1] = code
    this.#rows[at + 2] = item.dueDay
    this.#rows[at + 3] = item.paperDay
    this.#amounts[index * 2] = item.openMinor
    this.#amounts[index * 2 + 1] = item.openBaseMinor
    return index
  }

  /** Takes the row at `place` out (none when negative); answers the item that now stands there. */
  remove(place: number): number | null {
    if (place < 0) return null
    this.#count -= 1
    const last = this.#count
    if (place === last) return null
    this.#rows.copyWithin(place * WIDTH, last * WIDTH, (last + 1) * WIDTH)
    this.#amounts.copyWithin(place * 2, last * 2, (last + 1) * 2)
    return this.#rows[place * WIDTH] ?? 0
  }

  /** Items of which exactly this much is open, on either side; the newest first. */
  itemsOfAmount(minor: number): number[] {
    const found: number[] = []
    for (let index = 0; index < this.#count; index += 1) {
      const own = this.#amounts[index * 2]
      if (own === minor || own === -minor) found.push(this.#rows[index * WIDTH] ?? 0)
    }
    return found.toSorted((a, b) => b - a)
  }

  visit(visit: OpenVisitor): void {
    const [rows, amounts] = [this.#rows, this.#amounts]
    for (let index = 0; index < this.#count; index += 1) {
      const at = index * WIDTH
      const code = rows[at + 1] ?? 0
      visit(
        accountOf(code),
        columnOf(code),
        amounts[index * 2] ?? 0,
        amounts[index * 2 + 1] ?? 0,
        rows[at + 2] ?? 0,
        rows[at + 3] ?? 0,
        rows[at] ?? 0,
      )
    }
  }
}
