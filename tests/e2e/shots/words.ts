/** Words seen on a screen that should not be there: keys, another language, numbers of another land. */
import { contract } from '../../../shared/contract/index.ts'
import { catalogues, isMessageId, LANGUAGES, type Language } from '../../../shared/i18n/index.ts'

const PATHS = new Set(
  Object.entries(contract).flatMap(([noun, procedures]) =>
    Object.keys(procedures).map((name) => `${noun}.${name}`),
  ),
)
const CODE = /\b[a-z][A-Za-z]*(?:\.[a-z][A-Za-z_]*)+\b/g

/** 1,234.56 where a comma parts the decimals, and 1.234,56 where a point does. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  tr: /\d,\d{3}\.\d\d(?!\d)|(?:^|\s)\d+\.\d\d(?:$|\s)/,
  de: /\d,\d{3}\.\d\d(?!\d)|(?:^|\s)\d+\.\d\d(?:$|\s)/,
  en: /\d\.\d{3},\d\d(?!\d)|(?:^|\s)\d+,\d\d(?:$|\s)/,
}

export function wrongWords(language: Language, texts: readonly string[]): string[] {
  const own = new Set<string>(Object.values(catalogues[language]))
  const others = new Set<string>(
    LANGUAGES.filter((one) => one !== language).flatMap((one) => Object.values(catalogues[one])),
  )
  return texts.flatMap((text) => [
    ...(text.match(CODE) ?? [])
      .filter((code) => isMessageId(code) || PATHS.has(code))
      .map((code) => `a key: "${code}" in "${text}"`),
    ...(others.has(text) && !own.has(text) && /[a-zçğıöşü]{3}/.test(text)
      ? [`another language: "${text}"`]
      : []),
    ...(FOREIGN[language].test(text) ? [`another land's number: "${text}"`] : []),
  ])
}
