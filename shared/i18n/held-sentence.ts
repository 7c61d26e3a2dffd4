/** A held operation, a conflict's field and a way out in the words of the books, in three languages. */
import type { Formatters } from './formatters.ts'
import { COLUMN_OF_GROUP, EXIT_WORDS, HELD_WORDS, THEIRS_WORDS } from './held-words.ts'
import { fieldLabel } from './import-fields.ts'
import type { SentenceLanguage } from './sentences.ts'

export interface HeldFacts {
  readonly code: string
  /** What the server found; unknown members are left alone. */
  readonly detail: unknown
  readonly kind: string
  readonly documentNo: string | null
  readonly date: string | null
  readonly customer: string | null
  readonly currency: string | null
  readonly handedBy: string | null
  readonly theirs: {
    readonly documentNo: string
    readonly date: string
    readonly amountMinor: number
    readonly by: string | null
  } | null
}

type Format = Pick<Formatters, 'date' | 'month' | 'moneyWithCode'>

/** What happened and what to do. A word nobody knows is a dash; a code of a newer server says itself. */
export function heldSentence(held: HeldFacts, language: SentenceLanguage, format: Format): string {
  const detail = membersOf(held.detail)
  const words: Record<string, string> = {
    code: textIn(detail['code']) ?? held.code,
    month: monthOf(detail, held, format),
    number: textIn(detail['number']) ?? held.documentNo ?? '–',
    customer: textIn(detail['code']) ?? held.customer ?? '–',
    open: moneyIn(detail['open'], detail['currency'] ?? held.currency, format),
    by: held.handedBy ?? '–',
    date: dayIn(detail['date'], format) ?? dayIn(held.date, format) ?? '–',
    reason: textIn(detail['reason']) ?? '–',
    support: textIn(detail['support']) ?? '–',
    theirs: theirsOf(held, language, format),
  }
  return filled(HELD_WORDS[wordsFor(held, detail)][language], words)
}

export function exitLabel(exit: string, language: SentenceLanguage): string {
  return EXIT_WORDS[exit]?.[language] ?? exit
}

/** Field group of a card: "Credit limit", "Telefon". */
export function groupLabel(group: string, language: SentenceLanguage): string {
  return fieldLabel(COLUMN_OF_GROUP[group] ?? group, language)
}

type WordsId = keyof typeof HELD_WORDS

/** The narrowest sentence there is: by code and what is special about it. */
function wordsFor({ code, kind }: HeldFacts, detail: Record<string, unknown>): WordsId {
  const special = textIn(detail['reason']) ?? textIn(detail['state'])
  const narrow = `${code}_${special}`
  if (isWords(narrow)) return narrow
  if (code === 'BAD_TRANSITION' && kind !== 'wf.event') return 'BAD_TRANSITION_decided'
  return isWords(code) ? code : 'OTHER'
}

function isWords(id: string): id is WordsId {
  return Object.hasOwn(HELD_WORDS, id)
}

function monthOf(detail: Record<string, unknown>, held: HeldFacts, format: Format): string {
  const month = textIn(detail['period']) ?? held.date?.slice(0, 7)
  return month === undefined ? '–' : format.month(month)
}

function theirsOf({ theirs, currency }: HeldFacts, language: SentenceLanguage, format: Format) {
  if (theirs === null) return ''
  return filled(THEIRS_WORDS[language], {
    number: theirs.documentNo,
    date: format.date(theirs.date),
    amount: moneyIn(theirs.amountMinor, currency, format),
    by: theirs.by ?? '–',
  })
}

function moneyIn(minor: unknown, currency: unknown, format: Format): string {
  return typeof minor === 'number' && typeof currency === 'string'
    ? format.moneyWithCode(minor, currency)
    : '–'
}

function dayIn(value: unknown, format: Format): string | null {
  const text = textIn(value)
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? format.date(text) : null
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function filled(sentence: string, words: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '–')
}
