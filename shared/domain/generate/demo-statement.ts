/**
 * A month of the demo's bank accounts: most of it is customers who pay what is open, in the words of
 * their banks; some are strangers, and some the firm's own costs. Of the books alone: the same books,
 * account and days make the same statement, and nobody pays twice in it.
 */
import { addDays, type IsoDate, toDayNumber } from '../days.ts'
import type { MatchBooks } from '../matching/types.ts'
import { ownersOf, payersOf } from './demo-payers.ts'
import { type DemoDesk, type DemoPayment, type PaymentKind, PAYMENTS } from './demo-payments.ts'
import { type Country, firmName } from './firms.ts'
import type { StatementText, StatementTextLine } from './mt940-text.ts'
import { INCOMING, type MoneyWords, OUTGOING, strangersLine } from './other-money.ts'
import { bankText, shownName } from './payment-texts.ts'
import { Prng } from './prng.ts'

export interface DemoAccountOrder extends Omit<StatementText, 'lines'> {
  readonly books: Pick<MatchBooks, 'customers' | 'documents' | 'rateOf'>
  readonly countryOf: (code: string) => Country
  /** Customers who are not to pay. */
  readonly without: ReadonlySet<string>
  /** `everyday`: all that a month brings; `clear`: customers alone, and words that can be read. */
  readonly mix: 'everyday' | 'clear'
  /** Wanted; where fewer customers owe anything, half of them pay (of the clear ones all but a tenth). */
  readonly payments: number
  readonly seed: number
}

/** In an order of which every stretch shows some of everything; twins need documents of late days too. */
const EVERYDAY: readonly PaymentKind[] = (
  'oneNamed several oneUnnamed part oneNamed lessFee oneNamed several forHead oneNamed ' +
  'oneUnnamed lessDiscount oneNamed several onAccount oneNamed part oneUnnamed oneNamed ' +
  'rounded oneNamed several oldestRun oneNamed otherCurrency oneNamed oneUnnamed onAccount oneNamed ' +
  'forAnother oneNamed lessDiscount several part over oneNamed lessFee oneUnnamed oneNamed ' +
  'forHead several oneNamed onAccount rounded twin oneNamed several'
).split(' ') as PaymentKind[]
/** What few customers allow is drawn before others have paid for them. */
const SCARCE: ReadonlySet<PaymentKind> = new Set(['twin', 'forHead', 'otherCurrency', 'oldestRun'])
const CLEAR: readonly PaymentKind[] =
  'oneNamed several oneNamed oneNamed oneNamed several oneNamed oneNamed oneNamed rounded oneNamed'.split(
    ' ',
  ) as PaymentKind[]
const MONTHS = 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık'.split(
  ' ',
)
/** Fixed ones; the two feasts that wander are days like others here. */
const HOLIDAYS: ReadonlySet<string> = new Set(
  '01-01 04-23 05-01 05-19 07-15 08-30 10-29'.split(' '),
)
/** One stranger comes to so many customers. */
const STRANGER_EVERY = 15

type Drawn = Omit<StatementTextLine, 'bankRef'>

export function demoStatement(order: DemoAccountOrder): StatementText {
  const { iban, currency, number, from, to, openingMinor } = order
  const random = new Prng(order.seed)
  const month = MONTHS[Number(from.slice(5, 7)) - 1] ?? ''
  const desk = deskOf(order, random, month)
  const days = bankDays(from, to)
  const paid = paymentLines(order, desk, days)
  const others =
    order.mix === 'clear'
      ? []
      : [...strangers(desk, days, paid.length), ...costs(order, random, days)]
  const lines = [...paid, ...others]
    .toSorted((a, b) => (a.bookedOn === b.bookedOn ? 0 : a.bookedOn < b.bookedOn ? -1 : 1))
    .map((line, i) => ({
      ...line,
      bankRef: `${line.bookedOn.slice(2).replaceAll('-', '')}${String(i + 1).padStart(6, '0')}`,
    }))
  return { iban, currency, number, from, to, openingMinor, lines }
}

function deskOf(order: DemoAccountOrder, random: Prng, month: string): DemoDesk {
  const { books, countryOf, currency, mix, without } = order
  const payers = payersOf(books.customers, countryOf)
  const ownersIn = (one: string) =>
    ownersOf(books.documents, payers, one).filter(({ payer }) => !without.has(payer.code))
  return {
    random,
    currency,
    month,
    payers,
    owners: shuffled(ownersIn(currency), random),
    foreign: currency === 'TRY' ? ownersIn('USD') : [],
    rateOf: books.rateOf,
    used: new Set(without),
    isLegible: mix === 'clear',
  }
}

function paymentLines(order: DemoAccountOrder, desk: DemoDesk, days: readonly IsoDate[]): Drawn[] {
  const share = order.mix === 'clear' ? 0.9 : 0.5
  const count = Math.min(order.payments, Math.floor(desk.owners.length * share))
  const kinds = order.mix === 'clear' ? CLEAR : EVERYDAY
  const slots = Array.from({ length: count }).flatMap((_, i) => {
    const on = days[Math.floor((i * days.length) / count)]
    return on === undefined ? [] : [{ on, kind: kinds[i % kinds.length] ?? 'oneNamed' }]
  })
  return slots
    .toSorted((a, b) => Number(SCARCE.has(b.kind)) - Number(SCARCE.has(a.kind)))
    .flatMap(({ on, kind }) => {
      const payment = PAYMENTS[kind](desk, on) ?? PAYMENTS.oneNamed(desk, on)
      return payment ? [lineOf(desk, payment, on)] : []
    })
}

function lineOf({ random, isLegible }: DemoDesk, payment: DemoPayment, on: IsoDate): Drawn {
  const { payer, amountMinor, remit, shownAs } = payment
  const { country } = payer.firm
  const isSelf = shownAs === undefined
  const name = isSelf ? shownName(random, payer.firm, payer.habit).name.trim() : shownAs
  const sender = {
    name,
    iban: isSelf && (isLegible || random.chance(0.75)) ? payer.iban : null,
    taxId: isSelf && country === 'tr' && random.chance(0.25) ? payer.taxId : null,
  }
  let words = bankText(random, country, remit, sender)
  while (isLegible && words.isCut) words = bankText(random, country, remit, sender)
  const booking =
    country === 'tr' ? (words.text.startsWith('FAST') ? 'GELEN FAST' : 'GELEN EFT') : 'GELEN HAVALE'
  const { text, counterparty, iban } = words
  return { bookedOn: on, amountMinor, booking, text, counterparty, iban }
}

/** Persons and firms nobody knows send what somebody owes. */
function strangers(
  { random, currency, owners }: DemoDesk,
  days: readonly IsoDate[],
  of: number,
): Drawn[] {
  return Array.from({ length: Math.floor(of / STRANGER_EVERY) }).flatMap(() => {
    const on = random.pick(days)
    const owed = owners.flatMap(({ debits }) => debits.filter((one) => one.documentOn < on))
    if (owed.length === 0) return []
    const { text, counterparty, iban, amountMinor } = strangersLine(
      random,
      random.pick(owed).openMinor,
      currency,
    )
    return [{ bookedOn: on, amountMinor, booking: 'GELEN FAST', text, counterparty, iban }]
  })
}

function costs(order: DemoAccountOrder, random: Prng, days: readonly IsoDate[]): Drawn[] {
  const month = (MONTHS[Number(order.from.slice(5, 7)) - 1] ?? '').toLocaleUpperCase('tr')
  const own = { month }
  /** The first day the bank works from this day of the month on, or its last. */
  const dayFrom = (day: number) => days.find((one) => Number(one.slice(8)) >= day) ?? days.at(-1)
  const put = (
    day: number,
    booking: string,
    minMinor: number,
    maxMinor: number,
    said: MoneyWords,
  ) => {
    const on = dayFrom(day)
    const amountMinor = random.int(minMinor, maxMinor)
    return on === undefined ? [] : [{ bookedOn: on, booking, amountMinor, ...said }]
  }
  const fee = { text: `HESAP İŞLETİM ÜCRETİ ${month}`, counterparty: null, iban: null }
  if (order.currency !== 'TRY')
    return [
      ...put(15, 'MASRAF', -18_00, -9_00, { ...fee, text: 'YURT DIŞI HAVALE MASRAFI' }),
      ...put(31, 'MASRAF', -12_00, -6_00, fee),
    ]
  const tax = {
    text: `KDV TAHAKKUK ÖDEMESİ ${month}`,
    counterparty: 'SARIGAZİ VERGİ DAİRESİ',
    iban: null,
  }
  return [
    ...put(1, 'GİDEN EFT', -95_000_00, -80_000_00, OUTGOING.rent(random, own)),
    ...put(5, 'MAAŞ', -68_000_00, -48_000_00, OUTGOING.salary(random, own)),
    ...put(5, 'MAAŞ', -68_000_00, -48_000_00, OUTGOING.salary(random, own)),
    ...put(
      9,
      'GİDEN EFT',
      -320_000_00,
      -90_000_00,
      OUTGOING.supplier(random, own, firmName(random, 'tr')),
    ),
    ...put(9, 'MASRAF', -26_00, -13_00, OUTGOING.transferTax()),
    ...put(17, 'POS', 8_000_00, 40_000_00, INCOMING.pos(String(random.int(100_000, 999_999)))),
    ...put(
      22,
      'GİDEN EFT',
      -320_000_00,
      -90_000_00,
      OUTGOING.supplier(random, own, firmName(random, 'tr')),
    ),
    ...put(28, 'VERGİ', -180_000_00, -90_000_00, tax),
    ...put(31, 'SGK', -95_000_00, -60_000_00, OUTGOING.insurance()),
    ...put(31, 'MASRAF', -450_00, -150_00, fee),
  ]
}

function bankDays(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) {
    // Day 0, 1 January 1970, was a Thursday.
    const isWeekend = [2, 3].includes(toDayNumber(on) % 7)
    if (!isWeekend && !HOLIDAYS.has(on.slice(5))) days.push(on)
  }
  return days
}

function shuffled<T>(list: readonly T[], random: Prng): T[] {
  const keyed = list.map((one) => ({ one, key: random.next() }))
  return keyed.toSorted((a, b) => a.key - b.key).map(({ one }) => one)
}
