/**
 * Which items were open at the end of each month, so that a past day starts from the nearest earlier
 * month instead of from the beginning. Each set is made from the one before it when it is first
 * asked for; a change of an item drops the sets it could stand in.
 */
import { fromDayNumber } from '../../../shared/domain/days.ts'

export class MonthSets {
  readonly #sets = new Map<number, Int32Array<ArrayBuffer>>()
  /** Latest month end with a set; everything from a changed day on is dropped. */
  #latest = -1e9

  get byteLength(): number {
    let bytes = 0
    for (const set of this.#sets.values()) bytes += set.byteLength
    return bytes
  }

  /**
   * The set of `monthEnd`; missing ones from `earliest` on are made one after the other, where
   * `make(before, from, until)` answers what of `before` and of the items dated from `from` on is
   * open at `until`.
   */
  at(
    monthEnd: number,
    earliest: number,
    make: (before: Int32Array, from: number, until: number) => Int32Array<ArrayBuffer>,
  ): Int32Array {
    const missing: number[] = []
    let end = monthEnd
    while (end >= earliest && !this.#sets.has(end)) {
      missing.push(end)
      end = monthEndUpTo(end - 1)
    }
    let set: Int32Array = this.#sets.get(end) ?? NOTHING
    for (const until of missing.toReversed()) {
      const made = make(set, end + 1, until)
      this.#sets.set(until, made)
      this.#latest = Math.max(this.#latest, until)
      end = until
      set = made
    }
    return set
  }

  /** Drops the sets of month ends from `day` on. */
  dropFrom(day: number): void {
    if (day > this.#latest) return
    for (const end of this.#sets.keys()) if (end >= day) this.#sets.delete(end)
    this.#latest = Math.max(-1e9, ...this.#sets.keys())
  }
}

const NOTHING = new Int32Array(0)

/** The latest last day of a month not after `day`. */
export function monthEndUpTo(day: number): number {
  return day + 1 - Number(fromDayNumber(day + 1).slice(8))
}
