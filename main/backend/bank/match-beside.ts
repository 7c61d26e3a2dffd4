/**
 * Matching beside the ledger's thread. One run at a time for each company file and account: who asks
 * while one is going on shares the next, so that quick postings do not pile up runs nobody waits for.
 */
import { scriptBeside } from '../script-beside.ts'
import { type Asked, BesideThread } from '../worker-thread.ts'
import type { Proposed } from './proposals.ts'

interface Matching {
  readonly path: string
  /** A row of bank_account; null for all. */
  readonly account: number | null
  readonly nowMs: number
}

export type MatchAsked = Asked<Matching>

export type MatchTold =
  | { readonly ask: number; readonly lines: Proposed }
  | { readonly ask: number; readonly done: number; readonly total: number }
  | { readonly ask: number; readonly failed: string }

const matching = new BesideThread<Matching, MatchTold, Proposed>({
  script: scriptBeside(import.meta.url, 'match-worker'),
  idleMs: 30_000,
  hear: (told) =>
    'lines' in told
      ? { value: told.lines }
      : 'failed' in told
        ? { error: new Error(told.failed) }
        : told,
})

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
  onProgress: (done: number, total: number) => void,
): Promise<Proposed> {
  const key = `${account ?? ''} ${path}`
  const run = runs.get(key) ?? { now: null, next: null }
  runs.set(key, run)
  const begin = () => {
    const going = matching.ask({ path, account, nowMs }, onProgress)
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
