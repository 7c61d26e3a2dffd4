/** The file a call means: where it is, what the person calls it, and what is in it, read once. */
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import type { source as fileSource } from '../../../shared/contract/imports.ts'
import { MARK_SHEET } from '../../../shared/domain/roundtrip/sheet.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { assertRoom } from '../durability/disk-space.ts'
import { fileOf, type Session } from '../session.ts'
import type { ReadFile } from '../tabular/read-file.ts'
import { readTable } from './read.ts'

type Source = z.output<typeof fileSource>

/** The table read last, so that looking again at the same file with other choices reads nothing. */
const lastRead = new WeakMap<Session, { readonly key: string; readonly table: ReadFile }>()

/** Reads a file in a process of its own; a sheet an export left in it comes along. */
export async function read(
  session: Session,
  source: Source,
  options: {
    sheet?: string | undefined
    encoding?: string | undefined
    separator?: string | undefined
  },
): Promise<ReadFile> {
  const path = pathOf(session, source)
  const { mtimeMs, size } = statSync(path)
  assertRoom(dirname(fileOf(session).path), size)
  const { sheet, encoding, separator } = options
  const key = JSON.stringify([path, mtimeMs, size, sheet, encoding, separator])
  const last = lastRead.get(session)
  if (last?.key === key) return last.table
  session.progress('import', 'read', 0, 1)
  const table = await readTable(path, { ...options, companion: MARK_SHEET })
  // A workbook brought back is taken over by its draft; kept here too, it would be held twice.
  if (table.companion === null) lastRead.set(session, { key, table })
  return table
}

/** An uploaded file is named by what the door called it in the inbox; nothing else is reachable by id. */
export function pathOf(session: Session, source: Source): string {
  const path =
    'path' in source ? source.path : join(session.backend.inboxDir, basename(source.fileId))
  if (!existsSync(path) || (!('path' in source) && !statSync(path).isFile()))
    throw new Refusal('file.not_found', { file: path })
  return path
}

export function nameOf(session: Session, source: Source): string {
  const path = pathOf(session, source)
  // The door keeps the person's own name after the random part: `f3a9…-eksport.xlsx`.
  return 'path' in source ? basename(path) : basename(path).replace(/^[0-9a-f-]{16,}-/, '')
}
