/** A small seeded generator (mulberry32): same seed, same numbers, on every machine. */
export class Prng {
  #state: number

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  pick<T>(list: readonly T[]): T {
    const value = list[this.int(0, list.length - 1)]
    if (value === undefined) throw new RangeError('nothing to pick from')
    return value
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Roughly log-normal: many small, few large. */
  skewed(median: number, spread: number): number {
    const gauss = this.next() + this.next() + this.next() + this.next() - 2
    return median * Math.exp(gauss * spread)
  }
}

/** Draws indexes 0…n−1 by Zipf's law over a shuffled order: a few get most. */
export class Zipf {
  readonly #cumulative: Float64Array
  readonly #order: number[]
  readonly #random: Prng

  constructor(n: number, exponent: number, random: Prng) {
    this.#random = random
    this.#cumulative = new Float64Array(n)
    let sum = 0
    for (let i = 0; i < n; i += 1) {
      sum += 1 / (i + 1) ** exponent
      this.#cumulative[i] = sum
    }
    this.#order = Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i -= 1) {
      const j = random.int(0, i)
      const held = this.#order[i] ?? 0
      this.#order[i] = this.#order[j] ?? 0
      this.#order[j] = held
    }
  }

  draw(): number {
    const total = this.#cumulative.at(-1) ?? 1
    const wanted = this.#random.next() * total
    let low = 0
    let high = this.#cumulative.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#cumulative[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return this.#order[low] ?? 0
  }
}
