/**
 * The demo's two bank accounts. Their statements of the month before its last are read and kept as a
 * person's import is: nothing is posted, so the ledger does not know of them.
 */
import { allCustomers } from '../../../db/local/customers.ts'
import type { BankFile } from '../../../shared/domain/bank/file.ts'
import { finishStatements } from '../../../shared/domain/bank/finish.ts'
import { parseMt940 } from '../../../shared/domain/bank/mt940.ts'
import {
  addMonths,
  firstOfMonth,
  type IsoDate,
  lastOfMonth,
  monthOf,
} from '../../../shared/domain/days.ts'
import {
  DEMO_CURRENCY,
  type PlannedBankAccount,
} from '../../../shared/domain/generate/demo-plan.ts'
import { referenceSet } from '../../../shared/domain/generate/demo-reference.ts'
import { demoStatement } from '../../../shared/domain/generate/demo-statement.ts'
import type { Country } from '../../../shared/domain/generate/firms.ts'
import { mt940Text } from '../../../shared/domain/generate/mt940-text.ts'
import { Prng } from '../../../shared/domain/generate/prng.ts'
import { booksOf } from '../bank/books.ts'
import type { Context } from '../context.ts'

/** Lines of both accounts grow with the customers, and stop where a person would not read on. */
const LINES = { least: 60, most: 300, customersEach: 20 }
/** Of a month's lines in lira so many are costs, and of the others one of 16 is a stranger's. */
const COSTS = 10
const CUSTOMERS_SHARE = 15 / 16
/** Lines of the account in lira for one payment into the other. */
const LIRA_LINES_EACH = 7.5

export interface DemoBankFile {
  readonly fileName: string
  readonly file: Pick<BankFile, 'format' | 'statements'>
}

/** Out of the books of now, for `keepStatements`. */
export function demoBankFiles(
  context: Context,
  accounts: readonly PlannedBankAccount[],
  { seed, until }: { readonly seed: number; readonly until: IsoDate },
): DemoBankFile[] {
  const month = addMonths(monthOf(until), -1)
  const books = booksOf(context)
  const countryOf = countriesOf(context)
  const each = Math.round(books.customers.length / LINES.customersEach)
  const lines = Math.min(LINES.most, Math.max(LINES.least, each))
  return accounts.map(({ name, iban, currency }, i) => {
    const isLira = currency === DEMO_CURRENCY
    const own = seed + 101 + i
    const random = new Prng(own)
    const statement = demoStatement({
      books,
      countryOf,
      iban,
      currency,
      number: Number(month.slice(5)),
      from: firstOfMonth(month),
      to: lastOfMonth(month),
      openingMinor: isLira
        ? random.int(900_000_00, 1_800_000_00)
        : random.int(15_000_00, 60_000_00),
      without: new Set(referenceCodes(until)),
      mix: 'everyday',
      payments: isLira
        ? Math.round((lines - COSTS) * CUSTOMERS_SHARE)
        : Math.round(lines / LIRA_LINES_EACH),
      seed: own,
    })
    const read = finishStatements(parseMt940(mt940Text(statement)), '')
    return {
      fileName: `${month}-${currency}.sta`,
      // The bank's file has no name for an account; this one's owner gave it one.
      file: { format: 'mt940', statements: read.map((one) => ({ ...one, account: name })) },
    }
  })
}

/** Accounts whose figures are worked out by hand: no line of the demo is theirs. */
export function referenceCodes(until: IsoDate): string[] {
  return referenceSet(until).customers.map(({ code }) => code)
}

/** Where each customer banks. */
export function countriesOf({ db }: Pick<Context, 'db'>): (code: string) => Country {
  const countries = new Map(allCustomers(db).map(({ code, country }) => [code, country]))
  return (code) => {
    const country = countries.get(code)
    return country === 'DE' ? 'de' : country === 'GB' ? 'en' : 'tr'
  }
}
