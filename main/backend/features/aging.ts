/**
 * Aging of everybody, as of any day, known at any moment: the one totals function that screens, the
 * command line and the exports share.
 */
import type { z } from 'zod'
import { currenciesOf } from '../../../db/local/ledger-sums.ts'
import { familyOf } from '../../../db/local/customers.ts'
import { ALL_KNOWN, disputedItemsAt } from '../../../db/local/open-items.ts'
import {
  type agingInput,
  type agingReport,
  type AgingRow,
} from '../../../shared/contract/reports.ts'
import {
  addOpen,
  type Aged,
  type AgingOptions,
  bucketKeys,
  emptyAged,
  weightedDaysLate,
} from '../../../shared/domain/aging.ts'
import { fromDayNumber, type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { convert, proportion } from '../../../shared/domain/money.ts'
import type { Context } from '../context.ts'
import { customerOf, rateFor } from '../ledger/drafts.ts'
import { CustomerNames } from '../reports/customer-names.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { openSource } from '../reports/open-source.ts'
import { settingsOf } from './settings.ts'

export type AgingInput = z.output<typeof agingInput>
export type AgingReport = z.input<typeof agingReport>

/** Figures of one row: a customer (or the top of a group) and a currency. */
interface Figures {
  readonly rank: number
  readonly currency: string
  readonly aged: Aged
  /** Children folded into the row, in a group report. */
  readonly members: Set<number> | null
}

export function agingOf(context: Context, cache: OpenCache | null, input: AgingInput): AgingReport {
  const { db, company } = context
  const asOf = input.asOf ?? context.today
  const knownAt = input.knownAt === undefined ? ALL_KNOWN : Date.parse(input.knownAt)
  const edges = input.buckets ?? settingsOf(context).bucketEdges
  const inCompanyCurrency = input.inCompanyCurrency || input.rateOf !== undefined
  const options: AgingOptions = {
    asOf: toDayNumber(asOf),
    by: input.by,
    edges,
    inBase: inCompanyCurrency,
    excludeDisputed: input.excludeDisputed,
  }
  const keys = bucketKeys(edges, input.by)

  const scope = scopeOf(context, input)
  // A group's rows bear the name of its root, which may lie above the asked customer.
  const names = cache ? cache.names(db) : new CustomerNames(db, input.group ? null : scope)
  const figures = new FigureRows(names, keys.length, input.group)
  const source = openSource(db, cache, {
    day: options.asOf,
    knownAt,
    customers: scope,
    withBase: inCompanyCurrency,
    withPaperDay: input.by === 'document',
  })
  const { customers, currencies } = source.accounts
  const disputes = disputedItemsAt(db, options.asOf, knownAt)
  const valueOf = valuer(context, input)
  const ofAccount: (Aged | undefined)[] = Array.from({ length: source.accounts.count })
  source.visit((account, column, openMinor, openBaseMinor, dueDay, paperDay, item) => {
    const currency = currencies[account] ?? ''
    if (input.currency !== undefined && currency !== input.currency) return
    const minor = valueOf(currency, openMinor, openBaseMinor)
    const disputed = disputes.size === 0 ? 0 : disputedPart(disputes.get(item), openMinor, minor)
    const aged = (ofAccount[account] ??= figures.of(
      customers[account] ?? 0,
      inCompanyCurrency ? company.currency : currency,
    ))
    addOpen(aged, options, column, minor, disputed, dueDay, paperDay)
  })
  if (input.all)
    for (const { rowid } of names.list)
      addEmptyRows(context, rowid, scope, inCompanyCurrency, input.currency, figures)

  const rows = agingRows(figures.inOrder(), names, input.all)
  return {
    asOf,
    knownAt: new Date(input.knownAt === undefined ? context.nowMs : knownAt).toISOString(),
    by: input.by,
    buckets: keys,
    edges: [...edges],
    rows,
    totals: totalsOf(rows, keys.length),
  }
}

/** The figures of a report's rows as they are met, and in the order they are shown. */
class FigureRows {
  readonly #names: CustomerNames
  readonly #buckets: number
  readonly #isGrouped: boolean
  /** By rank in code order: the row's currencies. */
  readonly #byRank: (Figures[] | undefined)[]

  constructor(names: CustomerNames, buckets: number, isGrouped: boolean) {
    this.#names = names
    this.#buckets = buckets
    this.#isGrouped = isGrouped
    this.#byRank = Array.from({ length: names.list.length })
  }

  of(customer: number, currency: string): Aged {
    const rank = this.#isGrouped ? this.#names.rootRankOf(customer) : this.#names.rankOf(customer)
    const own = (this.#byRank[rank] ??= [])
    let entry: Figures | undefined
    for (const one of own) if (one.currency === currency) entry = one
    if (!entry) {
      const members = this.#isGrouped ? new Set<number>() : null
      entry = { rank, currency, aged: emptyAged(this.#buckets), members }
      own.push(entry)
    }
    entry.members?.add(customer)
    return entry.aged
  }

  /** By code, then currency. */
  inOrder(): Figures[] {
    const result: Figures[] = []
    for (const own of this.#byRank) {
      if (!own) continue
      if (own.length > 1) own.sort((a, b) => (a.currency < b.currency ? -1 : 1))
      for (const figures of own) result.push(figures)
    }
    return result
  }
}

function agingRows(figures: readonly Figures[], names: CustomerNames, all: boolean): AgingRow[] {
  const days = new Map<number, IsoDate>()
  const dayOf = (number: number) => {
    let day = days.get(number)
    if (day === undefined) days.set(number, (day = fromDayNumber(number)))
    return day
  }
  const rows: AgingRow[] = []
  for (const { rank, currency, aged, members } of figures) {
    const name = names.list[rank]
    if (!name || (!all && isZero(aged))) continue
    rows.push({
      customerId: name.customerId,
      customer: name.code,
      name: name.name,
      currency: currency as AgingRow['currency'],
      bucketMinors: aged.buckets,
      unappliedMinor: aged.unapplied,
      creditNotesMinor: aged.creditNotes,
      totalMinor: aged.total,
      disputedMinor: aged.disputed,
      overdueMinor: aged.overdue,
      oldestDue: aged.oldestDue === null ? null : dayOf(aged.oldestDue),
      weightedDaysLate: weightedDaysLate(aged),
      members: Math.max(1, members?.size ?? 1),
    })
  }
  return rows
}

/** Open of an item in the report's currency. */
function valuer(
  context: Context,
  input: AgingInput,
): (currency: string, minor: number, baseMinor: number) => number {
  const { company } = context
  const { rateOf } = input
  if (rateOf !== undefined) {
    const rates = new Map<string, string>()
    return (currency, minor) => {
      if (currency === company.currency) return minor
      let rate = rates.get(currency)
      if (rate === undefined) rates.set(currency, (rate = rateFor(context, currency, rateOf)))
      return convert(minor, currency, company.currency, rate)
    }
  }
  return input.inCompanyCurrency
    ? (_currency, _minor, baseMinor) => baseMinor
    : (_currency, minor) => minor
}

/** A document's dispute covers its installments one after the other; consumed as they are met. */
function disputedPart(
  dispute: { left: number } | undefined,
  openMinor: number,
  value: number,
): number {
  if (dispute === undefined || dispute.left <= 0 || openMinor <= 0) return 0
  const own = Math.min(dispute.left, openMinor)
  dispute.left -= own
  return value === openMinor ? own : proportion(value, own, openMinor)
}

function scopeOf(context: Context, input: AgingInput): number[] | null {
  if (input.customerCode === undefined) return null
  const customer = customerOf(context, input.customerCode)
  return input.group ? familyOf(context.db, customer.rowid) : [customer.rowid]
}

function addEmptyRows(
  context: Context,
  rowid: number,
  scope: readonly number[] | null,
  inCompanyCurrency: boolean,
  currency: string | undefined,
  figures: FigureRows,
): void {
  if (scope !== null && !scope.includes(rowid)) return
  const own = inCompanyCurrency
    ? [context.company.currency]
    : currenciesOf(context.db, [rowid]).map((one) => one.currency)
  for (const one of own.length > 0 ? own : [context.company.currency])
    if (currency === undefined || one === currency) figures.of(rowid, one)
}

function totalsOf(rows: readonly AgingRow[], buckets: number): AgingReport['totals'] {
  const totals = new Map<
    string,
    {
      currency: AgingRow['currency']
      bucketMinors: number[]
      unappliedMinor: number
      creditNotesMinor: number
      totalMinor: number
      disputedMinor: number
      overdueMinor: number
    }
  >()
  for (const row of rows) {
    let total = totals.get(row.currency)
    if (!total) {
      total = {
        currency: row.currency,
        bucketMinors: Array.from({ length: buckets }, () => 0),
        unappliedMinor: 0,
        creditNotesMinor: 0,
        totalMinor: 0,
        disputedMinor: 0,
        overdueMinor: 0,
      }
      totals.set(row.currency, total)
    }
    for (let i = 0; i < buckets; i += 1)
      total.bucketMinors[i] = (total.bucketMinors[i] ?? 0) + (row.bucketMinors[i] ?? 0)
    total.unappliedMinor += row.unappliedMinor
    total.creditNotesMinor += row.creditNotesMinor
    total.totalMinor += row.totalMinor
    total.disputedMinor += row.disputedMinor
    total.overdueMinor += row.overdueMinor
  }
  return [...totals.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
}

function isZero(aged: Aged): boolean {
  return (
    aged.total === 0 &&
    aged.unapplied === 0 &&
    aged.creditNotes === 0 &&
    aged.disputed === 0 &&
    aged.buckets.every((minor) => minor === 0)
  )
}
