/** An ERP's list of balances, or its account statements, against our accounts (requirements.md M63). */
import type { z } from 'zod'
import { allCustomers } from '../../../db/local/customers.ts'
import { totalsAt } from '../../../db/local/ledger-sums.ts'
import type { reconcile as contract } from '../../../shared/contract/reconcile.ts'
import { addDays, type IsoDate } from '../../../shared/domain/days.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { compareBooks } from '../../../shared/domain/twosided/compare.ts'
import type { BookLine, Cause, Item } from '../../../shared/domain/twosided/line.ts'
import { linesMaking } from '../../../shared/domain/twosided/suspects.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { layoutFormats } from '../imports/formats.ts'
import { layoutOf } from '../imports/read.ts'
import { read } from '../imports/source.ts'
import { type ErpAccount, erpBooks } from '../reconcile/erp-accounts.ts'
import { ourBook } from '../reconcile/our-book.ts'
import { fileOf, type Session } from '../session.ts'
import { toleranceOf } from '../reconcile/tolerance.ts'
import { plainLine } from './reconcile-statement.ts'

type In = z.output<(typeof contract)['erp']['input']>
type Out = z.input<(typeof contract)['erp']['output']>
type Different = Out['different'][number]

export async function compareErp(session: Session, input: In): Promise<Out> {
  const { options } = input
  const { table } = await read(session, input.source, {
    sheet: options.sheet,
    encoding: options.encoding,
  })
  return fileOf(session).query((context) => {
    const own = context.company.currency
    const layout = layoutOf(table, options, own)
    if (layout === null || layout.customers.length === 0)
      throw new Refusal('reconcile.no_accounts', {})
    const formats = layoutFormats(layout.documents, table, options, own)
    const books = erpBooks(layout, formats)
    const asOf = input.asOf ?? books.until ?? context.today
    return {
      asOf,
      layout: books.layout,
      ...accountsCompared(context, books.accounts, asOf),
      warnings: [...layout.problems],
    }
  })
}

/** Before any ledger begins. */
const EVER = '1900-01-01' as IsoDate

function accountsCompared(
  context: Context,
  accounts: readonly ErpAccount[],
  asOf: IsoDate,
): Pick<Out, 'equal' | 'different' | 'unknown'> {
  const ours = new OurBalances(context, asOf)
  const different: Different[] = []
  const unknown: Out['unknown'] = []
  let equal = 0
  for (const account of accounts) {
    const { code, name, row, balanceMinor: theirsMinor } = account
    const customer = ours.customer(code)
    if (!customer) {
      unknown.push({ row, customer: code, name, theirsMinor })
      continue
    }
    const currency = (account.currency ?? context.company.currency) as Different['currency']
    const oursMinor = ours.take(customer.rowid, account.currency)
    if (oursMinor === theirsMinor) {
      equal += 1
      continue
    }
    const differenceMinor = addMinor(oursMinor, -theirsMinor)
    const slice = { customer: customer.rowid, currency: account.currency }
    const figures = { oursMinor, theirsMinor, differenceMinor }
    const items = itemsOf(context, slice, account, asOf, currency, differenceMinor)
    different.push({ customer: code, name: customer.name, currency, ...figures, items })
  }
  for (const rest of ours.rest())
    different.push({
      customer: rest.code,
      name: rest.name,
      currency: rest.currency as Different['currency'],
      oursMinor: rest.minor,
      theirsMinor: 0,
      differenceMinor: rest.minor,
      items: [],
    })
  return {
    equal,
    different: different.toSorted((a, b) =>
      byText(`${a.customer}\0${a.currency}`, `${b.customer}\0${b.currency}`),
    ),
    unknown: unknown.toSorted((a, b) => byText(a.customer, b.customer)),
  }
}

/** With the file's lines, as of any statement; without, what of our own lines would make the difference. */
function itemsOf(
  { db }: Context,
  slice: { readonly customer: number; readonly currency: string | null },
  account: ErpAccount,
  asOf: IsoDate,
  currency: string,
  differenceMinor: number,
): Different['items'] {
  const until = account.lines.filter(({ on }) => on <= asOf)
  const { book } = ourBook(db, slice, { from: EVER, to: asOf }, until)
  if (account.lines.length === 0) {
    const found = linesMaking(differenceMinor, book.lines)
    return found === null ? [] : [itemOf(found.cause, differenceMinor, found.lines, [])]
  }
  const after = account.lines.filter(({ on }) => on > asOf)
  const { items } = compareBooks({
    ours: book,
    theirs: {
      openingMinor: account.openingMinor,
      closingMinor: until.reduce((sum, { minor }) => addMinor(sum, minor), account.openingMinor),
      lines: until.map((line, at) => ({ ...line, at })),
    },
    outside: {
      ours: ourBook(db, slice, { from: addDays(asOf, 1), to: addDays(asOf, 60) }, []).book.lines,
      theirs: after,
    },
    tolerance: toleranceOf({ db }, currency),
  })
  return items.map(({ cause, minor, ours, theirs }: Item) => itemOf(cause, minor, ours, theirs))
}

function itemOf(
  cause: Cause,
  minor: number,
  ours: readonly BookLine[],
  theirs: readonly BookLine[],
): Different['items'][number] {
  return { cause, minor, ours: ours.map(plainLine), theirs: theirs.map(plainLine) }
}

/** Our balances at the end of a day; what is taken is not left over. */
class OurBalances {
  readonly #byCode: ReadonlyMap<
    string,
    { readonly rowid: number; readonly code: string; readonly name: string }
  >
  readonly #byCustomer = new Map<number, Map<string, { minor: number; baseMinor: number }>>()
  readonly #taken = new Set<string>()

  constructor(context: Context, asOf: IsoDate) {
    this.#byCode = new Map(allCustomers(context.db).map((one) => [one.code, one]))
    for (const total of totalsAt(context.db, asOf, null)) {
      const minor = addMinor(total.debitMinor, -total.creditMinor)
      const own = this.#byCustomer.get(total.customer) ?? new Map()
      own.set(total.currency, { minor, baseMinor: total.baseMinor })
      this.#byCustomer.set(total.customer, own)
    }
  }

  customer(code: string) {
    return this.#byCode.get(code)
  }

  /** Of one currency, or of all as booked in company currency. */
  take(rowid: number, currency: string | null): number {
    const own =
      this.#byCustomer.get(rowid) ?? new Map<string, { minor: number; baseMinor: number }>()
    for (const one of currency === null ? own.keys() : [currency])
      this.#taken.add(`${rowid} ${one}`)
    if (currency !== null) return own.get(currency)?.minor ?? 0
    return [...own.values()].reduce((sum, { baseMinor }) => addMinor(sum, baseMinor), 0)
  }

  /** Balances nobody asked for: the file leaves these accounts out. */
  rest() {
    return [...this.#byCode.values()].flatMap(({ rowid, code, name }) =>
      [...(this.#byCustomer.get(rowid) ?? [])].flatMap(([currency, { minor }]) =>
        minor === 0 || this.#taken.has(`${rowid} ${currency}`)
          ? []
          : [{ code, name, currency, minor }],
      ),
    )
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
