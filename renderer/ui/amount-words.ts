/** What is said of an amount while it is typed: how it was read, or why it cannot be. */
import { digitsOf } from '../../shared/domain/currency.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import type { SayText } from './language.tsx'
import type { AmountReading } from './parse-amount.ts'

export function amountProblem(
  reading: AmountReading,
  currency: string,
  say: SayText,
  format: Formatters,
): string | null {
  switch (reading.kind) {
    case 'empty':
    case 'amount':
      return null
    case 'invalid':
      return say('field.amount.invalid', { example: format.money(123_456, 'EUR') })
    case 'precision':
      return say('field.amount.precision', { currency, digits: digitsOf(currency) })
    case 'range':
      return say('field.amount.range')
    case 'otherCurrency':
      return say('field.amount.otherCurrency', { found: reading.found, currency })
  }
}

export function readingOf(
  reading: AmountReading,
  currency: string,
  say: SayText,
  format: Formatters,
): string | null {
  if (reading.kind !== 'amount') return null
  const amount = format.moneyWithCode(reading.minor, currency)
  return say(reading.ambiguous ? 'field.amount.either' : 'field.amount.reading', { amount })
}
