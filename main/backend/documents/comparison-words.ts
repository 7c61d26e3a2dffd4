/** Words of the comparison for a document: the screen's catalogue, filled without a screen. */
import type { ComparisonResult } from '../../../shared/contract/reconcile.ts'
import { DEFAULT_LOCALE, type Formatters, formattersFor } from '../../../shared/i18n/formatters.ts'
import { catalogues, type Language, type MessageId } from '../../../shared/i18n/index.ts'
import { filled } from '../../../shared/i18n/papers.ts'

export interface ComparisonVoice {
  readonly language: Language
  readonly say: (id: MessageId, values?: Record<string, string | number>) => string
  readonly format: Formatters
}

export function comparisonVoice(language: Language): ComparisonVoice {
  return {
    language,
    say: (id, values = {}) =>
      filled(
        catalogues[language][id],
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])),
      ),
    format: formattersFor({
      language,
      formatLocale: DEFAULT_LOCALE[language],
      negative: 'minus',
    }),
  }
}

/** What a reader must know of the comparison as a whole. */
export function comparisonNotes(comparison: ComparisonResult, { say }: ComparisonVoice): string[] {
  return [
    say('compare.view'),
    ...(comparison.inCompanyCurrency
      ? [say('compare.companyCurrency', { currency: comparison.currency })]
      : []),
    ...(comparison.file.isOpeningAssumed ? [say('compare.openingAssumed')] : []),
    ...(comparison.isCut ? [say('compare.cut')] : []),
  ]
}
