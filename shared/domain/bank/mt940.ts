/** MT940 customer statements: one message, one statement; pages (60M, 62M) are statements of their own. */
import { digitsOf, isCurrency } from '../currency.ts'
import type { IsoDate } from '../days.ts'
import { statedIban } from '../iban.ts'
import { readAmount } from '../tabular/numbers.ts'
import { syntaxFault } from './fault.ts'
import { type Details, readDetails, readNsDetails, slashWords, unwrapped } from './mt940-details.ts'
import { type Booking, readBooking } from './mt940-entry.ts'
import { type Field, fieldOf, type Message, readMessages } from './mt940-messages.ts'
import { Notes, oneLine, shortDay, statedCurrency, statedMinor } from './readings.ts'
import { ibanIn, structuredRefsIn, taxIdIn } from './remittance.ts'
import {
  entryOfLine,
  type BankMoney,
  type EntryFacts,
  type LineFacts,
  type StatementFacts,
} from './statement.ts'

/** Throws a BankFault for a file that is cut off or not of the form. */
export function parseMt940(text: string): readonly StatementFacts[] {
  return readMessages(text).map(statementOf)
}

function statementOf(message: Message): StatementFacts {
  const notes = new Notes()
  const stated = (fieldOf(message, '25', '25P').lines[0] ?? '').trim()
  const opening = readBalance(fieldOf(message, '60F', '60M'), notes)
  const closing = readBalance(fieldOf(message, '62F', '62M'), notes)
  for (const field of message.fields)
    if (field.tag === '64' || field.tag === '65') readBalance(field, notes)
  const { currency } = opening
  // `NL08INGB0000001234EUR`: the currency is no part of the number.
  const iban = statedIban(stated.endsWith(currency) ? stated.slice(0, -3) : stated)
  if (closing.currency !== currency)
    notes.add({ row: closing.row, column: '62F' }, 'bank.balance_currency', closing.currency, {
      currency,
    })
  return {
    row: message.row,
    account: stated,
    iban,
    currency,
    number: numberOf(message),
    from: opening.on,
    to: closing.on,
    openingMinor: opening.minor,
    closingMinor: closing.minor,
    entries: entriesOf(message, currency, iban, notes),
    pending: [],
    problems: notes.problems,
  }
}

function numberOf({ fields }: Message): string | null {
  const field = fields.find(({ tag }) => tag === '28C' || tag === '28')
  const number = field?.lines[0]?.trim() ?? ''
  return number === '' ? null : number
}

interface Balance extends BankMoney {
  readonly on: IsoDate
  readonly row: number
}

function readBalance({ lines, row, tag }: Field, notes: Notes): Balance {
  const [first = '', ...rest] = lines
  const parts = /^([CD])(\d{6})([A-Z]{3})(\d{1,20}[,.]\d{0,3})$/.exec(first.trimEnd())
  if (!parts || rest.some((line) => line.trim() !== ''))
    throw syntaxFault(row, tag, lines.join(' '))
  const [, side, on = '', code = '', amount = ''] = parts
  const place = { row, column: tag }
  const currency = statedCurrency(code, place)
  const minor = statedMinor(amount, amount.includes('.') ? '.' : ',', currency, place)
  return {
    on: shortDay(on, place, notes),
    currency,
    minor: side === 'D' && minor !== 0 ? -minor : minor,
    row,
  }
}

function entriesOf(
  message: Message,
  currency: string,
  own: string | null,
  notes: Notes,
): readonly EntryFacts[] {
  const entries: EntryFacts[] = []
  let booking: { readonly field: Field; readonly details: Field[] } | null = null
  const put = () => {
    if (booking === null) return
    const read = readBooking(booking.field, currency, message.isRabobank, notes)
    entries.push(entryOf(read, booking.field.row, booking.details, currency, own))
    booking = null
  }
  for (const field of message.fields) {
    if (field.tag === '61') {
      put()
      booking = { field, details: [] }
    } else if (field.tag.startsWith('62')) put()
    else if (field.tag === '86' || field.tag === 'NS') booking?.details.push(field)
  }
  put()
  return entries
}

function entryOf(
  booking: Booking,
  row: number,
  fields: readonly Field[],
  currency: string,
  own: string | null,
): EntryFacts {
  const details = detailsOf(fields)
  const words = slashWords(unwrapped(booking.supplement))
  const isName = booking.iban !== null
  const supplement = words.size > 0 ? '' : oneLine(booking.supplement.join(' '))
  const text = oneLine(
    [isName ? '' : supplement, details.text].filter((part) => part !== '').join(' '),
  )
  const money = (word: string) => details.money.get(word) ?? words.get(word)
  const original = moneyOf(money('OCMT'))
  const iban = details.iban ?? booking.iban ?? ibanIn(text, own)
  const line: LineFacts = {
    bookedOn: booking.bookedOn,
    valueOn: booking.valueOn,
    amountMinor: booking.amountMinor,
    currency,
    original: original === null ? null : { ...original, rate: rateOf(money('EXCH')) },
    charges: moneyOf(money('CHGS')),
    bankRef: booking.bankRef,
    customerRef: booking.customerRef ?? details.customerRef,
    endToEndId: details.endToEndId,
    structuredRefs: [...new Set([...details.structuredRefs, ...structuredRefsIn(text)])],
    text,
    counterparty:
      details.counterparty ??
      booking.counterparty ??
      (isName && supplement !== '' ? supplement : null),
    iban,
    counterpartyAccount:
      iban === null ? (details.counterpartyAccount ?? booking.counterpartyAccount) : null,
    taxId: taxIdIn(text),
    transactionCode: details.code === null ? booking.code : `${booking.code}/${details.code}`,
    isReversal: booking.isReversal,
    isPending: false,
  }
  return entryOfLine(row, line)
}

/** Banks repeat field 86 for every line of text. */
function detailsOf(fields: readonly Field[]): Details {
  const ns = fields.filter(({ tag }) => tag === 'NS')
  if (ns.length > 0) return readNsDetails(ns.flatMap(({ lines }) => lines))
  return readDetails(fields.flatMap(({ lines }) => lines).map(withoutPadding))
}

/** Lines filled up with spaces go on behind one. */
function withoutPadding(line: string): string {
  const kept = line.trimEnd()
  return line.length - kept.length > 2 ? `${kept} ` : line
}

/** `EUR1234,56` or `USD100.00`; null where a bank writes something else. */
function moneyOf(text: string | undefined): BankMoney | null {
  const parts = /^([A-Z]{3}) ?(\d{1,15}(?:[,.]\d{1,3})?)[,/]*$/.exec(text?.trim() ?? '')
  const [, currency = '', amount = ''] = parts ?? []
  if (!isCurrency(currency)) return null
  const reading = readAmount(amount, amount.includes('.') ? '.' : ',', digitsOf(currency))
  return reading.ok ? { currency, minor: reading.minor } : null
}

function rateOf(text: string | undefined): string | null {
  const rate = /^(\d{1,12})(?:[,.](\d{1,12}))?\/*$/.exec(text?.trim() ?? '')
  if (!rate) return null
  return rate[2] === undefined ? (rate[1] ?? null) : `${rate[1]}.${rate[2]}`
}
