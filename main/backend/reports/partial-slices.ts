/**
 * Slices that left an item partly open: all a past day needs besides the item itself.
 *
 * An item counts on a day before it was closed. Slices dated on its closing day can therefore never
 * matter, and most items are closed by the one slice that pays them; what is kept is a fraction of
 * the allocations. Slices of one item hang in a chain through the pool; a chain that is replaced
 * leaves its places to the next one.
 */
import { grown } from './growing.ts'

const END = -1

export class PartialSlices {
  /** Of the item and day asked last. */
  sumMinor = 0
  sumBaseMinor = 0
  readonly #heads = new Map<number, number>()
  #next = new Int32Array(0)
  #day = new Int32Array(0)
  #minor = new Float64Array(0)
  #base = new Float64Array(0)
  #count = 0
  #free = END

  get byteLength(): number {
    return (
      this.#next.byteLength + this.#day.byteLength + this.#minor.byteLength + this.#base.byteLength
    )
  }

  /** `minor` and `baseMinor` are signed like the item: what was taken away from `day` on. */
  add(item: number, day: number, minor: number, baseMinor: number): void {
    const at = this.#place()
    this.#day[at] = day
    this.#minor[at] = minor
    this.#base[at] = baseMinor
    this.#next[at] = this.#heads.get(item) ?? END
    this.#heads.set(item, at)
  }

  forget(item: number): void {
    let at = this.#heads.get(item) ?? END
    while (at !== END) {
      const next = this.#next[at] ?? END
      this.#next[at] = this.#free
      this.#free = at
      at = next
    }
    this.#heads.delete(item)
  }

  /** Sums what was taken up to the end of `day` into `sumMinor` and `sumBaseMinor`: no object per item. */
  sumUpTo(item: number, day: number): void {
    this.sumMinor = 0
    this.sumBaseMinor = 0
    for (let at = this.#heads.get(item) ?? END; at !== END; at = this.#next[at] ?? END) {
      if ((this.#day[at] ?? 0) > day) continue
      this.sumMinor += this.#minor[at] ?? 0
      this.sumBaseMinor += this.#base[at] ?? 0
    }
  }

  #place(): number {
    if (this.#free !== END) {
      const at = this.#free
      this.#free = this.#next[at] ?? END
      return at
    }
    const at = this.#count
    this.#count += 1
    this.#next = grown(this.#next, this.#count)
    this.#day = grown(this.#day, this.#count)
    this.#minor = grown(this.#minor, this.#count)
    this.#base = grown(this.#base, this.#count)
    return at
  }
}
