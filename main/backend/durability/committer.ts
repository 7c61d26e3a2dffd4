/**
 * The order in which a command becomes fact (reliability-security.md 3): its statements run, the
 * outbox journal has them on the disk, COMMIT, mark; only then does the caller hear of it.
 */
import { randomBytes } from 'node:crypto'
import { type CommitState, commitState, saveCommitState } from '../../../db/local/commit-state.ts'
import { diskTrouble } from '../../../db/local/disk-trouble.ts'
import { type CompanyDb, schemaVersion } from '../../../db/local/open.ts'
import { OutboxJournal } from '../../../db/local/outbox/journal.ts'
import { type Settled, settleOutbox } from '../../../db/local/outbox/settle.ts'
import { fails } from './faults.ts'

/** One transaction on its way into the outbox journal. */
export interface JournalEntry {
  /** The last thing before COMMIT: the journal has it all on the disk. */
  seal(): void
  /** Right after COMMIT. */
  committed(): void
  /** Rolled back, or COMMIT failed. */
  dropped(error: unknown): void
}

export class Committer {
  readonly #path: string
  #journal: OutboxJournal | null = null
  /** Sealed in the journal, its COMMIT not answered. */
  #inDoubt: CommitState | null = null

  constructor(path: string) {
    this.#path = path
  }

  /** With the writer's lock held: puts file and journal at one state and goes on from there. */
  begin(db: CompanyDb, nowMs: number): Settled {
    const settled = settleOutbox(db, this.#path, nowMs)
    this.#journal = new OutboxJournal(this.#path)
    return settled
  }

  get hasBegun(): boolean {
    return this.#journal !== null
  }

  run<T>(db: CompanyDb, nowMs: number, work: () => T): T {
    const entry = this.enter(db, nowMs)
    let result: T
    try {
      result = db.transaction(() => {
        const value = work()
        entry.seal()
        return value
      })
    } catch (error) {
      entry.dropped(error)
      throw error
    }
    entry.committed()
    return result
  }

  /** Before BEGIN: what `db` changes from here goes into the journal. One entry at a time. */
  enter(db: CompanyDb, nowMs: number): JournalEntry {
    if (this.#journal === null) this.begin(db, nowMs)
    const journal = this.#journal as OutboxJournal
    this.#inDoubt = null
    journal.begin()
    db.record((sql, values) => journal.add(sql, values))
    return {
      seal: () => {
        journal.pause()
        if (journal.hasChanges) this.#seal(db, journal, nowMs)
      },
      committed: () => {
        db.record(null)
        fails('crash-after-commit')
        this.#mark(journal)
      },
      dropped: (error) => {
        db.record(null)
        this.#drop(journal, error)
      },
    }
  }

  /** After a COMMIT that failed: does the file, opened anew, stand at it all the same? */
  isCommitted(db: CompanyDb): boolean {
    return this.#inDoubt !== null && commitState(db).token.equals(this.#inDoubt.token)
  }

  close(): void {
    this.#journal?.close()
    this.#journal = null
  }

  #seal(db: CompanyDb, journal: OutboxJournal, nowMs: number): void {
    const before = commitState(db)
    const after = { seq: before.seq + 1, token: randomBytes(8) }
    saveCommitState(db, after)
    if (fails('io-full')) throw Object.assign(new Error('io-full'), { code: 'ENOSPC' })
    if (fails('io-fail-fsync')) throw Object.assign(new Error('io-fail-fsync'), { code: 'EIO' })
    journal.seal({
      seq: after.seq,
      before: before.token,
      after: after.token,
      atMs: nowMs,
      schemaVersion: schemaVersion(),
    })
    this.#inDoubt = after
    fails('crash-before-commit')
  }

  #mark(journal: OutboxJournal): void {
    if (this.#inDoubt === null) return journal.dropped()
    try {
      journal.committed(this.#inDoubt.seq)
    } catch (error) {
      if (diskTrouble(error) === null) throw error
      // The commit stands; the next entry, which begins with its token, says so as well.
      this.close()
    }
    this.#inDoubt = null
  }

  /** After trouble with the disk the journal's handle is not used again: `begin` reads what is there. */
  #drop(journal: OutboxJournal, error: unknown): void {
    if (diskTrouble(error) !== null) return this.close()
    journal.dropped()
    this.#inDoubt = null
  }
}
