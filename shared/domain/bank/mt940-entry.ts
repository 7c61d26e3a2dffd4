/**
 * Field 61 of MT940, one booking (SWIFT: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]` and `[34x]` below):
 * value day, booking day, side, third letter of the currency, amount, kind, the owner's reference,
 * the bank's reference. Banks also write spaces for the booking day, points for the comma, kinds of
 * fewer letters, references longer than 16, and the other account as the reference.
 */
import { daysBetween, type IsoDate } from '../days.ts'
import { statedIban } from '../iban.ts'
import { syntaxFault } from './fault.ts'
import type { Field } from './mt940-messages.ts'
import { named, Notes, realReference, shortDay, statedDay, statedMinor } from './readings.ts'

export interface Booking {
  readonly valueOn: IsoDate
  readonly bookedOn: IsoDate
  /** Signed: money in is positive; RC takes a credit back and counts as a debit. */
  readonly amountMinor: number
  readonly isReversal: boolean
  /** `NTRF` */
  readonly code: string
  readonly customerRef: string | null
  readonly bankRef: string | null
  readonly iban: string | null
  readonly counterpartyAccount: string | null
  readonly counterparty: string | null
  /** The lines below, as written. */
  readonly supplement: readonly string[]
}

const BOOKING = /^(\d{6})(\d{4}| {4})?(E?R?[CD])([A-Z])?(\d{1,15}[,.]\d{0,3})([A-Z])(.{3})(.*)$/u
const RABOBANK_REFERENCE = 16

export function readBooking(
  { lines, row, tag }: Field,
  currency: string,
  isRabobank: boolean,
  notes: Notes,
): Booking {
  const parts = BOOKING.exec(lines[0] ?? '')
  if (!parts) throw syntaxFault(row, tag, lines[0] ?? '')
  const [, value = '', booked, side = '', , amount = '', kind = '', code = '', rest = ''] = parts
  const place = { row, column: tag }
  const valueOn = shortDay(value, place, notes)
  const minor = statedMinor(amount, amount.includes('.') ? '.' : ',', currency, place)
  const isCredit = side.endsWith('C') !== side.includes('R')
  const references = isRabobank ? rabobankReferences(rest) : swiftReferences(rest)
  return {
    valueOn,
    bookedOn:
      booked === undefined || booked.trim() === ''
        ? valueOn
        : bookingDay(booked, valueOn, row, notes),
    amountMinor: isCredit || minor === 0 ? minor : -minor,
    isReversal: side.includes('R'),
    code: `${kind}${code.trim()}`,
    supplement: lines.slice(1).filter((line) => line.trim() !== ''),
    ...references,
  }
}

/** Month and day alone: of the year in which it lies nearest to the value day. */
function bookingDay(text: string, valueOn: IsoDate, row: number, notes: Notes): IsoDate {
  const place = { row, column: '61' }
  const dayIn = (year: number, heard: Notes) =>
    statedDay(String(year), text.slice(0, 2), text.slice(2), place, heard)
  // What is noted is the day that is taken, not those that were tried.
  const distance = (year: number) => Math.abs(daysBetween(dayIn(year, new Notes()), valueOn))
  const year = Number(valueOn.slice(0, 4))
  const [nearest = year] = [year, year - 1, year + 1].toSorted((a, b) => distance(a) - distance(b))
  return dayIn(nearest, notes)
}

type References = Pick<
  Booking,
  'customerRef' | 'bankRef' | 'iban' | 'counterpartyAccount' | 'counterparty'
>

function swiftReferences(rest: string): References {
  const at = rest.indexOf('//')
  const reference = at < 0 ? rest : rest.slice(0, at)
  const iban = statedIban(reference)
  return {
    customerRef: iban === null ? realReference(reference) : null,
    bankRef: at < 0 ? null : realReference(rest.slice(at + 2)),
    iban,
    counterpartyAccount: null,
    counterparty: null,
  }
}

/** `0121470966      W.P. Jansen`, `P000029225      KPN - MOBIEL`: account in 16 places, holder. */
function rabobankReferences(rest: string): References {
  return {
    customerRef: null,
    bankRef: null,
    iban: statedIban(rest.slice(0, RABOBANK_REFERENCE)),
    counterpartyAccount: realReference(rest.slice(0, RABOBANK_REFERENCE)),
    counterparty: named(rest.slice(RABOBANK_REFERENCE)),
  }
}
