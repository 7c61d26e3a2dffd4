import { z } from 'zod'
import { csvStyle, PLAIN_CSV } from './csv.ts'
import { code, isoDate, language } from './fields.ts'

/** Statements of many customers, as files for each or as one. */
export const bulkStatements = z.object({
  kind: z.enum(['activity', 'open', 'running']).default('activity'),
  from: isoDate.optional(),
  until: isoDate.optional(),
  customers: z.array(code).optional(),
  segment: z.string().optional(),
  /** Customers with no movement and no balance get one too. */
  withEmpty: z.boolean().default(false),
  format: z.enum(['pdf', 'xlsx', 'both', 'csv']),
  csv: csvStyle.default(PLAIN_CSV),
  /** One file for all: a PDF to print, a workbook with a sheet an account, one list. */
  joined: z.boolean().default(false),
  /** Name of each file: `{code}`, `{name}` and `{until}` are replaced. */
  names: z.string().min(1).max(100).default('{code}'),
  /** For all of them; without it each customer's own document language. */
  language: language.optional(),
})
export type BulkStatements = z.output<typeof bulkStatements>
