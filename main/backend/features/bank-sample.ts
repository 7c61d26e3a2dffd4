/** A bank file of the demo for a person to bring in herself: its current month so far, out of its books. */
import type { z } from 'zod'
import { allAccounts, linesIn } from '../../../db/local/bank.ts'
import { accountFigures } from '../../../db/local/bank-figures.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import { firstOfMonth, monthOf, toDayNumber } from '../../../shared/domain/days.ts'
import { DEMO_BANK, DEMO_CURRENCY } from '../../../shared/domain/generate/demo-plan.ts'
import { payersOf } from '../../../shared/domain/generate/demo-payers.ts'
import { demoStatement } from '../../../shared/domain/generate/demo-statement.ts'
import { mt940Text } from '../../../shared/domain/generate/mt940-text.ts'
import { buildMatcher } from '../../../shared/domain/matching/matcher.ts'
import type { MatchBooks } from '../../../shared/domain/matching/types.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { booksOf, matchLineOf } from '../bank/books.ts'
import { countriesOf, referenceCodes } from '../company/demo-bank.ts'
import type { Context } from '../context.ts'

type Out = z.input<(typeof contract)['sample']['output']>

const PAYMENTS = 55
/** Of a demo made by a version that gave it no bank. */
const FIRST_BALANCE_MINOR = 1_250_000_00

export function bankSample(context: Context): Out {
  const { db, company } = context
  const { demoUntil } = company
  if (demoUntil === null) throw new Refusal('company.not_demo', { file: company.name })
  const [planned] = DEMO_BANK
  const account = allAccounts(db).find(({ iban }) => iban === planned.iban)
  const figures = account ? accountFigures(db).get(account.rowid) : undefined
  if (figures?.closingOn && figures.closingOn >= demoUntil)
    throw new Refusal('bank.sample_taken', { date: figures.closingOn })
  const books = booksOf(context)
  const countryOf = countriesOf(context)
  const month = monthOf(demoUntil)
  const statement = demoStatement({
    books,
    countryOf,
    iban: planned.iban,
    currency: DEMO_CURRENCY,
    number: Number(month.slice(5)),
    from: firstOfMonth(month),
    to: demoUntil,
    openingMinor: figures?.closingMinor ?? FIRST_BALANCE_MINOR,
    without: new Set([...referenceCodes(demoUntil), ...namedByLines(context, books, countryOf)]),
    mix: 'clear',
    payments: PAYMENTS,
    seed: toDayNumber(demoUntil),
  })
  return { fileName: `${month}-${DEMO_CURRENCY}.sta`, text: mt940Text(statement) }
}

/** Customers whom some line of the books may be from: what they owe is not paid twice. */
function namedByLines(
  { db }: Context,
  books: MatchBooks,
  countryOf: Parameters<typeof payersOf>[1],
): ReadonlySet<string> {
  const lines = linesIn(db, null, null).map(matchLineOf)
  const accounts = new Set(lines.map(({ iban }) => iban))
  const named = new Set<string>()
  for (const { proposals } of buildMatcher(books).matchLines(lines))
    for (const { customer, allocations } of proposals)
      for (const code of [customer, ...allocations.map((one) => one.customer)]) named.add(code)
  for (const { code, iban } of payersOf(books.customers, countryOf).values())
    if (accounts.has(iban)) named.add(code)
  return named
}
