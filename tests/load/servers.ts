/** Server processes of one database that are killed and started again, one at a time. */
import { ended, type RunningServer, startServer } from '../support/server.ts'

export class KilledServers {
  readonly #db: string
  readonly #random: () => number
  readonly #running: (RunningServer | null)[] = []
  #isOver = false
  kills = 0

  constructor(db: string, random: () => number) {
    this.#db = db
    this.#random = random
  }

  async start(count: number): Promise<void> {
    const started = Array.from({ length: count }, () => startServer('--db', this.#db))
    this.#running.push(...(await Promise.all(started)))
  }

  /** Ports of those that run just now. */
  ports(): number[] {
    return this.#running.flatMap((one) => (one ? [Number(new URL(one.first.url).port)] : []))
  }

  /** SIGKILL after SIGKILL, each after up to `everyMs`, until `stopKilling`. */
  async killAgainAndAgain(everyMs: number): Promise<void> {
    for (let n = 0; !this.#isOver; n += 1) {
      await pause(everyMs * (0.5 + this.#random() / 2))
      if (this.#isOver) return
      const at = n % this.#running.length
      const victim = this.#running[at]
      if (!victim) continue
      this.#running[at] = null
      await ended(victim.child, 'SIGKILL')
      this.kills += 1
      this.#running[at] = await startServer('--db', this.#db)
    }
  }

  stopKilling(): void {
    this.#isOver = true
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
