/**
 * A bank's CSV or workbook, bytes to statements: by the map that is given, else by what was saved of an
 * earlier file with the same headings, else by what the headings say.
 */
import { type BankMap, parseBankMap } from '../../../shared/domain/bank/bank-map.ts'
import type { BankColumns, BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
import { finishStatements } from '../../../shared/domain/bank/finish.ts'
import {
  type FoundMaps,
  isSameAccount,
  nearMapsFor,
  type SavedBankMap,
  savedMapsFor,
} from '../../../shared/domain/bank/saved-map.ts'
import type { BankStatement } from '../../../shared/domain/bank/statement.ts'
import {
  bankColumns,
  bankFrame,
  findBankColumns,
  parseBankTable,
} from '../../../shared/domain/bank/table.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { ruleOfColumn } from '../../../shared/domain/tabular/column-choice.ts'
import { type Columns, headerRowByShape } from '../../../shared/domain/tabular/header.ts'
import { cellText, type Table, type TableProblem } from '../../../shared/domain/tabular/table.ts'
import { asksOf, formatsOf } from '../imports/formats.ts'
import { FileFailure } from '../tabular/failure.ts'
import { readBytes } from '../tabular/read-bytes.ts'
import { failureOf } from './bank-failure.ts'

export interface TableBytes {
  readonly format: 'csv' | 'xlsx'
  readonly bytes: Buffer
  readonly endsInLineBreak: boolean
}

export async function readTable(file: TableBytes, options: BankFileOptions): Promise<BankFile> {
  const map = parseBankMap(options.map)
  const table = await tableOf(file, options)
  const choice = choiceOf(table, map, options)
  const columns = bankColumns(table, choice.map, choice.headerRow)
  const { formats, statements } = readRows(file, table, columns, choice, options)
  return {
    format: file.format,
    statements,
    detected: {
      encoding: table.encoding,
      separator: table.separator,
      decimal: formats.mark,
      dates: formats.order,
      headerRow: table.rows[columns.headerAt]?.row ?? null,
      sheet: table.sheet,
      map: choice.json ?? mapOf(columns),
      headings: columns.headerAt < 0 ? null : columns.headings,
      isKnown: choice.isKnown,
      lastAccount: choice.saved.find(({ account }) => account !== null)?.account ?? null,
    },
  }
}

/** The same, of a table that may not be readable yet: what its columns are, and what is in the way. */
export async function lookAtTable(
  file: TableBytes,
  options: BankFileOptions,
): Promise<BankColumns> {
  const map = parseBankMap(options.map)
  const table = await tableOf(file, options)
  const exact = choiceOf(table, map, options)
  const isOpen = exact.json === null && !findBankColumns(table, map, exact.headerRow).ok
  const near = isOpen ? nearChoice(table, exact, options) : null
  const choice = near ?? (isOpen ? withHeadings(table, exact) : exact)
  const whole = () => bankColumns(table, choice.map, choice.headerRow)
  // Of a map that is wrong in itself there is nothing to show.
  const columns = findBankColumns(table, choice.map, choice.headerRow).columns ?? whole()
  const read = attempt(() => readRows(file, table, whole(), choice, options))
  const formats =
    read.formats ??
    formatsAs(table, columns, choice, options, { currency: null, account: options.account ?? null })
  return {
    format: file.format,
    decimal: formats.mark,
    dates: formats.order,
    asks: asksOf(formats.warnings),
    headerRow: table.rows[columns.headerAt]?.row ?? null,
    map: choice.json ?? mapOf(columns),
    headings: columns.headings,
    sample: table.rows
      .slice(columns.headerAt + 1, columns.headerAt + 1 + SAMPLE_ROWS)
      .map(({ row, cells }) => ({
        row,
        cells: columns.headings.map((_, i) => cellText(cells[i])),
      })),
    known: near !== null ? 'near' : exact.isKnown ? 'yes' : 'no',
    trouble: read.trouble,
    statements: read.statements,
  }
}

const SAMPLE_ROWS = 8

/** How a table is read, and by whose word. */
interface Choice {
  readonly map: BankMap
  /** The map as it was given or saved; null where the headings say it. */
  readonly json: Readonly<Record<string, unknown>> | null
  readonly headerRow: number | null
  readonly isKnown: boolean
  /** What is saved of tables with these headings. */
  readonly saved: readonly SavedBankMap[]
}

async function tableOf({ bytes }: TableBytes, options: BankFileOptions): Promise<Table> {
  const { table } = await readBytes(bytes, {
    path: '',
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.separator === undefined ? {} : { separator: options.separator }),
  })
  return table
}

function choiceOf(table: Table, map: BankMap, options: BankFileOptions): Choice {
  const headerRow = options.headerRow ?? null
  const found = savedMapsFor(table, options.saved ?? [], headerRow)
  if (found !== null && options.map === undefined) return choiceBy(found)
  const json = (options.map as Record<string, unknown> | undefined) ?? null
  return { map, json, headerRow, isKnown: false, saved: found?.saved ?? [] }
}

/** Starts from the map of a file that had other columns beside the same; a person looks at it. */
function nearChoice(table: Table, exact: Choice, options: BankFileOptions): Choice | null {
  const near = nearMapsFor(table, options.saved ?? [], exact.headerRow)
  return near === null ? null : choiceBy(near)
}

/** Facts of the account above the headings can look more like headings than words nobody knows. */
function withHeadings(table: Table, choice: Choice): Choice {
  return choice.headerRow === null ? { ...choice, headerRow: headerRowByShape(table) } : choice
}

function choiceBy({ row, saved }: FoundMaps): Choice {
  const json = saved[0].map
  return { map: parseBankMap(json), json, headerRow: row.row, isKnown: json !== null, saved }
}

type TableFormats = ReturnType<typeof formatsOf>

function readRows(
  file: TableBytes,
  table: Table,
  columns: Columns,
  choice: Choice,
  options: BankFileOptions,
): { readonly formats: TableFormats; readonly statements: readonly BankStatement[] } {
  if (!file.endsInLineBreak && !choice.map.isOpenEnded)
    assertWholeLastRow(file.bytes, table, columns)
  const stated = bankFrame(table, columns)
  const currency = stated.currency ?? options.currency ?? null
  if (currency !== null && !isCurrency(currency))
    throw new FileFailure('currency.unknown', { value: currency })
  const account = stated.account === '' ? (options.account ?? null) : stated.account
  const formats = formatsAs(table, columns, choice, options, { currency, account })
  const found = parseBankTable(table, columns, formats, { ...stated, currency })
  const [first, ...rest] = found
  const warned = first
    ? [{ ...first, problems: [...warningsOf(formats.warnings), ...first.problems] }, ...rest]
    : []
  return { formats, statements: finishStatements(warned, options.account ?? '') }
}

/** Numbers and days as it is told for this file, as it was told for the account's last one, or as the cells say. */
function formatsAs(
  table: Table,
  columns: Columns,
  { saved }: Choice,
  options: BankFileOptions,
  of: { readonly currency: string | null; readonly account: string | null },
): TableFormats {
  const isByRow = columns.sources.has('account')
  const told =
    options.map === undefined && (isByRow || of.account !== null)
      ? saved.find(({ account }) => isSameAccount(account, isByRow ? null : of.account))
      : undefined
  const decimal = options.decimal ?? told?.decimal ?? null
  const dates = options.dates ?? told?.dates ?? null
  return formatsOf(
    table,
    columns,
    { ...(decimal === null ? {} : { decimal }), ...(dates === null ? {} : { dates }) },
    of.currency ?? DIGITS_OF_MOST,
  )
}

interface Attempt {
  readonly formats: TableFormats | null
  readonly statements: readonly BankStatement[]
  readonly trouble: BankColumns['trouble']
}

function attempt(read: () => ReturnType<typeof readRows>): Attempt {
  try {
    return { ...read(), trouble: null }
  } catch (error) {
    const { code, params } = failureOf(error)
    return { formats: null, statements: [], trouble: { code, params } }
  }
}

/** A bank's table has one day, whatever it is called in a table of documents. */
function warningsOf(warnings: readonly TableProblem[]): TableProblem[] {
  return warnings.map((one) => (one.column === 'document_date' ? { ...one, column: 'date' } : one))
}

/** While no currency is known, rows name their own; two digits only tell amounts from other numbers. */
const DIGITS_OF_MOST = 'EUR'

/**
 * A file that ends without a line break was cut off, unless its last cell is closed by a quotation mark
 * and its row as wide as the headings: anything else may have gone on.
 */
function assertWholeLastRow(bytes: Buffer, table: Table, columns: Columns): void {
  const last = table.rows.at(-1)
  const isClosed = bytes.at(-1) === QUOTE && last?.cells.length === columns.headings.length
  if (!isClosed) throw new FileFailure('file.truncated', { row: last?.row ?? 0 })
}

const QUOTE = 0x22

/** The recognised columns as a map that reads the next file of the bank the same way. */
function mapOf({ sources, headings }: Columns): Record<string, unknown> {
  return Object.fromEntries(
    [...sources].flatMap(([field, source]) =>
      source.kind === 'column' ? [[field, ruleOfColumn(headings, source.index)]] : [],
    ),
  )
}
