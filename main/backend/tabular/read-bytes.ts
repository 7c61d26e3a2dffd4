/** Reading itself: any file from outside to rows or a FileFailure, in whatever process it runs. */
import { readFileSync, statSync } from 'node:fs'
import type { SheetFacts, Table, TableRow } from '../../../shared/domain/tabular/table.ts'
import { FileFailure, LIMITS } from './failure.ts'
import type { RowSink } from './read-sheet.ts'

export interface ReadRequest {
  readonly path: string
  readonly sheet?: string
  readonly encoding?: string
  readonly separator?: string
  /** A second sheet whose rows come along when the workbook has it. */
  readonly companion?: string
}

export interface ReadResult {
  readonly table: Table
  readonly sheets: readonly SheetFacts[]
  /** The rows of the companion; null when there is none. */
  readonly companion: Iterable<TableRow> | null
}

/** What is known of a table beside its rows. */
export interface ReadFacts {
  readonly table: Omit<Table, 'rows'>
  readonly sheets: readonly SheetFacts[]
  readonly hasCompanion: boolean
}

/** Bytes to rows, by what the file is, not by what it is called; `sinks` take them as they come. */
export async function readInto(
  bytes: Buffer,
  request: ReadRequest,
  sinks: { readonly table: RowSink; readonly companion: RowSink },
): Promise<ReadFacts> {
  if (bytes.length === 0) throw new FileFailure('file.empty')
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new FileFailure(isEncrypted ? 'file.encrypted' : 'file.old_xls')
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { readXlsx } = await import('./xlsx.ts')
    const { companion } = request
    return readXlsx(
      bytes,
      request.sheet,
      sinks.table,
      companion === undefined ? undefined : { sheet: companion, sink: sinks.companion },
    )
  }
  const { readCsv } = await import('./csv.ts')
  const { table, sheets } = readCsv(bytes, request.encoding, request.separator)
  const { rows, ...facts } = table
  sinks.table.begin()
  for (const [i, row] of rows.entries()) {
    sinks.table.row(row)
    if (i % ROWS_A_PAUSE === 0) await sinks.table.pause()
  }
  return { table: facts, sheets, hasCompanion: false }
}

const ROWS_A_PAUSE = 5000

/** Bytes to a table held as a whole. */
export async function readBytes(bytes: Buffer, request: ReadRequest): Promise<ReadResult> {
  const [rows, companion] = [new Held(), new Held()]
  const { table, sheets, hasCompanion } = await readInto(bytes, request, {
    table: rows,
    companion,
  })
  return {
    table: { ...table, rows: rows.rows },
    sheets,
    companion: hasCompanion ? companion.rows : null,
  }
}

class Held implements RowSink {
  rows: TableRow[] = []

  begin(): void {
    this.rows = []
  }

  row(row: TableRow): void {
    this.rows.push(row)
  }

  pause(): Promise<void> {
    return Promise.resolve()
  }
}

/** Never throws anything but a FileFailure: a fault of ours on strange bytes is a damaged file too. */
export function readFileSafely(
  request: ReadRequest,
  sinks: { readonly table: RowSink; readonly companion: RowSink },
): Promise<ReadFacts> {
  return readingSafely(request.path, (bytes) => readInto(bytes, request, sinks))
}

/** The bytes of a file for a reading that must end in what it reads or a FileFailure. */
export async function readingSafely<T>(
  path: string,
  reading: (bytes: Buffer) => Promise<T>,
): Promise<T> {
  try {
    const { size } = statSync(path)
    if (size > LIMITS.textBytes)
      throw new FileFailure('file.too_large', { limitMiB: LIMITS.textBytes / 2 ** 20 })
    return await reading(readFileSync(path))
  } catch (error) {
    if (error instanceof FileFailure) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new FileFailure('file.not_found', { file: path })
    if (code === 'EISDIR') throw new FileFailure('file.not_a_table')
    throw new FileFailure('file.damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}
