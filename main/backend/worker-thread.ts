/**
 * The life of a thread beside the ledger's: started with the first question, asked by number, kept from
 * holding the program open while nobody waits, ended when it was idle for a while so that its memory
 * comes back. One that fails fails all who wait, and the next question starts another.
 */
import { Worker } from 'node:worker_threads'

/** What goes in; the answer names the same number. */
export interface Asked<Message> {
  readonly ask: number
  readonly message: Message
}

/** What comes out of a thread: the answer, or word of how far it is. */
export type Heard<Value> =
  | { readonly value: Value }
  | { readonly error: Error }
  | { readonly done: number; readonly total: number }

export interface ThreadShape<Told extends { readonly ask: number }, Value> {
  readonly script: string
  readonly idleMs: number
  readonly memoryMiB?: number
  readonly hear: (told: Told) => Heard<Value>
  /** What is said of a thread that fell. */
  readonly fell?: (error: NodeJS.ErrnoException) => Error
}

type Progress = (done: number, total: number) => void

interface Waiting<Value> {
  readonly onProgress: Progress | undefined
  resolve(value: Value): void
  reject(error: Error): void
}

/** One thread at a time; `ask` starts it where there is none. */
export class BesideThread<Message, Told extends { readonly ask: number }, Value> {
  readonly #shape: ThreadShape<Told, Value>
  readonly #waiting = new Map<number, Waiting<Value>>()
  #worker: Worker | null = null
  #last = 0
  #idle: ReturnType<typeof setTimeout> | undefined

  constructor(shape: ThreadShape<Told, Value>) {
    this.#shape = shape
  }

  ask(message: Message, onProgress?: Progress): Promise<Value> {
    clearTimeout(this.#idle)
    const worker = this.#started()
    worker.ref()
    this.#last += 1
    const ask = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { onProgress, resolve, reject })
      worker.postMessage({ ask, message } satisfies Asked<Message>)
    })
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const { script, memoryMiB, fell } = this.#shape
    const worker = new Worker(
      script,
      memoryMiB === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMiB } },
    )
    worker.on('message', (told: Told) => this.#told(worker, told))
    worker.on('error', (error) => this.#fell(worker, fell ? fell(error) : error))
    worker.on('exit', () => this.#fell(worker, new Error(`the thread of ${script} ended`)))
    this.#worker = worker
    return worker
  }

  #told(worker: Worker, told: Told): void {
    const waiting = this.#waiting.get(told.ask)
    const heard = this.#shape.hear(told)
    if ('done' in heard) return waiting?.onProgress?.(heard.done, heard.total)
    this.#waiting.delete(told.ask)
    if ('error' in heard) waiting?.reject(heard.error)
    else waiting?.resolve(heard.value)
    if (this.#waiting.size > 0) return
    worker.unref()
    this.#idle = setTimeout(() => {
      this.#worker = null
      void worker.terminate()
    }, this.#shape.idleMs)
    this.#idle.unref()
  }

  #fell(worker: Worker, error: Error): void {
    // One that was ended, or fell before, has nobody waiting for it any more.
    if (this.#worker !== worker) return
    this.#worker = null
    clearTimeout(this.#idle)
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}
