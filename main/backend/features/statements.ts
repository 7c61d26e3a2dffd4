/**
 * Statements: every line of a customer's account with its running balance, what settled it, and what
 * is still open; one per currency, for one account or a whole group (L1, L4).
 */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { type CustomerRow, customerByRow, familyOf } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import {
  balanceAt,
  balanceBefore,
  currenciesOf,
  documentsBetween,
  documentsPage,
  type SettledBy,
  settlementsOf,
  type StatementRow,
} from '../../../db/local/ledger-sums.ts'
import { ALL_KNOWN, itemsOpenAt } from '../../../db/local/open-items.ts'
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
import { ANNULLED } from '../ledger/entry.ts'
import { agingOf } from './aging.ts'
import { settingsOf } from './settings.ts'

export type StatementInput = z.output<typeof statementInput>
type PageInput = z.output<(typeof reports)['statementPage']['input']>
type Page = z.input<(typeof reports)['statementPage']['output']>

export function statementOf(context: Context, input: StatementInput): { statements: Statement[] } {
  const { db, company } = context
  const customer = customerOf(context, input.customerCode)
  const members = input.group ? familyOf(db, customer.rowid) : [customer.rowid]
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
  const codes = new Map(
    members.map((rowid) => [
      rowid,
      rowid === customer.rowid ? customer.code : (customerByRow(db, rowid)?.code ?? ''),
    ]),
  )
  return {
    statements: currencies.map((currency) =>
      oneStatement(context, { ...input, from, to }, customer, members, codes, currency),
    ),
  }
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
  const ledgerMinor = members.reduce(
    (sum, member) => addMinor(sum, balanceAt(db, member, currency, to)),
    0,
  )
  const isOpenKind = input.kind === 'open'
  const openingMinor = isOpenKind
    ? 0
    : members.reduce(
        (sum, member) => addMinor(sum, balanceAt(db, member, currency, addDays(from, -1))),
        0,
      )
  const earliest = '1900-01-01' as IsoDate
  const between = withoutAnnulled(
    documentsBetween(db, members, currency, isOpenKind ? earliest : from, to),
  )
  const rows = isOpenKind
    ? between.filter((row) => (open.get(row.rowid)?.minor ?? 0) !== 0)
    : between
  const settled =
    input.kind === 'activity'
      ? settlementsOf(
          db,
          rows.map((row) => row.rowid),
          to,
        )
      : new Map<number, SettledBy[]>()
  let balance = openingMinor
  let debitMinor = 0
  let creditMinor = 0
  const lines = rows.map((row): StatementLine => {
    const openMinor = open.get(row.rowid)?.minor ?? 0
    const effect = isOpenKind ? openMinor : row.amountMinor
    balance = addMinor(balance, effect)
    if (effect > 0) debitMinor += effect
    else creditMinor -= effect
    return lineOf(
      row,
      codes.get(row.customer) ?? customer.code,
      effect,
      balance,
      openMinor,
      settled.get(row.rowid) ?? [],
      row.kind !== 'reversal' && row.isReversed,
    )
  })
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
    debitMinor,
    creditMinor,
    closingMinor: balance,
    ledgerMinor,
    lines,
    lineCount: lines.length,
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

type LineFields = Omit<StatementRow, 'customer' | 'isReversed'>

function lineOf(
  row: LineFields,
  customer: string,
  effect: number,
  balanceMinor: number,
  openMinor: number,
  settled: readonly SettledBy[],
  reversed: boolean,
): StatementLine {
  const isCredit = row.amountMinor < 0
  const showsDue =
    !isCredit || row.kind === 'cheque' || row.kind === 'note' || row.kind === 'supplier_invoice'
  return {
    documentId: row.documentId,
    date: row.docOn,
    documentDate: row.paperOn ?? row.docOn,
    dueDate: showsDue && row.kind !== 'reversal' ? row.dueOn : null,
    kind: row.kind,
    documentNo: row.number,
    customer,
    description: row.description,
    debitMinor: effect > 0 ? effect : 0,
    creditMinor: effect < 0 ? -effect : 0,
    balanceMinor,
    openMinor,
    baseMinor: row.baseMinor,
    rate: row.rate,
    branchCode: row.branchCode,
    allocations: settled.map((one) => ({
      documentId: bytesToUuid(one.documentId),
      documentNo: one.number,
      amountMinor: one.amountMinor,
      on: one.on,
    })),
    reversed,
  }
}

/** An undone document and its mirror stand on one day and cancel: as if it had never happened. */
function withoutAnnulled(rows: readonly StatementRow[]): readonly StatementRow[] {
  const annulled = new Set(
    rows.flatMap((row) =>
      row.kind === 'reversal' && row.method === ANNULLED && row.reverses !== null
        ? [row.rowid, row.reverses]
        : [],
    ),
  )
  return annulled.size === 0 ? rows : rows.filter((row) => !annulled.has(row.rowid))
}

interface OpenOfDocument {
  minor: number
  items: number
  dueDays: number[]
}

function openByDocument(
  context: Context,
  members: readonly number[],
  currency: string,
  to: IsoDate,
): Map<number, OpenOfDocument> {
  const result = new Map<number, OpenOfDocument>()
  for (const item of itemsOpenAt(context.db, toDayNumber(to), ALL_KNOWN, members)) {
    if (item.currency !== currency || item.openMinor === 0) continue
    let entry = result.get(item.doc)
    if (!entry) result.set(item.doc, (entry = { minor: 0, items: 0, dueDays: [] }))
    entry.minor += item.openMinor
    entry.items += 1
    if (item.openMinor > 0) entry.dueDays.push(item.dueDay)
  }
  return result
}
