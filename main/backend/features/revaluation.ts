/**
 * The month-end revaluation layer (domain.md 4.11): every open foreign balance at the rate of the
 * month's last day, on an account beside the control account, taken back on the first of the next
 * month. What would be posted and what is posted come from one function.
 */
import type { z } from 'zod'
import { customerByRow, type CustomerRow } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import { ALL_KNOWN, itemsOpenAt } from '../../../db/local/open-items.ts'
import { lastRate } from '../../../db/local/periods.ts'
import { layersOn } from '../../../db/local/revaluations.ts'
import type { periods as contract } from '../../../shared/contract/periods.ts'
import {
  addDays,
  addMonths,
  firstOfMonth,
  type IsoDate,
  type IsoMonth,
  lastOfMonth,
  toDayNumber,
} from '../../../shared/domain/days.ts'
import { unrealisedDifference } from '../../../shared/domain/exchange.ts'
import { mirrored, revaluationLines } from '../../../shared/domain/posting.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { assertPeriod, RATE_MAX_AGE_DAYS } from '../ledger/drafts.ts'
import type { Entry } from '../ledger/entry.ts'
import { Journal } from '../ledger/journal.ts'

type Valued = z.input<(typeof contract)['valuation']['output']>
type Revalued = z.input<(typeof contract)['revalue']['output']>
type Currency = Valued['entries'][number]['currency']

interface Balance {
  readonly customer: CustomerRow
  readonly currency: string
  readonly minor: number
  readonly baseMinor: number
  /** What stands on the layer already; kept also where the balance is gone. */
  readonly standingMinor: number
  readonly rate: { readonly rate: string; readonly date: IsoDate } | null
  /** Null while a rate is missing. */
  readonly differenceMinor: number | null
}

export function valuationOf(context: Context, input: { month: IsoMonth }): Valued {
  const on = lastOfMonth(input.month)
  const balances = balancesAt(context, on)
  const entries = balances.filter((one) => one.differenceMinor !== 0 || one.standingMinor !== 0)
  return {
    month: input.month,
    on,
    entries: entries.map((one) => ({
      customer: one.customer.code,
      customerName: one.customer.name,
      currency: one.currency as Currency,
      openMinor: one.minor,
      bookedMinor: one.baseMinor,
      rate: one.rate?.rate ?? null,
      rateOn: one.rate?.date ?? null,
      differenceMinor: one.differenceMinor,
      standingMinor: one.standingMinor,
    })),
    missing: missingOf(balances).map((currency) => ({
      currency: currency as Currency,
      date: on,
      last: lastRate(context.db, currency, on) ?? null,
    })),
    totalMinor: entries.reduce((sum, one) => sum + (one.differenceMinor ?? 0), 0),
    standingMinor: entries.reduce((sum, one) => sum + one.standingMinor, 0),
  }
}

/**
 * Running it again with other figures posts the difference to the earlier layer; with the same
 * figures it writes nothing. A layer whose balance is gone by now is taken back as well.
 */
export function revalue(
  context: Context,
  input: { month: IsoMonth; periodReason?: string | undefined },
): Revalued {
  const on = lastOfMonth(input.month)
  const next = firstOfMonth(addMonths(input.month, 1))
  const balances = balancesAt(context, on)
  const [missing] = missingOf(balances)
  if (missing !== undefined) throw new Refusal('rate.missing', { currency: missing, date: on })
  assertPeriod(context, on, input.periodReason?.trim())
  const journal = new Journal(context)
  let written = 0
  const entries: Revalued['entries'] = []
  for (const one of balances) {
    const { customer, currency, standingMinor } = one
    const rate = one.rate?.rate ?? ''
    const differenceMinor = one.differenceMinor ?? 0
    if (standingMinor !== differenceMinor) {
      const key = nextLayer(context, customer.customerId, currency, input.month)
      const lines = revaluationLines(differenceMinor - standingMinor)
      const layer = { customer, currency, rate: rate === '' ? null : rate }
      journal.post(layerEntry({ ...layer, on, lines, documentId: key('end') }))
      journal.post(
        layerEntry({ ...layer, on: next, lines: mirrored(lines), documentId: key('start') }),
      )
      written += 1
    }
    if (differenceMinor === 0 && standingMinor === 0) continue
    entries.push({
      customer: customer.code,
      currency: currency as Currency,
      openMinor: one.minor,
      bookedMinor: one.baseMinor,
      rate,
      differenceMinor,
      documentNo: '',
    })
  }
  if (written > 0)
    journal.close('periods.revalue', input.month, {
      entries: written,
      ...(input.periodReason === undefined ? {} : { reason: input.periodReason }),
    })
  return {
    month: input.month,
    unchanged: written === 0,
    entries,
    totalMinor: entries.reduce((sum, entry) => sum + entry.differenceMinor, 0),
  }
}

/** Foreign balances open at the end of a day and layers that stand on it, by code and currency. */
function balancesAt(context: Context, on: IsoDate): Balance[] {
  const { db, company } = context
  const sums = new Map<string, Pick<Balance, 'currency' | 'minor' | 'baseMinor'> & RowKey>()
  for (const item of itemsOpenAt(db, toDayNumber(on), ALL_KNOWN, null)) {
    if (item.currency === company.currency) continue
    const before = sums.get(keyOf(item))
    sums.set(keyOf(item), {
      row: item.customer,
      currency: item.currency,
      minor: (before?.minor ?? 0) + item.openMinor,
      baseMinor: (before?.baseMinor ?? 0) + item.openBaseMinor,
    })
  }
  const standing = new Map(layersOn(db, on).map((layer) => [keyOf(layer), layer]))
  for (const [key, { customer, currency }] of standing)
    if (!sums.has(key)) sums.set(key, { row: customer, currency, minor: 0, baseMinor: 0 })
  const rates = new Map<string, Balance['rate']>()
  const rateOf = (currency: string) => {
    const known = rates.get(currency)
    if (known !== undefined) return known
    const last = lastRate(db, currency, on)
    const rate = last && last.date >= addDays(on, -RATE_MAX_AGE_DAYS) ? last : null
    rates.set(currency, rate)
    return rate
  }
  return [...sums]
    .map(([key, { row, currency, minor, baseMinor }]): Balance => {
      const customer = customerByRow(db, row)
      if (!customer) throw new Error(`customer ${row} is not there`)
      const rate = rateOf(currency)
      return {
        customer,
        currency,
        minor,
        baseMinor,
        standingMinor: standing.get(key)?.baseMinor ?? 0,
        rate,
        differenceMinor:
          minor === 0
            ? subtractFromZero(baseMinor)
            : rate === null
              ? null
              : unrealisedDifference({ minor, baseMinor }, currency, company.currency, rate.rate),
      }
    })
    .toSorted((a, b) =>
      a.customer.code < b.customer.code
        ? -1
        : a.customer.code > b.customer.code
          ? 1
          : a.currency < b.currency
            ? -1
            : 1,
    )
}

interface RowKey {
  readonly row: number
}

function keyOf(one: { readonly customer: number; readonly currency: string }): string {
  return `${one.customer} ${one.currency}`
}

/** An open amount of nothing is worth nothing at any rate. */
function subtractFromZero(baseMinor: number): number {
  return baseMinor === 0 ? 0 : -baseMinor
}

function missingOf(balances: readonly Balance[]): string[] {
  return [
    ...new Set(balances.filter((one) => one.differenceMinor === null).map((one) => one.currency)),
  ].toSorted()
}

/** Ids of the next pair of entries for a customer, currency and month: computed, so that twice is once. */
function nextLayer(
  context: Context,
  customerId: string,
  currency: string,
  month: IsoMonth,
): (suffix: 'end' | 'start') => string {
  const idOf = (n: number, suffix: string) =>
    externalId(
      context.company.companyId,
      'revaluation',
      `${customerId}\0${currency}\0${month}\0${n}\0${suffix}`,
    )
  let n = 1
  while (documentById(context.db, idOf(n, 'end'))) n += 1
  return (suffix) => idOf(n, suffix)
}

function layerEntry(layer: {
  readonly customer: CustomerRow
  readonly currency: string
  readonly rate: string | null
  readonly on: IsoDate
  readonly lines: Entry['lines']
  readonly documentId: string
}): Entry {
  const { customer, currency, rate, on, lines, documentId } = layer
  return {
    documentId,
    kind: 'revaluation',
    customer: { rowid: customer.rowid, customerId: customer.customerId },
    number: null,
    docOn: on,
    paperOn: null,
    dueOn: null,
    valueOn: null,
    currency,
    rate,
    amountMinor: 0,
    baseMinor: 0,
    lines,
    installments: [],
    taxMinor: null,
    originalMinor: null,
    reference: null,
    description: null,
    externalRef: null,
    branchCode: null,
    method: null,
  }
}
