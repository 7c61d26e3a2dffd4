/**
 * Exact sums: which of a few amounts add up to a target, to the last minor unit.
 *
 * Work is counted in steps, not in time, so that the same books always give the same answer. A sum
 * that can be made in two ways says nothing and is not taken.
 */

export class Work {
  #left: number

  constructor(steps: number) {
    this.#left = steps
  }

  get isOut(): boolean {
    return this.#left <= 0
  }

  /** Counts; false when nothing is left. */
  spend(steps: number): boolean {
    this.#left -= steps
    return this.#left > 0
  }
}

/** Indexes of the amounts that make the target, `size` of them; at most two answers. */
export function subsetsOf(
  target: number,
  amounts: readonly number[],
  size: number,
  work: Work,
): number[][] {
  const found: number[][] = []
  const chosen: number[] = []
  const places = new Map<number, number[]>()
  amounts.forEach((amount, i) => places.set(amount, [...(places.get(amount) ?? []), i]))
  const visit = (from: number, left: number, rest: number): void => {
    if (found.length > 1 || !work.spend(1)) return
    if (left === 1) {
      for (const i of places.get(rest) ?? [])
        if (i >= from && found.length < 2) found.push([...chosen, i])
      return
    }
    for (let i = from; i <= amounts.length - left; i += 1) {
      chosen.push(i)
      visit(i + 1, left - 1, rest - (amounts[i] ?? 0))
      chosen.pop()
      if (found.length > 1 || work.isOut) return
    }
  }
  visit(0, size, target)
  return found
}

/** First and last index (included) of the runs of at least two neighbours that make the target; at most two. */
export function runsOf(target: number, amounts: readonly number[], work: Work): [number, number][] {
  const found: [number, number][] = []
  for (let first = 0; first < amounts.length && found.length < 2; first += 1) {
    let sum = amounts[first] ?? 0
    for (let last = first + 1; last < amounts.length; last += 1) {
      if (!work.spend(1)) return found
      sum += amounts[last] ?? 0
      if (sum === target) {
        found.push([first, last])
        break
      }
    }
  }
  return found
}

/** All sums of at least two of the amounts, with the indexes; null where a sum can be made twice. */
export function sumsOf(amounts: readonly number[], work: Work): Map<number, number[] | null> {
  const sums = new Map<number, number[] | null>()
  for (let mask = 1; mask < 1 << amounts.length; mask += 1) {
    if (!work.spend(1)) break
    const chosen = amounts.flatMap((_, i) => ((mask >> i) & 1 ? [i] : []))
    if (chosen.length < 2) continue
    const sum = chosen.reduce((total, i) => total + (amounts[i] ?? 0), 0)
    sums.set(sum, sums.has(sum) ? null : chosen)
  }
  return sums
}
