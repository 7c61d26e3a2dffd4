/**
 * Files being written by the other thread: opened, fed, and closed under their name or discarded
 * without a trace. A thread that died could not tidy up after itself, so that is done here.
 */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { PackedFile, PrintFacts, TableFormat } from './messages.ts'
import { type PackedRows, packRows } from './packed-rows.ts'
import type { PdfRequest } from './pdf/request.ts'
import type { EditHead, MemoryHead, SheetHead, Table } from './table-shape.ts'
import { unfinishedName } from './whole-file.ts'
import { askWriter } from './writer-thread.ts'

/** Rows that go to the writing thread together. */
export const ROWS_A_PIECE = 2000
/** Pieces on their way at once: one is written while the next is made. */
const PIECES_MAX = 3

let lastFile = 0

/** A file in the making. After a failure, or when it is not wanted, `discard` leaves nothing. */
interface OpenFile {
  /** Gives it its name. */
  close(): Promise<void>
  discard(): Promise<void>
}

export interface OpenTables extends OpenFile {
  /** Answers the rows written. */
  add(table: Table): Promise<number>
  /** A sheet whose rows are packed already. */
  addPacked(head: SheetHead | EditHead | MemoryHead, pieces: Iterable<PackedRows>): Promise<number>
}

export interface OpenPrint extends OpenFile {
  /** Answers the pages printed. */
  add(pdf: PdfRequest, bookmark: string | null): Promise<number>
}

/**
 * `isFlushed` waits until the bytes are on the disk; thousands of files that can be written again do
 * without.
 */
export async function openTables(
  path: string,
  format: TableFormat,
  { isFlushed = true }: { readonly isFlushed?: boolean } = {},
): Promise<OpenTables> {
  const { file, ends } = await open(path, isFlushed, { table: format })
  const addPacked: OpenTables['addPacked'] = async (head, pieces) => {
    let written = 0
    await askWriter({ do: 'sheet', file, head })
    const onTheirWay: Promise<number>[] = []
    for (const piece of pieces) {
      written += piece.rows
      const sent = askWriter({ do: 'rows', file, rows: piece })
      // Awaited below, in order; until then a failure must not count as unheard.
      sent.catch(() => undefined)
      onTheirWay.push(sent)
      if (onTheirWay.length >= PIECES_MAX) await onTheirWay.shift()
    }
    for (const sent of onTheirWay) await sent
    return written
  }
  return {
    ...ends,
    add: ({ rows, ...head }) => addPacked(head, packRows(rows, head.headings.length, ROWS_A_PIECE)),
    addPacked,
  }
}

export async function openPrint(
  path: string,
  facts: PrintFacts,
  { isFlushed = true }: { readonly isFlushed?: boolean } = {},
): Promise<OpenPrint> {
  const { file, ends } = await open(path, isFlushed, { print: facts })
  return { ...ends, add: (pdf, bookmark) => askWriter({ do: 'paper', file, pdf, bookmark }) }
}

/** Writes tables into one file; answers the number of rows. */
export async function writeTables(
  path: string,
  tables: readonly Table[],
  format: TableFormat,
): Promise<number> {
  const file = await openTables(path, format)
  return closing(file, async () => {
    let written = 0
    for (const table of tables) written += await file.add(table)
    return written
  })
}

/** Writes a PDF of one paper; answers its number of pages. */
export async function writePdf(path: string, pdf: PdfRequest, facts: PrintFacts): Promise<number> {
  const file = await openPrint(path, facts)
  return closing(file, () => file.add(pdf, null))
}

/** Puts files into one archive; answers how many. */
export async function packFiles(
  path: string,
  files: readonly PackedFile[],
  { isStored = false }: { readonly isStored?: boolean } = {},
): Promise<number> {
  const mark = newMark()
  try {
    return await askWriter({ do: 'pack', path, mark, files, isStored })
  } catch (error) {
    rmSync(unfinishedName(path, mark), { force: true })
    throw error
  }
}

/** Closes the file after the work, or leaves nothing of it when that fails. */
export async function closing<T>(file: OpenFile, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    await file.close()
    return result
  } catch (error) {
    await file.discard()
    throw error
  }
}

async function open(
  path: string,
  isFlushed: boolean,
  as: { readonly table: TableFormat } | { readonly print: PrintFacts },
): Promise<{ readonly file: number; readonly ends: OpenFile }> {
  lastFile += 1
  const file = lastFile
  const mark = newMark()
  await askWriter({ do: 'open', file, path, mark, isFlushed, as })
  return {
    file,
    ends: {
      close: async () => void (await askWriter({ do: 'close', file })),
      discard: async () => {
        // It fails where the thread has died; then there is nothing to close but a file to remove.
        await askWriter({ do: 'discard', file }).catch(() => undefined)
        rmSync(unfinishedName(path, mark), { force: true })
      },
    },
  }
}

function newMark(): string {
  return randomBytes(4).toString('hex')
}
