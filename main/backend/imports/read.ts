/**
 * From a file to rows the ledger can take: reading in another process, columns, formats, kinds; and
 * what a wizard shows of it on the way.
 */
import type { z } from 'zod'
import type { imports } from '../../../shared/contract/imports.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import {
  type DateOrder,
  decideDateOrder,
  parseDateOrder,
} from '../../../shared/domain/tabular/dates.ts'
import {
  FIELDS,
  fieldsOfHeading,
  type ImportKind,
  REQUIRED,
} from '../../../shared/domain/tabular/fields.ts'
import { type Columns, findColumns, headingsAt } from '../../../shared/domain/tabular/header.ts'
import { type ColumnMap, parseMap } from '../../../shared/domain/tabular/map.ts'
import {
  decideDecimalMark,
  type DecimalMark,
  readAmount,
} from '../../../shared/domain/tabular/numbers.ts'
import {
  groupRows,
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
  cellText,
  isBlank,
  type SheetFacts,
  type Table,
  type TableProblem,
} from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { readFile } from '../tabular/read-file.ts'
import type { Parsed } from './run-import.ts'

type Options = z.output<(typeof imports)['check']['input']>['options']
type InspectOptions = z.output<(typeof imports)['inspect']['input']>['options']
type Inspected = z.input<(typeof imports)['inspect']['output']>
type Detected = Inspected['detected']

export interface ReadTable {
  readonly table: Table
  readonly sheets: readonly SheetFacts[]
}

export interface ParsedFile extends Parsed {
  readonly detected: Detected
  readonly warnings: readonly TableProblem[]
  /** Fields in file order with the heading each came from. */
  readonly fields: readonly { readonly field: string; readonly heading: string }[]
  readonly headings: readonly string[]
  /** The mapping in force, to be remembered. */
  readonly map: Readonly<Record<string, unknown>>
  readonly raws: readonly RawRow[]
}

const AMOUNTS = [
  'amount',
  'debit',
  'credit',
  'tax_amount',
  'original_amount',
  'credit_limit',
  'rate',
]
const DAYS = ['document_date', 'posting_date', 'due_date', 'value_date', 'date']

export function readTable(
  path: string,
  options: { sheet?: string | undefined; encoding?: string | undefined },
): Promise<ReadTable> {
  return readFile({
    path,
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
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
  }
}

/** Field -> text of every row, for a grid. */
export function cellTexts(parsed: ParsedFile): Map<number, Record<string, string>> {
  return new Map(
    parsed.raws.map((raw) => [
      raw.row,
      Object.fromEntries(Object.entries(raw.cells).map(([field, cell]) => [field, cellText(cell)])),
    ]),
  )
}

export function templateHeadings(kind: ImportKind): string[] {
  return FIELDS[kind].filter((field) => field !== 'debit' && field !== 'credit')
}

export async function inspectFile(
  path: string,
  options: InspectOptions,
  companyCurrency: string,
): Promise<Omit<Inspected, 'fileName' | 'mapping'>> {
  const { table, sheets } = await readTable(path, options)
  const kind = options.kind ?? guessKind(table)
  const layout = layoutOf(table, options, companyCurrency)
  const found = findColumns(table, kind ?? 'documents', null, options.headerRow ?? null)
  const headerAt = found.ok ? found.columns.headerAt : headerGuess(table, kind ?? 'documents')
  const header = table.rows[headerAt]
  const headings = header ? headingsAt(table, header) : []
  const body = table.rows.slice(headerAt + 1).filter((row) => !row.cells.every(isBlank))
  return {
    sheets: sheets.map(({ name, state, rows, filledCells }) => ({
      name,
      state,
      rows,
      filledCells,
    })),
    detected: {
      encoding: table.encoding,
      separator: table.separator,
      decimal: null,
      dates: null,
      headerRow: header?.row ?? null,
      sheet: table.sheet,
      layout: layout?.name ?? null,
    },
    kindGuess: layout ? 'documents' : kind,
    columns: headings.map((heading, index) => {
      const guess = (kind ? fieldsOfHeading(kind, heading) : [])[0]
      const mapped = found.ok ? found.columns.fieldOfColumn.get(index) : guess?.field
      return {
        index,
        heading,
        samples: body
          .slice(0, 200)
          .map((row) => cellText(row.cells[index]))
          .filter((text) => text !== '')
          .slice(0, 5),
        field: mapped ?? null,
        confidence: mapped === undefined ? 0 : 1 - Math.min(guess?.rank ?? 9, 9) / 10,
      }
    }),
    preview: table.rows
      .slice(0, 12)
      .map((row) => ({ row: row.row, cells: row.cells.map(cellText) })),
    fields: kind
      ? FIELDS[kind].map((field) => ({ field, required: REQUIRED[kind].includes(field) }))
      : [],
  }
}

/** The kind whose required columns are there, the most telling first. */
function guessKind(table: Table): ImportKind | null {
  const kinds: readonly ImportKind[] = ['documents', 'receipts', 'customers', 'rates']
  return kinds.find((kind) => findColumns(table, kind, null, null).ok) ?? null
}

function headerGuess(table: Table, kind: ImportKind): number {
  const scores = table.rows
    .slice(0, 60)
    .map(
      (row) =>
        headingsAt(table, row).filter((heading) => fieldsOfHeading(kind, heading).length > 0)
          .length,
    )
  const best = scores.indexOf(Math.max(0, ...scores))
  return best >= 0 && (scores[best] ?? 0) > 0
    ? best
    : Math.max(
        0,
        table.rows.findIndex((row) => row.cells.filter((cell) => !isBlank(cell)).length > 1),
      )
}

function layoutOf(
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
  const texts = (fields: readonly string[]) =>
    patched.flatMap((raw) =>
      fields
        .map((field) => raw.cells[field])
        .filter((cell): cell is string => typeof cell === 'string' && cell !== ''),
    )
  const dates =
    options.dates === undefined
      ? decideDateOrder(texts(DAYS))
      : { order: orderOf(options.dates), isAmbiguous: false }
  const decimal =
    options.decimal === undefined
      ? decideDecimalMark(texts(AMOUNTS), '.')
      : { mark: options.decimal, isAmbiguous: false }
  const formats = {
    mark: decimal.mark,
    order: dates.order,
    date1904: table.date1904,
    companyCurrency,
    digitsOf,
  }
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
      decimal: decimal.mark,
      dates: dates.order,
      headerRow: layout.firstRow,
      sheet: table.sheet,
      layout: layout.name,
    },
    fields: fields.map((field) => ({ field, heading: field })),
    headings: fields,
    map: {},
    raws: patched,
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

function formatsOf(
  table: Table,
  columns: Columns,
  options: Options,
  companyCurrency: string,
): Formats & { warnings: TableProblem[] } {
  const textsOf = (fields: readonly string[]) => {
    const indexes = fields.flatMap((field) => {
      const source = columns.sources.get(field)
      return source?.kind === 'column'
        ? [source.index]
        : source?.kind === 'product'
          ? [...source.indexes]
          : []
    })
    return table.rows
      .slice(columns.headerAt + 1)
      .flatMap((row) =>
        indexes
          .map((index) => row.cells[index])
          .filter((cell): cell is string => typeof cell === 'string' && cell !== ''),
      )
  }
  const warnings: TableProblem[] = []
  // A semicolon between the cells is how programs write where the comma is the decimal mark.
  const fallback: DecimalMark = table.separator === ';' ? ',' : '.'
  const decimal =
    options.decimal === undefined
      ? decideDecimalMark(textsOf(AMOUNTS), fallback)
      : { mark: options.decimal, isAmbiguous: false }
  const dates =
    options.dates === undefined
      ? decideDateOrder(textsOf(DAYS))
      : { order: orderOf(options.dates), isAmbiguous: false }
  if (decimal.isAmbiguous)
    warnings.push({
      row: null,
      column: 'amount',
      code: 'numbers.ambiguous',
      value: decimal.mark,
      params: { decimal: decimal.mark },
    })
  if (dates.isAmbiguous)
    warnings.push({
      row: null,
      column: 'document_date',
      code: 'dates.ambiguous',
      value: dates.order,
      params: { dates: dates.order },
    })
  return {
    mark: decimal.mark,
    order: dates.order,
    date1904: table.date1904,
    companyCurrency,
    digitsOf,
    warnings,
  }
}

function orderOf(text: string): DateOrder {
  const order = parseDateOrder(text)
  if (order === null) throw new Refusal('input.invalid', { field: 'dates', reason: text })
  return order
}

function mapOf(value: unknown): ColumnMap | null {
  if (value === undefined || value === null) return null
  const parsed = parseMap(value)
  if ('where' in parsed) throw new Refusal('map.invalid', { field: parsed.where })
  return parsed.map
}

function detectedOf(
  table: Table,
  columns: Columns,
  formats: Formats,
  layout: string | null,
): Detected {
  return {
    encoding: table.encoding,
    separator: table.separator,
    decimal: formats.mark,
    dates: formats.order,
    headerRow: table.rows[columns.headerAt]?.row ?? null,
    sheet: table.sheet,
    layout,
  }
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
