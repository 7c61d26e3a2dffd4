/** Aging and statements as files, from the very report objects the screens show (one totals function). */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { allCustomers } from '../../../db/local/customers.ts'
import type { reports as contract } from '../../../shared/contract/reports.ts'
import type { ExportLanguage } from '../../../shared/i18n/exports.ts'
import { kindName } from '../../../shared/i18n/kind-names.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { agingTable, statementTable } from '../documents/statement-table.ts'
import { type Table, writeCsv, writeXlsx } from '../documents/table.ts'
import { customerOf } from '../ledger/drafts.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { agingOf } from './aging.ts'
import { statementOf } from './statements.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** Where a written document waits for the door to hand it over. */
export interface DocumentStore {
  /** A path in the data folder for a new document, known by its id. */
  place(documentId: string, name: string): string
}

interface Target {
  readonly documentId: string | null
  readonly file: string
}

export async function exportAging(
  context: Context,
  cache: OpenCache | null,
  store: DocumentStore,
  input: In<'exportAging'>,
): Promise<Out<'exportAging'>> {
  const report = agingOf(context, cache, input.report)
  const target = targetOf(store, input.to, `aging-${report.asOf}.${input.format}`)
  const rows = await write(target.file, input.format, [agingTable(report, input.language)])
  return { ...target, rows }
}

export async function exportStatement(
  context: Context,
  store: DocumentStore,
  input: In<'exportStatement'>,
): Promise<Out<'exportStatement'>> {
  const { statements } = statementOf(context, input.statement)
  const target = targetOf(
    store,
    input.to,
    `statement-${safeName(input.statement.customerCode)}.${input.format}`,
  )
  const rows = await write(target.file, input.format, tablesOf(statements, input.language))
  return { ...target, rows }
}

/** A list as the screen has it; the cells come typed, so nothing is read back from text. */
export async function exportGrid(
  store: DocumentStore,
  input: In<'exportGrid'>,
): Promise<Out<'exportGrid'>> {
  const { name, headings, format } = input
  const target = targetOf(store, undefined, `${safeName(name)}.${format}`)
  const rows = await write(target.file, format, [
    {
      sheet: name,
      headings,
      widths: headings.map((heading) => Math.min(40, Math.max(12, heading.length + 2))),
      rows: input.rows,
      totals: input.totals,
    },
  ])
  return { ...target, rows }
}

/** One workbook per customer; all of them, a segment, or a list. */
export async function exportStatements(
  context: Context,
  input: In<'exportStatements'>,
): Promise<Out<'exportStatements'>> {
  const wanted =
    input.customers?.map((code) => customerOf(context, code)) ??
    allCustomers(context.db).filter(
      (row) => !row.archived && (input.segment === undefined || row.segment === input.segment),
    )
  makeFolder(input.to)
  const written: { customer: string; file: string }[] = []
  const used = new Set<string>()
  for (const customer of wanted) {
    const { statements } = statementOf(context, {
      customerCode: customer.code,
      kind: 'activity',
      group: false,
      ...(input.until === undefined ? {} : { to: input.until }),
    })
    let name = safeName(customer.code)
    while (used.has(name.toLowerCase())) name = `${name}_`
    used.add(name.toLowerCase())
    const file = join(input.to, `${name}.xlsx`)
    await writeXlsx(file, tablesOf(statements, input.language))
    written.push({ customer: customer.code, file })
  }
  return { files: written.length, customers: written }
}

function tablesOf(
  statements: ReturnType<typeof statementOf>['statements'],
  language: ExportLanguage,
): Table[] {
  return statements.map((statement) =>
    statementTable(statement, language, (kind) => kindName(kind, language)),
  )
}

function write(file: string, format: 'xlsx' | 'csv', tables: readonly Table[]): Promise<number> {
  return format === 'xlsx' ? writeXlsx(file, tables) : writeCsv(file, tables)
}

function targetOf(store: DocumentStore, to: string | undefined, name: string): Target {
  if (to !== undefined) return { documentId: null, file: to }
  const documentId = uuidv7()
  return { documentId, file: store.place(documentId, name) }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    if (!statSync(path).isDirectory()) throw new Refusal('file.unwritable', { file: path })
  } catch {
    throw new Refusal('file.unwritable', { file: path })
  }
}

/** A code as a file name on every system; the code itself stands in the sheet. */
function safeName(code: string): string {
  const name = code.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+|\.+$/g, '_')
  return name === '' ? '_' : name
}
