/**
 * Matching beside the ledger's thread. One run at a time for each company file and account: who asks
 * while one is going on shares the next, so that quick postings do not pile up runs nobody waits for.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Proposed } from './proposals.ts'

export interface MatchAsked {
  readonly ask: number
  readonly path: string
  /** A row of bank_account; null for all. */
  readonly account: number | null
  readonly nowMs: number
}

export type MatchTold =
  | { readonly ask: number; readonly lines: Proposed }
  | { readonly ask: number; readonly done: number; readonly total: number }
  | { readonly ask: number; readonly failed: string }

type Progress = (done: number, total: number) => void

interface Asking {
  readonly onProgress: Progress
  resolve(lines: Proposed): void
  reject(error: Error): void
}

const IDLE_MS = 30_000

class MatchThread {
  readonly #worker = new Worker(entry())
  readonly #asking = new Map<number, Asking>()
  #last = 0
  #idle: ReturnType<typeof setTimeout> | null = null

  constructor() {
    this.#worker.unref()
    this.#worker.on('message', (told: MatchTold) => this.#told(told))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('the matching thread ended')))
  }

  ask(task: Omit<MatchAsked, 'ask'>, onProgress: Progress): Promise<Proposed> {
    if (this.#idle) clearTimeout(this.#idle)
    this.#last += 1
    const ask = this.#last
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#asking.set(ask, { onProgress, resolve, reject })
      this.#worker.postMessage({ ...task, ask } satisfies MatchAsked)
    })
  }

  #told(told: MatchTold): void {
    const asking = this.#asking.get(told.ask)
    if ('done' in told) return asking?.onProgress(told.done, told.total)
    this.#asking.delete(told.ask)
    if ('lines' in told) asking?.resolve(told.lines)
    else asking?.reject(new Error(told.failed))
    if (this.#asking.size > 0) return
    this.#worker.unref()
    this.#idle = setTimeout(() => void this.#worker.terminate(), IDLE_MS)
    this.#idle.unref()
  }

  #fail(error: Error): void {
    if (thread === this) thread = null
    if (this.#idle) clearTimeout(this.#idle)
    for (const asking of this.#asking.values()) asking.reject(error)
    this.#asking.clear()
  }
}

let thread: MatchThread | null = null

interface Runs {
  /** What is going on. */
  now: Promise<Proposed> | null
  /** Begins with the books as they are when `now` is done. */
  next: Promise<Proposed> | null
}

const runs = new Map<string, Runs>()

export function matchBeside(
  path: string,
  account: number | null,
  nowMs: number,
  onProgress: Progress,
): Promise<Proposed> {
  const key = `${account ?? ''} ${path}`
  const run = runs.get(key) ?? { now: null, next: null }
  runs.set(key, run)
  const begin = () => {
    thread ??= new MatchThread()
    const going = thread.ask({ path, account, nowMs }, onProgress)
    run.now = going
    run.next = null
    const done = () => {
      if (run.now === going) run.now = null
      if (run.now === null && run.next === null) runs.delete(key)
    }
    going.then(done, done)
    return going
  }
  if (run.now === null) return begin()
  run.next ??= run.now.then(begin, begin)
  return run.next
}

/** Beside the bundle, or the source itself when nothing is bundled. */
function entry(): string {
  const candidates = ['./match-worker.ts', './match-worker.js', '../backend/match-worker.js'].map(
    (path) => fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((path) => existsSync(path)) ?? (candidates[0] as string)
}
