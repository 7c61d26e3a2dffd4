import { randomInt } from 'node:crypto'

/** A seeded generator for tests that must replay: mulberry32, numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Another walk at every run, as reliability-security.md 2 and 4 want it; what fails names the seed, and
 * `SALDO_SEED` walks it again.
 */
export function freshSeed(): number {
  const given = Number(process.env['SALDO_SEED'])
  return Number.isSafeInteger(given) && given > 0 ? given : randomInt(1, 1_000_000)
}
