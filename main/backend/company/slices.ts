/**
 * One long transaction, worked on in slices between which the process answers others: on a second
 * connection, so that queries go on seeing what is committed, and nothing of it until it is whole.
 *
 * SQLite has one writer. A command that comes meanwhile first works the slices to their end, as it
 * would have waited for them before; a second long work waits its turn.
 */
import type { CompanyDb } from '../../../db/local/open.ts'

/** How long a slice may keep others waiting. */
const SLICE_MS = 20

export interface SlicedWork<T> {
  /** Yields as often as it likes; its result commits, what it throws rolls back. */
  readonly steps: (db: CompanyDb) => Generator<void, T>
  /** Asked between slices; what it throws rolls back and is thrown to the caller. */
  readonly onSlice?: (() => void) | undefined
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

  /** Whatever is running is rolled back, and nothing that waits begins: the callers hear `error`. */
  close(error: Error): void {
    this.#closed = error
    this.#running?.stop(error)
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

  async #work<T>(db: CompanyDb, { steps, onSlice, committed }: SlicedWork<T>): Promise<T> {
    let ended: { readonly value: T } | { readonly error: unknown } | null = null
    db.setReadOnly(false)
    db.begin()
    const generator = steps(db)
    const end = (how: NonNullable<typeof ended>) => {
      ended = how
      this.#running = null
      db.setReadOnly(true)
    }
    const stop = (error: unknown) => {
      db.rollback()
      end({ error })
    }
    const step = (): boolean => {
      try {
        const next = generator.next()
        if (next.done !== true) return false
        db.commit()
        end({ value: next.value })
        committed()
      } catch (error) {
        stop(error)
      }
      return true
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

function valueOf<T>(ended: { readonly value: T } | { readonly error: unknown } | null): T {
  if (ended === null) throw new Error('the slices came to no end')
  if ('error' in ended) throw ended.error
  return ended.value
}
