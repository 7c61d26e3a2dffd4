/** The day's work in figures, and what needs a person, customer by customer. */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { allBatches } from '../../../db/local/imports.ts'
import { rateOn } from '../../../db/local/periods.ts'
import {
  brokenAgreements,
  openDisputes,
  type Waiting,
  waitingCredits,
} from '../../../db/local/waiting.ts'
import type { today as contract } from '../../../shared/contract/today.ts'
import { addDays, daysBetween, type IsoDate } from '../../../shared/domain/days.ts'
import { proportion } from '../../../shared/domain/money.ts'
import type { Context } from '../context.ts'
import { RATE_MAX_AGE_DAYS } from '../ledger/drafts.ts'
import { CustomerNames } from '../reports/customer-names.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { limitsOf, type Standing, standingsAt, WEEK_DAYS } from '../reports/standing.ts'
import { settingsOf } from './settings.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Notice = Out<'notices'>['customers'][number]['notices'][number]

/** Refused rows of older imports are no longer today's work. */
const REFUSED_DAYS = 14
/** An unapplied payment younger than this may still find its invoice by itself. */
const WAITS_DAYS = 30

export function workOf(context: Context, cache: OpenCache | null, input: In<'work'>): Out<'work'> {
  const asOf = input.asOf ?? context.today
  const standings = standingsAt(context, cache, asOf, settingsOf(context).bucketEdges)
  const byCustomer = [...Map.groupBy(standings, (one) => one.customer).values()]
  const pile = (of: (one: Standing) => { items: number; minor: number }) => ({
    items: standings.reduce((sum, one) => sum + of(one).items, 0),
    minor: standings.reduce((sum, one) => sum + of(one).minor, 0),
    customers: byCustomer.filter((own) => own.some((one) => of(one).items > 0)).length,
  })
  const chased = byCustomer
    .map((own) => ({
      minor: own.reduce(
        (sum, one) => sum + one.overdue.minor - one.disputedOverdue.minor + one.unapplied.minor,
        0,
      ),
      items: own.reduce((sum, one) => sum + one.overdue.items, 0),
    }))
    .filter(({ minor, items }) => items > 0 && minor > 0)
  const over = beyondLimits(context, standings)
  const disputes = openDisputes(context.db, asOf)
  return {
    asOf,
    currency: context.company.currency as Out<'work'>['currency'],
    chase: {
      customers: chased.length,
      items: chased.reduce((sum, one) => sum + one.items, 0),
      minor: chased.reduce((sum, one) => sum + one.minor, 0),
    },
    unapplied: pile((one) => one.unapplied),
    creditNotes: pile((one) => one.creditNotes),
    dueSoon: { ...pile((one) => one.dueSoon), until: addDays(asOf, WEEK_DAYS - 1) },
    overLimit: {
      customers: over.length,
      items: over.length,
      minor: over.reduce((sum, one) => sum + one.beyondBaseMinor, 0),
    },
    disputed: {
      items: disputes.length,
      customers: new Set(disputes.map((one) => one.customer)).size,
      minor: disputes.reduce((sum, one) => sum + one.baseMinor, 0),
    },
    refused: refusedRows(context),
    missingRates: missingRates(context, standings, asOf),
  }
}

interface Beyond {
  readonly standing: Standing
  readonly beyondMinor: number
  readonly beyondBaseMinor: number
}

function beyondLimits(context: Context, standings: readonly Standing[]): Beyond[] {
  const limits = limitsOf(context)
  return standings.flatMap((standing) => {
    const limit = limits.get(standing.customer)
    if (limit?.currency !== standing.currency || standing.minor <= limit.minor) return []
    const beyondMinor = standing.minor - limit.minor
    return [
      {
        standing,
        beyondMinor,
        beyondBaseMinor: proportion(standing.balanceMinor, beyondMinor, standing.minor),
      },
    ]
  })
}

function refusedRows(context: Context): Out<'work'>['refused'] {
  const since = context.nowMs - REFUSED_DAYS * 86_400_000
  const refused = allBatches(context.db).filter(
    (batch) => batch.rejected > 0 && batch.undoneAt === null && batch.recordedAt >= since,
  )
  return { batches: refused.length, rows: refused.reduce((sum, one) => sum + one.rejected, 0) }
}

function missingRates(
  context: Context,
  standings: readonly Standing[],
  asOf: IsoDate,
): Out<'work'>['missingRates'] {
  const oldest = addDays(asOf, -RATE_MAX_AGE_DAYS)
  return [...new Set(standings.map((one) => one.currency))]
    .filter(
      (currency) =>
        currency !== context.company.currency &&
        rateOn(context.db, currency, asOf, oldest) === undefined,
    )
    .toSorted() as Out<'work'>['missingRates']
}

export function noticesOf(
  context: Context,
  cache: OpenCache | null,
  input: In<'notices'>,
): Out<'notices'> {
  const asOf = input.asOf ?? context.today
  const { db } = context
  const names = cache ? cache.names(db) : new CustomerNames(db)
  const standings = standingsAt(context, cache, asOf, settingsOf(context).bucketEdges)
  const found: { customer: number; weight: number; notice: Notice }[] = []
  for (const { standing, beyondMinor, beyondBaseMinor } of beyondLimits(context, standings))
    found.push({
      customer: standing.customer,
      weight: beyondBaseMinor,
      notice: noticeOf('overLimit', standing.currency, beyondMinor, null, null),
    })
  const documents = [
    ...openDisputes(db, asOf).map((one) => ({ ...one, kind: 'dispute' as const })),
    ...brokenAgreements(db, asOf).map((one) => ({ ...one, kind: 'brokenAgreement' as const })),
    ...together(waitingCredits(db, asOf, addDays(asOf, -WAITS_DAYS))).map((one) => ({
      ...one,
      kind: 'unapplied' as const,
    })),
  ]
  for (const one of documents)
    found.push({
      customer: one.customer,
      weight: one.baseMinor,
      notice: noticeOf(one.kind, one.currency, one.minor, daysBetween(one.since, asOf), {
        documentId: bytesToUuid(one.documentId),
        documentNo: one.documentNo,
        count: 'count' in one ? one.count : 1,
      }),
    })
  const customers = [...Map.groupBy(found, (one) => one.customer)]
    .map(([customer, own]) => ({
      name: names.list[names.rankOf(customer)],
      weight: own.reduce((sum, one) => sum + Math.abs(one.weight), 0),
      notices: own.map((one) => one.notice),
    }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, input.limit)
  return {
    asOf,
    customers: customers.flatMap(({ name, notices }) =>
      name
        ? [
            {
              customer: name.code,
              name: name.name,
              notices: notices.map((one) => ({ ...one, key: `${name.code} ${one.key}` })),
            },
          ]
        : [],
    ),
  }
}

/** Payments of one account and currency are one thing to look into; the oldest comes first. */
function together(waiting: readonly Waiting[]): (Waiting & { readonly count: number })[] {
  return [...Map.groupBy(waiting, (one) => `${one.customer} ${one.currency}`).values()].flatMap(
    ([oldest, ...rest]) =>
      oldest
        ? [
            {
              ...oldest,
              count: rest.length + 1,
              minor: rest.reduce((sum, one) => sum + one.minor, oldest.minor),
              baseMinor: rest.reduce((sum, one) => sum + one.baseMinor, oldest.baseMinor),
            },
          ]
        : [],
  )
}

function noticeOf(
  kind: Notice['kind'],
  currency: string,
  amountMinor: number,
  days: number | null,
  document: { documentId: string; documentNo: string; count: number } | null,
): Notice {
  return {
    key: [kind, document?.documentNo ?? currency, amountMinor].join(' '),
    kind,
    currency: currency as Notice['currency'],
    amountMinor,
    days,
    count: document?.count ?? 1,
    documentId: document?.documentId ?? null,
    documentNo: document?.documentNo ?? null,
  }
}
