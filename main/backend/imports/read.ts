/**
 * From a file to rows the ledger can take: reading in another process, columns, formats, kinds; and
 * what a wizard shows of it on the way.
 */
import type { z } from 'zod'
import type { imports } from '../../../shared/contract/imports.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { FIELDS, type ImportKind } from '../../../shared/domain/tabular/fields.ts'
import { type Columns, findColumns } from '../../../shared/domain/tabular/header.ts'
import { type ColumnMap, parseMap } from '../../../shared/domain/tabular/map.ts'
import { type DecimalMark, readAmount } from '../../../shared/domain/tabular/numbers.ts'
import { groupRows } from '../../../shared/domain/tabular/group-rows.ts'
import {
  parseCustomers,
  parseDocuments,
  parseRates,
} from '../../../shared/domain/tabular/parse-rows.ts'
import { type RawRow, rawRows } from '../../../shared/domain/tabular/raw-rows.ts'
import type { Formats } from '../../../shared/domain/tabular/row-reader.ts'
import { readBalanceList } from '../../../shared/domain/tabular/balance-list.ts'
import { readStatementLayout } from '../../../shared/domain/tabular/statement-layout.ts'
import {
  type Cell,
  type SheetFacts,
  type Table,
  type TableProblem,
} from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { readFile, type ReadFile } from '../tabular/read-file.ts'
import { detectedOf, formatsOf, layoutFormats } from './formats.ts'
import type { Parsed } from './run-import.ts'

type Options = z.output<(typeof imports)['check']['input']>['options']
type Control = z.input<(typeof imports)['check']['output']>['control']

export interface ReadTable {
  readonly table: Table
  readonly sheets: readonly SheetFacts[]
}

export interface ParsedFile extends Parsed {
  readonly detected: ReturnType<typeof detectedOf>
  readonly warnings: readonly TableProblem[]
  /** Fields in file order with the heading each came from. */
  readonly fields: readonly { readonly field: string; readonly heading: string }[]
  readonly headings: readonly string[]
  /** The mapping in force, to be remembered. */
  readonly map: Readonly<Record<string, unknown>>
  readonly raws: readonly RawRow[]
  readonly control: Control
}

export function readTable(
  path: string,
  options: {
    sheet?: string | undefined
    encoding?: string | undefined
    separator?: string | undefined
    companion?: string
  },
): Promise<ReadFile> {
  return readFile({
    path,
    ...(options.companion === undefined ? {} : { companion: options.companion }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.separator === undefined ? {} : { separator: options.separator }),
  })
}

export function parseTable(
  read: ReadTable,
  fileName: string,
  options: Options,
  companyCurrency: string,
  fixes: ReadonlyMap<string, string>,
): ParsedFile {
  const { table } = read
  const map = mapOf(options.map)
  if (map === null && (options.kind === 'documents' || options.kind === 'open-items')) {
    const layout = layoutOf(table, options, companyCurrency)
    if (layout) return parseLayout(layout, table, fileName, options, companyCurrency, fixes)
  }
  const columns = columnsOf(table, options.kind, map, options.headerRow)
  const formats = formatsOf(table, columns, options, companyCurrency)
  const found = rawRows(table, columns, fixes, () => formats.mark)
  if (found.rows.length === 0) throw new Refusal('file.empty', {})
  const grouped = map?.groupBy
    ? groupRows(found.rows, map.groupBy, formats)
    : { rows: found.rows, warnings: [] }
  const parsed = parseKind(grouped.rows, formats, options.kind, map)
  return {
    kind: options.kind,
    fileName,
    rowCount: grouped.rows.length,
    ...parsed.rows,
    problems: sorted([...found.problems, ...parsed.problems]),
    warnings: [...formats.warnings, ...found.warnings, ...grouped.warnings, ...parsed.warnings],
    detected: detectedOf(table, columns, formats, null),
    fields: [...columns.sources.keys()].map((field) => ({
      field,
      heading: headingOf(columns, field),
    })),
    headings: columns.headings.filter((heading) => heading !== ''),
    map: (options.map as Record<string, unknown> | undefined) ?? mappingOf(columns),
    raws: grouped.rows,
    control: controlOf(found.control, found.rows, formats),
  }
}

/** The file's own grand total against the sum of its rows, in the first amount column that has both. */
function controlOf(total: RawRow | null, rows: readonly RawRow[], formats: Formats): Control {
  const digits = digitsOf(formats.companyCurrency)
  for (const field of ['amount', 'debit', 'credit']) {
    const stated = readAmount(total?.cells[field] ?? null, formats.mark, digits)
    if (total === null || !stated.ok) continue
    let readMinor = 0
    for (const { cells } of rows) {
      const reading = readAmount(cells[field] ?? null, formats.mark, digits)
      if (reading.ok) readMinor += reading.minor
    }
    return { kind: 'total', row: total.row, field, statedMinor: stated.minor, readMinor }
  }
  return { kind: 'none' }
}

export function templateHeadings(kind: ImportKind): string[] {
  return FIELDS[kind].filter((field) => field !== 'debit' && field !== 'credit')
}

/** The statement or list layout of a table, or null when it is laid out otherwise. */
export function layoutOf(
  table: Table,
  options: { decimal?: DecimalMark | undefined },
  companyCurrency: string,
) {
  const digits = digitsOf(companyCurrency)
  const statement = readStatementLayout(table, (cell: Cell) => {
    const reading = readAmount(cell, options.decimal ?? '.', digits)
    return reading.ok ? reading.minor : null
  })
  return statement ?? readBalanceList(table, digits, options.decimal ?? null)
}

function parseLayout(
  layout: NonNullable<ReturnType<typeof layoutOf>>,
  table: Table,
  fileName: string,
  options: Options,
  companyCurrency: string,
  fixes: ReadonlyMap<string, string>,
): ParsedFile {
  const patched = layout.documents.map((raw) => ({
    row: raw.row,
    cells: Object.fromEntries(
      Object.entries(raw.cells).map(([field, cell]) => [
        field,
        fixes.get(`${raw.row} ${field}`) ?? cell,
      ]),
    ),
  }))
  const formats = layoutFormats(patched, table, options, companyCurrency)
  const documents = parseDocuments(patched, formats, 'documents', null)
  const customers = parseCustomers(layout.customers, formats)
  const fields = Object.keys(patched[0]?.cells ?? {})
  return {
    kind: 'documents',
    fileName,
    rowCount: patched.length,
    customers: options.createCustomers ? customers.rows : [],
    documents: documents.rows,
    rates: [],
    problems: sorted([
      ...layout.problems,
      ...(options.createCustomers ? customers.problems : []),
      ...documents.problems,
    ]),
    warnings: [...documents.warnings, ...customers.warnings],
    detected: {
      encoding: table.encoding,
      separator: table.separator,
      decimal: formats.mark,
      dates: formats.order,
      headerRow: layout.firstRow,
      sheet: table.sheet,
      layout: layout.name,
    },
    fields: fields.map((field) => ({ field, heading: field })),
    headings: fields,
    map: {},
    raws: patched,
    control: {
      kind: 'accounts',
      accounts: layout.accounts,
      differing: layout.problems.filter((one) => one.code === 'block.balance').length,
    },
  }
}

function parseKind(
  raws: readonly RawRow[],
  formats: Formats,
  kind: ImportKind,
  map: ColumnMap | null,
): {
  rows: Pick<Parsed, 'customers' | 'documents' | 'rates'>
  problems: readonly TableProblem[]
  warnings: readonly TableProblem[]
} {
  const none = { customers: [], documents: [], rates: [] }
  if (kind === 'customers') {
    const { rows, ...rest } = parseCustomers(raws, formats)
    return { rows: { ...none, customers: rows }, ...rest }
  }
  if (kind === 'rates') {
    const { rows, ...rest } = parseRates(raws, formats)
    return { rows: { ...none, rates: rows }, ...rest }
  }
  const { rows, ...rest } = parseDocuments(raws, formats, kind, map)
  return { rows: { ...none, documents: rows }, ...rest }
}

function columnsOf(
  table: Table,
  kind: ImportKind,
  map: ColumnMap | null,
  headerRow: number | undefined,
): Columns {
  const found = findColumns(table, kind, map, headerRow ?? null)
  if (!found.ok)
    throw new Refusal(found.problem.code, { column: found.problem.column, ...found.problem.params })
  return found.columns
}

/** The column map of the options, or the refusal that it is none. */
export function mapOf(value: unknown): ColumnMap | null {
  if (value === undefined || value === null) return null
  const parsed = parseMap(value)
  if ('where' in parsed) throw new Refusal('map.invalid', { field: parsed.where })
  return parsed.map
}

function headingOf(columns: Columns, field: string): string {
  const source = columns.sources.get(field)
  if (source === undefined || source.kind === 'const') return ''
  return source.kind === 'column'
    ? (columns.headings[source.index] ?? '')
    : source.indexes.map((index) => columns.headings[index] ?? '').join(' × ')
}

/** The recognised columns as a map that reads the next file of the kind the same way. */
function mappingOf(columns: Columns): Record<string, unknown> {
  return Object.fromEntries(
    [...columns.sources].flatMap(([field, source]) =>
      source.kind === 'column' ? [[field, columns.headings[source.index] ?? '']] : [],
    ),
  )
}

function sorted(problems: readonly TableProblem[]): TableProblem[] {
  return problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
}
