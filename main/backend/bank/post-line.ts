/**
 * Posts one bank line: its receipts, what settles documents beside the money (discount, bank fee,
 * rounding), the allocations, and the act that remembers all of it as one step.
 */
import { insertAct, insertFact, type Made, markOf } from '../../../db/local/bank-acts.ts'
import type { BankLineRow } from '../../../db/local/bank.ts'
import type { CustomerRow } from '../../../db/local/customers.ts'
import { documentById, type DocumentRow } from '../../../db/local/documents.ts'
import type { BankApplication } from '../../../shared/contract/bank.ts'
import type { Currency } from '../../../shared/domain/currency.ts'
import type { EnteredKind } from '../../../shared/domain/kinds.ts'
import { factKeysOf } from '../../../shared/domain/matching/learn.ts'
import { convert, impliedRate, proportion, type Rate } from '../../../shared/domain/money.ts'
import {
  FEE_EXPENSE,
  journalLines,
  ROUNDING,
  ROUNDING_GAIN,
  SALES_DISCOUNTS,
} from '../../../shared/domain/posting.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { autoTargets } from '../features/allocations.ts'
import { settingsOf } from '../features/settings.ts'
import { assertPeriod, customerOf, rateFor, resolveDraft } from '../ledger/drafts.ts'
import type { Entry } from '../ledger/entry.ts'
import type { Journal } from '../ledger/journal.ts'
import { newId } from '../ledger/new-id.ts'
import { depsOf } from '../ledger/deps.ts'
import { lineDocumentId, lineReference } from './line-documents.ts'
import { planApplication, type Share, type ShareAdjustment } from './plan-application.ts'
import { applyShare, openNow } from './settle-share.ts'
import { takeBack } from './take-back.ts'

const DESCRIPTION_MAX = 500

/** Answers the documents made, the payer's receipt first. */
export function postLine(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  application: BankApplication,
  by: 'person' | 'auto',
): readonly DocumentRow[] {
  const mark = markOf(context.db, line.rowid)
  if (mark.state === 'posted') throw new Refusal('bank.line_posted', { line: line.lineId })
  assertPeriod(context, line.bookedOn, application.periodReason)
  // What was parked leaves the suspense account first, in the same step.
  if (mark.state === 'suspense')
    takeBack(context, journal, line, 'posted', application.periodReason)
  const payer = customerOf(context, application.customerCode)
  const { documents, allocations } =
    line.amountMinor > 0
      ? receive(context, journal, line, payer, application)
      : payOut(context, journal, line, payer, application)
  const made: Made = { documents: documents.map(({ documentId }) => documentId), allocations }
  remember(context, journal, line, payer, application, by, made)
  return documents
}

interface Posted {
  readonly documents: readonly DocumentRow[]
  readonly allocations: readonly string[]
}

function receive(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  payer: CustomerRow,
  application: BankApplication,
): Posted {
  const open = (document: DocumentRow) => openNow(journal, document, line.bookedOn)
  const shares = planApplication(context, line, payer, application, open)
  const documents: DocumentRow[] = []
  const allocations: string[] = []
  for (const share of shares.toSorted((a, b) => Number(isOf(b, payer)) - Number(isOf(a, payer)))) {
    const receipt =
      share.receiptMinor === 0
        ? null
        : journal.post(receiptOf(context, line, share, payer, application))
    const beside = share.adjustments.map((adjustment, n) => ({
      adjustment,
      row: journal.post(adjustmentOf(context, line, share, adjustment, n, application)),
    }))
    documents.push(...(receipt ? [receipt] : []), ...beside.map(({ row }) => row))
    allocations.push(...applyShare(journal, line.bookedOn, share, receipt, beside))
    const isLeft = !application.onAccount && application.to === undefined
    if (receipt && isLeft) byPolicy(context, journal, receipt)
  }
  return { documents, allocations }
}

function isOf(share: Share, payer: CustomerRow): boolean {
  return share.customer.rowid === payer.rowid
}

/** Nothing was named: the company's policy decides (domain.md 4.5). */
function byPolicy(context: Context, journal: Journal, receipt: DocumentRow): void {
  const { allocationPolicy } = settingsOf(context)
  for (const { debit, amountMinor } of autoTargets(
    context,
    receipt,
    allocationPolicy,
    journal,
    undefined,
  ))
    journal.allocate(
      receipt,
      debit,
      amountMinor,
      journal.firstOpenDay(debit.docOn > receipt.docOn ? debit.docOn : receipt.docOn),
    )
}

/** Money that went out to a customer: a refund, which repays the credits it names. */
function payOut(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  payer: CustomerRow,
  application: BankApplication,
): Posted {
  const open = (document: DocumentRow) => openNow(journal, document, line.bookedOn)
  const shares = planApplication(context, line, payer, application, open)
  const refund = journal.post(
    entryOf(context, line, payer, application, {
      kind: 'refund',
      amountMinor: -line.amountMinor,
      currency: line.currency,
      part: '',
    }),
  )
  for (const { document, amountMinor } of shares.flatMap(({ targets }) => targets))
    journal.allocate(
      document,
      refund,
      amountMinor,
      journal.firstOpenDay(document.docOn > refund.docOn ? document.docOn : refund.docOn),
    )
  return { documents: [refund], allocations: [] }
}

interface Part {
  readonly kind: EnteredKind
  readonly amountMinor: number
  readonly currency: string
  readonly part: string
  readonly method?: string
  readonly rate?: string
  readonly taxMinor?: number
}

function entryOf(
  context: Context,
  line: BankLineRow,
  customer: CustomerRow,
  application: BankApplication,
  { part, method, currency, rate, taxMinor, ...rest }: Part,
): Entry {
  const resolved = resolveDraft(
    context,
    {
      ...rest,
      currency: currency as Currency,
      customerCode: customer.code,
      documentDate: line.bookedOn,
      method: method ?? 'bank',
      description: line.text.slice(0, DESCRIPTION_MAX),
      externalRef: lineReference(line.lineId),
      ...(line.valueOn === null ? {} : { valueDate: line.valueOn }),
      ...(line.bankRef === null ? {} : { reference: line.bankRef }),
      ...(rate === undefined ? {} : { rate: rate as Rate }),
      ...(taxMinor === undefined ? {} : { taxMinor }),
      ...(application.periodReason === undefined ? {} : { periodReason: application.periodReason }),
    },
    {
      customer,
      documentId: lineDocumentId(context, line.lineId, part),
      isNewId: true,
    },
  )
  if (resolved.state !== 'new') throw new Error(`bank line ${line.lineId} is there already`)
  return resolved.entry
}

/** In another currency than the line's the receipt is worth exactly what came in. */
function receiptOf(
  context: Context,
  line: BankLineRow,
  share: Share,
  payer: CustomerRow,
  application: BankApplication,
): Entry {
  const { company } = context
  const { customer, currency, receiptMinor, moneyMinor } = share
  const part =
    isOf(share, payer) && currency === line.currency ? '' : `${customer.code}\0${currency}`
  const worthMinor =
    line.currency === company.currency
      ? moneyMinor
      : convert(
          moneyMinor,
          line.currency,
          company.currency,
          rateFor(context, line.currency, line.bookedOn),
        )
  const isOther = currency !== line.currency && currency !== company.currency
  return entryOf(context, line, customer, application, {
    kind: 'receipt',
    amountMinor: receiptMinor,
    currency,
    part,
    ...(isOther ? { rate: impliedRate(receiptMinor, currency, worthMinor, company.currency) } : {}),
  })
}

const CONTRA: Readonly<Record<ShareAdjustment['kind'], string>> = {
  discount: SALES_DISCOUNTS,
  fee: FEE_EXPENSE,
  rounding: ROUNDING,
}

function adjustmentOf(
  context: Context,
  line: BankLineRow,
  share: Share,
  { kind, amountMinor, document }: ShareAdjustment,
  n: number,
  application: BankApplication,
): Entry {
  const isGain = amountMinor < 0
  const size = Math.abs(amountMinor)
  // A discount lowers the tax in the same proportion (domain.md 4.9).
  const taxMinor =
    kind === 'discount' && document?.taxMinor
      ? proportion(document.taxMinor, size, Math.abs(document.amountMinor))
      : 0
  const entry = entryOf(context, line, share.customer, application, {
    kind: isGain ? 'debit_note' : kind === 'discount' ? 'credit_note' : 'write_off',
    amountMinor: size,
    currency: share.currency,
    part: `${share.customer.code}\0${share.currency}\0${kind}\0${n}`,
    method: kind,
    ...(taxMinor === 0 ? {} : { taxMinor }),
  })
  return {
    ...entry,
    lines: journalLines({
      kind: entry.kind as EnteredKind,
      amountMinor: entry.amountMinor,
      baseMinor: entry.baseMinor,
      tax:
        taxMinor === 0
          ? undefined
          : {
              amountMinor: taxMinor,
              baseMinor: proportion(Math.abs(entry.baseMinor), taxMinor, size),
            },
      contra: isGain ? ROUNDING_GAIN : CONTRA[kind],
    }),
  }
}

function remember(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  payer: CustomerRow,
  { confidence }: BankApplication,
  by: 'person' | 'auto',
  made: Made,
): void {
  const { db, nowMs } = context
  const operationId = journal.event(
    'bank.posted',
    line.lineId,
    {
      by,
      customer: payer.customerId,
      documents: [...made.documents],
      allocations: [...made.allocations],
      confidence: confidence === null ? undefined : Math.round(confidence * 10_000),
    },
    undefined,
    depsOf(context, { documents: documentsOf(context, made.documents) }),
  )
  insertAct(db, {
    actId: newId(),
    line: line.rowid,
    kind: 'posted',
    by,
    confidence,
    customer: payer.rowid,
    made,
    reason: null,
    recordedAt: nowMs,
    operationId,
  })
  learnFrom(context, line, payer.rowid)
}

/** What a line that was posted for a customer teaches of its payer. */
export function learnFrom({ db }: Pick<Context, 'db'>, line: BankLineRow, customer: number): void {
  const facts = factKeysOf({
    id: line.lineId,
    text: line.text,
    counterparty: line.counterparty,
    iban: line.iban,
    taxId: line.taxId,
    bookedOn: line.bookedOn,
  })
  for (const { kind, key } of facts)
    insertFact(db, {
      kind,
      key,
      customer,
      line: line.rowid,
      bookedOn: line.bookedOn,
    })
}

function documentsOf({ db }: Context, ids: readonly string[]): DocumentRow[] {
  return ids.flatMap((id) => documentById(db, id) ?? [])
}
