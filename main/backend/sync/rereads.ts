/**
 * All confirmed rows of an open company read again beside other work (sync.md 17): some time after it
 * was opened and once a day while it stays open. A compare trusts the sums that are kept, so this is what
 * finds a row that was altered underneath; it is named at once, with the server's word where that answers.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Inspection } from '../../../sync/client/compare.ts'
import type { Replica, Transport } from '../../../sync/client/replica.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Log } from '../device/log.ts'
import { atHead } from './at-head.ts'
import { compareCompany, saveSuspects } from './compare.ts'
import { exchangeRefusal, serverOf } from './connection.ts'
import { reread } from './reread.ts'
import { suspectsAmong } from './suspects.ts'

/** The first screens and the first exchange come before. */
const FIRST_AFTER_MS = 60_000
const EVERY_MS = 24 * 3_600_000
/** Between two pages of rows, a few dozen milliseconds of work each. */
const PAUSE_MS = 50

export interface RereadOptions {
  readonly file: CompanyFile
  readonly replica: Replica
  readonly transport: Transport & Inspection
  readonly log: Log
}

export class Rereads {
  readonly #options: RereadOptions
  readonly #ending = new AbortController()
  #timer: NodeJS.Timeout | null = null

  constructor(options: RereadOptions) {
    this.#options = options
  }

  start(): void {
    this.#again(FIRST_AFTER_MS)
  }

  stop(): void {
    this.#ending.abort()
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** The parts of nodes whose rows are not their sums; they are among the differences from now on. */
  async once(pauseMs = PAUSE_MS): Promise<readonly string[]> {
    const { file } = this.#options
    const steps = file.query((context) => reread(context))
    for (;;) {
      const step = file.query(() => steps.next())
      if (step.done) return this.#told(step.value.suspect)
      await pause(pauseMs, undefined, { signal: this.#ending.signal })
    }
  }

  /** Rows and sums that changed while others were read are looked at once more, both in one moment. */
  async #told(found: readonly string[]): Promise<readonly string[]> {
    const { file, replica, transport } = this.#options
    const suspect = file.query((context) => suspectsAmong(context, found))
    if (suspect.length === 0) return suspect
    try {
      await atHead(replica, transport, () => compareCompany(file, transport, { suspect }))
    } catch (error) {
      if (!(exchangeRefusal(error, serverOf(file)) instanceof Refusal)) throw error
      saveSuspects(file, suspect)
    }
    return suspect
  }

  #again(ms: number): void {
    this.#timer = setTimeout(() => {
      this.once()
        .catch((error: unknown) => {
          if (!this.#ending.signal.aborted) this.#options.log.bug('reread', error)
        })
        .finally(() => {
          if (!this.#ending.signal.aborted) this.#again(EVERY_MS)
        })
    }, ms)
    this.#timer.unref()
  }
}
