/** Starts a check in a thread of its own and waits for its answer without blocking. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Checked } from './check-copy.ts'

export interface CheckTask {
  readonly path: string
  /** A copy with all its chains, or the company file by `quick_check` or `integrity_check`. */
  readonly what: 'copy' | 'quick' | 'full'
}

export function checkCopyBeside(path: string): Promise<Checked> {
  return run<Checked>({ path, what: 'copy' })
}

/** The first fault of a company file; null for none. */
export function checkFileBeside(path: string, what: 'quick' | 'full'): Promise<string | null> {
  return run<string | null>({ path, what })
}

function run<T>(task: CheckTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry(), { workerData: task })
    // A check does not keep a program open that is about to end.
    worker.unref()
    worker.once('message', (answer: T) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the check ended without an answer')))
  })
}

/** Beside the bundle, or the source itself when nothing is bundled. */
function entry(): string {
  const candidates = ['./check-worker.ts', './check-worker.js', '../backend/check-worker.js'].map(
    (path) => fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((path) => existsSync(path)) ?? (candidates[0] as string)
}
