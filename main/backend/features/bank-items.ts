/** What a bank line may pay: the open items a person ticks, and those she finds by number, amount or name. */
import type { z } from 'zod'
import { lineById } from '../../../db/local/bank.ts'
import { customerByRow, type CustomerRow } from '../../../db/local/customers.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import { day } from '../../../shared/domain/days.ts'
import { discountFor } from '../../../shared/domain/matching/difference.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { discountOf, ratesOf } from '../bank/books.ts'
import { groupHeadOf } from '../bank/group.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { openItemsOf, searchDocuments } from './open-items.ts'
import { searchCustomers } from './search.ts'

type In = z.output<(typeof contract)['items']['input']>
type Out = z.input<(typeof contract)['items']['output']>

type OpenItem = ReturnType<typeof openItemsOf>['items'][number]
type Payable = Out[number]

const FOUND_MAX = 200
const ACCOUNTS_MAX = 10

/** The account's own first, then by due day. */
export function payableItems(context: Context, input: In, cache: OpenCache | null): Out {
  const line = lineById(context.db, input.lineId)
  if (!line) throw new Refusal('bank.line_unknown', { line: input.lineId })
  const rateOf = ratesOf(context)
  const code = input.customerCode
  const found =
    input.text === undefined || input.text.trim() === ''
      ? code === undefined
        ? []
        : ofGroup(context, customerOf(context, code))
      : matching(context, input.text, cache)
  const termsOf = termsByCode(context)
  return asDocuments(found)
    .map(({ originalMinor, ...item }) => ({
      ...item,
      discountMinor: discountFor(
        {
          originalMinor,
          openMinor: item.openMinor,
          discount:
            item.kind === 'invoice' ? discountOf(day(item.date), termsOf(item.customer)) : null,
        },
        line,
      ),
      rate:
        item.currency === line.currency ? '1' : rateOf(item.currency, line.currency, line.bookedOn),
    }))
    .toSorted(
      (a, b) =>
        Number(b.customer === code) - Number(a.customer === code) ||
        compare(a.customer, b.customer) ||
        compare(a.dueDate, b.dueDate) ||
        compare(a.documentNo, b.documentNo),
    )
}

function ofGroup(context: Context, customer: CustomerRow): readonly OpenItem[] {
  const head = customerByRow(context.db, groupHeadOf(context, customer)) ?? customer
  return openItemsOf(context, { customerCode: head.code, group: true }).items
}

function matching(context: Context, text: string, cache: OpenCache | null): readonly OpenItem[] {
  const documents = searchDocuments(context, { text, limit: 100 }, cache)
  const wanted = new Set(documents.map(({ documentId }) => documentId))
  const byName = searchCustomers(context, { text, limit: ACCOUNTS_MAX }).map(({ code }) => code)
  const byDocument = [...new Set(documents.map(({ customerCode }) => customerCode))]
  const itemsOf = (customerCode: string) =>
    openItemsOf(context, { customerCode, group: false }).items
  return [
    ...byDocument
      .filter((code) => !byName.includes(code))
      .flatMap(itemsOf)
      .filter(({ documentId }) => wanted.has(documentId)),
    ...byName.flatMap(itemsOf),
  ].slice(0, FOUND_MAX)
}

function termsByCode(context: Context): (code: string) => string | null {
  const known = new Map<string, string | null>()
  return (code) => {
    const terms = known.has(code) ? (known.get(code) ?? null) : customerOf(context, code).terms
    known.set(code, terms)
    return terms
  }
}

type Whole = Omit<Payable, 'rate' | 'discountMinor'> & { readonly originalMinor: number }

/** Installments of one document together. */
function asDocuments(items: readonly OpenItem[]): Whole[] {
  const documents = new Map<string, Whole>()
  for (const item of items) {
    const known = documents.get(item.documentId)
    documents.set(item.documentId, {
      documentId: item.documentId,
      documentNo: item.documentNo,
      kind: item.kind,
      customer: item.customer,
      customerName: item.customerName,
      date: item.documentDate,
      dueDate: known && known.dueDate < item.dueDate ? known.dueDate : item.dueDate,
      currency: item.currency,
      openMinor: (known?.openMinor ?? 0) + item.openMinor,
      originalMinor: (known?.originalMinor ?? 0) + item.originalMinor,
    })
  }
  return [...documents.values()]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
