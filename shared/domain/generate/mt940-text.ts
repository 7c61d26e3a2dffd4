/**
 * A statement as a bank's MT940 file, in the form with sub-fields (DFÜ agreement, annex 3): `?00` what
 * kind of booking, `?20`–`?29` and `?60`–`?63` the payer's words in pieces of 27, `?31` account, `?32` `?33`
 * name. Lines end at 65 and never begin like a tag or the end of a message.
 */
import type { IsoDate } from '../days.ts'
import { toDecimalString } from '../money.ts'

export interface StatementText {
  readonly iban: string
  readonly currency: string
  /** Running number of the account's statements. */
  readonly number: number
  readonly from: IsoDate
  readonly to: IsoDate
  readonly openingMinor: number
  /** In the order of their days. */
  readonly lines: readonly StatementTextLine[]
}

export interface StatementTextLine {
  readonly bookedOn: IsoDate
  /** Positive for money that came in. */
  readonly amountMinor: number
  /** At most 16 characters. */
  readonly bankRef: string
  /** What the bank calls the booking: `GELEN EFT`. */
  readonly booking: string
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
}

const LINE = 65
const PIECE = 27
const PURPOSE = '20 21 22 23 24 25 26 27 28 29 60 61 62 63'.split(' ')

/** Opening and closing are of the lines: a statement made here closes. */
export function mt940Text(statement: StatementText): string {
  const { iban, currency, number, from, to, openingMinor, lines } = statement
  const closingMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, openingMinor)
  return [
    `:20:EKSTRE${to.replaceAll('-', '')}`,
    `:25:${iban}`,
    `:28C:${String(number).padStart(5, '0')}/001`,
    `:60F:${balance(openingMinor, from, currency)}`,
    ...lines.flatMap((line) => [bookingField(line, currency), ...wrapped(detailsField(line))]),
    `:62F:${balance(closingMinor, to, currency)}`,
    '-',
    '',
  ].join('\r\n')
}

function balance(minor: number, on: IsoDate, currency: string): string {
  return `${minor < 0 ? 'D' : 'C'}${shortDay(on)}${currency}${amount(minor, currency)}`
}

function bookingField({ bookedOn, amountMinor, bankRef }: StatementTextLine, currency: string) {
  const day = shortDay(bookedOn)
  const side = amountMinor < 0 ? 'D' : 'C'
  return `:61:${day}${day.slice(2)}${side}${amount(amountMinor, currency)}NTRFNONREF//${bankRef}`
}

function detailsField({ booking, text, counterparty, iban }: StatementTextLine): string {
  const purpose = piecesOf(text)
    .slice(0, PURPOSE.length)
    .map((piece, i) => `?${PURPOSE[i]}${piece}`)
  const name = piecesOf(counterparty ?? '')
    .slice(0, 2)
    .map((piece, i) => `?3${2 + i}${piece}`)
  const account = iban === null ? '' : `?31${iban}`
  return `:86:166?00${plain(booking)}${purpose.join('')}${account}${name.join('')}`
}

function piecesOf(text: string): string[] {
  return plain(text).match(new RegExp(`.{1,${PIECE}}`, 'gu')) ?? []
}

/** The mark of the sub-fields is no letter of theirs. */
function plain(text: string): string {
  return text.replaceAll('?', '.')
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > LINE) {
    let end = LINE
    // Readers take a line of 64 for one that lost its last space, and these for something else.
    while (/^[-:{}]/.test(rest.slice(end)) || rest[end - 1] === ' ' || end === LINE - 1) end -= 1
    lines.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...lines, rest]
}

function shortDay(on: IsoDate): string {
  return on.slice(2).replaceAll('-', '')
}

function amount(minor: number, currency: string): string {
  const text = toDecimalString(Math.abs(minor), currency).replace('.', ',')
  return text.includes(',') ? text : `${text},`
}
