/**
 * Statements: every line of a customer's account with its running balance, what settled it, and what
 * is still open; one per currency, for one account or a whole group (L1, L4).
 */
import type { z } from 'zod'
import { type CustomerRow, customerByRow, familyOf } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import {
  balanceAt,
  balanceBefore,
  currenciesOf,
  documentsPage,
  type SettledBy,
  settlementsOf,
} from '../../../db/local/ledger-sums.ts'
import {
  documentsBetween,
  documentsFrom,
  documentTotals,
  type StatementRow,
} from '../../../db/local/statement-rows.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type {
  reports,
  Statement,
  statementInput,
  StatementLine,
} from '../../../shared/contract/reports.ts'
import { bucketKeys } from '../../../shared/domain/aging.ts'
import { addDays, firstOfMonth, type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { agingOf } from './aging.ts'
import { settingsOf } from './settings.ts'
import { lineOf, openByDocument } from './statement-lines.ts'

export type StatementInput = z.output<typeof statementInput>
type PageInput = z.output<(typeof reports)['statementPage']['input']>
type LinesInput = z.output<(typeof reports)['statementLines']['input']>
type Lines = z.input<(typeof reports)['statementLines']['output']>
type Page = z.input<(typeof reports)['statementPage']['output']>

export function statementOf(context: Context, input: StatementInput): { statements: Statement[] } {
  const { db, company } = context
  const { customer, members, codes } = accountsOf(context, input)
  const to = input.to ?? context.today
  const own = currenciesOf(db, members)
  const currencies =
    input.currency !== undefined
      ? [input.currency]
      : own.length > 0
        ? own.map(({ currency }) => currency)
        : [customer.currency ?? company.currency]
  const earliest = own.map(({ first }) => first).toSorted()[0]
  const from =
    input.from ??
    (earliest === undefined || firstOfMonth(earliest) > to ? to : firstOfMonth(earliest))
  if (from > to) throw new Refusal('date.order', { date: to, earliest: from })
  return {
    statements: currencies.map((currency) =>
      oneStatement(context, { ...input, from, to }, customer, members, codes, currency),
    ),
  }
}

/** Lines of a long statement from a day on, whole days: what `first` of the statement left out. */
export function statementLines(context: Context, input: LinesInput): Lines {
  const { db } = context
  const { members, codes } = accountsOf(context, input)
  const { currency, from, to } = input
  const range = { customers: members, currency, from, to }
  const { rows, next } = documentsFrom(db, range, input.limit)
  const openingMinor = balanceOf(db, members, currency, addDays(from, -1))
  const open = openByDocument(context, members, currency, to)
  const plain = { kind: 'activity', to, withAllocations: false } as const
  return { lines: linesOf(context, plain, rows, codes, openingMinor, open), next }
}

interface Accounts {
  readonly customer: CustomerRow
  readonly members: readonly number[]
  /** The code of each member. */
  readonly codes: ReadonlyMap<number, string>
}

/** The account, with its branches where the group is asked for. */
function accountsOf(
  context: Context,
  { customerCode, group }: { readonly customerCode: string; readonly group: boolean },
): Accounts {
  const { db } = context
  const customer = customerOf(context, customerCode)
  const members = group ? familyOf(db, customer.rowid) : [customer.rowid]
  const codes = new Map(
    members.map((rowid) => [
      rowid,
      rowid === customer.rowid ? customer.code : (customerByRow(db, rowid)?.code ?? ''),
    ]),
  )
  return { customer, members, codes }
}

function oneStatement(
  context: Context,
  input: StatementInput & { from: IsoDate; to: IsoDate },
  customer: CustomerRow,
  members: readonly number[],
  codes: ReadonlyMap<number, string>,
  currency: string,
): Statement {
  const { db } = context
  const { from, to } = input
  const open = openByDocument(context, members, currency, to)
  const isOpenKind = input.kind === 'open'
  const openingMinor = isOpenKind ? 0 : balanceOf(db, members, currency, addDays(from, -1))
  const range = { customers: members, currency, from: isOpenKind ? EARLIEST : from, to }
  // What is open is few; of all movements the first may do, and the sums come from the database.
  const isPart = input.first !== undefined && !isOpenKind
  const { rows, next } = isPart
    ? documentsFrom(db, range, input.first ?? 0)
    : { rows: documentsBetween(db, range), next: null }
  const lines = linesOf(
    context,
    input,
    isOpenKind ? rows.filter((row) => (open.get(row.rowid)?.minor ?? 0) !== 0) : rows,
    codes,
    openingMinor,
    open,
  )
  const sums = isPart ? documentTotals(db, range) : totalsOf(lines)
  const edges = settingsOf(context).bucketEdges
  const aging = agingOf(context, null, {
    asOf: to,
    by: 'due',
    buckets: edges,
    currency: currency as Statement['currency'],
    inCompanyCurrency: false,
    group: input.group,
    customerCode: customer.code,
    excludeDisputed: false,
    all: false,
  })
  const total = aging.totals[0]
  const today = toDayNumber(to)
  return {
    customer: customer.code,
    name: customer.name,
    from,
    to,
    kind: input.kind,
    currency: currency as Statement['currency'],
    openingMinor,
    debitMinor: sums.debitMinor,
    creditMinor: sums.creditMinor,
    debitCount: sums.debitCount,
    creditCount: sums.creditCount,
    closingMinor: addMinor(openingMinor, addMinor(sums.debitMinor, -sums.creditMinor)),
    ledgerMinor: balanceOf(db, members, currency, to),
    lines,
    lineCount: sums.debitCount + sums.creditCount,
    next,
    openItems: [...open.values()].reduce((sum, one) => sum + one.items, 0),
    overdueItems: [...open.values()].reduce(
      (sum, one) => sum + one.dueDays.filter((day) => day < today).length,
      0,
    ),
    aging: {
      buckets: bucketKeys(edges, 'due'),
      currency: currency as Statement['currency'],
      bucketMinors: total?.bucketMinors ?? bucketKeys(edges, 'due').map(() => 0),
      unappliedMinor: total?.unappliedMinor ?? 0,
      creditNotesMinor: total?.creditNotesMinor ?? 0,
      totalMinor: total?.totalMinor ?? 0,
      disputedMinor: total?.disputedMinor ?? 0,
    },
  }
}

const EARLIEST = '1900-01-01' as IsoDate

function balanceOf(
  db: CompanyDb,
  members: readonly number[],
  currency: string,
  on: IsoDate,
): number {
  return members.reduce((sum, member) => addMinor(sum, balanceAt(db, member, currency, on)), 0)
}

/** Lines in order, the balance running on from `openingMinor`. */
function linesOf(
  { db }: Context,
  { kind, to, withAllocations }: Pick<StatementInput, 'kind' | 'withAllocations'> & { to: IsoDate },
  rows: readonly StatementRow[],
  codes: ReadonlyMap<number, string>,
  openingMinor: number,
  open: ReturnType<typeof openByDocument>,
): StatementLine[] {
  const ids = rows.map(({ rowid }) => rowid)
  const settled =
    kind === 'activity' && withAllocations
      ? settlementsOf(db, ids, to)
      : new Map<number, SettledBy[]>()
  let balance = openingMinor
  return rows.map((row) => {
    const openMinor = open.get(row.rowid)?.minor ?? 0
    const effect = kind === 'open' ? openMinor : row.amountMinor
    balance = addMinor(balance, effect)
    return lineOf(
      row,
      codes.get(row.customer) ?? '',
      effect,
      balance,
      openMinor,
      settled.get(row.rowid) ?? [],
      row.kind !== 'reversal' && row.isReversed,
    )
  })
}

function totalsOf(lines: readonly StatementLine[]): ReturnType<typeof documentTotals> {
  const sums = { debitCount: 0, creditCount: 0, debitMinor: 0, creditMinor: 0 }
  for (const { debitMinor, creditMinor } of lines) {
    if (creditMinor === 0) sums.debitCount += 1
    else sums.creditCount += 1
    sums.debitMinor = addMinor(sums.debitMinor, debitMinor)
    sums.creditMinor = addMinor(sums.creditMinor, creditMinor)
  }
  return sums
}

/** A page backwards through a long account: the balance stands on every line, whatever the size. */
export function statementPage(context: Context, input: PageInput): Page {
  const { db } = context
  const customer = customerOf(context, input.customerCode)
  const from = input.from ?? ('1900-01-01' as IsoDate)
  const to = input.to ?? context.today
  const start = input.before
    ? positionOf(context, input.before)
    : { on: `${to}~`, number: '', rowid: 0 }
  const rows = documentsPage(db, customer.rowid, input.currency, from, start, input.limit)
  const first = rows[0]?.document
  const openingMinor = first
    ? balanceBefore(db, customer.rowid, input.currency, {
        on: first.docOn,
        number: first.number,
        rowid: first.rowid,
      })
    : balanceAt(db, customer.rowid, input.currency, addDays(from > '1900-01-01' ? from : to, -1))
  let balance = openingMinor
  const lines = rows.map(({ document, openMinor, isReversed }) => {
    balance = addMinor(balance, document.amountMinor)
    return lineOf(document, customer.code, document.amountMinor, balance, openMinor, [], isReversed)
  })
  return { lines, openingMinor, hasMore: rows.length === input.limit }
}

function positionOf(
  context: Context,
  before: NonNullable<PageInput['before']>,
): { on: string; number: string; rowid: number } {
  const document = documentById(context.db, before.documentId)
  return { on: before.date, number: before.documentNo, rowid: document?.rowid ?? 0 }
}
