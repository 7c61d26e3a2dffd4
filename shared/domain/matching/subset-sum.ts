/**
 * Sets of amounts that make a sum, exactly, within a bound of work: meet in the middle.
 *
 * Each half's sums (at most 2^8) are made once; those of one half are looked up for each of the other.
 * Amounts are safe integers of either sign; at most `LIMIT` are taken, the callers choose which.
 */
export const SUBSET_LIMIT = 16

/** Up to `max` sets (as rising indexes) of two to `sizeMax` of the amounts that add up to `target`. */
export function subsetsOf(
  amounts: readonly number[],
  target: number,
  options: { readonly max: number; readonly sizeMax: number },
): number[][] {
  const taken = amounts.slice(0, SUBSET_LIMIT)
  const middle = taken.length >> 1
  const left = sums(taken.slice(0, middle))
  const right = sums(taken.slice(middle))
  const bySum = new Map<number, number[]>()
  left.forEach((sum, mask) => {
    const masks = bySum.get(sum)
    if (masks === undefined) bySum.set(sum, [mask])
    else masks.push(mask)
  })
  const found: number[][] = []
  for (let mask = 0; mask < right.length && found.length < options.max; mask += 1)
    for (const other of bySum.get(target - (right[mask] ?? 0)) ?? []) {
      const set = bits(other | (mask << middle), taken.length)
      if (set.length >= 2 && set.length <= options.sizeMax) found.push(set)
      if (found.length >= options.max) break
    }
  return found
}

function sums(amounts: readonly number[]): Float64Array {
  const all = new Float64Array(1 << amounts.length)
  amounts.forEach((amount, bit) => {
    const half = 1 << bit
    for (let mask = 0; mask < half; mask += 1) all[half + mask] = (all[mask] ?? 0) + amount
  })
  return all
}

function bits(mask: number, length: number): number[] {
  const set: number[] = []
  for (let bit = 0; bit < length; bit += 1) if (mask & (1 << bit)) set.push(bit)
  return set
}
