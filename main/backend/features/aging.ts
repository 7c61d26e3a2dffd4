/**
 * Aging of everybody, as of any day, known at any moment: the one totals function that screens, the
 * command line and the exports share.
 */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { currenciesOf } from '../../../db/local/ledger-sums.ts'
import { customerNames, type CustomerName, familyOf } from '../../../db/local/customers.ts'
import { ALL_KNOWN, disputedAt } from '../../../db/local/open-items.ts'
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
import { fromDayNumber, toDayNumber } from '../../../shared/domain/days.ts'
import { convert, proportion } from '../../../shared/domain/money.ts'
import type { Context } from '../context.ts'
import { customerOf, rateFor } from '../ledger/drafts.ts'
import { type OpenCache, type OpenRow, visitOpen } from '../reports/open-source.ts'
import { settingsOf } from './settings.ts'

export type AgingInput = z.output<typeof agingInput>
export type AgingReport = z.input<typeof agingReport>

interface Figures {
  readonly place: Place
  readonly currency: string
  readonly aged: Aged
}

interface Place {
  readonly name: CustomerName
  readonly rank: number
  members: Set<number>
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

  const names = cache ? cache.names(db) : customerNames(db)
  const places = placesOf(names, input.group)
  const scope = scopeOf(context, input)
  const figures: Figures[] = []
  const byPlace = new Map<number, Figures[]>()
  const figuresOf = (customer: number, currency: string) => {
    const place = places.get(customer)
    if (!place) throw new Error(`customer ${customer} is not there`)
    let own = byPlace.get(place.name.rowid)
    if (!own) byPlace.set(place.name.rowid, (own = []))
    let entry = own.find((one) => one.currency === currency)
    if (!entry) {
      entry = { place, currency, aged: emptyAged(keys.length) }
      own.push(entry)
      figures.push(entry)
    }
    if (input.group) place.members.add(customer)
    return entry.aged
  }
  const valueOf = valuer(context, input)
  const disputes = disputedAt(db, options.asOf, knownAt)
  visitOpen(db, cache, { day: options.asOf, knownAt, customers: scope }, (row) => {
    if (input.currency !== undefined && row.currency !== input.currency) return
    const minor = valueOf(row)
    const disputed = disputedPart(disputes, row, minor)
    addOpen(
      figuresOf(row.customer, inCompanyCurrency ? company.currency : row.currency),
      { minor, column: row.column, dueDay: row.dueDay, paperDay: row.paperDay, disputed },
      options,
    )
  })
  if (input.all)
    for (const { rowid } of names)
      addEmptyRows(context, rowid, scope, inCompanyCurrency, input.currency, figuresOf)

  const rows = figures
    .filter(({ aged }) => input.all || !isZero(aged))
    .toSorted((a, b) => a.place.rank - b.place.rank || (a.currency < b.currency ? -1 : 1))
    .map(
      ({ place, currency, aged }): AgingRow => ({
        customerId: bytesToUuid(place.name.customerId),
        customer: place.name.code,
        name: place.name.name,
        ...plain(currency, aged),
        oldestDue: aged.oldestDue === null ? null : fromDayNumber(aged.oldestDue),
        weightedDaysLate: weightedDaysLate(aged),
        members: Math.max(1, place.members.size),
      }),
    )
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

/** Open of an item in the report's currency. */
function valuer(context: Context, input: AgingInput): (row: OpenRow) => number {
  const { company } = context
  const { rateOf } = input
  if (rateOf !== undefined) {
    const rates = new Map<string, string>()
    return (row) => {
      if (row.currency === company.currency) return row.minor
      let rate = rates.get(row.currency)
      if (rate === undefined)
        rates.set(row.currency, (rate = rateFor(context, row.currency, rateOf)))
      return convert(row.minor, row.currency, company.currency, rate)
    }
  }
  return input.inCompanyCurrency ? (row) => row.baseMinor : (row) => row.minor
}

/** A document's dispute covers its installments one after the other; consumed as they are met. */
function disputedPart(disputes: Map<number, number>, row: OpenRow, value: number): number {
  const left = disputes.get(row.doc)
  if (left === undefined || left <= 0 || row.minor <= 0) return 0
  const own = Math.min(left, row.minor)
  disputes.set(row.doc, left - own)
  return value === row.minor ? own : proportion(value, own, row.minor)
}

function scopeOf(context: Context, input: AgingInput): number[] | null {
  if (input.customerCode === undefined) return null
  const customer = customerOf(context, input.customerCode)
  return input.group ? familyOf(context.db, customer.rowid) : [customer.rowid]
}

/** Where a customer's figures stand: on itself, or on the root of its group. */
function placesOf(names: readonly CustomerName[], group: boolean): Map<number, Place> {
  const byRow = new Map(
    names.map((name, rank) => [name.rowid, { name, rank, members: new Set<number>() } as Place]),
  )
  if (!group) return byRow
  const rootOf = (place: Place): Place => {
    let here = place
    for (let depth = 0; depth < 100 && here.name.parent !== null; depth += 1)
      here = byRow.get(here.name.parent) ?? here
    return here
  }
  return new Map([...byRow].map(([rowid, place]) => [rowid, rootOf(place)]))
}

function addEmptyRows(
  context: Context,
  rowid: number,
  scope: readonly number[] | null,
  inCompanyCurrency: boolean,
  currency: string | undefined,
  touch: (customer: number, currency: string) => Aged,
): void {
  if (scope !== null && !scope.includes(rowid)) return
  const own = inCompanyCurrency
    ? [context.company.currency]
    : currenciesOf(context.db, [rowid]).map((one) => one.currency)
  for (const one of own.length > 0 ? own : [context.company.currency])
    if (currency === undefined || one === currency) touch(rowid, one)
}

function plain(
  currency: string,
  aged: Aged,
): Pick<
  AgingRow,
  | 'currency'
  | 'bucketMinors'
  | 'unappliedMinor'
  | 'creditNotesMinor'
  | 'totalMinor'
  | 'disputedMinor'
  | 'overdueMinor'
> {
  return {
    currency: currency as AgingRow['currency'],
    bucketMinors: aged.buckets,
    unappliedMinor: aged.unapplied,
    creditNotesMinor: aged.creditNotes,
    totalMinor: aged.total,
    disputedMinor: aged.disputed,
    overdueMinor: aged.overdue,
  }
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
    row.bucketMinors.forEach((minor, i) => {
      if (total) total.bucketMinors[i] = (total.bucketMinors[i] ?? 0) + minor
    })
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
