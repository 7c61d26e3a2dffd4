/**
 * Runs jobs beside everything else: one step at a time in the ledger's thread, so that screens are
 * answered in between, each step's writing in the other thread. What is done is noted as it goes; a job
 * that the end of the program cut off goes on when its company is opened again.
 */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { JobView } from '../../../shared/contract/jobs.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { packFiles } from '../documents/writer.ts'
import { type BulkPlan, BulkFiles, type Ledger } from '../features/bulk-files.ts'
import { statementPlan } from '../features/bulk-statements.ts'
import { makeFolder } from '../features/file-names.ts'
import { letterPlan } from '../features/letter-plan.ts'
import { JobFiles, type KeptJob } from './job-files.ts'

/** A company's ledger, and which file it is. */
export interface JobLedger extends Ledger {
  readonly path: string
}

/** How often what is done is noted; what was written since is written again after a crash. */
const NOTE_EVERY_MS = 500
const FAILURES_SHOWN = 100

interface Started {
  readonly jobId: string
  readonly order: KeptJob['order']
  readonly to?: string | undefined
}

interface Job extends KeptJob {
  isWanted: boolean
  /** Of this run: when it began and from where, for the rate. */
  runFromMs: number
  runFromAt: number
  notedAtMs: number
}

export class JobRunner {
  readonly #files: JobFiles
  readonly #now: () => number
  readonly #offer: (documentId: string, path: string) => void
  readonly #jobs = new Map<string, Job>()
  readonly #runs = new Map<string, Promise<void>>()
  readonly #listeners = new Set<(job: JobView) => void>()
  #isEnding = false

  constructor(
    dataDir: string,
    now: () => number,
    offer: (documentId: string, path: string) => void,
  ) {
    this.#files = new JobFiles(dataDir)
    this.#now = now
    this.#offer = offer
    for (const kept of this.#files.read()) {
      this.#jobs.set(kept.jobId, inMemory(kept))
      if (kept.result !== null) offer(kept.jobId, kept.result)
    }
  }

  /** How many are at work: a shell asks before it ends them. */
  get running(): number {
    return [...this.#runs.keys()].filter((id) => this.#jobs.get(id)?.state === 'running').length
  }

  onChanged(listener: (job: JobView) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes up what was cut off; called when a company is opened. */
  adopt(ledger: JobLedger): void {
    for (const job of this.#jobs.values())
      if (
        job.company === ledger.path &&
        job.state === 'running' &&
        !job.isAwaited &&
        !this.#runs.has(job.jobId)
      )
        this.#start(job, ledger)
  }

  start(
    ledger: JobLedger,
    { jobId, order, to }: Started,
    { isAwaited = false }: { readonly isAwaited?: boolean } = {},
  ): JobView {
    const known = this.#jobs.get(jobId)
    // Sending twice is starting once.
    if (known) return this.#viewOf(known)
    const plan = planOf(order)
    const job = inMemory({
      jobId,
      company: ledger.path,
      order,
      isAwaited,
      to: to ?? null,
      state: 'running',
      step: 'prepare',
      customers: ledger.query((context) => plan.keys(context)),
      at: 0,
      failures: [],
      startedAtMs: this.#now(),
      endedAtMs: null,
      result: null,
    })
    makeFolder(to ?? this.#files.folderOf(jobId))
    this.#jobs.set(jobId, job)
    this.#note(job)
    this.#start(job, ledger)
    return this.#viewOf(job)
  }

  /**
   * Runs a job to its end for a caller that waits, and forgets it when it is done; one that a kill cut
   * off goes on where it was when the same is asked again.
   */
  async await(
    ledger: JobLedger,
    started: Started,
    onProgress: (done: number, total: number) => void,
  ): Promise<{ readonly customers: readonly string[]; readonly failures: KeptJob['failures'] }> {
    const isCutOff = this.#jobs.has(started.jobId) && !this.#runs.has(started.jobId)
    this.start(ledger, started, { isAwaited: true })
    const job = this.#jobOf(ledger, started.jobId)
    if (isCutOff) this.#again(job, ledger)
    const unhear = this.onChanged(({ jobId, done, total }) => {
      if (jobId === started.jobId) onProgress(done, total)
    })
    try {
      await this.#runs.get(started.jobId)
    } finally {
      unhear()
    }
    const { customers, failures, state } = job
    // The program ends, or somebody stopped it in the tray: what is written is whole, not all is there.
    if (state === 'running' || state === 'stopped')
      throw new Refusal('job.stopped', { done: job.at, total: customers.length })
    this.dismiss(ledger, started.jobId)
    // The whole of it was stopped by one thing, the disk as a rule: that is what the caller hears.
    const [last] = failures.slice(-1)
    if (job.at < customers.length && last)
      throw last.code === 'bug'
        ? new Error(`the run stopped at ${last.customer}`)
        : new Refusal(last.code, { customer: last.customer })
    return { customers, failures }
  }

  list(ledger: JobLedger): JobView[] {
    return [...this.#jobs.values()]
      .filter((job) => job.company === ledger.path)
      .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
      .map((job) => this.#viewOf(job))
  }

  async cancel(ledger: JobLedger, jobId: string): Promise<JobView> {
    const job = this.#jobOf(ledger, jobId)
    job.isWanted = false
    await this.#runs.get(jobId)
    return this.#viewOf(job)
  }

  resume(ledger: JobLedger, jobId: string): JobView {
    const job = this.#idle(ledger, jobId)
    if (job.state !== 'done') this.#again(job, ledger)
    return this.#viewOf(job)
  }

  retryFailed(ledger: JobLedger, jobId: string): JobView {
    const job = this.#idle(ledger, jobId)
    const failed = job.failures.map(({ customer }) => customer)
    if (failed.length === 0) return this.#viewOf(job)
    // Those through stay through: the failed ones come last, again.
    const rest = job.customers.slice(job.at)
    const through = job.customers.slice(0, job.at).filter((code) => !failed.includes(code))
    job.customers = [...through, ...failed, ...rest.filter((code) => !failed.includes(code))]
    job.at = through.length
    job.failures = []
    this.#again(job, ledger)
    return this.#viewOf(job)
  }

  dismiss(ledger: JobLedger, jobId: string): Record<string, never> {
    this.#idle(ledger, jobId)
    this.#jobs.delete(jobId)
    this.#files.remove(jobId)
    return {}
  }

  /** The program ends: jobs stop between two steps and stay noted as running. */
  async stop(): Promise<void> {
    this.#isEnding = true
    for (const job of this.#jobs.values()) job.isWanted = false
    await Promise.all(this.#runs.values())
  }

  #again(job: Job, ledger: JobLedger): void {
    makeFolder(job.to ?? this.#files.folderOf(job.jobId))
    job.state = 'running'
    job.endedAtMs = null
    this.#note(job)
    this.#start(job, ledger)
  }

  #start(job: Job, ledger: JobLedger): void {
    job.isWanted = true
    // A file for all cannot be taken up in its middle.
    if (job.order.joined) job.at = 0
    job.runFromMs = this.#now()
    job.runFromAt = job.at
    const run = this.#run(job, ledger).finally(() => this.#runs.delete(job.jobId))
    this.#runs.set(job.jobId, run)
  }

  async #run(job: Job, ledger: JobLedger): Promise<void> {
    const folder = job.to ?? this.#files.folderOf(job.jobId)
    const plan = planOf(job.order)
    const files = new BulkFiles(ledger, plan, job.customers, folder)
    files.clean()
    try {
      job.step = 'write'
      while (job.at < job.customers.length) {
        await setImmediate()
        if (!job.isWanted) {
          await files.discard()
          if (!this.#isEnding) this.#end(job, 'stopped')
          else this.#note(job)
          return
        }
        await this.#writeOne(job, files)
        job.at += 1
        this.#progressed(job)
      }
      job.step = 'pack'
      this.#progressed(job)
      const joined = await files.finish()
      if (job.to === null) await this.#handOver(job, plan, folder, joined)
      this.#end(job, job.failures.length > 0 ? 'failed' : 'done')
    } catch (error) {
      await files.discard()
      const code = error instanceof Refusal ? error.code : 'bug'
      job.failures.push({ customer: job.customers[job.at] ?? '', code })
      this.#end(job, 'failed')
    }
  }

  /** One that cannot be written does not stop the others; a disk that refuses does. */
  async #writeOne(job: Job, files: BulkFiles): Promise<void> {
    const customer = job.customers[job.at] ?? ''
    try {
      await files.write(customer)
    } catch (error) {
      if (!(error instanceof Refusal) || job.order.joined || error.code.startsWith('file.'))
        throw error
      job.failures.push({ customer, code: error.code })
    }
  }

  /** One file a door can save: the only one there is, or an archive of all. */
  async #handOver(
    job: Job,
    { stem }: BulkPlan,
    folder: string,
    joined: readonly string[],
  ): Promise<void> {
    const names = readdirSync(folder).filter((name) => /\.(pdf|xlsx|csv)$/.test(name))
    const [only] = joined.length > 0 ? joined : names.map((name) => join(folder, name))
    if (only === undefined) return
    if (names.length === 1) job.result = only
    else {
      job.result = join(folder, `${stem}.zip`)
      const packed = names.toSorted().map((name) => ({ name, path: join(folder, name) }))
      await packFiles(job.result, packed)
    }
    this.#offer(job.jobId, job.result)
  }

  #end(job: Job, state: 'stopped' | 'done' | 'failed'): void {
    job.state = state
    job.endedAtMs = this.#now()
    this.#note(job)
  }

  #progressed(job: Job): void {
    if (this.#now() - job.notedAtMs >= NOTE_EVERY_MS) this.#note(job)
  }

  #note(job: Job): void {
    job.notedAtMs = this.#now()
    this.#files.write(job)
    const view = this.#viewOf(job)
    for (const listener of this.#listeners) listener(view)
  }

  #jobOf(ledger: JobLedger, jobId: string): Job {
    const job = this.#jobs.get(jobId)
    if (!job || job.company !== ledger.path) throw new Refusal('job.unknown', { job: jobId })
    return job
  }

  #idle(ledger: JobLedger, jobId: string): Job {
    const job = this.#jobOf(ledger, jobId)
    if (this.#runs.has(jobId)) throw new Refusal('job.running', { job: jobId })
    return job
  }

  #viewOf(job: Job): JobView {
    const seconds = (this.#now() - job.runFromMs) / 1000
    const through = job.at - job.runFromAt
    const rate = job.state === 'running' && seconds > 0.5 && through > 0 ? through / seconds : null
    const total = job.customers.length
    return {
      jobId: job.jobId,
      kind: 'campaignId' in job.order ? 'letters' : 'statements',
      state: job.state,
      step: job.step,
      done: job.at,
      total,
      startedAt: new Date(job.startedAtMs).toISOString(),
      endedAt: job.endedAtMs === null ? null : new Date(job.endedAtMs).toISOString(),
      rate: rate === null ? null : Math.round(rate * 10) / 10,
      secondsLeft: rate === null ? null : Math.ceil((total - job.at) / rate),
      format: job.order.format,
      failures: job.failures.slice(0, FAILURES_SHOWN),
      failed: job.failures.length,
      documentId: job.result === null ? null : job.jobId,
      fileName: job.result === null ? null : basename(job.result),
    }
  }
}

function planOf(order: KeptJob['order']): BulkPlan {
  return 'campaignId' in order ? letterPlan(order) : statementPlan(order)
}

function inMemory(kept: KeptJob): Job {
  return { ...kept, isWanted: true, runFromMs: 0, runFromAt: 0, notedAtMs: 0 }
}
