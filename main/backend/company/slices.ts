/**
 * One long transaction, worked on in slices between which the process answers others: on a second
 * connection, so that queries go on seeing what is committed, and nothing of it until it is whole.
 *
 * SQLite has one writer. A command that comes meanwhile first works the slices to their end, as it
 * would have waited for them before; a second long work waits its turn.
 */
import type { CompanyDb } from '../../../db/local/open.ts'
import type { JournalEntry } from '../durability/committer.ts'

/** How long a slice may keep others waiting. */
const SLICE_MS = 20

export interface SlicedWork<T> {
  /** Yields as often as it likes; its result commits, what it throws rolls back. */
  readonly steps: (db: CompanyDb) => Generator<void, T>
  /** Asked between slices; what it throws rolls back and is thrown to the caller. */
  readonly onSlice?: (() => void) | undefined
  /** Asked before BEGIN; null where the outbox journal shall not hear of it. */
  readonly enter: (db: CompanyDb) => JournalEntry | null
  /** Told of the commit before anything else happens. */
  readonly committed: () => void
}

interface Running {
  /** One step; true when there is no more. */
  step(): boolean
  stop(error: unknown): void
}

export class Slices {
  #running: Running | null = null
  #last: Promise<unknown> = Promise.resolve()
  #closed: Error | null = null

  /** Whatever is running comes to its end now. */
  drain(): void {
    while (this.#running && !this.#running.step());
  }

  /** Whatever is running is rolled back; its caller hears `error`. */
  abort(error: Error): void {
    this.#running?.stop(error)
  }

  /** Whatever is running is rolled back, and nothing that waits begins: the callers hear `error`. */
  close(error: Error): void {
    this.#closed = error
    this.abort(error)
  }

  get isBusy(): boolean {
    return this.#running !== null
  }

  /** `connection` is asked for when the work's turn has come. */
  run<T>(connection: () => CompanyDb, work: SlicedWork<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.#closed) throw this.#closed
      return this.#work(connection(), work)
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #work<T>(db: CompanyDb, { steps, onSlice, enter, committed }: SlicedWork<T>): Promise<T> {
    let ended: Ended<T> | null = null
    const entry = enter(db)
    db.setReadOnly(false)
    const generator = steps(db)
    const end = (how: Ended<T>) => {
      ended = how
      this.#running = null
      db.setReadOnly(true)
    }
    const stop = (error: unknown) => {
      db.rollback()
      entry?.dropped(error)
      end({ error })
    }
    const step = (): boolean => {
      let next: IteratorResult<void, T>
      try {
        next = generator.next()
        if (next.done !== true) return false
        entry?.seal()
        db.commit()
      } catch (error) {
        stop(error)
        return true
      }
      // Whoever hears of the commit may begin a command of his own.
      this.#running = null
      end(finished(entry, committed, next.value))
      return true
    }
    try {
      db.begin()
    } catch (error) {
      entry?.dropped(error)
      db.setReadOnly(true)
      throw error
    }
    this.#running = { step, stop }
    while (ended === null) {
      const until = performance.now() + SLICE_MS
      while (performance.now() < until && !step());
      if (ended !== null) break
      await new Promise((resolve) => setImmediate(resolve))
      if (ended !== null) break
      try {
        onSlice?.()
      } catch (error) {
        stop(error)
      }
    }
    return valueOf(ended)
  }
}

type Ended<T> = { readonly value: T } | { readonly error: unknown }

/** What follows a COMMIT; it can fail, but not take the commit back. */
function finished<T>(entry: JournalEntry | null, committed: () => void, value: T): Ended<T> {
  try {
    entry?.committed()
    committed()
    return { value }
  } catch (error) {
    return { error }
  }
}

function valueOf<T>(ended: Ended<T> | null): T {
  if (ended === null) throw new Error('the slices came to no end')
  if ('error' in ended) throw ended.error
  return ended.value
}
