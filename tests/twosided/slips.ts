/** How people write numbers, and slip in amounts. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { Prng } from '../../shared/domain/generate/prng.ts'

/** A number as it stands, without punctuation, by its serial alone, or in small letters. */
export function spelled(number: string, style: number): string {
  const serial = (number.match(/\d+/g) ?? ['']).at(-1) ?? ''
  if (style === 1) return number.replace(/[^A-Za-z0-9]/g, '')
  if (style === 2) return serial.replace(/^0+/, '') || serial
  return style === 3 ? number.toLowerCase().replace('-', ' ') : number
}

/** Two digits swapped, or the comma moved: more than a unit off. */
export function typedOver(minor: number, random: Prng): number {
  const digits = String(Math.abs(minor))
  const sign = Math.sign(minor)
  for (let tries = 0; tries < 20; tries += 1) {
    const at = random.int(0, Math.max(0, digits.length - 2))
    const swapped = Number(
      digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2),
    )
    const typed = random.chance(0.7) ? swapped : Math.abs(minor) * 10
    if (
      typed !== Math.abs(minor) &&
      Math.abs(typed - Math.abs(minor)) >= 100 &&
      String(typed).length >= digits.length
    )
      return sign * typed
  }
  return minor
}

export function daysOf(a: IsoDate, b: IsoDate): number {
  return Math.abs(Date.parse(b) - Date.parse(a)) / 86_400_000
}

export function isPercent(part: number, whole: number): boolean {
  return [0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 7.5, 8, 10].some(
    (percent) => Math.abs(part * 100 - whole * percent) <= 50,
  )
}

/** An amount of the same size and side that the books do not have. */
export function freshAmount(
  minor: number,
  known: ReadonlyMap<number, number>,
  random: Prng,
): number {
  for (;;) {
    const fresh = Math.round(minor * (0.4 + random.next() * 1.3)) + random.int(-990, 990)
    if (fresh !== 0 && Math.sign(fresh) === Math.sign(minor) && !known.has(fresh)) return fresh
  }
}
