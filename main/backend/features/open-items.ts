/** Open items as a list, what was learned after a moment, and documents found while typing. */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { familyOf } from '../../../db/local/customers.ts'
import { findDocuments, learnedAfter } from '../../../db/local/document-search.ts'
import { ALL_KNOWN, disputedAt, type ItemAt, itemsOpenAt } from '../../../db/local/open-items.ts'
import type { documents, OpenItem, OpenPile } from '../../../shared/contract/documents.ts'
import type { reports } from '../../../shared/contract/reports.ts'
import { fromDayNumber, type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { WEEK_DAYS } from '../reports/standing.ts'

type OpenItemsInput = z.output<(typeof documents)['openItems']['input']>
type OpenItemsOutput = z.input<(typeof documents)['openItems']['output']>

interface DocumentFacts {
  readonly documentId: Uint8Array
  readonly number: string
  readonly description: string | null
  readonly valueOn: IsoDate | null
  readonly code: string
  readonly name: string
}

/** Sorted by code, currency, date, number, installment. */
export function openItemsOf(context: Context, input: OpenItemsInput): OpenItemsOutput {
  const { db } = context
  const asOf = input.asOf ?? context.today
  const day = toDayNumber(asOf)
  const knownAt = input.knownAt === undefined ? ALL_KNOWN : Date.parse(input.knownAt)
  const customer =
    input.customerCode === undefined ? undefined : customerOf(context, input.customerCode)
  const scope =
    customer === undefined ? null : input.group ? familyOf(db, customer.rowid) : [customer.rowid]
  const disputes = disputedAt(db, day, knownAt)
  const facts = db.prepare<[number], DocumentFacts>(
    'select d.doc_id as documentId, d.number, d.description, d.value_on as valueOn, c.code, c.name from doc as d join customer as c on c.id = d.customer_id where d.id = ?',
  )
  const items: OpenItem[] = []
  for (const item of itemsOpenAt(db, day, knownAt, scope)) {
    if (item.openMinor === 0 || (input.currency !== undefined && item.currency !== input.currency))
      continue
    if (input.side !== undefined && (input.side === 'debit') !== item.openMinor > 0) continue
    if (input.pile !== undefined && !isInPile(input.pile, item, day, disputes)) continue
    const fact = facts.get(item.doc)
    if (!fact) throw new Error(`document ${item.doc} is not there`)
    const left = disputes.get(item.doc) ?? 0
    const disputedMinor = item.openMinor > 0 ? Math.min(left, item.openMinor) : 0
    if (disputedMinor > 0) disputes.set(item.doc, left - disputedMinor)
    items.push({
      documentId: bytesToUuid(fact.documentId),
      customer: fact.code,
      customerName: fact.name,
      currency: item.currency as OpenItem['currency'],
      documentNo: fact.number,
      kind: item.kind,
      date: fromDayNumber(item.docDay),
      documentDate: fromDayNumber(item.paperDay),
      dueDate: fromDayNumber(item.dueDay),
      installment: item.n,
      originalMinor: item.amountMinor,
      openMinor: item.openMinor,
      openBaseMinor: item.openBaseMinor,
      disputedMinor,
      daysPastDue: day - item.dueDay,
      daysUnapplied:
        openColumnOf(item.kind, item.openMinor) === 'unapplied'
          ? day - (fact.valueOn === null ? item.docDay : toDayNumber(fact.valueOn))
          : null,
      description: fact.description,
    })
  }
  return { asOf, items: items.toSorted(byCodeCurrencyDateNumber) }
}

function byCodeCurrencyDateNumber(a: OpenItem, b: OpenItem): number {
  return (
    compare(a.customer, b.customer) ||
    compare(a.currency, b.currency) ||
    compare(a.date, b.date) ||
    compare(a.documentNo, b.documentNo) ||
    a.installment - b.installment
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What `today.work` counts under the same names. */
function isInPile(
  pile: OpenPile,
  item: ItemAt,
  day: number,
  disputes: ReadonlyMap<number, number>,
): boolean {
  const column = openColumnOf(item.kind, item.amountMinor)
  if (pile === 'unapplied') return column === 'unapplied'
  if (pile === 'creditNotes') return column === 'credit_notes'
  if (column !== 'bucket') return false
  const late = day - item.dueDay
  if (pile === 'overdue') return late > 0
  if (pile === 'dueSoon') return late <= 0 && late > -WEEK_DAYS
  return item.openMinor > 0 && (disputes.get(item.doc) ?? 0) > 0
}

type SearchInput = z.output<(typeof documents)['search']['input']>
type SearchOutput = z.input<(typeof documents)['search']['output']>

/** By number and reference prefix, and by amount when the text reads as one. */
export function searchDocuments(
  context: Context,
  input: SearchInput,
  cache: OpenCache | null = null,
): SearchOutput {
  const text = input.text.trim()
  if (text.length < 2) return []
  const amounts = amountsIn(text)
  const columns = amounts.length > 0 ? (cache?.columns(context.db) ?? null) : null
  return findDocuments(
    context.db,
    text,
    amounts,
    input.limit,
    columns && ((minor, limit) => columns.itemsOfAmount(minor, limit)),
  ).map((row) => ({ ...row, documentId: bytesToUuid(row.documentId) }) as SearchOutput[number])
}

/** "142480,60", "1.234,56" and "1,234.56" read as minor units of two digits. */
function amountsIn(text: string): number[] {
  const match = /^\d{1,3}(?:[.,\s]?\d{3})*(?:[.,]\d{1,2})?$/.exec(text)
  if (!match) return []
  const fraction = /[.,](\d{1,2})$/.exec(text)
  const whole = (fraction ? text.slice(0, -fraction[0].length) : text).replace(/\D/g, '')
  const minor = Number(whole + (fraction?.[1] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(minor) && minor > 0 ? [minor] : []
}

type LearnedInput = z.output<(typeof reports)['learnedSince']['input']>
type LearnedOutput = z.input<(typeof reports)['learnedSince']['output']>

/** Documents dated up to a day that were recorded after a moment (N1, the second clock). */
export function learnedSince(context: Context, input: LearnedInput): LearnedOutput {
  const customer =
    input.customerCode === undefined ? null : customerOf(context, input.customerCode).rowid
  return learnedAfter(context.db, input.asOf, Date.parse(input.knownAt), customer).map(
    (row) =>
      ({
        ...row,
        documentId: bytesToUuid(row.documentId),
        recordedAt: new Date(row.recordedAt).toISOString(),
      }) as LearnedOutput[number],
  )
}
