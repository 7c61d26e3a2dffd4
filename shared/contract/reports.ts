import { z } from 'zod'
import { query } from '../rpc/procedure.ts'
import { csvStyle, PLAIN_CSV } from './csv.ts'
import { bulkStatements } from './bulk-statements.ts'
import {
  bucketEdges,
  code,
  currency,
  documentKind,
  id,
  isoDate,
  language as documentLanguage,
  minor,
  moment,
} from './fields.ts'

export const agingBasis = z.enum(['due', 'document'])

/** Columns add up to the total, and the total is the ledger balance (L2). */
const agingFigures = {
  currency,
  /** Parallel to the report's `buckets`. */
  bucketMinors: z.array(minor),
  unappliedMinor: minor,
  creditNotesMinor: minor,
  totalMinor: minor,
  disputedMinor: minor,
}

export const agingRow = z.object({
  customerId: id,
  customer: z.string(),
  name: z.string(),
  ...agingFigures,
  overdueMinor: minor,
  oldestDue: isoDate.nullable(),
  /** Σ(open × days past due) ÷ Σ open over overdue items, one decimal; null with none overdue. */
  weightedDaysLate: z.number().nullable(),
  /** Children folded into this row (group view). */
  members: z.number().int(),
})
export type AgingRow = z.output<typeof agingRow>

export const agingInput = z.object({
  asOf: isoDate.optional(),
  knownAt: moment.optional(),
  by: agingBasis.default('due'),
  buckets: bucketEdges.optional(),
  currency: currency.optional(),
  /** At the rates booked with the documents, so that it ties to the control account. */
  inCompanyCurrency: z.boolean().default(false),
  /** Values in company currency at this day's rates instead. */
  rateOf: isoDate.optional(),
  group: z.boolean().default(false),
  customerCode: code.optional(),
  excludeDisputed: z.boolean().default(false),
  /** Rows of nothing but zeros too. */
  all: z.boolean().default(false),
})

export const agingReport = z.object({
  asOf: isoDate,
  knownAt: moment,
  by: agingBasis,
  /** `not_due`, `1-30`, …; by document date `0-30` first and no `not_due`. */
  buckets: z.array(z.string()),
  edges: bucketEdges,
  rows: z.array(agingRow),
  totals: z.array(z.object({ ...agingFigures, overdueMinor: minor })),
})

export const statementLine = z.object({
  documentId: id,
  date: isoDate,
  documentDate: isoDate,
  dueDate: isoDate.nullable(),
  kind: documentKind,
  documentNo: z.string(),
  /** The account it stands on, in a group statement. */
  customer: z.string(),
  description: z.string().nullable(),
  debitMinor: minor,
  creditMinor: minor,
  balanceMinor: minor,
  /** Still open of it at the end of the range. */
  openMinor: minor,
  baseMinor: minor,
  rate: z.string().nullable(),
  branchCode: z.string().nullable(),
  allocations: z.array(
    z.object({ documentId: id, documentNo: z.string(), amountMinor: minor, on: isoDate }),
  ),
  reversed: z.boolean(),
})
export type StatementLine = z.output<typeof statementLine>

export const statement = z.object({
  customer: z.string(),
  name: z.string(),
  from: isoDate,
  to: isoDate,
  kind: z.enum(['activity', 'open', 'running']),
  currency,
  openingMinor: minor,
  debitMinor: minor,
  creditMinor: minor,
  closingMinor: minor,
  /** Ledger (control account) balance at `to`: what the closing agrees with (L1, L3). */
  ledgerMinor: minor,
  /** How many documents make each of the two. */
  debitCount: z.number().int(),
  creditCount: z.number().int(),
  lines: z.array(statementLine),
  /** Number of lines in the range; `lines` may be the first of them. */
  lineCount: z.number().int(),
  /** The day on which those left out begin; null where all are here. */
  next: isoDate.nullable(),
  openItems: z.number().int(),
  overdueItems: z.number().int(),
  aging: z.object({ buckets: z.array(z.string()), ...agingFigures }),
})
export type Statement = z.output<typeof statement>

export const statementInput = z.object({
  customerCode: code,
  /** Default: the customer's first document. */
  from: isoDate.optional(),
  to: isoDate.optional(),
  kind: z.enum(['activity', 'open', 'running']).default('activity'),
  currency: currency.optional(),
  group: z.boolean().default(false),
  /** What settled each line; a screen that shows it for one document at a time does without. */
  withAllocations: z.boolean().default(true),
  /** Of a long account only so many lines and the rest of their last day; the figures are of all. */
  first: z.number().int().min(1).optional(),
})

const documentFormat = z.enum(['xlsx', 'csv', 'pdf'])
const pageFormat = z.object({
  paper: z.enum(['A4', 'Letter']).default('A4'),
  orientation: z.enum(['portrait', 'landscape']),
})
const writtenDocument = z.object({
  /** What the door saves or shows it by; null where it went to a path. */
  documentId: id.nullable(),
  file: z.string(),
  /** Rows of a table, pages of a PDF. */
  rows: z.number().int(),
  language: documentLanguage,
})

/** A cell as it is, not as it is shown: numbers stay numbers and days stay days in the file. */
export const gridCell = z.union([
  z.string().max(2000),
  z.null(),
  z.object({ minor, currency, sum: z.literal('shown') }),
  z.object({ minor, currency }),
  z.object({ day: isoDate }),
  z.object({ number: z.number() }),
])

export const reports = {
  /** A list as it stands on screen: its columns, order, filter and totals, as a workbook or CSV. */
  exportGrid: query({
    input: z.object({
      name: z.string().min(1).max(80),
      headings: z.array(z.string().max(200)).min(1).max(200),
      rows: z.array(z.array(gridCell)).max(100_000),
      totals: z.array(z.array(gridCell)).max(20),
      /** What narrows the rows, in words. */
      filters: z.array(z.string().max(2000)).max(60).default([]),
      /** The day the figures are of. */
      asOf: isoDate.optional(),
      /** Index of the column with each row's currency, where amounts of several share a column. */
      currencyColumn: z.number().int().nonnegative().optional(),
      frozenColumns: z.number().int().nonnegative().max(20).default(0),
      format: z.enum(['xlsx', 'csv']),
      csv: csvStyle.default(PLAIN_CSV),
      language: documentLanguage,
    }),
    output: z.object({ documentId: id.nullable(), file: z.string(), rows: z.number().int() }),
    refusals: ['file.unwritable', 'document.too_large', 'document.too_many_rows'],
  }),
  /** Aging of everybody, as of any day, known at any moment. */
  aging: query({
    input: agingInput,
    output: agingReport,
    refusals: ['customer.unknown', 'rate.missing'],
  }),
  /** A customer's statement, one per currency. */
  statement: query({
    input: statementInput,
    output: z.object({ statements: z.array(statement) }),
    refusals: ['customer.unknown', 'date.order'],
  }),
  /** Lines of a long statement from a day on, whole days at a time; of all movements. */
  statementLines: query({
    input: z.object({
      customerCode: code,
      currency,
      from: isoDate,
      to: isoDate,
      group: z.boolean().default(false),
      limit: z.number().int().min(1).max(20_000).default(8000),
    }),
    output: z.object({ lines: z.array(statementLine), next: isoDate.nullable() }),
    refusals: ['customer.unknown'],
  }),
  /** One page of a long statement, by key: the balance stands on every line. */
  statementPage: query({
    input: z.object({
      customerCode: code,
      currency,
      from: isoDate.optional(),
      to: isoDate.optional(),
      limit: z.number().int().min(1).max(1000).default(100),
      /** From the end backwards (default), or the lines before the given one. */
      before: z.object({ date: isoDate, documentNo: z.string(), documentId: id }).optional(),
    }),
    output: z.object({ lines: z.array(statementLine), openingMinor: minor, hasMore: z.boolean() }),
    refusals: ['customer.unknown'],
  }),
  /** Writes an aging as a workbook, CSV or PDF; answers the document the door can save. */
  exportAging: query({
    input: z.object({
      report: agingInput,
      format: documentFormat,
      csv: csvStyle.default(PLAIN_CSV),
      /** PDF: every open document below its customer. */
      byDocument: z.boolean().default(false),
      language: documentLanguage.optional(),
      page: pageFormat.optional(),
      to: z.string().optional(),
    }),
    output: writtenDocument,
    refusals: [
      'customer.unknown',
      'rate.missing',
      'file.unwritable',
      'document.too_large',
      'document.too_many_rows',
    ],
  }),
  /** Writes a statement; without a language in the customer's document language, else the company's. */
  exportStatement: query({
    input: z.object({
      statement: statementInput,
      format: documentFormat,
      csv: csvStyle.default(PLAIN_CSV),
      language: documentLanguage.optional(),
      page: pageFormat.optional(),
      to: z.string().optional(),
    }),
    output: writtenDocument,
    refusals: [
      'customer.unknown',
      'date.order',
      'file.unwritable',
      'document.too_large',
      'document.too_many_rows',
    ],
  }),
  /** Statements of many customers into a folder; waits for the last. A screen starts a job instead. */
  exportStatements: query({
    input: z.object({ order: bulkStatements, to: z.string() }),
    output: z.object({
      files: z.number().int(),
      customers: z.array(z.object({ customer: z.string(), file: z.string() })),
      failures: z.array(z.object({ customer: z.string(), code: z.string() })),
    }),
    refusals: ['customer.unknown', 'date.order', 'file.unwritable', 'document.too_large'],
  }),
  /** A written document's bytes, for the preview; larger ones than 32 MiB are saved instead. */
  readDocument: query({
    input: z.object({ documentId: id }),
    output: z.object({ base64: z.string() }),
    refusals: ['document.gone', 'document.too_large_to_show'],
  }),
  /** As of a day, what was learned after a moment: the second clock's difference list (N1). */
  learnedSince: query({
    input: z.object({ asOf: isoDate, knownAt: moment, customerCode: code.optional() }),
    output: z.array(
      z.object({
        documentId: id,
        documentNo: z.string(),
        kind: documentKind,
        customer: z.string(),
        name: z.string(),
        date: isoDate,
        recordedAt: moment,
        currency,
        amountMinor: minor,
      }),
    ),
    refusals: ['customer.unknown'],
  }),
}
