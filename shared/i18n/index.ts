/**
 * Languages and their catalogues. Sentences are ICU messages; `@formatjs/intl` formats them in the
 * backend and the command line, react-intl on screens. Ids are keys of the English catalogue.
 */
import { de } from './de.ts'
import { en, type Catalogue, type MessageId } from './en.ts'
import { tr } from './tr.ts'

export type { Catalogue, MessageId }

export const LANGUAGES = ['tr', 'en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export const catalogues: Readonly<Record<Language, Catalogue>> = { tr, en, de }

/** A language calls itself by its own name, in every language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  tr: 'Türkçe',
  en: 'English',
  de: 'Deutsch',
}

export function isMessageId(id: string): id is MessageId {
  return Object.hasOwn(en, id)
}
