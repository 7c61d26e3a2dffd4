/** Starts a check in a thread of its own and waits for its answer without blocking. */
import { Worker } from 'node:worker_threads'
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { TiedOut } from '../features/verify.ts'
import { scriptBeside } from '../script-beside.ts'
import type { Checked } from './check-copy.ts'

export type CheckTask =
  /** A copy with all its chains, or the company file by `quick_check` or `integrity_check`. */
  | { readonly path: string; readonly what: 'copy' | 'quick' | 'full' }
  /** The ledger laws of the company file at a day. */
  | {
      readonly path: string
      readonly what: 'laws'
      readonly asOf: IsoDate
      readonly nowMs: number
    }

export function checkCopyBeside(path: string): Promise<Checked> {
  return run<Checked>({ path, what: 'copy' }).answer
}

/** The first fault of a company file; null for none. */
export function checkFileBeside(path: string, what: 'quick' | 'full'): Promise<string | null> {
  return run<string | null>({ path, what }).answer
}

export interface Running<T> {
  readonly answer: Promise<T>
  /** The answer is then an error. */
  stop(): void
}

export function checkLawsBeside(path: string, asOf: IsoDate, nowMs: number): Running<TiedOut> {
  return run<TiedOut>({ path, what: 'laws', asOf, nowMs })
}

function run<T>(task: CheckTask): Running<T> {
  const worker = new Worker(scriptBeside(import.meta.url, 'check-worker'), { workerData: task })
  const answer = new Promise<T>((resolve, reject) => {
    // A check does not keep a program open that is about to end.
    worker.unref()
    worker.once('message', (message: T) => resolve(message))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the check ended without an answer')))
  })
  return { answer, stop: () => void worker.terminate() }
}
