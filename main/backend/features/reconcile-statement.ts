/** The other side's statement laid against ours (requirements.md N4): read, turned into our view, compared. */
import { statSync } from 'node:fs'
import { currenciesOf } from '../../../db/local/ledger-sums.ts'
import type { CustomerRow } from '../../../db/local/customers.ts'
import type {
  ComparisonInput,
  ComparisonResult,
  ReadColumns,
} from '../../../shared/contract/reconcile.ts'
import type { AccountSlice } from '../../../db/local/account-lines.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { compareBooks } from '../../../shared/domain/twosided/compare.ts'
import { type Book, type BookLine, sumOf } from '../../../shared/domain/twosided/line.ts'
import type { StatementFile } from '../../../shared/domain/twosided/statement-file.ts'
import { linesInOurView, signOf, type View, viewOf } from '../../../shared/domain/twosided/view.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { nameOf, pathOf } from '../imports/source.ts'
import { customerOf } from '../ledger/drafts.ts'
import { firstDay, ourBook } from '../reconcile/our-book.ts'
import { readStatement } from '../reconcile/read-statement.ts'
import { toleranceOf } from '../reconcile/tolerance.ts'
import { fileOf, type Session } from '../session.ts'

export async function compareStatement(
  session: Session,
  input: ComparisonInput,
): Promise<ComparisonResult> {
  const currencies = fileOf(session).query((context) => accountCurrencies(context, input))
  const statement = await theirStatement(session, input, currencies)
  return fileOf(session).query((context) => compared(context, session, input, statement))
}

/** The columns of their file as they are read, for a person to put right. */
export async function statementColumns(
  session: Session,
  input: Pick<ComparisonInput, 'source' | 'options'>,
): Promise<ReadColumns> {
  const { detected } = await theirStatement(session, input, [], true)
  const { decimal, dates, headerRow, map, headings, sample } = detected
  return {
    decimal,
    dates,
    headerRow,
    map: { ...map },
    headings: [...headings],
    sample: sample.map(({ row, cells }) => ({ row, cells: [...cells] })),
  }
}

/** The file read last in a window: its export asks for it again. */
const lastRead = new WeakMap<Session, { readonly key: string; readonly file: StatementFile }>()

async function theirStatement(
  session: Session,
  { source, options }: Pick<ComparisonInput, 'source' | 'options'>,
  currencies: readonly string[],
  isPreview = false,
): Promise<StatementFile> {
  const asked = {
    isPreview,
    ...(options.map === undefined ? {} : { map: options.map }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
    ...(options.dates === undefined ? {} : { dates: options.dates }),
    ...(options.headerRow === undefined ? {} : { headerRow: options.headerRow }),
    currencies,
  }
  if ('text' in source) return readStatement({ text: source.text }, asked)
  const path = pathOf(session, source)
  const { mtimeMs, size } = statSync(path)
  const key = JSON.stringify([path, mtimeMs, size, asked])
  const last = lastRead.get(session)
  if (last?.key === key) return last.file
  session.progress('reconcile', 'read', 0, 1)
  const file = await readStatement({ path }, asked)
  lastRead.set(session, { key, file })
  return file
}

/** The likeliest first: what was asked for, what the account has documents in, the company's own. */
function accountCurrencies(context: Context, input: ComparisonInput): string[] {
  if (input.currency !== undefined) return [input.currency]
  const customer = customerOf(context, input.customerCode)
  const own = currenciesOf(context.db, [customer.rowid]).map(({ currency }) => currency)
  const preferred = customer.currency ?? context.company.currency
  return [
    ...own.filter((one) => one === preferred),
    ...own.filter((one) => one !== preferred),
    ...(own.length === 0 ? [preferred] : []),
  ]
}

function compared(
  context: Context,
  session: Session,
  input: ComparisonInput,
  file: StatementFile,
): ComparisonResult {
  const { db } = context
  const customer = customerOf(context, input.customerCode)
  const { currency, slice } = sliceOf(context, input, customer, file)
  const days = periodOf(context, input, file)
  // Whose view it is shows in what matches, which is the same whatever the period's edges.
  const known = ourBook(db, slice, days, [])
  const view =
    input.view ??
    viewOf(file, {
      lines: [...known.book.lines, ...known.outside],
      closingMinor: known.book.closingMinor,
    })
  const period =
    input.from !== undefined || file.from !== null
      ? days
      : {
          ...days,
          from: firstDay(
            db,
            slice,
            days.from,
            linesInOurView(file, view),
            signOf(view) * (file.openingMinor ?? 0),
          ),
        }
  const theirs = theirBook(file, view, period)
  const { book, outside } = ourBook(db, slice, period, theirs.book.lines)
  const result = compareBooks({
    ours: book,
    theirs: theirs.book,
    outside: { ours: outside, theirs: theirs.outside },
    tolerance: toleranceOf(context, currency),
  })
  const at = (lines: readonly BookLine[]) => lines.map((line) => line.at)
  const itemAt = new Map(result.items.map((item, i) => [item, i]))
  return {
    customer: customer.code,
    name: customer.name,
    currency: currency as ComparisonResult['currency'],
    inCompanyCurrency: slice.currency === null,
    ...period,
    file: {
      name: 'text' in input.source ? '' : nameOf(session, input.source),
      format: file.format,
      view,
      ...file.detected,
      headings: [...file.detected.headings],
      sample: file.detected.sample.map(({ row, cells }) => ({ row, cells: [...cells] })),
      isOpeningAssumed: file.openingMinor === null,
    },
    ours: result.ours,
    theirs: result.theirs,
    differenceMinor: result.differenceMinor,
    oursLines: book.lines.map(plainLine),
    theirsLines: theirs.book.lines.map(plainLine),
    matched: result.matched.map(({ ours, theirs: other, minor, kind }) => ({
      ours: at(ours),
      theirs: at(other),
      minor,
      kind,
    })),
    items: result.items.map(({ cause, reason, minor, ours, theirs: other, see, correction }) => ({
      cause,
      reason,
      minor,
      ours: at(ours),
      theirs: at(other),
      see: see === null ? null : plainLine(see),
      correction,
    })),
    explanation: result.explanation.map(({ cause, minor, items }) => ({
      cause,
      minor,
      items: items.map((item) => itemAt.get(item) ?? 0),
    })),
    unexplainedMinor: result.unexplainedMinor,
    isCut: result.isCut,
    warnings: [...file.warnings],
  }
}

export function plainLine({ row, number, on, text, kind, minor }: BookLine) {
  return { row, documentNo: number, date: on, text, kind, minor }
}

/**
 * What of our account the file speaks of: one of its currencies, or, where the file is in company
 * currency and the account in others, all of it as booked.
 */
function sliceOf(
  context: Context,
  input: ComparisonInput,
  customer: CustomerRow,
  file: StatementFile,
): { currency: string; slice: AccountSlice } {
  const currencies = accountCurrencies(context, input)
  const currency = input.currency ?? file.currency ?? currencies[0] ?? context.company.currency
  const owner = { customer: customer.rowid }
  const has = currenciesOf(context.db, [customer.rowid]).map((one) => one.currency)
  if (has.length === 0 || has.includes(currency)) return { currency, slice: { ...owner, currency } }
  if (currency === context.company.currency)
    return { currency, slice: { ...owner, currency: null } }
  throw new Refusal('currency.mismatch', {
    documentNo: input.customerCode,
    currency: has.join(', '),
    other: currency,
  })
}

/** As asked; else as the file states; else its first and last day. */
function periodOf(
  context: Context,
  input: ComparisonInput,
  file: StatementFile,
): { from: IsoDate; to: IsoDate } {
  const days = file.lines.map(({ on }) => on).toSorted()
  const from =
    input.from ?? file.from ?? earlier(file.openingOn, days[0]) ?? input.to ?? context.today
  const to = input.to ?? later(file.to, days.at(-1)) ?? context.today
  if (from > to) throw new Refusal('date.order', { date: to, earliest: from })
  return { from, to }
}

function earlier(a: IsoDate | null, b: IsoDate | undefined): IsoDate | undefined {
  if (a === null || b === undefined) return a ?? b
  return a < b ? a : b
}

function later(a: IsoDate | null, b: IsoDate | undefined): IsoDate | undefined {
  if (a === null || b === undefined) return a ?? b
  return a > b ? a : b
}

/** Their book in the period: what stands before it is carried over, what comes after is left out. */
export function theirBook(
  file: StatementFile,
  view: View,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): { book: Book; outside: BookLine[] } {
  const all = linesInOurView(file, view)
  const before = all.filter(({ on }) => on < from)
  const after = all.filter(({ on }) => on > to)
  const lines = all
    .filter(({ on }) => on >= from && on <= to)
    .map((line, at): BookLine => ({ ...line, at }))
  const openingMinor = addMinor(plain(signOf(view) * (file.openingMinor ?? 0)), sumOf(before))
  const computed = addMinor(openingMinor, sumOf(lines))
  // What the file states at its end counts where the period reaches it.
  const stated = file.closingMinor === null ? computed : plain(signOf(view) * file.closingMinor)
  return {
    book: { openingMinor, closingMinor: after.length > 0 ? computed : stated, lines },
    outside: [...before, ...after],
  }
}

function plain(minor: number): number {
  return minor === 0 ? 0 : minor
}
