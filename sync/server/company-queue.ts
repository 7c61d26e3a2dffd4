/**
 * Work on one company, one at a time and in order of arrival, before it takes a connection: those who
 * would only wait for the company's head hold nothing meanwhile. Other companies go on.
 */
import { StoreBusy } from './store.ts'

interface Waiter {
  start(): void
}

export class CompanyQueue {
  readonly #waitMs: number
  /** Those waiting behind the one at work; no entry when nobody works. */
  readonly #waiting = new Map<string, Waiter[]>()

  constructor(waitMs: number) {
    this.#waitMs = waitMs
  }

  /** Throws `StoreBusy` when its turn does not come in time; `work` was not begun then. */
  async run<T>(companyId: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(companyId)
    try {
      return await work()
    } finally {
      this.#next(companyId)
    }
  }

  #turn(companyId: string): Promise<void> {
    const waiting = this.#waiting.get(companyId)
    if (!waiting) {
      this.#waiting.set(companyId, [])
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const waiter = {
        start: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1)
        reject(new StoreBusy(`${waiting.length} others wait for the company`))
      }, this.#waitMs)
      waiting.push(waiter)
    })
  }

  #next(companyId: string): void {
    const waiter = this.#waiting.get(companyId)?.shift()
    if (waiter) waiter.start()
    else this.#waiting.delete(companyId)
  }
}
