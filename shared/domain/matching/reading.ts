/**
 * A bank line as matching reads it: its words, the numbers and days it names, and which open documents
 * those may be.
 */
import { toDayNumber } from '../days.ts'
import type { Books } from './books.ts'
import { type DocumentIndex, REFERENCE_LENGTH } from './document-index.ts'
import { compact, foldedWords, foldLetters } from './fold.ts'
import { readNumbers, withoutBeside, type WrittenNumber } from './numbers.ts'
import type { MatchLine } from './types.ts'

/** How surely a written number is a document's, the surest last. */
export const GRADES = [
  'typo',
  'cut',
  'tail_tiny',
  'tail',
  'tail_long',
  'half',
  'full',
  'reference',
  'structured',
] as const
export type Grade = (typeof GRADES)[number]

export const gradeOf = (name: Grade): number => GRADES.indexOf(name)

export interface NumberHit {
  readonly document: number
  /** Index into GRADES. */
  readonly grade: number
  /** Where it was written; several hits of one place are readings of one number. */
  readonly place: number
  readonly written: string
}

export interface Hints {
  readonly account: boolean
  readonly part: boolean
  readonly discount: boolean
  readonly all: boolean
  readonly range: boolean
}

export interface Reading {
  readonly line: MatchLine
  readonly day: number
  readonly amount: number
  readonly folded: string
  readonly words: readonly string[]
  readonly numbers: readonly WrittenNumber[]
  readonly hits: readonly NumberHit[]
  readonly days: ReadonlySet<number>
  readonly hints: Hints
  readonly taxIds: readonly string[]
  readonly iban: string | null
}

const HINTS: Readonly<Record<keyof Hints, RegExp>> = {
  account: /MAHSUBEN|A CONTO|AKONTO|ABSCHLAG|ON ACCOUNT|AVANS|VORAUSZAHLUNG|AUF KONTO|ADVANCE/,
  part: /TAKSIT|KISMI|TEILZAHLUNG|RATE \d|PART PAYMENT|INSTAL|TEILBETRAG/,
  discount: /SKONTO|ISKONTO|DISCOUNT|INDIRIM/,
  all: /BAKIYE|SALDO|FULL BALANCE|STATEMENT|HEPSI|TAMAMI|KONTOAUSGLEICH/,
  range: /ARASI|\bBIS\b|\bTO\b|\bILE\b|-|–/,
}
/** A tail that so many documents share names none of them. */
const TAIL_HITS_MAX = 40
/** Words joined to find a reference. */
const WINDOW = 5
/** Places of words and of number tokens differ: these lie beyond. */
const WORD_PLACES = 1000

/** The numbers a line names, and what of the index they may be: the first stage, without payers. */
export interface LookUp {
  readonly folded: string
  readonly numbers: readonly WrittenNumber[]
  readonly days: readonly number[]
  readonly hits: readonly NumberHit[]
}

export function lookUp(index: DocumentIndex, line: MatchLine): LookUp {
  const folded = foldLetters(line.text)
  const { text, days } = withoutBeside(folded)
  const numbers = readNumbers(text)
  const hits: NumberHit[] = []
  for (const number of numbers) tailHits(index, number, hits)
  if (line.structuredRefs.length > 0 || line.endToEndId !== null || line.customerRef !== null)
    statedHits(index, line, hits)
  if (numbers.length > 0) referenceHits(index, foldedWords(text), hits)
  return { folded, numbers, days, hits }
}

export function readLine(books: Books, line: MatchLine): Reading {
  const found = lookUp(books.index, line)
  const words = foldedWords(found.folded)
  const hint = (name: keyof Hints) => HINTS[name].test(found.folded)
  return {
    line,
    folded: found.folded,
    words,
    numbers: found.numbers,
    hits: found.hits,
    day: toDayNumber(line.bookedOn),
    amount: line.amountMinor,
    days: new Set(found.days),
    hints: {
      account: hint('account'),
      part: hint('part'),
      discount: hint('discount'),
      all: hint('all'),
      range: hint('range'),
    },
    taxIds: [
      ...(line.taxId === null ? [] : [compact(line.taxId)]),
      ...words.filter((word) => word.length >= 10 && word.length <= 14),
    ].filter((one) => books.taxIds.has(one)),
    iban: line.iban === null ? null : compact(line.iban),
  }
}

function tailHits(index: DocumentIndex, number: WrittenNumber, hits: NumberHit[]): void {
  let document = index.firstOfTail(number.tail)
  if (document < 0) return
  const written = number.series + number.digits
  const isKnownSeries = number.series !== '' && index.knownSeries.has(number.series)
  const byLength: Grade =
    number.tail.length >= 5 ? 'tail_long' : number.tail.length >= 3 ? 'tail' : 'tail_tiny'
  for (
    let count = 0;
    document >= 0 && count < TAIL_HITS_MAX;
    document = index.nextOfTail(document)
  ) {
    const year = index.year[document] ?? 0
    const isSeries = number.series !== '' && number.series === index.series[document]
    if (number.year !== 0 && year !== 0 && number.year !== year) continue
    if (isKnownSeries && !isSeries) continue
    const isYear = number.year !== 0 && number.year === year
    const isWhole = isSeries && (isYear || (year === 0 && number.year === 0))
    const grade: Grade = isWhole ? 'full' : isYear || isSeries ? 'half' : byLength
    count += 1
    hits.push({ document, grade: gradeOf(grade), place: number.place, written })
  }
}

/** What fields of their own say, that nobody typed into a text. */
function statedHits(index: DocumentIndex, line: MatchLine, hits: NumberHit[]): void {
  for (const one of line.structuredRefs) addReference(index, compact(one), 'structured', -1, hits)
  for (const one of [line.endToEndId, line.customerRef])
    if (one !== null) addReference(index, compact(one), 'reference', -2, hits)
}

/** Order and link numbers, creditor references: neighbouring words joined that are one of the books'. */
function referenceHits(index: DocumentIndex, words: readonly string[], hits: NumberHit[]): void {
  for (let at = 0; at < words.length; at += 1) {
    let key = ''
    // A reference has digits, in its first word or the one behind.
    if (!hasDigit(words[at] ?? '') && !hasDigit(words[at + 1] ?? '')) continue
    const end = Math.min(words.length, at + WINDOW)
    for (let word = at; word < end; word += 1) {
      key += words[word] ?? ''
      if (key.length > REFERENCE_LENGTH.max) break
      if (key.length < REFERENCE_LENGTH.min) continue
      if (!index.mayBeReference(key)) break
      if (index.withReference(key) !== undefined)
        if (!/^\d{1,6}$/.test(key) && /\d/.test(key))
          addReference(
            index,
            key,
            key.startsWith('RF') ? 'structured' : 'reference',
            WORD_PLACES + at,
            hits,
          )
    }
  }
}

function addReference(
  index: DocumentIndex,
  key: string,
  grade: Grade,
  place: number,
  hits: NumberHit[],
): void {
  for (const document of index.withReference(key) ?? [])
    hits.push({ document, grade: gradeOf(grade), place, written: key })
}

function hasDigit(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) < 58) return true
  return false
}
