/** The other side's books beside ours: their statement of our account, and an ERP's list of balances. */
import { z } from 'zod'
import { CAUSES, MATCH_KINDS } from '../domain/twosided/line.ts'
import { query } from '../rpc/procedure.ts'
import {
  code,
  currency,
  documentKind,
  enteredKind,
  id,
  isoDate,
  language,
  minor,
} from './fields.ts'
import { fileRefusals, problem, source } from './imports.ts'

/** A file, or the cells of a spreadsheet as text. */
const statementSource = z.union([source, z.object({ text: z.string().max(20_000_000) })])

const statementOptions = z.object({
  /** A column map of cli.md, as parsed JSON; left out: recognised headings. */
  map: z.unknown().optional(),
  sheet: z.string().optional(),
  encoding: z.string().optional(),
  decimal: z.enum([',', '.']).optional(),
  /** D.M.Y, M/D/Y, Y-M-D */
  dates: z.string().optional(),
  headerRow: z.number().int().min(1).optional(),
})

/** Whose view the file is written in: theirs (our debit is their credit), or already ours. */
const view = z.enum(['theirs', 'ours'])

export const comparisonInput = z.object({
  source: statementSource,
  customerCode: code,
  /** Default: the period the file states, else that of its lines. */
  from: isoDate.optional(),
  to: isoDate.optional(),
  currency: currency.optional(),
  /** Left out: told by what matches. */
  view: view.optional(),
  options: statementOptions.prefault({}),
})
export type ComparisonInput = z.output<typeof comparisonInput>

/** Of either book, in our view: debit positive. */
export const comparedLine = z.object({
  /** Of their file; null for a document of ours. */
  row: z.number().int().nullable(),
  documentNo: z.string(),
  date: isoDate,
  text: z.string(),
  kind: documentKind.nullable(),
  minor,
})
export type ComparedLine = z.output<typeof comparedLine>

/** Indexes into the lines of ours and theirs. */
const places = { ours: z.array(z.number().int()), theirs: z.array(z.number().int()) }

export const comparedItem = z.object({
  cause: z.enum(CAUSES),
  /** How it was told. */
  reason: z.string(),
  /** Share of the difference: ours less theirs. */
  minor,
  ...places,
  /** The counter-entry outside the period, or the twin. */
  see: comparedLine.nullable(),
  correction: z.discriminatedUnion('act', [
    z.object({
      act: z.literal('post'),
      kind: enteredKind,
      minor,
      on: isoDate,
      documentNo: z.string(),
    }),
    z.object({ act: z.literal('reverse'), documentNo: z.string() }),
    z.object({
      act: z.literal('ask'),
      what: z.enum([
        'book_document',
        'remove_twin',
        'correct_amount',
        'correct_side',
        'explain_opening',
      ]),
    }),
    z.object({ act: z.literal('wait') }),
  ]),
})
export type ComparedItem = z.output<typeof comparedItem>

const side = z.object({ openingMinor: minor, closingMinor: minor })

/** How their file was read. */
const readAs = {
  decimal: z.string(),
  dates: z.string(),
  headerRow: z.number().int().nullable(),
  map: z.record(z.string(), z.unknown()),
  headings: z.array(z.string()),
  sample: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
}
const readColumns = z.object(readAs)
export type ReadColumns = z.output<typeof readColumns>

export const comparison = z.object({
  customer: z.string(),
  name: z.string(),
  currency,
  /** The account is kept in another currency: compared as booked in company currency. */
  inCompanyCurrency: z.boolean(),
  from: isoDate,
  to: isoDate,
  file: z.object({
    name: z.string(),
    format: z.enum(['csv', 'xlsx', 'pdf', 'paste']),
    view,
    encoding: z.string().nullable(),
    separator: z.string().nullable(),
    sheet: z.string().nullable(),
    ...readAs,
    /** Neither stated nor to be had from running balances. */
    isOpeningAssumed: z.boolean(),
  }),
  ours: side,
  theirs: side,
  /** ours.closing − theirs.closing */
  differenceMinor: minor,
  oursLines: z.array(comparedLine),
  theirsLines: z.array(comparedLine),
  matched: z.array(z.object({ ...places, minor, kind: z.enum(MATCH_KINDS) })),
  items: z.array(comparedItem),
  /** One entry per cause, in order; adds up to the difference with `unexplainedMinor`. */
  explanation: z.array(
    z.object({ cause: z.enum(CAUSES), minor, items: z.array(z.number().int()) }),
  ),
  unexplainedMinor: minor,
  /** The search for sums was cut short. */
  isCut: z.boolean(),
  warnings: z.array(problem),
})
export type ComparisonResult = z.output<typeof comparison>

const comparisonRefusals = [
  ...fileRefusals,
  'customer.unknown',
  'currency.mismatch',
  'date.order',
  'date.invalid',
  'amount.invalid',
  'amount.precision',
  'amount.range',
  'required.missing',
  'currency.unknown',
  'cell.error',
  'cell.not_calculated',
  'text.control',
  'text.too_long',
  'bank.side_unknown',
  'file.pdf_without_text',
  'file.encoding_unknown',
  'file.too_many_columns',
  'reconcile.no_columns',
] as const

export const reconcile = {
  /** Which column of their file is what, even where one that is needed is missing. */
  columns: query({
    input: z.object({ source: statementSource, options: statementOptions.prefault({}) }),
    output: readColumns,
    refusals: comparisonRefusals,
  }),
  /** Reads the other side's statement, lays it against ours, and explains the difference. */
  statement: query({
    input: comparisonInput,
    output: comparison,
    refusals: comparisonRefusals,
  }),
  /** The same as a workbook or PDF to send. */
  exportStatement: query({
    input: z.object({
      comparison: comparisonInput,
      format: z.enum(['xlsx', 'pdf']),
      language: language.optional(),
      page: z
        .object({
          paper: z.enum(['A4', 'Letter']).default('A4'),
          orientation: z.enum(['portrait', 'landscape']),
        })
        .optional(),
      /** A path of the command line; left out: kept for the door to hand over. */
      to: z.string().optional(),
    }),
    output: z.object({
      documentId: id.nullable(),
      file: z.string(),
      rows: z.number().int(),
      language,
    }),
    refusals: [...comparisonRefusals, 'file.unwritable', 'document.too_large'],
  }),
  /** An ERP's trial balance, list of balances or account statements against our accounts. */
  erp: query({
    input: z.object({
      source,
      asOf: isoDate.optional(),
      options: statementOptions.prefault({}),
    }),
    output: z.object({
      asOf: isoDate,
      layout: z.enum(['balance-list', 'account-statement']),
      equal: z.number().int(),
      different: z.array(
        z.object({
          customer: z.string(),
          name: z.string(),
          currency,
          oursMinor: minor,
          theirsMinor: minor,
          differenceMinor: minor,
          items: z.array(
            z.object({
              cause: z.enum(CAUSES),
              minor,
              ours: z.array(comparedLine),
              theirs: z.array(comparedLine),
            }),
          ),
        }),
      ),
      /** Codes of the file that are no account of ours. */
      unknown: z.array(
        z.object({
          row: z.number().int(),
          customer: z.string(),
          name: z.string(),
          theirsMinor: minor,
        }),
      ),
      warnings: z.array(problem),
    }),
    refusals: [...comparisonRefusals, 'reconcile.no_accounts'],
  }),
}
