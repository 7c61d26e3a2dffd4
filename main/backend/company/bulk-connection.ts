/**
 * The connection of commands over thousands of rows, with its large page cache; kept a little for the
 * next of them.
 */
import { type CompanyDb, openAsIs, setPageCache } from '../../../db/local/open.ts'

/** One file seldom comes alone, and a check is followed by the run: what they read stays this long. */
const KEPT_MS = 4000

export class BulkConnection {
  readonly #path: string
  #db: CompanyDb | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(path: string) {
    this.#path = path
  }

  take(): CompanyDb {
    if (this.#timer) clearTimeout(this.#timer)
    if (!this.#db) {
      this.#db = openAsIs(this.#path)
      setPageCache(this.#db, 'bulk')
    }
    return this.#db
  }

  /** Closes it later, unless another command has taken it until then. */
  release(isBusy: () => boolean): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.close(isBusy), KEPT_MS)
    this.#timer.unref()
  }

  close(isBusy: () => boolean): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (isBusy()) return
    this.#db?.close()
    this.#db = null
  }
}
