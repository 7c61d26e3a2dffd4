/** Reading itself: any file from outside to a table or a FileFailure, in whatever process it runs. */
import { readFileSync, statSync } from 'node:fs'
import type { SheetFacts, Table, TableRow } from '../../../shared/domain/tabular/table.ts'
import { FileFailure, LIMITS } from './failure.ts'

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
  readonly companion: readonly TableRow[] | null
}

/** Bytes to a table, by what the file is, not by what it is called. */
export async function readBytes(bytes: Buffer, request: ReadRequest): Promise<ReadResult> {
  if (bytes.length === 0) throw new FileFailure('file.empty')
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new FileFailure(isEncrypted ? 'file.encrypted' : 'file.old_xls')
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { readXlsx } = await import('./xlsx.ts')
    return readXlsx(bytes, request.sheet, request.companion)
  }
  const { readCsv } = await import('./csv.ts')
  return { ...readCsv(bytes, request.encoding, request.separator), companion: null }
}

/** Never throws anything but a FileFailure: a fault of ours on strange bytes is a damaged file too. */
export async function readFileSafely(request: ReadRequest): Promise<ReadResult> {
  try {
    const { size } = statSync(request.path)
    if (size > LIMITS.textBytes)
      throw new FileFailure('file.too_large', { limitMiB: LIMITS.textBytes / 2 ** 20 })
    return await readBytes(readFileSync(request.path), request)
  } catch (error) {
    if (error instanceof FileFailure) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new FileFailure('file.not_found', { file: request.path })
    if (code === 'EISDIR') throw new FileFailure('file.not_a_table')
    throw new FileFailure('file.damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}
