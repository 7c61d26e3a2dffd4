import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { currency, id, minor, moment } from './fields.ts'

export const importKind = z.enum(['customers', 'documents', 'receipts', 'open-items', 'rates'])
/** Answers to letters and bank lines come back in workbooks of their grids. */
export const batchKind = z.enum([...importKind.options, 'letters', 'bank'])

/** Where the file is: uploaded through the door (`fileId`), or a path the command line names. */
export const source = z.union([z.object({ fileId: z.string() }), z.object({ path: z.string() })])

export const importOptions = z.object({
  kind: importKind,
  /** A column map of cli.md, as parsed JSON; left out: recognised headings. */
  map: z.unknown().optional(),
  sheet: z.string().optional(),
  encoding: z.string().optional(),
  /** Between the cells of a text file. */
  separator: z.enum([',', ';', '\t', '|']).optional(),
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

/** Why a file cannot be read. */
export const fileRefusals = [
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

/** How a field's cells are read: as they stand, as amounts, as days. */
const reads = z.enum(['text', 'amount', 'day'])

/** A cell as the file has it: text, a workbook's number, a workbook's day. */
export const fileCell = z.union([z.string(), z.number(), z.object({ day: z.string() })])
export type FileCell = z.output<typeof fileCell>

export const rowFilter = z.enum(['all', 'new', 'problems', 'changes', 'unchanged'])

export const rowState = z.enum(['new', 'update', 'unchanged', 'check', 'error'])

export const checkedRow = z.object({
  row: z.number().int(),
  state: rowState,
  /** Field -> cell as read or put right, for the columns of the draft's `fields`; empty ones are left out. */
  values: z.record(z.string(), fileCell),
  problems: z.array(problem),
  /** What would change, field by field, for an update. */
  changes: z.array(
    z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  ),
})

/** What the file itself says its rows add up to, against what was read. */
const control = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** A totals row at the end, in the digits of the company currency. */
  z.object({
    kind: z.literal('total'),
    row: z.number().int(),
    field: z.string(),
    statedMinor: minor,
    readMinor: minor,
  }),
  /** A statement layout: each account's stated balance against its movements. */
  z.object({
    kind: z.literal('accounts'),
    accounts: z.number().int(),
    differing: z.number().int(),
  }),
])

const draftState = z.object({
  draftId: id,
  fileName: z.string(),
  options: importOptions,
  detected,
  /** Fields in file order, with the heading each came from. */
  fields: z.array(z.object({ field: z.string(), heading: z.string(), reads })),
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
  control,
  /** Accounts the rows name that are not there (or archived): opened when `createCustomers` is on. */
  missingCustomers: z.number().int(),
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
      /** Formats that two readings fit: a person has to say which. */
      asks: z.array(z.enum(['decimal', 'dates'])),
      /** Accounts and movements (or openings) of a recognised layout; it has no columns to choose. */
      layout: z
        .object({
          name: z.enum(['account-statement', 'balance-list']),
          accounts: z.number().int(),
          movements: z.number().int(),
        })
        .nullable(),
      /** Rows below the headings that hold anything. */
      rows: z.number().int(),
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
      mapping: z.object({ name: z.string(), kind: importKind, map: z.unknown() }).nullable(),
      fields: z.array(z.object({ field: z.string(), required: z.boolean(), reads })),
      /** Required fields that nothing feeds yet. */
      missing: z.array(z.string()),
    }),
    refusals: fileRefusals,
  }),
  /**
   * Reads and checks every row against the ledger; nothing is written. The draft is kept, and takes
   * over the cells put right in the one it replaces.
   */
  check: query({
    input: z.object({ source, options: importOptions, replaces: id.optional() }),
    output: draftState,
    refusals: fileRefusals,
  }),
  /** Rows of a draft, page by page. */
  rows: query({
    input: z.object({
      draftId: id,
      filter: rowFilter.default('all'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(5000).default(500),
    }),
    output: z.object({ total: z.number().int(), rows: z.array(checkedRow) }),
    refusals: ['import.draft_unknown'],
  }),
  /** The next or previous row that needs a person, counted in the rows of the filter, going round. */
  problemAt: query({
    input: z.object({
      draftId: id,
      filter: rowFilter.default('all'),
      /** Where to begin; -1 is before the first row. */
      from: z.number().int().min(-1),
      step: z.union([z.literal(1), z.literal(-1)]),
    }),
    output: z
      .object({ index: z.number().int(), row: z.number().int(), field: z.string().nullable() })
      .nullable(),
    refusals: ['import.draft_unknown'],
  }),
  /** How many rows hold the same text in a field: what `everywhere` of `fix` would change. */
  alike: query({
    input: z.object({ draftId: id, row: z.number().int(), field: z.string() }),
    output: z.object({ rows: z.number().int() }),
    refusals: ['import.draft_unknown'],
  }),
  /** Forgets a draft. */
  discard: query({
    input: z.object({ draftId: id }),
    output: z.object({}),
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
  /** Posts a draft: all rows, or with `partial` the good ones. The draft stays, for its problem rows. */
  run: command({
    input: z.object({
      draftId: id,
      partial: z.boolean().default(false),
      rememberAs: z.string().max(200).optional(),
    }),
    output: importResult,
    refusals: ['import.draft_unknown', 'import.has_errors', 'import.cancelled'],
  }),
  /** Calls off the check or run under way in this window; it is rolled back whole. */
  cancel: query({
    input: z.object({}),
    output: z.object({}),
    refusals: [],
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
      'document.allocated',
      'period.closed',
      'period.soft_closed',
    ],
  }),
  /** Batches, newest first. */
  batches: query({
    input: z.object({}),
    output: z.array(
      z.object({
        batchId: id,
        kind: batchKind,
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
    input: z.object({ draftId: id, language: z.enum(['tr', 'en', 'de']) }),
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
