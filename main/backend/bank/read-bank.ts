/** A bank's file, bytes to statements, in whatever process it runs; throws nothing but a FileFailure. */
import { parseBai2 } from '../../../shared/domain/bank/bai2.ts'
import { parseBankMap } from '../../../shared/domain/bank/bank-map.ts'
import { parseCamt } from '../../../shared/domain/bank/camt.ts'
import { BankFault } from '../../../shared/domain/bank/fault.ts'
import type { BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
import { finishStatements } from '../../../shared/domain/bank/finish.ts'
import { formatOf } from '../../../shared/domain/bank/format.ts'
import { parseMt940 } from '../../../shared/domain/bank/mt940.ts'
import { parseOfx } from '../../../shared/domain/bank/ofx.ts'
import type { BankFormat, StatementFacts } from '../../../shared/domain/bank/statement.ts'
import { bankColumns, bankFrame, parseBankTable } from '../../../shared/domain/bank/table.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import type { Columns } from '../../../shared/domain/tabular/header.ts'
import type { Table, TableProblem } from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { formatsOf } from '../imports/formats.ts'
import { decode } from '../tabular/encoding.ts'
import { FileFailure, LIMITS } from '../tabular/failure.ts'
import { readBytes } from '../tabular/read-bytes.ts'
import { decodeBank } from './decode.ts'
import { readXmlTree } from './xml-tree.ts'

/** Bytes to statements; sums and identities included. */
export async function readBank(bytes: Buffer, options: BankFileOptions): Promise<BankFile> {
  try {
    return await read(bytes, options)
  } catch (error) {
    if (error instanceof BankFault) throw new FileFailure(error.code, error.params)
    if (error instanceof Refusal)
      throw new FileFailure(error.code, error.params as Record<string, string | number>)
    if (error instanceof FileFailure) throw error
    // A fault of ours on strange bytes is a damaged file too.
    throw new FileFailure('file.damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}

async function read(bytes: Buffer, options: BankFileOptions): Promise<BankFile> {
  if (bytes.length === 0) throw new FileFailure('file.empty')
  if (isContainer(bytes)) return readTable(bytes, 'xlsx', true, options)
  if (bytes.length > TEXT_BYTES_MAX)
    throw new FileFailure('file.too_large', { limitMiB: TEXT_BYTES_MAX / 2 ** 20 })
  const { text, encoding } = decodeBank(bytes, options.encoding)
  const format = options.format ?? formatOf(text)
  if (format === 'csv') {
    // What the reader of tables would decode otherwise is handed to it decoded.
    const isOwn = encoding !== decode(bytes, options.encoding).encoding
    const file = await readTable(
      isOwn ? Buffer.from(text) : bytes,
      'csv',
      /[\r\n]$/.test(text),
      options,
    )
    return isOwn ? { ...file, detected: { ...file.detected, encoding } } : file
  }
  if (format === 'xlsx') throw new FileFailure('file.not_a_table')
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new FileFailure('file.nul', { row: text.slice(0, nul).split('\n').length })
  return {
    format,
    statements: finishStatements(PARSERS[format](text), options.account ?? ''),
    detected: {
      encoding,
      separator: null,
      decimal: null,
      dates: null,
      headerRow: null,
      sheet: null,
      map: null,
    },
  }
}

/** A year of a large company's bookings is a tenth of it. */
const TEXT_BYTES_MAX = Math.min(64 * 2 ** 20, LIMITS.textBytes)

const PARSERS: Readonly<
  Record<Exclude<BankFormat, 'csv' | 'xlsx'>, (text: string) => readonly StatementFacts[]>
> = {
  mt940: parseMt940,
  camt: (text) => parseCamt(readXmlTree(text)),
  ofx: parseOfx,
  bai2: parseBai2,
}

/** Workbooks, and the old and protected ones that are refused by name. */
function isContainer(bytes: Buffer): boolean {
  return (bytes[0] === 0x50 && bytes[1] === 0x4b) || bytes[0] === 0xd0
}

async function readTable(
  bytes: Buffer,
  format: 'csv' | 'xlsx',
  endsInLineBreak: boolean,
  options: BankFileOptions,
): Promise<BankFile> {
  const map = parseBankMap(options.map)
  const { table } = await readBytes(bytes, {
    path: '',
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.separator === undefined ? {} : { separator: options.separator }),
  })
  const columns = bankColumns(table, map, options.headerRow ?? null)
  if (!endsInLineBreak && !map.isOpenEnded) assertWholeLastRow(bytes, table, columns)
  const stated = bankFrame(table, columns)
  const currency = stated.currency ?? options.currency ?? null
  if (currency !== null && !isCurrency(currency))
    throw new FileFailure('currency.unknown', { value: currency })
  const frame = { ...stated, currency }
  const formats = formatsOf(
    table,
    columns,
    {
      ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
      ...(options.dates === undefined ? {} : { dates: options.dates }),
    },
    currency ?? DIGITS_OF_MOST,
  )
  const found = parseBankTable(table, columns, formats, frame)
  const [first, ...rest] = found
  const warned = first
    ? [{ ...first, problems: [...warningsOf(formats.warnings), ...first.problems] }, ...rest]
    : []
  return {
    format,
    statements: finishStatements(warned, options.account ?? ''),
    detected: {
      encoding: table.encoding,
      separator: table.separator,
      decimal: formats.mark,
      dates: formats.order,
      headerRow: table.rows[columns.headerAt]?.row ?? null,
      sheet: table.sheet,
      map: (options.map as Record<string, unknown> | undefined) ?? mapOf(columns),
    },
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
function mapOf(columns: Columns): Record<string, string> {
  return Object.fromEntries(
    [...columns.sources].flatMap(([field, source]) =>
      source.kind === 'column' ? [[field, columns.headings[source.index] ?? '']] : [],
    ),
  )
}
