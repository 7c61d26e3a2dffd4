/**
 * Document numbers as programs give them and as payers write them.
 *
 * A number is read into its series (`INV`), its year (2026) and its tail, the counting digits without
 * leading zeros, so that dropped and added zeros, separators and case do not matter. A long run of
 * digits that begins with a year (e-invoices: GIB2026000000102) is split behind it. What banks put
 * beside the payer's words (dates, amounts, accounts, query numbers) is taken out before.
 */
import { type IsoDate, isIsoDate, toDayNumber } from '../days.ts'
import { foldLetters } from './fold.ts'

export interface WrittenNumber {
  /** Readings of one place in the text share it. */
  readonly place: number
  /** Letters before it; '' when it stands alone. */
  readonly series: string
  /** 0 when none is written. */
  readonly year: number
  /** Without leading zeros. */
  readonly tail: string
  /** All its digits as written, the year among them. */
  readonly digits: string
  /** A letter in it was read as the digit it looks like. */
  readonly isRepaired: boolean
  /** The text ends with it: it may be cut. */
  readonly isLast: boolean
  /** Joined to the number before by a sign or word of ranges. */
  readonly isRangeEnd: boolean
}

interface Token {
  readonly text: string
  readonly isDigits: boolean
  /** What stands between this token and the one before. */
  readonly gap: string
  readonly isRepaired: boolean
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  I: '1',
  L: '1',
  S: '5',
  B: '8',
}
const NEAR = /^[-/. _]{0,3}$/
const RANGE = /^\s*(?:-|–|\.\.+|BIS|TO|ILE)\s*$/

export function readNumbers(folded: string): WrittenNumber[] {
  const tokens = mergeLookalikes(tokenize(folded))
  const numbers: WrittenNumber[] = []
  let series = ''
  let year = 0
  /** The series and year of the number before go on in a list. */
  let listed = { series: '', year: 0 }
  tokens.forEach((token, at) => {
    const isNear = NEAR.test(token.gap)
    if (!token.isDigits) {
      series = token.text
      year = 0
      return
    }
    const before = tokens[at - 1]
    const next = tokens[at + 1]
    const hasSeries =
      series !== '' && isNear && before !== undefined && (!before.isDigits || year !== 0)
    if (isYear(token.text) && next?.isDigits && NEAR.test(next.gap) && next.text.length <= 9) {
      if (before === undefined || before.isDigits || !isNear) series = ''
      year = Number(token.text)
      return
    }
    const split = splitYear(token.text)
    const ownYear = split.year === 0 && isNear ? year : split.year
    const number: WrittenNumber = {
      place: at,
      series: hasSeries ? series : '',
      year: ownYear,
      tail: strip(split.rest),
      digits: (split.year === 0 && ownYear !== 0 ? String(ownYear) : '') + token.text,
      isRepaired: token.isRepaired,
      isLast: at === tokens.length - 1,
      isRangeEnd: numbers.length > 0 && isRange(tokens, at),
    }
    if (number.tail !== '') {
      numbers.push(number)
      const rest =
        next?.isDigits && next.gap === ' '
          ? joined(number, token.text, next, tokens.length === at + 2)
          : null
      if (rest) numbers.push(rest)
      if (
        number.series === '' &&
        number.year === 0 &&
        listed.series !== '' &&
        /^[-/+, &]+$/.test(token.gap)
      )
        numbers.push({ ...number, ...listed })
      listed = number.series === '' ? listed : { series: number.series, year: number.year }
    }
    series = ''
    year = 0
  })
  return numbers
}

/** Fields of fixed length break numbers in two; only a whole one will be found under this. */
function joined(
  number: WrittenNumber,
  text: string,
  next: Token,
  isLast: boolean,
): WrittenNumber | null {
  if (number.series === '' && number.year === 0) return null
  const split = splitYear(text + next.text)
  return {
    ...number,
    year: split.year === 0 ? number.year : split.year,
    tail: strip(split.rest),
    digits: number.digits + next.text,
    isLast,
  }
}

function isRange(tokens: readonly Token[], at: number): boolean {
  for (let back = at; back > Math.max(0, at - 4); back -= 1) {
    const token = tokens[back]
    if (token === undefined || (back < at && token.isDigits && !isYear(token.text))) return false
    if (RANGE.test(token.gap) && /-|–|\.\./.test(token.gap) && tokens[back - 1]?.isDigits)
      return true
    if (back < at && RANGE.test(token.text)) return true
  }
  return false
}

export interface OwnNumber {
  readonly series: string
  readonly year: number
  readonly tail: string
  /** Nothing but series, year and tail: these say all of it. */
  readonly isPlain: boolean
}

const PLAIN_NUMBER = /^([A-Z]*)[-/. ]?(\d+)(?:[-/. ](\d{1,9}))?$/

/** A document's own number in the same parts. */
export function readOwnNumber(documentNo: string): OwnNumber {
  const folded = foldLetters(documentNo)
  const plain = PLAIN_NUMBER.exec(folded)
  if (plain !== null) {
    const [, series = '', digits = '', rest] = plain
    if (rest === undefined) {
      const split = splitYear(digits)
      return { series, year: split.year, tail: strip(split.rest), isPlain: true }
    }
    if (isYear(digits)) return { series, year: Number(digits), tail: strip(rest), isPlain: true }
  }
  const last = readNumbers(folded).at(-1)
  return {
    series: last?.series ?? '',
    year: last?.year ?? 0,
    tail: last?.tail ?? '',
    isPlain: false,
  }
}

/** Runs of letters and of digits, and what stands between; one pass, for every line comes here. */
function tokenize(folded: string): Token[] {
  const tokens: Token[] = []
  let from = 0
  let kind = SIGNS
  let gap = ''
  for (let at = 0; at <= folded.length; at += 1) {
    const next = at === folded.length ? NOTHING : kindOf(folded.charCodeAt(at))
    if (next === kind) continue
    if (at > from) {
      const text = folded.slice(from, at)
      if (kind === SIGNS) gap = text
      else {
        tokens.push({ text, isDigits: kind === DIGITS, gap, isRepaired: false })
        gap = ''
      }
    }
    from = at
    kind = next
  }
  return tokens
}

const [SIGNS, LETTERS, DIGITS, NOTHING] = [0, 1, 2, 3]

function kindOf(code: number): number {
  if (code >= 48 && code <= 57) return DIGITS
  return code >= 65 && code <= 90 ? LETTERS : SIGNS
}

/** 2026O00102 is 2026000102: one letter inside or behind digits that looks like a digit. */
function mergeLookalikes(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(isLookalike)) return tokens
  const merged: Token[] = []
  for (const token of tokens) {
    const last = merged.at(-1)
    const digit = token.text.length === 1 ? LOOKS_LIKE[token.text] : undefined
    if (last?.isDigits && token.gap === '' && last.text.length >= 3) {
      if (digit !== undefined) {
        merged[merged.length - 1] = { ...last, text: last.text + digit, isRepaired: true }
        continue
      }
      if (token.isDigits && last.isRepaired) {
        merged[merged.length - 1] = { ...last, text: last.text + token.text }
        continue
      }
    }
    merged.push(token)
  }
  return merged
}

/** A lone letter right behind what came before. */
function isLookalike({ text, gap }: Token, at: number): boolean {
  return at > 0 && text.length === 1 && gap === '' && LOOKS_LIKE[text] !== undefined
}

function splitYear(digits: string): { year: number; rest: string } {
  if (digits.length >= 7 && isYear(digits.slice(0, 4)))
    return { year: Number(digits.slice(0, 4)), rest: digits.slice(4) }
  return { year: 0, rest: digits }
}

function isYear(digits: string): boolean {
  return digits.length === 4 && digits >= '2015' && digits <= '2039'
}

function strip(digits: string): string {
  let at = 0
  while (digits[at] === '0') at += 1
  return at === 0 ? digits : digits.slice(at)
}

const DAY = /\b(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d\d)\b|\b(20\d\d)-(\d\d)-(\d\d)\b/g
/** Amounts, accounts and the bank's own numbers: no number of a document. */
const BESIDE =
  /\b\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?\b|\b\d+,\d{2}\b|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b|\bSORGU(?: NO)?[ :.]*\d+|\bV\.?K\.?N\.?[ :.]*\d+|\bTCKN?[ :.]*\d+|\bEREF\+\S*|\bK(?:D|UNDEN)[-. ]*NR\.?[ :]*\d+|\bTEL[ :.]*\d+|\b\d{1,2}(?:[.,]\d)?\s?%|%\s?\d{1,2}\b/g

export interface CleanText {
  readonly text: string
  /** Days named in it, as day numbers. */
  readonly days: readonly number[]
}

/** The payer's words without what is no number of a document; folded before. */
export function withoutBeside(folded: string): CleanText {
  if (!/\d/.test(folded)) return { text: folded, days: [] }
  const days: number[] = []
  const text = folded.replace(DAY, (...found: string[]) => {
    const [, d, m, y, year, month, date] = found
    const iso =
      year === undefined
        ? `${(y ?? '').length === 2 ? `20${y}` : y}-${(m ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`
        : `${year}-${month}-${date}`
    if (!isIsoDate(iso)) return found[0] ?? ''
    days.push(toDayNumber(iso as IsoDate))
    return ' | '
  })
  return { text: text.replace(BESIDE, ' | '), days }
}
