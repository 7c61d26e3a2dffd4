/** A refusal of their file in words. */
import type { Language } from '../../shared/i18n/index.ts'
import { problemLine } from '../../shared/i18n/sentences.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'

/** A cell that cannot be read is named with its place. */
export function placed(error: unknown, sentence: string, language: Language): string {
  if (!(error instanceof Refusal)) return sentence
  const { row, column, value } = error.params
  if (typeof row !== 'number' || row < 1 || typeof column !== 'string') return sentence
  const said = typeof value === 'string' ? value : null
  return problemLine({ row, column, code: error.code, value: said, params: error.params }, language)
}
