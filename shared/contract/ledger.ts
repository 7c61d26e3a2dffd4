/** All documents of the company as one list, with sort, filter, totals and counts by the database. */
import { z } from 'zod'
import { query } from '../rpc/procedure.ts'
import {
  currency,
  documentKind,
  id,
  isoDate,
  language as documentLanguage,
  minor,
} from './fields.ts'
import { csvStyle, PLAIN_CSV } from './csv.ts'
import { columnFilters } from './views.ts'

/** Columns the list can be sorted by. */
export const LEDGER_SORTS = [
  'date',
  'document',
  'kind',
  'customer',
  'due',
  'currency',
  'amount',
  'base',
  'recorded',
] as const

export const LEDGER_STATUSES = ['open', 'closed', 'reversed'] as const

export const LEDGER_COLUMNS = [
  'date',
  'document',
  'kind',
  'customer',
  'customerName',
  'status',
  'due',
  'currency',
  'amount',
  'base',
  'reference',
  'description',
  'batch',
] as const
export type LedgerColumn = (typeof LEDGER_COLUMNS)[number]

export const ledgerQuery = z.object({
  filters: columnFilters,
  /** Words that each occur in document number, account code or name; Turkish spelling folded. */
  search: z.string().max(200),
  sort: z.object({ id: z.enum(LEDGER_SORTS), descending: z.boolean() }),
})
export type LedgerQuery = z.output<typeof ledgerQuery>

export const ledgerRow = z.object({
  documentId: id,
  documentNo: z.string(),
  kind: documentKind,
  status: z.enum(LEDGER_STATUSES),
  /** Null for a document of no account, such as a revaluation. */
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  date: isoDate,
  dueDate: isoDate.nullable(),
  currency,
  /** Debit positive. */
  amountMinor: minor,
  /** In company currency. */
  baseMinor: minor,
  description: z.string().nullable(),
  reference: z.string().nullable(),
  /** The file it was imported from. */
  batch: z.string().nullable(),
})
export type LedgerRow = z.output<typeof ledgerRow>

export const ledger = {
  /** A block of the list from `start` on, and how many rows the filters leave. */
  block: query({
    input: z.object({
      query: ledgerQuery,
      start: z.number().int().nonnegative(),
      count: z.number().int().min(1).max(1000),
    }),
    output: z.object({ rows: z.array(ledgerRow), total: z.number().int() }),
  }),
  /** Exact totals per currency over all rows that the filters leave, as decimal text of minor units. */
  totals: query({
    input: z.object({ query: ledgerQuery }),
    output: z.array(
      z.object({
        currency,
        count: z.number().int(),
        amountMinor: z.string(),
        baseMinor: z.string(),
      }),
    ),
  }),
  /** The rows that the filters leave, in their order, as a workbook or CSV with the columns given. */
  exportList: query({
    input: z.object({
      query: ledgerQuery,
      columns: z
        .array(z.object({ id: z.enum(LEDGER_COLUMNS), heading: z.string().max(200) }))
        .min(1)
        .max(40),
      name: z.string().min(1).max(80),
      /** What narrows the rows, in words. */
      filters: z.array(z.string().max(2000)).max(60).default([]),
      format: z.enum(['xlsx', 'csv']),
      csv: csvStyle.default(PLAIN_CSV),
      language: documentLanguage,
    }),
    output: z.object({ documentId: id.nullable(), file: z.string(), rows: z.number().int() }),
    refusals: ['file.unwritable', 'document.too_large', 'document.too_many_rows'],
  }),
  /** The values of a column among the rows that the other filters leave, most frequent first. */
  values: query({
    input: z.object({
      query: ledgerQuery,
      column: z.enum(['kind', 'status', 'customer', 'customerName', 'currency', 'batch']),
    }),
    output: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })),
  }),
}
