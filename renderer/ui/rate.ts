/** Exchange rates as people write them: a positive decimal, comma or point. */
import { isRate, type Rate } from '../../shared/domain/money.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'

/** Null for what is no rate. */
export function parseRate(text: string): Rate | null {
  const plain = text.trim().replace(',', '.')
  return isRate(plain) ? plain : null
}

export function rateText(rate: string, format: Formatters): string {
  return rate.replace('.', format.decimal)
}
