/** The shell's own sentences, in the language of its page once that has said which. */
import { createIntl, type IntlShape } from '@formatjs/intl'
import { app } from 'electron'
import { catalogues, type Language, LANGUAGES, type MessageId } from '../../shared/i18n/index.ts'

let intl: IntlShape<string> | null = null

export function say(id: MessageId, values?: Record<string, string | number>): string {
  intl ??= intlOf(systemLanguage())
  return String(intl.formatMessage({ id }, values))
}

export function speak(language: Language): void {
  intl = intlOf(language)
}

function intlOf(language: Language): IntlShape<string> {
  return createIntl({ locale: language, messages: catalogues[language] })
}

/** The first language of the person's system that Saldo speaks. */
function systemLanguage(): Language {
  for (const tag of app.getPreferredSystemLanguages()) {
    const found = LANGUAGES.find((known) => tag.toLowerCase().split('-')[0] === known)
    if (found) return found
  }
  return 'en'
}
