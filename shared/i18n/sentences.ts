/**
 * What is wrong and what to do, one sentence per code, for the command line, reject files and the
 * import wizard. `{name}` is replaced by the parameter of that name.
 */

import { digitsOf } from '../domain/currency.ts'
import { exactDecimal } from '../domain/format.ts'
import { BANK_SENTENCES } from './sentences-bank.ts'
import { BOOK_SENTENCES } from './sentences-books.ts'
import { DURABILITY_SENTENCES } from './sentences-durability.ts'
import { FILE_SENTENCES } from './sentences-files.ts'
import { MATCHING_SENTENCES } from './sentences-matching.ts'
import { RECONCILE_SENTENCES } from './sentences-reconcile.ts'
import { LETTER_SENTENCES } from './sentences-letters.ts'
import { ACTION_WORDS, ROLE_SENTENCES } from './sentences-roles.ts'
import { SERVER_SENTENCES } from './sentences-server.ts'
import { STAFF_SENTENCES } from './sentences-staff.ts'
import { SYNC_SENTENCES } from './sentences-sync.ts'

export type SentenceLanguage = 'tr' | 'en' | 'de'
type Sentence = Readonly<Record<SentenceLanguage, string>>

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...BANK_SENTENCES,
  ...DURABILITY_SENTENCES,
  ...BOOK_SENTENCES,
  ...FILE_SENTENCES,
  ...MATCHING_SENTENCES,
  ...RECONCILE_SENTENCES,
  ...LETTER_SENTENCES,
  ...SERVER_SENTENCES,
  ...SYNC_SENTENCES,
  ...ROLE_SENTENCES,
  ...STAFF_SENTENCES,
}

export function problemSentence(
  code: string,
  params: Readonly<Record<string, unknown>>,
  language: SentenceLanguage,
): string {
  const sentence = SENTENCES[code]?.[language]
  if (sentence === undefined) return code
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = actionWords(params, name, language) ?? params[name] ?? amountText(params, name)
    return value === null || value === undefined ? '' : String(value as string | number | boolean)
  })
}

function actionWords(
  params: Readonly<Record<string, unknown>>,
  name: string,
  language: SentenceLanguage,
): string | undefined {
  return name === 'action' ? ACTION_WORDS[String(params[name])]?.[language] : undefined
}

const PLACE: Readonly<Record<SentenceLanguage, (row: string, column: string) => string>> = {
  en: (row, column) =>
    [row && `Row ${row}`, column && `column “${column}”`].filter(Boolean).join(', '),
  tr: (row, column) =>
    [row && `${row}. satır`, column && `“${column}” sütunu`].filter(Boolean).join(', '),
  de: (row, column) =>
    [row && `Zeile ${row}`, column && `Spalte „${column}“`].filter(Boolean).join(', '),
}

/** A problem of a file as one line: where it is, what is wrong and what to do. */
export function problemLine(
  problem: {
    readonly row: number | null
    readonly column: string
    readonly code: string
    readonly value: string | null
    readonly params: Readonly<Record<string, unknown>>
  },
  language: SentenceLanguage,
): string {
  const place = PLACE[language](problem.row === null ? '' : String(problem.row), problem.column)
  const said = problemSentence(problem.code, { ...problem.params, value: problem.value }, language)
  return place === '' ? said : `${place}: ${said}`
}

/** `{available}` of `availableMinor`: an amount as a decimal of its currency. */
function amountText(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const minor = params[`${name}Minor`]
  const currency = params['currency']
  if (typeof minor !== 'number') return undefined
  return exactDecimal(minor, typeof currency === 'string' ? digitsOf(currency) : 2)
}
