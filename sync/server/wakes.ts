/**
 * Who waits for a company's next entry is woken by it. A hint only: a wake that is lost costs at most
 * the rest of a long poll.
 *
 * Within one process `Wakes` is enough. Several processes over one database hear of each other through
 * a `Signal` (PostgreSQL's LISTEN and NOTIFY).
 */
export interface Signal {
  /** Tells the other processes. Never throws: a lost hint is no fault. */
  send(companyId: string): void
  onSignal(heard: (companyId: string) => void): void
}

export class Wakes {
  readonly #sleepers = new Map<string, Set<() => void>>()
  readonly #signal: Signal | null
  #isClosed = false

  constructor(signal: Signal | null) {
    this.#signal = signal
    signal?.onSignal((companyId) => this.#wake(companyId))
  }

  /** The company's sequence went on: here and in the other processes. */
  moved(companyId: string): void {
    this.#wake(companyId)
    this.#signal?.send(companyId)
  }

  /** Listens from now on; `until` resolves at the next move, after `ms`, at `abort` or when closed. */
  listen(companyId: string): {
    readonly until: (ms: number, abort: AbortSignal) => Promise<void>
    readonly end: () => void
  } {
    let isAwake = this.#isClosed
    let wake = () => {
      isAwake = true
    }
    const heard = () => wake()
    const sleepers = this.#sleepers.get(companyId) ?? new Set()
    sleepers.add(heard)
    this.#sleepers.set(companyId, sleepers)
    return {
      until: (ms, abort) =>
        new Promise((resolve) => {
          if (isAwake || abort.aborted) return resolve()
          const timer = setTimeout(() => wake(), ms)
          wake = () => {
            clearTimeout(timer)
            abort.removeEventListener('abort', heard)
            resolve()
          }
          abort.addEventListener('abort', heard)
        }),
      end: () => {
        sleepers.delete(heard)
        if (sleepers.size === 0) this.#sleepers.delete(companyId)
      },
    }
  }

  /** How many requests wait just now. */
  get waiting(): number {
    return [...this.#sleepers.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** Wakes everybody for good: the server is going to stop. */
  close(): void {
    this.#isClosed = true
    for (const companyId of this.#sleepers.keys()) this.#wake(companyId)
  }

  #wake(companyId: string): void {
    for (const wake of this.#sleepers.get(companyId) ?? []) wake()
  }
}
