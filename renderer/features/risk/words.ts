/** A score in words: one sentence per part, with the figure it comes from. */
import type { RiskRow } from '../../../shared/contract/risk.ts'
import type { RiskPart } from '../../../shared/domain/risk.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { SayText } from '../../ui/language.tsx'
import { oneDecimal, percentOneDecimal } from '../../ui/one-decimal.ts'

/** A limit of nothing counts as used beyond this (main/backend/features/risk.ts). */
const CASH_ONLY = 9.99

export function partSentence(
  part: RiskPart,
  row: RiskRow,
  toCollectMinor: number,
  say: SayText,
  format: Formatters,
): string {
  const { daysLate, limitUsed, delayDays, lastReceiptOn, overdueMinor, balanceMinor } = row
  switch (part) {
    case 'age':
      return daysLate === null
        ? say('risk.part.age.none')
        : say('risk.part.age', { days: oneDecimal(daysLate, format) })
    case 'overdue':
      return say('risk.part.overdue', {
        share: format.percent(balanceMinor > 0 ? Math.min(1, overdueMinor / balanceMinor) : 0),
      })
    case 'limit':
      if (limitUsed === null) return say('risk.part.limit.none')
      return limitUsed === CASH_ONLY
        ? say('risk.part.limit.cash')
        : say('risk.part.limit', { share: format.percent(limitUsed) })
    case 'delay':
      if (delayDays === null) return say('risk.part.delay.none')
      return say(delayDays < 0 ? 'risk.part.delay.early' : 'risk.part.delay', {
        days: oneDecimal(Math.abs(delayDays), format),
      })
    case 'quiet':
      return lastReceiptOn === null
        ? say('risk.part.quiet.none')
        : say('risk.part.quiet', { date: format.date(lastReceiptOn) })
    case 'weight':
      return say('risk.part.weight', {
        share: percentOneDecimal(toCollectMinor > 0 ? overdueMinor / toCollectMinor : 0, format),
      })
  }
}
