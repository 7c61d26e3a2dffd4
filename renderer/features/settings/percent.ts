/** A share as percent text and as basis points: 0,5 % is 50. */
import type { Formatters } from '../../../shared/i18n/formatters.ts'

/** Null for what is no share from 0 to 100 % with at most two decimals. */
export function basisPointsOf(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!match) return null
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return points <= 10_000 ? points : null
}

export function percentText(basisPoints: number, format: Formatters): string {
  const hundredths = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  const whole = String(Math.trunc(basisPoints / 100))
  return hundredths === '' ? whole : `${whole}${format.decimal}${hundredths}`
}
