import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { currency, id, minor, moment } from './fields.ts'

export const importKind = z.enum(['customers', 'documents', 'receipts', 'open-items', 'rates'])

/** Where the file is: uploaded through the door (`fileId`), or a path the command line names. */
export const source = z.union([z.object({ fileId: z.string() }), z.object({ path: z.string() })])

export const importOptions = z.object({
  kind: importKind,
  /** A column map of cli.md, as parsed JSON; left out: recognised headings. */
  map: z.unknown().optional(),
  sheet: z.string().optional(),
  encoding: z.string().optional(),
  decimal: z.enum([',', '.']).optional(),
  /** D.M.Y, M/D/Y, Y-M-D */
  dates: z.string().optional(),
  headerRow: z.number().int().min(1).optional(),
  createCustomers: z.boolean().default(false),
})

/** A fact about data: row as a spreadsheet shows it, heading or field, code, the value found. */
export const problem = z.object({
  row: z.number().int().nullable(),
  column: z.string(),
  code: z.string(),
  value: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type ImportProblem = z.output<typeof problem>

export const detected = z.object({
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  decimal: z.string().nullable(),
  dates: z.string().nullable(),
  headerRow: z.number().int().nullable(),
  sheet: z.string().nullable(),
  layout: z.string().nullable(),
})

export const totals = z.record(z.string(), z.object({ debitMinor: minor, creditMinor: minor }))

const fileRefusals = [
  'file.not_found',
  'file.not_a_table',
  'file.encrypted',
  'file.old_xls',
  'file.damaged',
  'file.bomb',
  'file.hostile',
  'file.too_large',
  'file.too_many_rows',
  'file.empty',
  'file.truncated',
  'file.nul',
  'file.quote_unclosed',
  'file.timeout',
  'file.sheet_unknown',
  'column.missing',
  'column.duplicate',
  'map.invalid',
  'map.column_unknown',
] as const

export const importResult = z.object({
  batchId: id.nullable(),
  detected,
  rows: z.number().int(),
  imported: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  problems: z.array(problem),
  warnings: z.array(problem),
  totals,
  /** Written with `partial` when rows were rejected. */
  rejectsFile: z.string().nullable(),
  dryRun: z.boolean(),
})

export const rowState = z.enum(['new', 'update', 'unchanged', 'check', 'error'])

export const checkedRow = z.object({
  row: z.number().int(),
  state: rowState,
  /** Field -> text as read, for the columns of the draft's `fields`. */
  values: z.record(z.string(), z.string()),
  problems: z.array(problem),
  /** What would change, field by field, for an update. */
  changes: z.array(
    z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  ),
})

const draftState = z.object({
  draftId: id,
  fileName: z.string(),
  options: importOptions,
  detected,
  /** Fields in file order, with the heading each came from. */
  fields: z.array(z.object({ field: z.string(), heading: z.string() })),
  counts: z.object({
    all: z.number().int(),
    new: z.number().int(),
    update: z.number().int(),
    unchanged: z.number().int(),
    check: z.number().int(),
    error: z.number().int(),
  }),
  warnings: z.array(problem),
  totals,
  /** Company-wide balance per currency before and after. */
  balances: z.array(z.object({ currency, beforeMinor: minor, afterMinor: minor })),
  months: z.array(
    z.object({
      month: z.string(),
      documents: z.number().int(),
      state: z.enum(['open', 'soft', 'closed']),
    }),
  ),
})

export const imports = {
  /** Looks into a file: sheets, the table found, headings with guesses, sample values. */
  inspect: query({
    input: z.object({ source, options: importOptions.partial({ kind: true }) }),
    output: z.object({
      fileName: z.string(),
      sheets: z.array(
        z.object({
          name: z.string(),
          state: z.enum(['visible', 'hidden', 'veryHidden']),
          rows: z.number().int(),
          filledCells: z.number().int(),
        }),
      ),
      detected,
      kindGuess: importKind.nullable(),
      columns: z.array(
        z.object({
          index: z.number().int(),
          heading: z.string(),
          samples: z.array(z.string()),
          field: z.string().nullable(),
          confidence: z.number(),
        }),
      ),
      preview: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
      /** Saved mapping that fits these headings. */
      mapping: z.object({ name: z.string(), map: z.unknown() }).nullable(),
      fields: z.array(z.object({ field: z.string(), required: z.boolean() })),
    }),
    refusals: fileRefusals,
  }),
  /** Reads and checks every row against the ledger; nothing is written. The draft is kept. */
  check: query({
    input: z.object({ source, options: importOptions }),
    output: draftState,
    refusals: fileRefusals,
  }),
  /** Rows of a draft, page by page. */
  rows: query({
    input: z.object({
      draftId: id,
      filter: z.enum(['all', 'problems', 'changes', 'unchanged']).default('all'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(5000).default(500),
    }),
    output: z.object({ total: z.number().int(), rows: z.array(checkedRow) }),
    refusals: ['import.draft_unknown'],
  }),
  /** Puts another value into one cell, or into every cell of the field holding the same text. */
  fix: query({
    input: z.object({
      draftId: id,
      row: z.number().int(),
      field: z.string(),
      value: z.string().max(4000),
      everywhere: z.boolean().default(false),
    }),
    output: draftState,
    refusals: ['import.draft_unknown'],
  }),
  /** Opens the accounts the draft's rows name and that are missing, when it runs. */
  setCreateCustomers: query({
    input: z.object({ draftId: id, createCustomers: z.boolean() }),
    output: draftState,
    refusals: ['import.draft_unknown'],
  }),
  /** Posts a draft: all rows, or with `partial` the good ones. */
  run: command({
    input: z.object({
      draftId: id,
      partial: z.boolean().default(false),
      rememberAs: z.string().max(200).optional(),
    }),
    output: importResult,
    refusals: ['import.draft_unknown', 'import.has_errors'],
  }),
  /** Check and run in one, as the command line does. */
  file: command({
    input: z.object({
      source,
      options: importOptions,
      partial: z.boolean().default(false),
      dryRun: z.boolean().default(false),
      rejectsTo: z.string().optional(),
    }),
    output: importResult,
    refusals: fileRefusals,
  }),
  /** Takes a batch back as if it had never happened; refused once later work depends on it. */
  undo: command({
    input: z.object({ batchId: id }),
    output: z.object({
      batchId: id,
      reversed: z.number().int(),
      customersArchived: z.number().int(),
      /** Cards that were there before and have their old values again. */
      customersRestored: z.number().int(),
    }),
    refusals: [
      'batch.unknown',
      'batch.undone',
      'batch.depended_on',
      'batch.changed_since',
      'period.closed',
    ],
  }),
  /** Batches, newest first. */
  batches: query({
    input: z.object({}),
    output: z.array(
      z.object({
        batchId: id,
        kind: importKind,
        fileName: z.string(),
        at: moment,
        rows: z.number().int(),
        imported: z.number().int(),
        unchanged: z.number().int(),
        rejected: z.number().int(),
        undoneAt: moment.nullable(),
        totals,
      }),
    ),
  }),
  /** The draft's problem rows with a reason column; imports back after fixing. */
  rejects: query({
    input: z.object({ draftId: id }),
    output: z.object({ documentId: id, file: z.string(), rows: z.number().int() }),
    refusals: ['import.draft_unknown'],
  }),
  mappings: query({
    input: z.object({}),
    output: z.array(
      z.object({ name: z.string(), kind: importKind, map: z.unknown(), usedAt: moment }),
    ),
  }),
  /** An empty workbook with the headings of a kind. */
  template: query({
    input: z.object({ kind: importKind, language: z.enum(['tr', 'en', 'de']) }),
    output: z.object({ documentId: id, file: z.string() }),
  }),
}
