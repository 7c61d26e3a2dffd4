/** Refusals and problems as sentences in three languages; what has no sentence of its own says its code. */
import { problemSentence, type SentenceLanguage } from '../../shared/i18n/sentences.ts'

export function refusalText(
  code: string,
  params: Readonly<Record<string, unknown>>,
  language: string | undefined,
): string {
  return problemSentence(code, params, languageOf(language))
}

export function languageOf(language: string | undefined): SentenceLanguage {
  return language === 'tr' || language === 'de' ? language : 'en'
}
