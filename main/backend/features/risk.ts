/** The riskiest accounts, what there is to collect, and how overdue went over the last months (M51). */
import type { z } from 'zod'
import { averageDelay } from '../../../db/local/payments.ts'
import { lastReceipts } from '../../../db/local/receipts.ts'
import type { risk as contract } from '../../../shared/contract/risk.ts'
import { bucketKeys } from '../../../shared/domain/aging.ts'
import {
  addDays,
  addMonths,
  daysBetween,
  type IsoDate,
  lastOfMonth,
  monthOf,
} from '../../../shared/domain/days.ts'
import {
  riskBeforeDelay,
  type RiskFacts,
  riskOf,
  RISK_MOST,
  RISK_PARTS,
} from '../../../shared/domain/risk.ts'
import type { Context } from '../context.ts'
import { CustomerNames } from '../reports/customer-names.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { limitsOf, type Standing, standingsAt, WEEK_DAYS } from '../reports/standing.ts'
import { agingOf } from './aging.ts'
import { settingsOf } from './settings.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Row = Out<'list'>['rows'][number]

interface Candidate {
  readonly customer: number
  readonly row: Omit<Row, 'score' | 'parts' | 'delayDays'>
  readonly facts: Omit<RiskFacts, 'delayDays'>
  readonly least: number
  readonly most: number
}

/**
 * Payments are read only for accounts that can come among the first `limit`: who cannot reach the
 * score that many already have is left out, and the answer is the same as if all had been read.
 */
export function riskList(
  context: Context,
  cache: OpenCache | null,
  input: In<'list'>,
): Out<'list'> {
  const asOf = input.asOf ?? context.today
  const edges = settingsOf(context).bucketEdges
  const standings = standingsAt(context, cache, asOf, edges)
  const total = (of: (one: Standing) => number) => standings.reduce((sum, one) => sum + of(one), 0)
  const toCollectMinor = total((one) => one.overdue.minor)
  const candidates = candidatesOf(context, cache, asOf, standings, toCollectMinor)
  const floor = candidates.map(({ least }) => least).toSorted((a, b) => b - a)[input.limit - 1] ?? 0
  const from = addDays(asOf, -365)
  const rows = candidates
    .filter(({ most, row }) => most >= floor && (most > RISK_MOST.delay || row.balanceMinor > 0))
    .map(({ customer, row, facts }): Row => {
      const delayDays = averageDelay(context.db, customer, from, asOf)
      const { score, points } = riskOf({ ...facts, delayDays })
      return {
        ...row,
        delayDays,
        score,
        parts: RISK_PARTS.map((part) => ({ part, points: points[part], most: RISK_MOST[part] })),
      }
    })
    .filter(({ score }) => score > 0)
    .toSorted(byRisk)
  return {
    asOf,
    currency: context.company.currency as Row['currency'],
    buckets: bucketKeys(edges, 'due'),
    receivableMinor: total((one) => one.balanceMinor),
    toCollectMinor,
    toCollectItems: total((one) => one.overdue.items),
    disputedMinor: total((one) => one.disputedOverdue.minor),
    expectedMinor: total((one) => one.dueSoon.minor),
    expectedItems: total((one) => one.dueSoon.items),
    expectedUntil: addDays(asOf, WEEK_DAYS - 1),
    accounts: Math.max(rows.length, candidates.filter(({ least }) => least > 0).length),
    rows: rows.slice(0, input.limit),
  }
}

/** Highest score first; among equals who owes most past due, then by code. */
function byRisk(a: Row, b: Row): number {
  return b.score - a.score || b.overdueMinor - a.overdueMinor || (a.customer < b.customer ? -1 : 1)
}

function candidatesOf(
  context: Context,
  cache: OpenCache | null,
  asOf: IsoDate,
  standings: readonly Standing[],
  allOverdueMinor: number,
): Candidate[] {
  const names = cache ? cache.names(context.db) : new CustomerNames(context.db)
  const limits = limitsOf(context)
  const receipts = lastReceipts(context.db, asOf)
  return [...Map.groupBy(standings, (one) => one.customer)].flatMap(([customer, own]) => {
    const name = names.list[names.rankOf(customer)]
    if (!name) return []
    const sum = (of: (one: Standing) => number) => own.reduce((all, one) => all + of(one), 0)
    const balanceMinor = sum((one) => one.balanceMinor)
    const overdueMinor = sum((one) => one.overdue.minor)
    const limit = limits.get(customer)
    const lastReceiptOn = receipts.get(customer) ?? null
    const limitUsed = limit ? usedOf(own, limit) : null
    const daysLate =
      overdueMinor > 0 ? Math.round((sum((one) => one.lateDays) / overdueMinor) * 10) / 10 : null
    const facts = {
      overdueShare:
        balanceMinor > 0 ? Math.min(1, overdueMinor / balanceMinor) : overdueMinor > 0 ? 1 : 0,
      daysLate,
      limitUsed,
      quietDays: lastReceiptOn === null ? null : daysBetween(lastReceiptOn, asOf),
      weight: allOverdueMinor > 0 ? overdueMinor / allOverdueMinor : 0,
    }
    const row = {
      customerId: name.customerId,
      customer: name.code,
      name: name.name,
      currency: (limit?.currency ??
        own[0]?.currency ??
        context.company.currency) as Row['currency'],
      balanceMinor,
      overdueMinor,
      bucketMinors: (own[0]?.buckets ?? []).map((_, at) => sum((one) => one.buckets[at] ?? 0)),
      daysLate,
      limitUsed,
      lastReceiptOn,
    }
    return [{ customer, row, facts, ...riskBeforeDelay(facts) }]
  })
}

/** A limit of nothing is used beyond measure by any debt: "cash only" (domain.md 4.16). */
function usedOf(
  own: readonly Standing[],
  limit: { readonly minor: number; readonly currency: string },
): number {
  const minor = own.find((one) => one.currency === limit.currency)?.minor ?? 0
  if (minor <= 0) return 0
  return limit.minor === 0 ? 9.99 : minor / limit.minor
}

export function overdueMonths(
  context: Context,
  cache: OpenCache | null,
  input: In<'months'>,
): Out<'months'> {
  const asOf = input.asOf ?? context.today
  const currency = input.currency ?? context.company.currency
  const month = monthOf(asOf)
  return {
    currency: currency as Out<'months'>['currency'],
    months: Array.from({ length: input.months }, (_, index) => {
      const back = input.months - 1 - index
      const own = addMonths(month, -back)
      const on = back === 0 ? asOf : lastOfMonth(own)
      const report = agingOf(context, cache, {
        asOf: on,
        by: 'due',
        inCompanyCurrency: input.currency === undefined,
        ...(input.currency === undefined ? {} : { currency: input.currency }),
        ...(input.knownAt === undefined ? {} : { knownAt: input.knownAt }),
        group: false,
        excludeDisputed: false,
        all: false,
      })
      return {
        month: own,
        on,
        overdueMinor: report.totals.reduce((sum, one) => sum + one.overdueMinor, 0),
      }
    }),
  }
}
