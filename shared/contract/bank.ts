/**
 * Bank statements in, matched, posted and taken back (cli.md, Reconciliation).
 *
 * Amounts of a line are minor units of its currency, positive for money that came in.
 */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { ADJUSTMENT_KINDS, EVIDENCE_KINDS } from '../domain/matching/types.ts'
import { code, currency, documentKind, id, isoDate, line as text, minor, name } from './fields.ts'
import { postRefusals } from './documents.ts'
import { fileRefusals, source } from './imports.ts'

const problem = z.object({
  row: z.number().int().nullable(),
  column: z.string(),
  code: z.string(),
  value: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const importedStatement = z.object({
  account: z.string(),
  currency,
  number: z.string().nullable(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  openingMinor: minor.nullable(),
  closingMinor: minor.nullable(),
  /** The bank's bookings; a batch is one. */
  entries: z.number().int(),
  /** What they open into. */
  lines: z.number().int(),
  creditsMinor: minor,
  debitsMinor: minor,
  control: z.object({ ok: z.boolean().nullable(), differenceMinor: minor.nullable() }),
  /** Lines. */
  imported: z.number().int(),
  unchanged: z.number().int(),
  problems: z.array(problem),
})

export const bankAccount = z.object({
  accountId: id,
  name: z.string(),
  currency,
  iban: z.string().nullable(),
  /** The newest closing balance a statement states, and its day. */
  closingMinor: minor.nullable(),
  closingOn: isoDate.nullable(),
  /** Lines still to explain: neither posted nor parked. */
  todo: z.number().int(),
  todoMinor: minor,
  /** Lines posted, and lines on the suspense account. */
  matched: z.number().int(),
  parked: z.number().int(),
})

export const bankLine = z.object({
  id,
  account: z.string(),
  bankRef: z.string().nullable(),
  /** The booking day. */
  date: isoDate,
  valueDate: isoDate.nullable(),
  amountMinor: minor,
  currency,
  text: z.string(),
  counterparty: z.string().nullable(),
  iban: z.string().nullable(),
})
export type BankLineView = z.output<typeof bankLine>

export const lineState = z.enum(['open', 'proposed', 'posted', 'suspense'])

export const proposal = z.object({
  customer: z.string(),
  customerName: z.string(),
  confidence: z.number(),
  allocations: z.array(
    z.object({
      customer: z.string(),
      documentId: id,
      documentNo: z.string(),
      /** In the document's currency; credit notes negative. */
      amountMinor: minor,
      currency,
      /** Its worth in the line's currency. */
      lineMinor: minor,
    }),
  ),
  adjustments: z.array(
    z.object({ kind: z.enum(ADJUSTMENT_KINDS), amountMinor: minor, documentId: id.nullable() }),
  ),
  unappliedMinor: minor,
  evidence: z.array(
    z.object({
      kind: z.enum(EVIDENCE_KINDS),
      /** Of `shared/i18n/sentences-matching.ts`. */
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
})

export const matchedLine = z.object({
  entry: bankLine,
  proposals: z.array(proposal),
  decision: z.enum(['post', 'propose', 'suspense']),
  reason: z.string(),
  /** The receipt's number when it was posted by this run. */
  posted: z.string().nullable(),
})

export const listedLine = z.object({
  entry: bankLine,
  state: lineState,
  /** Whose money it was posted as. */
  customer: z.object({ code: z.string(), name: z.string() }).nullable(),
  documents: z.array(z.string()),
  documentIds: z.array(id),
  reason: z.string().nullable(),
  by: z.enum(['person', 'auto']).nullable(),
  /** Of the proposal that was posted; null where a person built the match. */
  confidence: z.number().nullable(),
})

/** What a line may pay, as a person ticks it. */
export const payableItem = z.object({
  documentId: id,
  documentNo: z.string(),
  kind: documentKind,
  customer: z.string(),
  customerName: z.string(),
  /** Of the paper. */
  date: isoDate,
  /** The earliest open one. */
  dueDate: isoDate,
  currency,
  /** Signed: credit notes and receipts on account are negative. */
  openMinor: minor,
  /** Units of the line's currency for one of the item's on the line's day; '1' in one currency, null when none is known. */
  rate: z.string().nullable(),
  /** What its terms grant for payment on the line's day, in the item's currency; 0 for nothing. */
  discountMinor: minor.nonnegative(),
})
export type PayableItem = z.output<typeof payableItem>

/** Of one posting: the payer and what her money pays. */
export const application = z.object({
  lineId: id,
  customerCode: code,
  /** Null amounts: all that is open, as far as the money reaches. Left out: the account's policy. */
  to: z
    .array(
      z.object({
        documentNo: code,
        documentId: id.optional(),
        /** In the document's currency; a credit note's is negative. */
        amountMinor: minor.nullable(),
      }),
    )
    .max(500)
    .optional(),
  adjustments: z
    .array(
      z.object({
        kind: z.enum(ADJUSTMENT_KINDS),
        amountMinor: minor,
        documentId: id.nullable().default(null),
      }),
    )
    .max(50)
    .default([]),
  /** Nothing is applied: the money stays on the account. */
  onAccount: z.boolean().default(false),
  confidence: z.number().min(0).max(1).nullable().default(null),
  periodReason: text.optional(),
})
export type BankApplication = z.output<typeof application>

/** A bank's file and how it is to be read; what is left out is told by the file, or was remembered. */
const bankFile = {
  source,
  account: z.string().min(1).max(64).optional(),
  format: z.enum(['mt940', 'camt', 'ofx', 'bai2', 'csv', 'xlsx']).optional(),
  /** A bank map of cli.md, as parsed JSON. */
  map: z.unknown().optional(),
  headerRow: z.number().int().min(1).optional(),
  decimal: z.enum([',', '.']).optional(),
  /** D.M.Y, M/D/Y, Y-M-D */
  dates: z.string().optional(),
}
/** What of numbers and days no cell of a file decides. */
const asks = z.array(z.enum(['decimal', 'dates']))

/** Of a bank's table, as it would be read. */
const bankColumns = z.object({
  format: z.enum(['csv', 'xlsx']),
  decimal: z.enum([',', '.']),
  dates: z.string(),
  asks,
  headerRow: z.number().int().nullable(),
  map: z.record(z.string(), z.unknown()),
  headings: z.array(z.string()),
  /** First rows below the headings. */
  sample: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
  /** Columns remembered of an earlier file; `near`: of one that had other columns beside them. */
  known: z.enum(['yes', 'near', 'no']),
  /** Why it cannot be read so. */
  trouble: z
    .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** What it reads as; empty while it cannot be read. */
  statements: z.array(importedStatement),
})
export type BankColumnsView = z.output<typeof bankColumns>

const lineRefusals = ['bank.line_unknown', 'bank.line_posted', 'bank.line_todo'] as const

export const bank = {
  accounts: query({ input: z.object({}), output: z.array(bankAccount), refusals: [] }),
  /** Which column of a bank's CSV or workbook is what, even where one that is needed is missing. */
  columns: query({ input: z.object(bankFile), output: bankColumns, refusals: fileRefusals }),
  /**
   * Reads a bank's file and keeps what is new of it: all of the file or nothing. What was chosen for a
   * table (columns, formats, account) is remembered by its headings for the next one.
   */
  import: command({
    input: z.object({
      ...bankFile,
      acceptControlDifference: z.boolean().default(false),
      /** A person is there to be asked: a table whose numbers or days fit two readings waits. */
      waitsToBeTold: z.boolean().default(false),
    }),
    output: z.object({
      format: z.string(),
      /** False when the file waits: a statement does not close, or something is asked. */
      taken: z.boolean(),
      asks,
      /** The columns of a table that were given or remembered; null where its headings say them. */
      map: z
        .object({
          from: z.enum(['given', 'remembered']),
          columns: z.record(z.string(), z.unknown()),
        })
        .nullable(),
      statements: z.array(importedStatement),
    }),
    refusals: ['bank.account_missing'],
  }),
  /** The demo's next bank file, MT940, for a person to try the import with; of the books of now. */
  sample: query({
    input: z.object({}),
    output: z.object({ fileName: z.string(), text: z.string() }),
    refusals: ['company.not_demo', 'bank.sample_taken'],
  }),
  list: query({
    input: z.object({ state: lineState.optional(), account: z.string().optional() }),
    output: z.array(listedLine),
    refusals: ['bank.account_unknown', 'bank.account_several'],
  }),
  /** One line and where it stands; what is `open` may be proposed all the same. */
  get: query({
    input: z.object({ lineId: id }),
    output: listedLine,
    refusals: ['bank.line_unknown'],
  }),
  /**
   * What the lines to do probably pay, told by the books of now and worked out beside the ledger's
   * thread (progress `bank`/`match`); nothing is written.
   */
  proposals: query({
    input: z.object({ account: z.string().optional() }),
    output: z.array(matchedLine.omit({ posted: true })),
    refusals: ['bank.account_unknown', 'bank.account_several'],
  }),
  /** Open items of an account and its group, or those a text finds in all accounts (at most 200). */
  items: query({
    input: z.object({
      lineId: id,
      customerCode: code.optional(),
      text: z.string().max(200).optional(),
    }),
    output: z.array(payableItem),
    refusals: ['bank.line_unknown', 'customer.unknown'],
  }),
  match: command({
    input: z.object({
      account: z.string().optional(),
      minConfidence: z.number().min(0.5).max(1).optional(),
      /** Posts the lines whose decision is `post`. */
      apply: z.boolean().default(false),
    }),
    output: z.array(matchedLine),
    refusals: ['bank.account_unknown', 'bank.account_several', ...postRefusals],
  }),
  /** Posts lines as receipts with their allocations: all of them or none, each one step to undo. */
  post: command({
    input: z.object({ applications: z.array(application).min(1).max(1000) }),
    output: z.array(z.object({ lineId: id, documents: z.array(z.string()) })),
    refusals: [
      ...lineRefusals,
      'bank.other_group',
      'bank.application_sum',
      'bank.adjustment_alone',
      ...postRefusals,
    ],
  }),
  /** How posted lines would be posted once more; null where that cannot be told to the last unit. */
  postedAs: query({
    input: z.object({ lineIds: z.array(id).min(1).max(1000) }),
    output: z.array(application.nullable()),
    refusals: ['bank.line_unknown'],
  }),
  /** Takes back what was done with lines: they are to do again. */
  undo: command({
    input: z.object({
      lineIds: z.array(id).min(1).max(1000),
      /** Wanted when the month is soft-closed. */
      periodReason: text.optional(),
    }),
    output: z.object({ lines: z.number().int(), reversed: z.number().int() }),
    refusals: [...lineRefusals, 'document.allocated', 'period.closed', 'period.soft_closed'],
  }),
  /** Parks lines on the suspense account under one note: all of them or none, one step to undo. */
  parkMany: command({
    input: z.object({
      lineIds: z.array(id).min(1).max(1000),
      reason: name,
      periodReason: text.optional(),
    }),
    output: z.object({ lines: z.number().int() }),
    refusals: [...lineRefusals, 'rate.missing', 'period.closed', 'period.soft_closed'],
  }),
  /** Parks a line on the suspense account. */
  park: command({
    input: z.object({ lineId: id, reason: name, periodReason: text.optional() }),
    output: z.object({ lineId: id, documentNo: z.string() }),
    refusals: [...lineRefusals, 'rate.missing', 'period.closed', 'period.soft_closed'],
  }),
}
