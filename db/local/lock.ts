/**
 * One writer process per company file (reliability-security.md 1).
 *
 * The lock is an exclusive transaction held open on a small database beside the file: the operating
 * system lets it go with the process, so a kill leaves nothing stale, and it works the same on every
 * system SQLite runs on. Readers need no lock: they see committed states only.
 */
import SqliteDatabase from 'better-sqlite3'

export interface WriterLock {
  release(): void
}

/** Takes the lock, waiting up to `waitMs` for another process to end; null when it does not. */
export function lockForWriting(path: string, waitMs: number): WriterLock | null {
  // A database in memory belongs to its process.
  if (path === ':memory:') return { release: () => undefined }
  const connection = new SqliteDatabase(`${path}-lock`, { timeout: waitMs })
  try {
    // No journal: nothing is ever written into this file.
    connection.pragma('journal_mode = memory')
    connection.exec('begin exclusive')
  } catch (error) {
    connection.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return { release: () => connection.close() }
}
