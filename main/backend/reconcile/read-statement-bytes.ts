/** The other side's statement, bytes to lines, in whatever process it runs; throws nothing but a FileFailure. */
import { isCurrency } from '../../../shared/domain/currency.ts'
import { ruleOfColumn } from '../../../shared/domain/tabular/column-choice.ts'
import { type Columns, findColumns } from '../../../shared/domain/tabular/header.ts'
import { parseMap } from '../../../shared/domain/tabular/map.ts'
import { cellText, type Table } from '../../../shared/domain/tabular/table.ts'
import { tableOfWords } from '../../../shared/domain/twosided/pdf-table.ts'
import {
  StatementFault,
  type StatementDetected,
  type StatementFile,
  type StatementFileOptions,
} from '../../../shared/domain/twosided/statement-file.ts'
import { readStatementTable } from '../../../shared/domain/twosided/statement-table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { formatsOf } from '../imports/formats.ts'
import { FileFailure, LIMITS } from '../tabular/failure.ts'
import { readBytes } from '../tabular/read-bytes.ts'

/** A year of a large account's lines is a tenth of it. */
const TEXT_BYTES_MAX = Math.min(64 * 2 ** 20, LIMITS.textBytes)
/** While no currency is known, two digits tell amounts from other numbers. */
const DIGITS_OF_MOST = 'EUR'
const SAMPLE_ROWS = 8
const NO_FIGURES = {
  currency: null,
  from: null,
  to: null,
  openingMinor: null,
  openingOn: null,
  closingMinor: null,
  lines: [],
} as const

export async function readStatementBytes(
  bytes: Buffer,
  options: StatementFileOptions,
  isPaste: boolean,
): Promise<StatementFile> {
  try {
    return await read(bytes, options, isPaste)
  } catch (error) {
    if (error instanceof StatementFault) throw new FileFailure(error.code, error.params)
    if (error instanceof Refusal)
      throw new FileFailure(error.code, error.params as Record<string, string | number>)
    if (error instanceof FileFailure) throw error
    // A fault of ours on strange bytes is a damaged file too.
    throw new FileFailure('file.damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}

async function read(
  bytes: Buffer,
  options: StatementFileOptions,
  isPaste: boolean,
): Promise<StatementFile> {
  if (bytes.length === 0) throw new FileFailure('file.empty')
  const { table, format } = await tableOf(bytes, options, isPaste)
  const columns = columnsOf(table, options)
  const accounts = (options.currencies ?? []).filter((one) => isCurrency(one))
  const formats = formatsOf(
    table,
    columns,
    {
      ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
      ...(options.dates === undefined ? {} : { dates: options.dates }),
    },
    accounts[0] ?? DIGITS_OF_MOST,
  )
  if (options.isPreview)
    return {
      format,
      ...NO_FIGURES,
      warnings: formats.warnings,
      detected: detectedOf(table, columns, formats, options),
    }
  const figures = readStatementTable(table, columns, formats, accounts, format === 'pdf')
  return {
    format,
    ...figures,
    warnings: [
      ...formats.warnings.map((one) =>
        one.column === 'document_date' ? { ...one, column: 'date' } : one,
      ),
      ...figures.warnings,
    ],
    detected: detectedOf(table, columns, formats, options),
  }
}

async function tableOf(
  bytes: Buffer,
  options: StatementFileOptions,
  isPaste: boolean,
): Promise<{ table: Table; format: StatementFile['format'] }> {
  // A PDF may have some bytes before its mark.
  if (!isPaste && bytes.subarray(0, 1024).includes('%PDF-')) {
    // A reader program mends what it can of a file that was cut off; the lines it lost would be missing.
    if (!bytes.subarray(-1024).includes('%%EOF'))
      throw new FileFailure('file.truncated', { row: 0 })
    const { wordsOfPdf } = await import('./pdf-words.ts')
    const table = tableOfWords(await wordsOfPdf(bytes))
    if (table === null) throw new FileFailure('reconcile.no_columns')
    return { table, format: 'pdf' }
  }
  const isBook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || bytes[0] === 0xd0
  if (!isBook && bytes.length > TEXT_BYTES_MAX)
    throw new FileFailure('file.too_large', { limitMiB: TEXT_BYTES_MAX / 2 ** 20 })
  if (isPaste && isBook) throw new FileFailure('file.not_a_table')
  const { table } = await readBytes(bytes, {
    path: '',
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  })
  return { table, format: isPaste ? 'paste' : isBook ? 'xlsx' : 'csv' }
}

function columnsOf(table: Table, options: StatementFileOptions): Columns {
  const parsed = options.map === undefined ? null : parseMap(options.map)
  if (parsed !== null && 'where' in parsed)
    throw new FileFailure('map.invalid', { field: parsed.where })
  if (parsed !== null && (parsed.map.groupBy !== null || parsed.map.negative !== null))
    throw new FileFailure('map.invalid', { field: 'groupBy' })
  const found = findColumns(table, 'ledger', parsed?.map ?? null, options.headerRow ?? null)
  if (found.ok) return found.columns
  if (options.isPreview && found.columns) return found.columns
  const { code, column, params } = found.problem
  throw new FileFailure(code, { column, ...plainOf(params) })
}

function plainOf(params: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  )
}

function detectedOf(
  table: Table,
  columns: Columns,
  formats: { readonly mark: string; readonly order: string },
  options: StatementFileOptions,
): StatementDetected {
  const { headerAt, headings, sources } = columns
  return {
    encoding: table.encoding,
    separator: table.separator,
    decimal: formats.mark,
    dates: formats.order,
    headerRow: table.rows[headerAt]?.row ?? null,
    sheet: table.sheet,
    map:
      (options.map as Record<string, unknown> | undefined) ??
      Object.fromEntries(
        [...sources].flatMap(([field, source]) =>
          source.kind === 'column' ? [[field, ruleOfColumn(headings, source.index)]] : [],
        ),
      ),
    headings,
    sample: table.rows
      .slice(headerAt + 1, headerAt + 1 + SAMPLE_ROWS)
      .map(({ row, cells }) => ({ row, cells: headings.map((_, i) => cellText(cells[i])) })),
  }
}
