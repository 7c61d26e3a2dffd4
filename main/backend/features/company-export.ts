/**
 * The whole company in open formats: every table as CSV, the operations as JSON lines, and a manifest
 * of names, counts and hashes.
 *
 * All of one moment: nothing is written to the ledger while it is read, since both happen in one turn.
 * Written beside its place and renamed when its last byte is on the disk, so that a folder of this name
 * is a whole export.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { EXPORTED_TABLES, exportOperations, exportRows } from '../../../db/local/export.ts'
import { syncFolder } from '../../../db/local/lasting.ts'
import type { companies as contract } from '../../../shared/contract/companies.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'

type Out = z.input<(typeof contract)['export']['output']>
type ExportedFile = Out['files'][number]

/** Characters written together. */
const PIECE = 1 << 18

/** Refuses with `file.exists` where `to` holds anything, and with `file.unwritable`. */
export function exportCompany({ db, company, nowMs }: Context, to: string): Out {
  const unfinished = `${to}.${randomBytes(4).toString('hex')}.unfinished`
  try {
    if (existsSync(to) && readdirSync(to).length > 0) throw new Refusal('file.exists', { file: to })
    mkdirSync(unfinished, { recursive: true })
    const files = EXPORTED_TABLES.map((table) =>
      writeLines(unfinished, `${table.name}.csv`, {
        head: stringify([[...table.columns]]),
        rows: exportRows(db, table),
        line: (row) => stringify([[...row]]),
      }),
    )
    files.push(
      writeLines(unfinished, 'operations.jsonl', {
        head: '',
        rows: exportOperations(db),
        line: (envelope) => `${envelope}\n`,
      }),
    )
    const manifest = {
      format: 'saldo.export.v1',
      company: { id: company.companyId, name: company.name, currency: company.currency },
      exportedAt: new Date(nowMs).toISOString(),
      chainHash: Buffer.from(company.chainHash).toString('hex'),
      files,
    }
    writeLines(unfinished, 'manifest.json', {
      head: `${JSON.stringify(manifest, null, 2)}\n`,
      rows: [],
      line: () => '',
    })
    syncFolder(unfinished)
    if (existsSync(to)) rmdirSync(to)
    renameSync(unfinished, to)
    syncFolder(dirname(to))
    return { files }
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    const { code, syscall } = error as NodeJS.ErrnoException
    if (typeof code === 'string' && typeof syscall === 'string')
      throw new Refusal('file.unwritable', { file: to, reason: code })
    throw error
  }
}

function writeLines<Row>(
  folder: string,
  name: string,
  { head, rows, line }: { head: string; rows: Iterable<Row>; line: (row: Row) => string },
): ExportedFile {
  const hash = createHash('sha256')
  const file = openSync(join(folder, name), 'wx')
  try {
    let written = 0
    let piece = head
    const flush = () => {
      const bytes = Buffer.from(piece)
      hash.update(bytes)
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      piece = ''
    }
    for (const row of rows) {
      piece += line(row)
      written += 1
      if (piece.length > PIECE) flush()
    }
    flush()
    fsyncSync(file)
    return { name, rows: written, sha256: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}
