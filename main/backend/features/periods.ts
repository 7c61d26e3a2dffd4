/** Periods, rates and the month-end revaluation layer (domain.md 4.11, 4.18). */
import type { z } from 'zod'
import { savePeriodMarks } from '../../../db/local/company.ts'
import { customerByRow } from '../../../db/local/customers.ts'
import { type DocumentRow, documentById } from '../../../db/local/documents.ts'
import { ALL_KNOWN, itemsOpenAt } from '../../../db/local/open-items.ts'
import {
  documentsPerMonth,
  insertPeriodEvent,
  periodEvents,
  rateExactly,
  ratesOf,
  saveRate,
} from '../../../db/local/periods.ts'
import type {
  periods as contract,
  rates as ratesContract,
} from '../../../shared/contract/periods.ts'
import {
  addMonths,
  firstOfMonth,
  type IsoMonth,
  lastOfMonth,
  monthOf,
  toDayNumber,
} from '../../../shared/domain/days.ts'
import { unrealisedDifference } from '../../../shared/domain/exchange.ts'
import { mirrored, revaluationLines } from '../../../shared/domain/posting.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { assertPeriod, rateFor } from '../ledger/drafts.ts'
import type { Entry } from '../ledger/entry.ts'
import { Journal } from '../ledger/journal.ts'

type PeriodRow = z.input<(typeof contract)['list']['output']>[number]
type Revalued = z.input<(typeof contract)['revalue']['output']>

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
        reason: last?.reason ?? null,
      }
    })
}

export function closePeriod(
  context: Context,
  input: { month: IsoMonth; soft: boolean },
): PeriodRow[] {
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

export function reopenPeriod(
  context: Context,
  input: { month: IsoMonth; reason: string },
): PeriodRow[] {
  if (input.reason.trim() === '') throw new Refusal('reason.missing')
  const { lockedThrough, softThrough } = context.company
  const isClosed = (through: IsoMonth | null) => through !== null && input.month <= through
  if (!isClosed(lockedThrough) && !isClosed(softThrough))
    throw new Refusal('period.open', { month: input.month })
  const before = addMonths(input.month, -1)
  mark(
    context,
    'reopen',
    input.month,
    input.reason,
    isClosed(lockedThrough) ? before : lockedThrough,
    isClosed(softThrough) ? null : softThrough,
  )
  return listPeriods(refreshed(context))
}

/**
 * Values every open foreign balance at the month-end rate, on a layer beside the control account,
 * and takes it back on the first of the next month. Running it again with other figures mirrors the
 * earlier layer first; with the same figures it writes nothing.
 */
export function revalue(context: Context, input: { month: IsoMonth }): Revalued {
  const { db, company } = context
  const on = lastOfMonth(input.month)
  const next = firstOfMonth(addMonths(input.month, 1))
  const open = new Map<
    string,
    { customer: number; currency: string; minor: number; baseMinor: number }
  >()
  for (const item of itemsOpenAt(db, toDayNumber(on), ALL_KNOWN, null)) {
    if (item.currency === company.currency) continue
    const key = `${item.customer} ${item.currency}`
    const entry = open.get(key) ?? {
      customer: item.customer,
      currency: item.currency,
      minor: 0,
      baseMinor: 0,
    }
    open.set(key, {
      ...entry,
      minor: entry.minor + item.openMinor,
      baseMinor: entry.baseMinor + item.openBaseMinor,
    })
  }
  const rateOfCurrency = new Map(
    [...new Set([...open.values()].map((one) => one.currency))].map((currency) => [
      currency,
      rateFor(context, currency, on),
    ]),
  )
  assertPeriod(context, on, undefined)
  const journal = new Journal(context)
  let written = 0
  const entries = [...open.values()].flatMap((one) => {
    const rate = rateOfCurrency.get(one.currency) ?? ''
    const customer = customerByRow(db, one.customer)
    if (!customer) throw new Error(`customer ${one.customer} is not there`)
    const differenceMinor = unrealisedDifference(
      { minor: one.minor, baseMinor: one.baseMinor },
      one.currency,
      company.currency,
      rate,
    )
    const layer = standingLayer(context, customer.customerId, one.currency, input.month)
    if (layer.amount !== differenceMinor) {
      const lines = revaluationLines(differenceMinor - layer.amount)
      journal.post(layerEntry(customer, one.currency, rate, on, lines, layer.key('end')))
      journal.post(
        layerEntry(customer, one.currency, rate, next, mirrored(lines), layer.key('start')),
      )
      written += 1
    }
    if (differenceMinor === 0 && layer.amount === 0) return []
    return [
      {
        customer: customer.code,
        currency: one.currency as Revalued['entries'][number]['currency'],
        openMinor: one.minor,
        bookedMinor: one.baseMinor,
        rate,
        differenceMinor,
        documentNo: '',
      },
    ]
  })
  if (written > 0) journal.close('periods.revalue', input.month, { entries: written })
  return {
    month: input.month,
    unchanged: written === 0,
    entries: entries.toSorted((a, b) =>
      a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.currency < b.currency ? -1 : 1,
    ),
    totalMinor: entries.reduce((sum, entry) => sum + entry.differenceMinor, 0),
  }
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

/** What the layer of a customer, currency and month stands at, and the ids of its next entries. */
function standingLayer(
  context: Context,
  customerId: string,
  currency: string,
  month: IsoMonth,
): { amount: number; key: (suffix: string) => string } {
  const idOf = (n: number, suffix: string) =>
    externalId(
      context.company.companyId,
      'revaluation',
      `${customerId}\0${currency}\0${month}\0${n}\0${suffix}`,
    )
  let amount = 0
  let n = 1
  for (let row: DocumentRow | undefined; (row = documentById(context.db, idOf(n, 'end'))); n += 1) {
    amount +=
      context.db
        .prepare<[number], { minor: number }>(
          "select base_minor as minor from doc_line where doc_id = ? and account = '120.R'",
        )
        .get(row.rowid)?.minor ?? 0
  }
  return { amount, key: (suffix) => idOf(n, suffix) }
}

function layerEntry(
  customer: { rowid: number; customerId: string },
  currency: string,
  rate: string,
  on: Entry['docOn'],
  lines: Entry['lines'],
  documentId: string,
): Entry {
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
