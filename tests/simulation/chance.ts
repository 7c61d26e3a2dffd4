/** Everything random in a run, drawn from its seed: one walk for each purpose, so that leaving a step out moves no other. */
import { v7 } from 'uuid'
import { seeded } from '../crash/seeded.ts'

export class Chance {
  readonly #next: () => number

  constructor(...seeds: readonly number[]) {
    this.#next = seeded(
      seeds.reduce((all, seed) => Math.imul(all ^ seed, 0x9e3779b1) ^ (all >>> 13), 1),
    )
    this.#next()
  }

  /** From 0 up to 1. */
  real(): number {
    return this.#next()
  }

  /** From 0 up to, but not including, `end`. */
  below(end: number): number {
    return Math.floor(this.#next() * end)
  }

  from(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  happens(rate: number): boolean {
    return this.#next() < rate
  }

  /** Of a list that is not empty. */
  pick<const T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** Null of an empty list. */
  some<T>(list: readonly T[]): T | null {
    return list.length === 0 ? null : (list[this.below(list.length)] as T)
  }

  /** By weights; the last of them where all are 0. */
  weighed<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][]
    let at = this.#next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of entries) {
      at -= weight
      if (at < 0) return name
    }
    return (entries.at(-1) as [T, number])[0]
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)))
  }

  /** In rising order of the calls, whatever the clock that is asked says. */
  ids(nowMs: () => number): () => string {
    let seq = 0
    return () => {
      seq += 1
      return v7({ random: this.bytes(16), msecs: Math.max(0, nowMs()), seq })
    }
  }
}

/** The place of a walk beside the others of its seed. */
export const WALK = { plan: 1, ids: 2, keys: 3, step: 4 } as const
