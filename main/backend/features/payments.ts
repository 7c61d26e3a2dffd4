/** How an account pays: its payments, what each settled and how late, bounced ones (M52). */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { familyOf } from '../../../db/local/customers.ts'
import {
  type PaymentRow,
  paymentsOf,
  settledBy,
  type SettledRow,
} from '../../../db/local/payments.ts'
import type { payments as contract } from '../../../shared/contract/payments.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { fromDayNumber, monthOf } from '../../../shared/domain/days.ts'
import { delayOf } from '../../../shared/domain/delay.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'

type In = z.output<(typeof contract)['history']['input']>
type Out = z.input<(typeof contract)['history']['output']>
type View = Out['payments'][number]

export function paymentHistory(context: Context, input: In): Out {
  const { db } = context
  const customer = customerOf(context, input.customerCode)
  const members = input.group ? familyOf(db, customer.rowid) : [customer.rowid]
  const asOf = input.asOf ?? context.today
  const rows = paymentsOf(db, members, asOf)
  const settled = Map.groupBy(settledBy(db, members, asOf), (one) => one.payment)
  const views = rows.map((row) => viewOf(row, settled.get(row.rowid) ?? []))
  return {
    asOf,
    payments: views.slice(0, input.limit),
    hasMore: views.length > input.limit,
    summaries: [...Map.groupBy(rows, (row) => row.currency)].map(([currency, own]) =>
      summaryOf(
        currency,
        own,
        views.filter((view) => view.currency === currency),
        settled,
      ),
    ),
  }
}

function viewOf(row: PaymentRow, used: readonly SettledRow[]): View {
  const { rowid: _rowid, documentId, currency, ...fields } = row
  const settled = used.filter((part) => !part.isReturn)
  const usedMinor = sum(used, (part) => part.amountMinor)
  const delay = delayOf(settled, digitsOf(currency))
  return {
    ...fields,
    currency: currency as View['currency'],
    documentId: bytesToUuid(documentId),
    settledMinor: delay.settledMinor,
    unappliedMinor: row.amountMinor - usedMinor,
    delayDays: delay.averageDays,
    settles: settled.map((part) => ({
      documentId: bytesToUuid(part.documentId),
      documentNo: part.documentNo,
      dueDate: fromDayNumber(part.dueDay),
      amountMinor: part.amountMinor,
      daysLate: part.paidDay - part.dueDay,
    })),
  }
}

function summaryOf(
  currency: string,
  rows: readonly PaymentRow[],
  views: readonly View[],
  settled: ReadonlyMap<number, readonly SettledRow[]>,
): Out['summaries'][number] {
  const digits = digitsOf(currency)
  const partsOf = (some: readonly PaymentRow[]) =>
    some.flatMap((row) => (settled.get(row.rowid) ?? []).filter((part) => !part.isReturn))
  const standing = views.filter((view) => view.bouncedOn === null)
  const bounced = views.filter((view) => view.bouncedOn !== null)
  const delay = delayOf(partsOf(rows), digits)
  const months = Map.groupBy(
    rows.filter((row) => row.bouncedOn === null),
    (row) => monthOf(row.date),
  )
  return {
    currency: currency as View['currency'],
    count: standing.length,
    receivedMinor: sum(standing, (view) => view.amountMinor),
    settledMinor: delay.settledMinor,
    onTimeMinor: delay.onTimeMinor,
    unappliedMinor: sum(standing, (view) => view.unappliedMinor),
    averageDelayDays: delay.averageDays,
    adatDays: delay.adatDays,
    bounced: bounced.length,
    bouncedMinor: sum(bounced, (view) => view.amountMinor),
    months: [...months]
      .map(([month, own]) => ({
        month,
        receivedMinor: sum(own, (row) => row.amountMinor),
        delayDays: delayOf(partsOf(own), digits).averageDays,
      }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  }
}

function sum<Row>(rows: readonly Row[], minorOf: (row: Row) => number): number {
  return rows.reduce((total, row) => total + minorOf(row), 0)
}
