/** What can still be read of a damaged file's operations, as JSON lines: opened read-only, step by step. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { type CompanyDb, CompanyFileError, openReadOnly } from '../../../db/local/open.ts'
import { hashesOfEnvelope } from '../../../sync/engine/operation.ts'
import { diskTrouble } from '../../../db/local/disk-trouble.ts'

const ROWS_AT_ONCE = 100

export interface Salvaged {
  readonly file: string | null
  /** Hex hashes of the operations read. */
  readonly hashes: readonly string[]
}

export function salvage(companyFile: string, to: string): Salvaged {
  // A page cut off reads as zeros: only what its own hash confirms was an operation.
  const rows = [...operationsOf(companyFile)].flatMap(({ envelope }) => {
    const read = envelope === null ? null : hashesOfEnvelope(envelope)
    return envelope !== null && read && read.computed === read.claimed
      ? [{ envelope, hash: read.claimed }]
      : []
  })
  if (rows.length === 0) return { file: null, hashes: [] }
  const handle = openSync(to, 'wx', 0o600)
  try {
    for (const row of rows) writeSync(handle, `${row.envelope}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return { file: to, hashes: rows.map(({ hash }) => hash) }
}

export function operationHashes(db: CompanyDb): ReadonlySet<string> {
  return new Set(
    db
      .prepare<[], { hash: string }>('select lower(hex(op_hash)) as hash from op_outbox')
      .all()
      .map(({ hash }) => hash),
  )
}

function* operationsOf(companyFile: string): IterableIterator<{ envelope: string | null }> {
  let db: CompanyDb
  try {
    db = openReadOnly(companyFile)
  } catch (error) {
    if (error instanceof CompanyFileError || isUnreadable(error)) return
    throw error
  }
  try {
    const last = attempt(() =>
      db.prepare<[], { n: number }>('select max(local_seq) as n from op_outbox').get(),
    )?.n
    for (let from = 0; from <= (last ?? 0); from += ROWS_AT_ONCE)
      yield* attempt(() =>
        db
          .prepare<[number, number], { envelope: string | null }>(
            'select envelope from op_outbox where local_seq > ? and local_seq <= ?',
          )
          .all(from, from + ROWS_AT_ONCE),
      ) ?? []
  } finally {
    db.close()
  }
}

/** Null for a part that cannot be read. */
function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (isUnreadable(error)) return null
    throw error
  }
}

function isUnreadable(error: unknown): boolean {
  const { code } = error as { code?: string }
  return diskTrouble(error) !== null || (code?.startsWith('SQLITE_') ?? false)
}
