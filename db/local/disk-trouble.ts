/**
 * What the disk may answer with, from SQLite and from the system: after any of these a connection is
 * not used again, since a failed fsync may be reported once and forgotten.
 */
const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'SQLITE_IOERR_WRITE_FULL'])
const FAILED = new Set(['EIO', 'EROFS', 'EFBIG', 'ENODEV', 'ESTALE', 'SQLITE_READONLY_DBMOVED'])

export type DiskTrouble = 'full' | 'failed' | 'damaged'

/** Null where the error is none of the disk's. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return null
  if (FULL.has(code)) return 'full'
  if (FAILED.has(code) || code.startsWith('SQLITE_IOERR')) return 'failed'
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isTornText(error)
    ? 'damaged'
    : null
}

/** An envelope is JSON when it is written, and an index reads it: other text is a flipped bit. */
function isTornText(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === 'SQLITE_ERROR' && message === 'malformed JSON'
}

export function isDiskTrouble(error: unknown): boolean {
  const trouble = diskTrouble(error)
  return trouble === 'full' || trouble === 'failed'
}
