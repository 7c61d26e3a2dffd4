/** Periods and rates (domain.md 4.11, 4.18). */
import type { z } from 'zod'
import { savePeriodMarks } from '../../../db/local/company.ts'
import {
  documentsPerMonth,
  insertPeriodEvent,
  periodEvents,
  rateExactly,
  ratesOf,
  saveRate,
} from '../../../db/local/periods.ts'
import { layersOn } from '../../../db/local/revaluations.ts'
import type {
  periods as contract,
  rates as ratesContract,
} from '../../../shared/contract/periods.ts'
import { addMonths, type IsoMonth, lastOfMonth, monthOf } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import { People } from '../sync/people.ts'

type PeriodRow = z.input<(typeof contract)['list']['output']>[number]

export function listPeriods(context: Context): PeriodRow[] {
  const { lockedThrough, softThrough } = context.company
  const counts = new Map(
    documentsPerMonth(context.db).map(({ month, documents }) => [month as IsoMonth, documents]),
  )
  const months = new Set<IsoMonth>([...counts.keys(), monthOf(context.today)])
  if (lockedThrough) months.add(lockedThrough)
  if (softThrough) months.add(softThrough)
  const sorted = [...months].toSorted()
  for (
    let month = sorted[0];
    month !== undefined && month < (sorted.at(-1) ?? month);
    month = addMonths(month, 1)
  )
    months.add(month)
  const events = periodEvents(context.db)
  const people = new People(context)
  return [...months]
    .toSorted((a, b) => (a < b ? 1 : -1))
    .map((month) => {
      const last = events.findLast((event) =>
        event.action === 'reopen' ? month >= event.month : month <= event.month,
      )
      const state =
        lockedThrough !== null && month <= lockedThrough
          ? 'closed'
          : softThrough !== null && month <= softThrough
            ? 'soft'
            : 'open'
      return {
        month,
        state,
        documents: counts.get(month) ?? 0,
        changedAt: last ? new Date(last.at).toISOString() : null,
        changedBy: last?.actor == null ? null : people.shown(last.actor),
        reason: last?.reason ?? null,
        revaluedMinor: revaluedMinor(context, month),
      }
    })
}

/** Null where no layer stands; zero never does. */
function revaluedMinor(context: Context, month: IsoMonth): number | null {
  const layers = layersOn(context.db, lastOfMonth(month))
  return layers.length === 0 ? null : layers.reduce((sum, { baseMinor }) => sum + baseMinor, 0)
}

export function closePeriod(
  context: Context,
  input: { month: IsoMonth; soft: boolean },
): PeriodRow[] {
  assertOwnMonths(context)
  const { lockedThrough, softThrough } = context.company
  if (lockedThrough !== null && input.month <= lockedThrough)
    throw new Refusal('period.closed', { month: input.month, date: null })
  if (input.soft)
    mark(context, 'soft_close', input.month, null, lockedThrough, later(softThrough, input.month))
  else
    mark(
      context,
      'close',
      input.month,
      null,
      input.month,
      softThrough !== null && softThrough > input.month ? softThrough : null,
    )
  return listPeriods(refreshed(context))
}

/** The months of a connected company are its server's (sync.md 9): who calls has asked which it is. */
function assertOwnMonths({ company }: Context): void {
  if (company.isConnected) throw new Error('the months of a connected company are its server’s')
}

export function reopenPeriod(
  context: Context,
  input: { month: IsoMonth; reason: string; everything: boolean },
): PeriodRow[] {
  assertOwnMonths(context)
  if (input.reason.trim() === '') throw new Refusal('reason.missing')
  const { lockedThrough, softThrough } = context.company
  const isClosed = (through: IsoMonth | null) => through !== null && input.month <= through
  if (!isClosed(lockedThrough) && !isClosed(softThrough))
    throw new Refusal('period.open', { month: input.month })
  const before = input.everything ? null : addMonths(input.month, -1)
  const locked = isClosed(lockedThrough) ? before : lockedThrough
  // Earlier months that are soft-closed stay so.
  const soft = isClosed(softThrough) ? before : softThrough
  mark(
    context,
    'reopen',
    input.month,
    input.reason,
    locked,
    soft !== null && (locked === null || soft > locked) ? soft : null,
  )
  return listPeriods(refreshed(context))
}

export function listRates(
  context: Context,
  input: { currency?: string | undefined },
): z.input<(typeof ratesContract)['list']['output']> {
  return ratesOf(context.db, input.currency) as z.input<(typeof ratesContract)['list']['output']>
}

export function setRates(
  context: Context,
  input: z.output<(typeof ratesContract)['set']['input']>,
): z.input<(typeof ratesContract)['set']['output']> {
  const { db, company, nowMs } = context
  const counts = { added: 0, changed: 0, unchanged: 0 }
  const written: { currency: string; date: string; rate: string }[] = []
  for (const { currency, date, rate } of input.rates) {
    if (currency === company.currency) throw new Refusal('rate.own_currency', { currency })
    const before = rateExactly(db, currency, date)
    if (before !== undefined && Number(before) === Number(rate)) {
      counts.unchanged += 1
      continue
    }
    if (before === undefined) counts.added += 1
    else counts.changed += 1
    saveRate(db, currency, date, rate, nowMs)
    written.push({ currency, date, rate })
  }
  if (written.length > 0) {
    const journal = new Journal(context)
    for (let at = 0; at < written.length; at += 500)
      journal.event('rates.set', company.companyId, { rates: written.slice(at, at + 500) })
    journal.close('rates.set', String(written.length), counts)
  }
  return counts
}

function mark(
  context: Context,
  action: string,
  month: IsoMonth,
  reason: string | null,
  locked: IsoMonth | null,
  soft: IsoMonth | null,
): void {
  const journal = new Journal(context)
  savePeriodMarks(context.db, locked, soft)
  insertPeriodEvent(context.db, action, month, reason, context.nowMs)
  journal.event(
    `period.${action}`,
    context.company.companyId,
    { month },
    reason === null ? undefined : { reason },
  )
  journal.close(`periods.${action}`, month, reason === null ? {} : { reason })
}

/** The marks just written, for the answer of the same command. */
function refreshed(context: Context): Context {
  const row = context.db
    .prepare<[], { locked: IsoMonth | null; soft: IsoMonth | null }>(
      'select locked_through as locked, soft_through as soft from company',
    )
    .get()
  return {
    ...context,
    company: {
      ...context.company,
      lockedThrough: row?.locked ?? null,
      softThrough: row?.soft ?? null,
    },
  }
}

function later(a: IsoMonth | null, b: IsoMonth): IsoMonth {
  return a !== null && a > b ? a : b
}
