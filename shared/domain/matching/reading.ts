/**
 * A bank line as matching reads it: its words, the numbers and days it names, and which open documents
 * those may be.
 */
import { toDayNumber } from '../days.ts'
import type { Books } from './books.ts'
import { compact, foldLetters, foldText } from './fold.ts'
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
const REFERENCE_LENGTH = { min: 4, max: 40 } as const

export function readLine(books: Books, line: MatchLine): Reading {
  const folded = foldLetters(line.text)
  const { text, days } = withoutBeside(folded)
  const numbers = readNumbers(text)
  const words = foldText(folded).split(' ')
  const hits: NumberHit[] = []
  for (const number of numbers) tailHits(books, number, hits)
  referenceHits(books, line, foldText(text).split(' '), hits)
  const hint = (name: keyof Hints) => HINTS[name].test(folded)
  return {
    line,
    day: toDayNumber(line.bookedOn),
    amount: line.amountMinor,
    folded,
    words,
    numbers,
    hits,
    days: new Set(days),
    hints: {
      account: hint('account'),
      part: hint('part'),
      discount: hint('discount'),
      all: hint('all'),
      range: hint('range'),
    },
    taxIds: [
      ...(line.taxId === null ? [] : [compact(line.taxId)]),
      ...words.filter((word) => word.length >= 10 && word.length <= 14 && /\d{9}/.test(word)),
    ].filter((one) => books.taxIds.has(one)),
    iban: line.iban === null ? null : compact(line.iban),
  }
}

function tailHits(books: Books, number: WrittenNumber, hits: NumberHit[]): void {
  const documents = books.byTail.get(number.tail)
  if (documents === undefined) return
  const written = `${number.series}${number.digits}`
  const isKnownSeries = books.knownSeries.has(number.series)
  let count = 0
  for (const document of documents) {
    const series = books.series[document] ?? ''
    const year = books.year[document] ?? 0
    const isSeries = number.series !== '' && number.series === series
    if (number.year !== 0 && year !== 0 && number.year !== year) continue
    if (isKnownSeries && !isSeries) continue
    const isYear = number.year !== 0 && number.year === year
    const isWhole = isSeries && (isYear || (year === 0 && number.year === 0))
    const length = number.tail.length
    const grade: Grade = isWhole
      ? 'full'
      : isYear || isSeries
        ? 'half'
        : length >= 5
          ? 'tail_long'
          : length >= 3
            ? 'tail'
            : 'tail_tiny'
    if (count >= TAIL_HITS_MAX) break
    count += 1
    hits.push({ document, grade: gradeOf(grade), place: number.place, written })
  }
}

/** Order and link numbers, creditor references: any few words joined that are one of the books'. */
function referenceHits(
  books: Books,
  line: MatchLine,
  words: readonly string[],
  hits: NumberHit[],
): void {
  const add = (key: string, grade: Grade, place: number) => {
    for (const document of books.byReference.get(key) ?? [])
      hits.push({ document, grade: gradeOf(grade), place, written: key })
  }
  const stated = [line.endToEndId, line.customerRef].flatMap((one) => (one === null ? [] : [one]))
  for (const one of line.structuredRefs) add(compact(one), 'structured', -1)
  for (const one of stated) add(compact(one), 'reference', -2)
  for (let at = 0; at < words.length; at += 1) {
    let key = ''
    for (let end = at; end < Math.min(words.length, at + WINDOW); end += 1) {
      key += words[end] ?? ''
      if (key.length > REFERENCE_LENGTH.max) break
      if (key.length < REFERENCE_LENGTH.min || !/\d/.test(key) || /^\d{1,6}$/.test(key)) continue
      // Places of words and of number tokens differ: these lie beyond.
      add(key, key.startsWith('RF') ? 'structured' : 'reference', 1000 + at)
    }
  }
}
