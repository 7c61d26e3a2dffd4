/** Aging and statements as files, from the very report objects the screens show (one totals function). */
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { reports as contract } from '../../../shared/contract/reports.ts'
import type { ExportLanguage } from '../../../shared/i18n/exports.ts'
import { kindName } from '../../../shared/i18n/kind-names.ts'
import type { Context } from '../context.ts'
import { agingFacts, listFacts, type Origin, statementFacts } from '../documents/facts.ts'
import type { PdfRequest } from '../documents/pdf/request.ts'
import { agingTables, statementTable } from '../documents/statement-table.ts'
import type { CsvStyle } from '../../../shared/contract/csv.ts'
import { type BookFacts, type Table, writeCsv, writeXlsx } from '../documents/table.ts'
import { writePdf } from '../documents/writer.ts'
import { customerOf } from '../ledger/drafts.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { People } from '../sync/people.ts'
import { agingOf } from './aging.ts'
import { safeName } from './file-names.ts'
import {
  agingOrderOf,
  documentLanguageOf,
  imprintOf,
  printFactsOf,
  statementOrderOf,
} from './paper-orders.ts'
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
  const language = input.language ?? documentLanguageOf(context, null)
  const target = targetOf(store, input.to, `aging-${report.asOf}.${input.format}`)
  const rows =
    input.format === 'pdf'
      ? await print(context, target.file, {
          kind: 'aging',
          imprint: imprintOf(context),
          format: input.page ?? { paper: 'A4', orientation: 'landscape' },
          order: agingOrderOf(context, report, input.report, input.byDocument, language),
        })
      : await write(
          target.file,
          input,
          agingTables(report, language),
          agingFacts(report, input.report, originOf(context), language),
        )
  return { ...target, rows, language }
}

export async function exportStatement(
  context: Context,
  store: DocumentStore,
  input: In<'exportStatement'>,
): Promise<Out<'exportStatement'>> {
  const { statements } = statementOf(context, input.statement)
  const customer = customerOf(context, input.statement.customerCode)
  const language = input.language ?? documentLanguageOf(context, customer)
  const name = `statement-${safeName(customer.code)}.${input.format}`
  const target = targetOf(store, input.to, name)
  const { group } = input.statement
  const rows =
    input.format === 'pdf'
      ? await print(context, target.file, {
          kind: 'statement',
          imprint: imprintOf(context),
          format: input.page ?? { paper: 'A4', orientation: 'portrait' },
          order: statementOrderOf(context, customer, statements, group, language),
        })
      : await write(
          target.file,
          input,
          statementTables(statements, language),
          statementFacts(statements, group, originOf(context), language),
        )
  return { ...target, rows, language }
}

/** A list as the screen has it; the cells come typed, so nothing is read back from text. */
export async function exportGrid(
  context: Context,
  store: DocumentStore,
  input: In<'exportGrid'>,
): Promise<Out<'exportGrid'>> {
  const { name, headings, format, rows, totals, asOf, filters, language } = input
  const called = safeName(asOf === undefined ? name : `${name} ${asOf}`)
  const target = targetOf(store, undefined, `${called}.${format}`)
  const table: Table = {
    sheet: asOf === undefined ? name : `${name.slice(0, 20)} ${asOf}`,
    headings,
    widths: widthsOf(headings, rows),
    rows,
    totals,
    frozenColumns: input.frozenColumns,
    ...(input.currencyColumn === undefined ? {} : { currencyColumn: input.currencyColumn }),
  }
  const facts = listFacts({ title: name, asOf: asOf ?? null, filters }, originOf(context), language)
  return { ...target, rows: await write(target.file, input, [table], facts) }
}

/** In characters: as wide as the texts need, within reason; amounts have their own width. */
function widthsOf(headings: readonly string[], rows: In<'exportGrid'>['rows']): number[] {
  const widths = headings.map((heading) => Math.max(12, heading.length + 2))
  for (const cells of rows.slice(0, 2000))
    cells.forEach((cell, i) => {
      if (typeof cell === 'string')
        widths[i] = Math.min(WIDTH_MAX, Math.max(widths[i] ?? 0, cell.length + 2))
    })
  return widths
}

const WIDTH_MAX = 44

export function statementTables(
  statements: ReturnType<typeof statementOf>['statements'],
  language: ExportLanguage,
): Table[] {
  return statements.map((statement) =>
    statementTable(statement, language, (kind) => kindName(kind, language)),
  )
}

/** Who writes, and when, in the company's time zone. */
export function originOf(context: Context): Origin {
  const { company, nowMs } = context
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: company.timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const user = new People(context).shown(company.userName)
  return { company: company.name, user, writtenAt: clock.format(nowMs) }
}

function print(context: Context, file: string, pdf: PdfRequest): Promise<number> {
  return writePdf(file, pdf, printFactsOf(context, pdf))
}

function write(
  file: string,
  { format, csv }: { readonly format: string; readonly csv: CsvStyle },
  tables: readonly Table[],
  facts: BookFacts,
): Promise<number> {
  return format === 'csv' ? writeCsv(file, tables, csv) : writeXlsx(file, tables, facts)
}

/** Where a document goes: a path of the caller's, or the store, under an id. */
export function targetOf(store: DocumentStore, to: string | undefined, name: string): Target {
  if (to !== undefined) return { documentId: null, file: to }
  const documentId = uuidv7()
  return { documentId, file: store.place(documentId, name) }
}
