/** What of a difference between two books is small enough to have a small reason: the company's settings. */
import { digitsOf, isCurrency } from '../../../shared/domain/currency.ts'
import type { Tolerance } from '../../../shared/domain/twosided/causes.ts'
import type { Context } from '../context.ts'
import { settingsOf } from '../features/settings.ts'

/** In minor units of the currency the books are compared in; shipped as cli.md and domain.md 4.8 say. */
export function toleranceOf(context: Pick<Context, 'db'>, currency: string): Tolerance {
  const settings = settingsOf(context)
  const unitMinor = 10 ** (isCurrency(currency) ? digitsOf(currency) : 2)
  return {
    unitMinor,
    roundingMinor: settings.compareRounding * unitMinor,
    roundingShare: settings.compareRoundingBasisPoints / 10_000,
    feeMinor: (currency === 'TRY' ? settings.compareFeeTry : settings.compareFeeOther) * unitMinor,
    shiftDays: settings.compareDays,
  }
}
