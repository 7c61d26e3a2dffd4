import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import {
  code,
  currency,
  documentKind,
  enteredKind,
  id,
  isoDate,
  line,
  minor,
  moment,
  positiveMinor,
  rate,
} from './fields.ts'

/** A document as a person enters it; what is left out is derived as cli.md says. */
export const documentDraft = z.object({
  /** Made by the caller: posting twice is posting once. Default: made by the backend. */
  documentId: id.optional(),
  kind: enteredKind,
  /** Left out: the next number of the series. */
  documentNo: code.optional(),
  /** Of a connected company: the number comes from this device's block of the series, for good. */
  series: z
    .string()
    .regex(/^[A-Z0-9]{3}$/)
    .optional(),
  customerCode: code,
  /** The day on the paper: age by document date counts from it. */
  documentDate: isoDate,
  /** The ledger day; else the document date. */
  postingDate: isoDate.optional(),
  dueDate: isoDate.optional(),
  valueDate: isoDate.optional(),
  /** Gross, positive; an opening may be negative. Minor units of `currency`. */
  amountMinor: minor,
  /** Left out: the account's currency, else the company's. */
  currency: currency.optional(),
  /** Company-currency units per 1 unit; left out: the rate table of the ledger day. */
  rate: rate.optional(),
  taxMinor: minor.nonnegative().optional(),
  reference: line.optional(),
  description: line.optional(),
  externalRef: line.optional(),
  branchCode: code.optional(),
  method: line.optional(),
  originalMinor: positiveMinor.optional(),
  /** Add up to the amount. */
  installments: z
    .array(z.object({ dueOn: isoDate, amountMinor: positiveMinor }))
    .max(120)
    .optional(),
  /** Debits this credit pays, or for a refund the credit it repays; `amountMinor` null: all it can. */
  allocateTo: z
    .array(
      z.object({
        documentNo: code,
        kind: enteredKind.optional(),
        amountMinor: positiveMinor.nullable(),
      }),
    )
    .max(500)
    .optional(),
  /** Wanted when the month is soft-closed. */
  periodReason: line.optional(),
})
export type DocumentDraft = z.output<typeof documentDraft>

export const postRefusals = [
  'customer.unknown',
  'customer.archived',
  'document.exists',
  'document.differs',
  'document.unknown',
  'document.ambiguous',
  'amount.not_positive',
  'amount.range',
  'rate.missing',
  'rate.invalid',
  'currency.mismatch',
  'period.closed',
  'period.soft_closed',
  'installments.sum',
  'allocation.exceeds_open',
  'allocation.exceeds_receipt',
  'allocation.wrong_side',
  'allocation.other_customer',
  'allocation.before_document',
  'allocation.not_allowed',
  'date.order',
  'terms.invalid',
  'number.block_empty',
  'number.series_kind',
  'role.forbidden',
  'role.out_of_scope',
] as const

/** How much of which item an allocation takes. */
export const allocationLine = z.object({
  allocationId: id,
  documentId: id,
  documentNo: z.string(),
  kind: documentKind,
  installment: z.number().int(),
  amountMinor: minor,
  effectiveOn: isoDate,
  /** Realised exchange difference in company currency, gain positive. */
  realisedMinor: minor,
})

export const documentView = z.object({
  documentId: id,
  kind: documentKind,
  documentNo: z.string(),
  customerCode: z.string(),
  customerName: z.string(),
  documentDate: isoDate,
  postingDate: isoDate,
  dueDate: isoDate.nullable(),
  valueDate: isoDate.nullable(),
  currency,
  rate: z.string().nullable(),
  /** Signed, debit positive. */
  amountMinor: minor,
  baseMinor: minor,
  openMinor: minor,
  taxMinor: minor.nullable(),
  reference: z.string().nullable(),
  description: z.string().nullable(),
  externalRef: z.string().nullable(),
  branchCode: z.string().nullable(),
  method: z.string().nullable(),
  recordedAt: moment,
  reversedBy: z.object({ documentId: id, documentNo: z.string(), on: isoDate }).nullable(),
  reverses: z.object({ documentId: id, documentNo: z.string() }).nullable(),
  installments: z.array(
    z.object({
      n: z.number().int(),
      dueOn: isoDate,
      originalDueOn: isoDate,
      amountMinor: minor,
      openMinor: minor,
    }),
  ),
  lines: z.array(z.object({ account: z.string(), amountMinor: minor, baseMinor: minor })),
  allocations: z.array(allocationLine),
  disputes: z.array(
    z.object({
      disputeId: id,
      amountMinor: minor,
      reason: z.string(),
      note: z.string().nullable(),
      openedOn: isoDate,
      resolvedOn: isoDate.nullable(),
      how: z.string().nullable(),
    }),
  ),
  dueChanges: z.array(
    z.object({
      installment: z.number().int(),
      dueOn: isoDate,
      agreedOn: isoDate,
      reason: z.string(),
    }),
  ),
  /** Where it came from: entered by hand, an import batch, Saldo itself. */
  source: z.object({
    kind: z.enum(['entry', 'import', 'system']),
    batchId: id.nullable(),
    fileName: z.string().nullable(),
  }),
  /** Operation in the device's chain. */
  operation: z.object({ id, deviceSeq: z.number().int(), hash: z.string() }),
})
export type DocumentView = z.output<typeof documentView>

export const posted = z.object({
  documentId: id,
  documentNo: z.string(),
  kind: documentKind,
  customerCode: z.string(),
  currency,
  amountMinor: minor,
  openMinor: minor,
  dueDate: isoDate.nullable(),
  /** True when the same document was there already and nothing was written. */
  unchanged: z.boolean(),
})

export const openItem = z.object({
  documentId: id,
  customer: z.string(),
  customerName: z.string(),
  currency,
  documentNo: z.string(),
  kind: documentKind,
  date: isoDate,
  documentDate: isoDate,
  dueDate: isoDate,
  installment: z.number().int(),
  originalMinor: minor,
  openMinor: minor,
  openBaseMinor: minor,
  disputedMinor: minor,
  /** Days past due as of the asked day; negative before. */
  daysPastDue: z.number().int(),
  /** Days an unapplied credit has waited since its value date; null for everything else. */
  daysUnapplied: z.number().int().nullable(),
  description: z.string().nullable(),
})
export type OpenItem = z.output<typeof openItem>

/** Open items as the day's work sorts them: past due, due within a week, credits to be used, disputed. */
export const OPEN_PILES = ['overdue', 'dueSoon', 'unapplied', 'creditNotes', 'disputed'] as const
export type OpenPile = (typeof OPEN_PILES)[number]

/** Names a document: by id, or by number with customer or kind where it is not unique. */
export const documentKey = z.object({
  documentId: id.optional(),
  documentNo: code.optional(),
  customerCode: code.optional(),
  kind: documentKind.optional(),
})

const keyRefusals = ['document.unknown', 'document.ambiguous'] as const

export const documents = {
  /** Everything about one document. */
  get: query({ input: documentKey, output: documentView, refusals: keyRefusals }),
  /** What the form shows before posting: number to come, currency, rate, due date. */
  propose: query({
    input: z.object({
      kind: enteredKind,
      customerCode: code,
      documentDate: isoDate.optional(),
      postingDate: isoDate.optional(),
      currency: currency.optional(),
    }),
    output: z.object({
      documentNo: z.string(),
      documentDate: isoDate,
      postingDate: isoDate,
      currency,
      rate: z.string().nullable(),
      dueDate: isoDate,
      terms: z.string().nullable(),
      period: z.enum(['open', 'soft', 'closed']),
    }),
    refusals: ['customer.unknown'],
  }),
  /** Posts documents, all or none. */
  post: command({
    input: z.object({ documents: z.array(documentDraft).min(1).max(10_000) }),
    output: z.array(posted),
    refusals: postRefusals,
  }),
  /** Posts a mirror that settles its original from its day on. */
  reverse: command({
    input: z.object({
      key: documentKey,
      reason: line,
      on: isoDate.optional(),
      periodReason: line.optional(),
    }),
    output: posted,
    refusals: [
      ...keyRefusals,
      'document.allocated',
      'document.reversed',
      'document.derived',
      'period.closed',
      'period.soft_closed',
      'date.order',
    ],
  }),
  /** A dated agreement that moves the due day; aging before the agreement keeps the old one. */
  agreeDueDate: command({
    input: z.object({
      key: documentKey,
      dueOn: isoDate,
      installment: z.number().int().min(1).optional(),
      reason: line,
      on: isoDate.optional(),
    }),
    output: documentView,
    refusals: [
      ...keyRefusals,
      'document.not_open_item',
      'installment.unknown',
      'period.closed',
      'date.order',
    ],
  }),
  /** Flags part of a debit as disputed; the ledger stays as it is. */
  dispute: command({
    input: z.object({
      disputeId: id,
      key: documentKey,
      amountMinor: positiveMinor,
      reason: code,
      note: line.optional(),
      on: isoDate.optional(),
    }),
    output: documentView,
    refusals: [...keyRefusals, 'dispute.exceeds_open', 'document.not_open_item'],
  }),
  resolveDispute: command({
    input: z.object({
      disputeId: id,
      how: z.enum(['credit', 'accepted', 'withdrawn']),
      on: isoDate.optional(),
    }),
    output: documentView,
    refusals: ['dispute.unknown', 'dispute.resolved'],
  }),
  /** What is open, one line per installment, signed; adds up to the aging's total. */
  openItems: query({
    input: z.object({
      customerCode: code.optional(),
      group: z.boolean().default(false),
      currency: currency.optional(),
      asOf: isoDate.optional(),
      knownAt: moment.optional(),
      /** Only these sides: what a receipt may pay, or what a debit may use. */
      side: z.enum(['debit', 'credit']).optional(),
      /** Only one pile of the day's work (`today.work`). */
      pile: z.enum(OPEN_PILES).optional(),
    }),
    output: z.object({ asOf: isoDate, items: z.array(openItem) }),
    refusals: ['customer.unknown'],
  }),
  /** Numbers, references and amounts while typing. */
  search: query({
    input: z.object({
      text: z.string().max(200),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    output: z.array(
      z.object({
        documentId: id,
        documentNo: z.string(),
        kind: documentKind,
        customerCode: z.string(),
        customerName: z.string(),
        date: isoDate,
        currency,
        amountMinor: minor,
      }),
    ),
  }),
}
