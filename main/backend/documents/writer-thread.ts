/**
 * The thread that writes documents, as the ledger's thread sees it: started with the first document,
 * fed in pieces, ended when nothing was written for a while, so that its memory comes back.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Answered, ToWriter } from './messages.ts'

/** Heap of the writing thread. */
const MEMORY_MIB = 512
const IDLE_MS = 10_000

interface Waiting {
  resolve(value: number): void
  reject(error: Error): void
}

class WriterThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #idle: ReturnType<typeof setTimeout> | null = null

  constructor() {
    this.#worker = new Worker(entry(), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answered) => this.#answered(answer))
    this.#worker.on('error', (error: NodeJS.ErrnoException) =>
      this.#fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new Refusal('document.too_large', { limitMiB: MEMORY_MIB })
          : error,
      ),
    )
    this.#worker.on('exit', () => this.#fail(new Error('the writing thread ended')))
  }

  ask(message: ToWriter): Promise<number> {
    if (this.#idle) clearTimeout(this.#idle)
    this.#last += 1
    const ask = this.#last
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject })
      this.#worker.postMessage({ ask, message })
    })
  }

  #answered(answer: Answered): void {
    const waiting = this.#waiting.get(answer.ask)
    this.#waiting.delete(answer.ask)
    if (answer.ok) waiting?.resolve(answer.value)
    else
      waiting?.reject(
        answer.code === null
          ? new Error(String(answer.params['error']))
          : new Refusal(answer.code, answer.params),
      )
    if (this.#waiting.size > 0) return
    this.#worker.unref()
    this.#idle = setTimeout(() => void this.#worker.terminate(), IDLE_MS)
    this.#idle.unref()
  }

  #fail(error: Error): void {
    if (thread === this) thread = null
    if (this.#idle) clearTimeout(this.#idle)
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}

let thread: WriterThread | null = null

/** Asks the thread for one piece of work; its answer, or what it refused with. */
export function askWriter(message: ToWriter): Promise<number> {
  thread ??= new WriterThread()
  return thread.ask(message)
}

/** Beside the bundle, or the source itself when nothing is bundled. */
function entry(): string {
  const candidates = ['./write-worker.ts', './write-worker.js', '../backend/write-worker.js'].map(
    (path) => fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((path) => existsSync(path)) ?? (candidates[1] as string)
}
