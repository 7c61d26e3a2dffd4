/** A bank's file, bytes to statements, in whatever process it runs; throws nothing but a FileFailure. */
import { parseBai2 } from '../../../shared/domain/bank/bai2.ts'
import { parseCamt } from '../../../shared/domain/bank/camt.ts'
import type { BankColumns, BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
import { finishStatements } from '../../../shared/domain/bank/finish.ts'
import { formatOf } from '../../../shared/domain/bank/format.ts'
import { parseMt940 } from '../../../shared/domain/bank/mt940.ts'
import { parseOfx } from '../../../shared/domain/bank/ofx.ts'
import type { BankFormat, StatementFacts } from '../../../shared/domain/bank/statement.ts'
import { decode } from '../tabular/encoding.ts'
import { FileFailure, LIMITS } from '../tabular/failure.ts'
import { failureOf } from './bank-failure.ts'
import { decodeBank } from './decode.ts'
import { lookAtTable, readTable, type TableBytes } from './read-bank-table.ts'
import { readXmlTree } from './xml-tree.ts'

/** Bytes to statements; sums and identities included. */
export async function readBank(bytes: Buffer, options: BankFileOptions): Promise<BankFile> {
  try {
    return await read(bytes, options)
  } catch (error) {
    throw failureOf(error)
  }
}

/** The columns of a bank's table and what it reads as; a file of another format is `file.not_a_table`. */
export async function readBankColumns(
  bytes: Buffer,
  options: BankFileOptions,
): Promise<BankColumns> {
  try {
    const content = contentOf(bytes, options)
    if (!('bytes' in content)) throw new FileFailure('file.not_a_table')
    return await lookAtTable(content, options)
  } catch (error) {
    throw failureOf(error)
  }
}

async function read(bytes: Buffer, options: BankFileOptions): Promise<BankFile> {
  const content = contentOf(bytes, options)
  if ('bytes' in content) {
    const file = await readTable(content, options)
    const { encoding } = content
    return encoding === null ? file : { ...file, detected: { ...file.detected, encoding } }
  }
  const { format, text, encoding } = content
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
      headings: null,
      isKnown: false,
      lastAccount: null,
    },
  }
}

interface Text {
  readonly format: Exclude<BankFormat, 'csv' | 'xlsx'>
  readonly text: string
  readonly encoding: string
}

/** What the file is by its content, or by what was asked for. */
function contentOf(
  bytes: Buffer,
  options: BankFileOptions,
): Text | (TableBytes & { readonly encoding: string | null }) {
  if (bytes.length === 0) throw new FileFailure('file.empty')
  if (isContainer(bytes)) return { format: 'xlsx', bytes, endsInLineBreak: true, encoding: null }
  if (bytes.length > TEXT_BYTES_MAX)
    throw new FileFailure('file.too_large', { limitMiB: TEXT_BYTES_MAX / 2 ** 20 })
  const { text, encoding } = decodeBank(bytes, options.encoding)
  const format = options.format ?? formatOf(text)
  if (format === 'csv') {
    // What the reader of tables would decode otherwise is handed to it decoded.
    const isOwn = encoding !== decode(bytes, options.encoding).encoding
    return {
      format,
      bytes: isOwn ? Buffer.from(text) : bytes,
      endsInLineBreak: /[\r\n]$/.test(text),
      encoding: isOwn ? encoding : null,
    }
  }
  if (format === 'xlsx') throw new FileFailure('file.not_a_table')
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new FileFailure('file.nul', { row: text.slice(0, nul).split('\n').length })
  return { format, text, encoding }
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
