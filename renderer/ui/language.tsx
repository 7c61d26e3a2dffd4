/** Text and formats for components: `useText` for sentences, `Say` for rich ones, `useFormat` for figures. */
import { createContext, use, useCallback, useMemo, type ReactNode } from 'react'
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl'
import { formattersFor, type FormatChoice, type Formatters } from '../../shared/i18n/formatters.ts'
import {
  catalogues,
  LANGUAGES,
  type Catalogue,
  type Language,
  type MessageId,
} from '../../shared/i18n/index.ts'

export type SayText = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string

const FormatContext = createContext<Formatters | null>(null)

export function LanguageProvider({
  choice,
  children,
}: {
  readonly choice: FormatChoice
  readonly children: ReactNode
}) {
  const { language, formatLocale, negative } = choice
  const format = useMemo(
    () => formattersFor({ language, formatLocale, negative }),
    [language, formatLocale, negative],
  )
  return (
    <IntlProvider locale={language} defaultLocale="en" messages={MESSAGES[language]}>
      <FormatContext value={format}>{children}</FormatContext>
    </IntlProvider>
  )
}

export function useText(): SayText {
  const intl = useIntl()
  const format = useFormat()
  return useCallback(
    (id, values) => String(intl.formatMessage({ id: id as string }, withCounts(values, format))),
    [intl, format],
  )
}

export function useFormat(): Formatters {
  const format = use(FormatContext)
  if (!format) throw new Error('useFormat outside of LanguageProvider')
  return format
}

/** A sentence with <b>bold</b> parts. */
export function Say({
  id,
  values,
}: {
  readonly id: MessageId
  readonly values?: Record<string, string | number>
}) {
  const format = useFormat()
  return <FormattedMessage id={id as string} values={{ ...withCounts(values, format), b: bold }} />
}

/**
 * ICU writes `#` and `{n, number}` as the language does; here numbers follow the format locale, an
 * own setting. So both become `{nText}`, which is filled with the formatted count.
 */
function followingFormats(catalogue: Catalogue): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(catalogue).map(([id, message]) => {
      const counted = /\{(\w+), plural,/.exec(message)?.[1]
      const plain = message.replace(/\{(\w+), number\}/g, '{$1Text}')
      return [id, counted === undefined ? plain : plain.replaceAll('#', `{${counted}Text}`)]
    }),
  )
}

const MESSAGES = Object.fromEntries(
  LANGUAGES.map((language) => [language, followingFormats(catalogues[language])]),
) as Readonly<Record<Language, Readonly<Record<string, string>>>>

function withCounts(
  values: Readonly<Record<string, string | number>> | undefined,
  format: Formatters,
): Record<string, string | number> {
  const filled: Record<string, string | number> = { ...values }
  for (const [name, value] of Object.entries(filled))
    if (typeof value === 'number') filled[`${name}Text`] = format.count(value)
  return filled
}

function bold(chunks: ReactNode) {
  return <b key="b">{chunks}</b>
}
