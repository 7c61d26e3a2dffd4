/**
 * Makes a document as a person or a file states it into an entry the journal can write: what was
 * left out is derived (currency, rate, due day, installments), everything is checked, and the answer
 * to "is it there already" is found.
 */
import { customerByCode, type CustomerRow } from '../../../db/local/customers.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import { rateOn } from '../../../db/local/periods.ts'
import type { DocumentDraft } from '../../../shared/contract/documents.ts'
import { addDays, type IsoDate, laterOf, monthOf } from '../../../shared/domain/days.ts'
import { sideOf } from '../../../shared/domain/kinds.ts'
import { convert } from '../../../shared/domain/money.ts'
import { journalLines } from '../../../shared/domain/posting.ts'
import { dueDate, installmentsOf, parseTerms } from '../../../shared/domain/terms.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { assertMayPostLate } from './allowed.ts'
import type { Entry } from './entry.ts'
import { knownAt, knownInstallments, knownLive, knownRowOf } from './known-documents.ts'
import { newId } from './new-id.ts'

/** A rate this many days old still stands for a day without one (weekends and holidays). */
export const RATE_MAX_AGE_DAYS = 10

export type Resolved =
  | { readonly state: 'new'; readonly entry: Entry; readonly customer: CustomerRow }
  | { readonly state: 'unchanged'; readonly document: DocumentRow }

export interface ResolveOptions {
  /** The customer when the caller has it, so that an import looks each up once. */
  readonly customer?: CustomerRow
  /** Id for a document that has none of its own. */
  readonly documentId?: string
  /** The caller has looked: no document stands under that id. */
  readonly isNewId?: boolean
}

export function resolveDraft(
  context: Context,
  draft: DocumentDraft,
  options: ResolveOptions = {},
): Resolved {
  const { company } = context
  const customer = options.customer ?? customerOf(context, draft.customerCode)
  const knownId = options.isNewId ? undefined : (options.documentId ?? draft.documentId)
  const known = alreadyThere(context, draft, customer, knownId)
  if (known) {
    const difference = differenceTo(context, known, draft, customer)
    if (difference)
      throw new Refusal('document.differs', {
        documentNo: known.number,
        field: difference.field,
        there: difference.there,
        here: difference.here,
      })
    return { state: 'unchanged', document: known }
  }
  if (customer.archived) throw new Refusal('customer.archived', { customer: customer.code })

  const side = sideOf(draft.kind)
  if (draft.amountMinor === 0 || (draft.amountMinor < 0 && draft.kind !== 'opening'))
    throw new Refusal('amount.not_positive', { amountMinor: draft.amountMinor })
  const amountMinor = side * draft.amountMinor
  const docOn = draft.postingDate ?? draft.documentDate
  assertPeriod(context, docOn, draft.periodReason)
  const currency = draft.currency ?? customer.currency ?? company.currency
  const rate =
    currency === company.currency ? null : (draft.rate ?? rateFor(context, currency, docOn))
  const baseMinor =
    rate === null ? amountMinor : convert(amountMinor, currency, company.currency, rate)
  if (draft.taxMinor !== undefined && draft.taxMinor > Math.abs(amountMinor))
    throw new Refusal('amount.range', { amountMinor: draft.taxMinor })
  const tax = draft.taxMinor
    ? {
        amountMinor: draft.taxMinor,
        baseMinor:
          rate === null
            ? draft.taxMinor
            : convert(draft.taxMinor, currency, company.currency, rate),
      }
    : undefined
  const { dueOn, installments } = dueDays(draft, customer, amountMinor)
  return {
    state: 'new',
    customer,
    entry: {
      documentId: options.documentId ?? draft.documentId ?? newId(),
      kind: draft.kind,
      customer: { rowid: customer.rowid, customerId: customer.customerId },
      number: draft.documentNo ?? null,
      docOn,
      paperOn: draft.documentDate === docOn ? null : draft.documentDate,
      dueOn,
      valueOn: draft.valueDate ?? null,
      currency,
      rate,
      amountMinor,
      baseMinor,
      lines: journalLines({ kind: draft.kind, amountMinor, baseMinor, tax }),
      installments,
      taxMinor: draft.taxMinor ?? null,
      originalMinor: draft.originalMinor ?? null,
      reference: text(draft.reference),
      description: text(draft.description),
      externalRef: text(draft.externalRef),
      branchCode: text(draft.branchCode),
      method: text(draft.method),
    },
  }
}

export function customerOf(context: Context, code: string): CustomerRow {
  const customer = customerByCode(context.db, code)
  if (!customer) throw new Refusal('customer.unknown', { customer: code })
  return customer
}

/** Closed months refuse; a soft-closed one asks for a reason. */
export function assertPeriod(context: Context, on: IsoDate, reason: string | undefined): void {
  const { lockedThrough, softThrough } = context.company
  const month = monthOf(on)
  if (lockedThrough !== null && month <= lockedThrough)
    throw new Refusal('period.closed', { month, date: on })
  if (softThrough === null || month > softThrough) return
  assertMayPostLate(context)
  if (!reason) throw new Refusal('period.soft_closed', { month, date: on })
}

/** The rate of the table in force on a day. */
export function rateFor(context: Context, currency: string, on: IsoDate): string {
  const rate = rateOn(context.db, currency, on, addDays(on, -RATE_MAX_AGE_DAYS))
  if (rate === undefined) throw new Refusal('rate.missing', { currency, date: on })
  return rate
}

/** Due day of a kind: terms for what the customer owes by invoice, the day itself otherwise. */
export function derivedDueDate(
  kind: DocumentDraft['kind'],
  documentDate: IsoDate,
  terms: string | null,
): IsoDate {
  const usesTerms =
    kind === 'invoice' || kind === 'debit_note' || kind === 'opening' || kind === 'supplier_invoice'
  return usesTerms && terms !== null ? dueDate(documentDate, parseTerms(terms)) : documentDate
}

function dueDays(
  draft: DocumentDraft,
  customer: CustomerRow,
  amountMinor: number,
): { dueOn: IsoDate | null; installments: readonly { dueOn: IsoDate; amountMinor: number }[] } {
  if (draft.installments && draft.installments.length > 0) {
    const total = draft.installments.reduce((sum, part) => sum + part.amountMinor, 0)
    if (total !== Math.abs(amountMinor))
      throw new Refusal('installments.sum', { sumMinor: total, amountMinor: Math.abs(amountMinor) })
    const parts = draft.installments.toSorted((a, b) =>
      a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0,
    )
    return { dueOn: parts.map((part) => part.dueOn).reduce(laterOf), installments: parts }
  }
  if (draft.dueDate) return { dueOn: draft.dueDate, installments: [] }
  const isDebtByTerms = draft.kind === 'invoice' || draft.kind === 'debit_note'
  if (isDebtByTerms && customer.terms !== null) {
    const terms = parseTerms(customer.terms)
    const parts = installmentsOf(draft.documentDate, terms, Math.abs(amountMinor))
    if (parts) return { dueOn: dueDate(draft.documentDate, terms), installments: parts }
  }
  return { dueOn: derivedDueDate(draft.kind, draft.documentDate, customer.terms), installments: [] }
}

/** By number among the live documents of the customer and kind, else by id. */
function alreadyThere(
  context: Context,
  draft: DocumentDraft,
  customer: CustomerRow,
  documentId: string | undefined,
): DocumentRow | undefined {
  if (draft.documentNo !== undefined) {
    const rowid = knownLive(context, customer.rowid, draft.kind, draft.documentNo)
    if (rowid !== undefined) return knownAt(context, rowid)
  }
  if (documentId === undefined) return undefined
  const rowid = knownRowOf(context, documentId)
  return rowid === undefined ? undefined : knownAt(context, rowid)
}

/** The first field in which a stated document differs from the one that is there; only what is stated counts. */
function differenceTo(
  context: Context,
  there: DocumentRow,
  draft: DocumentDraft,
  customer: CustomerRow,
): { field: string; there: string; here: string } | undefined {
  const docOn = draft.postingDate ?? draft.documentDate
  const stated: readonly (readonly [
    string,
    string | number | null | undefined,
    string | number | null,
  ])[] = [
    ['customerCode', customer.rowid, there.customer],
    ['kind', draft.kind, there.kind],
    ['amountMinor', sideOf(draft.kind) * draft.amountMinor, there.amountMinor],
    ['currency', draft.currency, there.currency],
    ['documentDate', draft.documentDate, there.paperOn ?? there.docOn],
    ['postingDate', docOn, there.docOn],
    ['dueDate', draft.installments?.length ? undefined : draft.dueDate, there.dueOn],
    [
      'rate',
      there.rate === null || draft.rate === undefined ? undefined : Number(draft.rate),
      Number(there.rate),
    ],
    ['taxMinor', draft.taxMinor, there.taxMinor ?? (draft.taxMinor === 0 ? 0 : null)],
    ['valueDate', draft.valueDate, there.valueOn],
    ['externalRef', text(draft.externalRef) ?? undefined, there.externalRef],
  ]
  for (const [field, here, found] of stated) {
    if (here !== undefined && here !== found)
      return { field, there: String(found ?? ''), here: String(here ?? '') }
  }
  if (draft.installments?.length) {
    const known = knownInstallments(context, there.rowid)
    const same =
      known.length === draft.installments.length &&
      draft.installments.every((part) =>
        known.some((other) => other.dueOn === part.dueOn && other.amountMinor === part.amountMinor),
      )
    if (!same)
      return {
        field: 'installments',
        there: String(known.length),
        here: String(draft.installments.length),
      }
  }
  return undefined
}

function text(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value
}
