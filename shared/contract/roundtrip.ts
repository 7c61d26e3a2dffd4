/** A grid as a workbook to edit, and the same workbook brought back: then, now, yours. */
import { z } from 'zod'
import { LINE_STATES } from '../domain/roundtrip/lines.ts'
import { command, query } from '../rpc/procedure.ts'
import { code, currency, id, language, moment } from './fields.ts'
import { fileRefusals, source } from './imports.ts'
import { agingInput } from './reports.ts'

const written = z.object({ documentId: id, file: z.string(), rows: z.number().int() })

const value = z.union([z.string(), z.number(), z.null()])
/** What a line of a bank pays of a document, in minor units of the document's currency. */
const payment = z.object({ number: z.string(), amountMinor: z.number().int(), currency })
const problem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(payment)])),
})

/** Which lines are shown: those of one state, all, or those that need a person. */
export const lineFilter = z.enum(['all', 'problems', ...LINE_STATES])

/** One changed cell, or a row that is a case of its own (`column` null). */
export const sheetLine = z.object({
  id: z.string(),
  state: z.enum(LINE_STATES),
  /** As the spreadsheet shows it; null for a row that is not in the file. */
  row: z.number().int().nullable(),
  code: z.string(),
  name: z.string(),
  /** Index into the state's `columns`. */
  column: z.number().int().nullable(),
  /** Minor units for amounts, ISO days, else text. */
  was: value,
  now: value,
  yours: value,
  /** Of an amount. */
  currency,
  problem: problem.nullable(),
  /** What taking it would do, where the values do not say it by themselves. */
  note: problem.nullable(),
  /** Will it be written? */
  takes: z.boolean(),
  /** Can a person choose? */
  open: z.boolean(),
})

const draftState = z.object({
  draftId: id,
  fileName: z.string(),
  grid: z.enum(['customers', 'aging', 'letters', 'bank']),
  exportedAt: moment,
  columns: z.array(
    z.object({
      field: z.string(),
      heading: z.string(),
      kind: z.enum(['text', 'amount', 'number', 'day']),
      locked: z.boolean(),
    }),
  ),
  /** How many lines there are of each state. */
  counts: z.record(z.enum(LINE_STATES), z.number().int()),
  /** Rows of the file below its headings, and cells as they were exported. */
  rows: z.number().int(),
  unchanged: z.number().int(),
  /** What applying would write. */
  takes: z.object({
    cells: z.number().int(),
    accounts: z.number().int(),
    created: z.number().int(),
  }),
  /** Names exactly what applying would write: given back with `apply`. */
  plan: z.string(),
  /** What a person should know of the file as a whole. */
  notes: z.array(problem),
  /** Lines of the filter, in file order; at most `SHOWN_MAX` of `shown`. */
  lines: z.array(sheetLine),
  shown: z.number().int(),
  result: z
    .object({
      batchId: id.nullable(),
      cells: z.number().int(),
      accounts: z.number().int(),
      created: z.number().int(),
      undone: z.boolean(),
    })
    .nullable(),
})

/** More lines than a person reads; the rest is reached by the filters. */
export const SHOWN_MAX = 20_000

export const roundtrip = {
  /** The accounts of a grid, in its order, as a workbook whose card fields can be edited. */
  exportCustomers: query({
    input: z.object({
      /** Left out: every account that is not archived. */
      codes: z.array(code).max(500_000).optional(),
      language,
    }),
    output: written,
    refusals: ['file.unwritable'],
  }),
  /** An aging in the same form; every column is calculated, so all of them are locked. */
  exportAging: query({
    input: z.object({ report: agingInput, language }),
    output: written,
    refusals: ['file.unwritable', 'customer.unknown', 'rate.missing'],
  }),
  /** The letters of a campaign: what was answered can be edited, what is sealed is locked. */
  exportLetters: query({
    input: z.object({
      campaignId: id,
      /** Left out: every account of the campaign. */
      codes: z.array(code).max(500_000).optional(),
      language,
    }),
    output: written,
    refusals: ['file.unwritable', 'campaign.unknown'],
  }),
  /** Bank lines to do, with what is proposed: whose money it is and what it pays can be filled in. */
  exportBank: query({
    input: z.object({
      /** Left out: all bank accounts. */
      account: z.string().optional(),
      /** Left out: every line to do. */
      lineIds: z.array(id).max(500_000).optional(),
      language,
    }),
    output: written,
    refusals: ['file.unwritable', 'bank.account_unknown', 'bank.account_several'],
  }),
  /** Opens a file that was exported here; null for any other file, which is one to import. */
  open: query({
    input: z.object({ source }),
    output: z.object({ draftId: id }).nullable(),
    refusals: [
      ...fileRefusals,
      'roundtrip.other_company',
      'roundtrip.too_new',
      'roundtrip.damaged',
      'roundtrip.columns_lost',
    ],
  }),
  /** The difference as it is this moment: the books may have moved since the file was opened. */
  state: query({
    input: z.object({ draftId: id, filter: lineFilter.default('all') }),
    output: draftState,
    refusals: ['roundtrip.draft_unknown'],
  }),
  /** Takes lines from the file (`yours`), or leaves the books as they are (`now`). */
  choose: query({
    input: z.object({
      draftId: id,
      /** One line, or all that can be chosen of a filter. */
      lines: z.union([z.object({ id: z.string() }), z.object({ filter: lineFilter })]),
      take: z.enum(['yours', 'now']),
    }),
    output: z.object({ changed: z.number().int() }),
    refusals: ['roundtrip.draft_unknown'],
  }),
  /** Writes what the preview showed, as one batch with one undo (`imports.undo`). */
  apply: command({
    input: z.object({ draftId: id, plan: z.string() }),
    output: z.object({
      batchId: id.nullable(),
      cells: z.number().int(),
      accounts: z.number().int(),
      created: z.number().int(),
    }),
    refusals: ['roundtrip.draft_unknown', 'roundtrip.moved', 'roundtrip.row_refused'],
  }),
}
