/** Where a rate stands among the ones known. */
export interface KnownRate {
  readonly currency: string
  readonly date: string
  readonly rate: string
}

/** A rate that differs by more than this share from the one before deserves a second look. */
const FAR = 0.15

export function rateOn(known: readonly KnownRate[], currency: string, date: string) {
  return known.find((one) => one.currency === currency && one.date === date)
}

/** The newest one of an earlier day. */
export function rateBefore(known: readonly KnownRate[], currency: string, date: string) {
  let found: KnownRate | undefined
  for (const one of known)
    if (one.currency === currency && one.date < date && (!found || one.date > found.date))
      found = one
  return found
}

/** For a hint only: no figure is computed from it. */
export function isFar(rate: string, before: string): boolean {
  return Math.abs(Number(rate) / Number(before) - 1) > FAR
}
