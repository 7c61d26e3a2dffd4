/** Rounds of A B A B, medians, and a table of them. */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Job {
  readonly goal: string
  readonly name: string
  /** One round of Saldo's work. */
  run(): void | Promise<void>
  /** The limit program: the same job with bare statements or typed arrays and nothing else. */
  readonly limit?: (() => void | Promise<void>) | undefined
  readonly rounds?: number
  /** Milliseconds before each round and each limit, which nobody measures: as much as a server lets one device ask. */
  readonly pauseMs?: number
  /** No round to warm up with: of what takes half a minute, or starts cold anyway. */
  readonly isOnce?: boolean
  /** Worked by other processes: what this one's processor time says is nothing. */
  readonly isElsewhere?: boolean
  /** Holds when the figures meet the goal, null when they say nothing of it; milliseconds. */
  meets?(figures: {
    medianMs: number
    p95Ms: number
    ratio: number | null
    /** Of the 99th of a hundred against the limit's. */
    p99Ratio: number | null
  }): boolean | null
}

export interface Result {
  readonly job: Job
  readonly medianMs: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly limitMs: number | null
  readonly ratio: number | null
  /** Of the processor, means of a round; null where the work is done by other processes. */
  readonly cpuMs: number | null
  readonly cpuRatio: number | null
  readonly meetsGoal: boolean | null
}

export async function measureAll(jobs: readonly Job[]): Promise<Result[]> {
  const results: Result[] = []
  for (const job of jobs) {
    const begun = performance.now()
    results.push(await measure(job))
    process.stderr.write(
      `${job.name}: ${((performance.now() - begun) / 1000).toFixed(1)} s of measuring\n`,
    )
  }
  return results
}

async function measure(job: Job): Promise<Result> {
  const rounds = job.rounds ?? 15
  const own: number[] = []
  const limits: number[] = []
  let ownCpu = 0
  let limitCpu = 0
  const { pauseMs = 0 } = job
  if (!job.isOnce) {
    if (pauseMs > 0) await pause(pauseMs)
    await job.run()
    if (pauseMs > 0) await pause(pauseMs)
    await job.limit?.()
  }
  for (let round = 0; round < rounds; round += 1) {
    if (pauseMs > 0) await pause(pauseMs)
    const begun = cpuNow()
    own.push(await timed(() => job.run()))
    ownCpu += cpuNow() - begun
    if (!job.limit) continue
    if (pauseMs > 0) await pause(pauseMs)
    const limitBegun = cpuNow()
    limits.push(await timed(() => job.limit?.()))
    limitCpu += cpuNow() - limitBegun
  }
  const medianMs = quantile(own, 0.5)
  const p95Ms = quantile(own, 0.95)
  const limitMs = limits.length > 0 ? quantile(limits, 0.5) : null
  const ratio = limitMs === null || limitMs === 0 ? null : medianMs / limitMs
  const p99Ratio = limits.length > 0 ? quantile(own, 0.99) / quantile(limits, 0.99) : null
  return {
    job,
    medianMs,
    p95Ms,
    p99Ms: quantile(own, 0.99),
    limitMs,
    ratio,
    cpuMs: job.isElsewhere ? null : ownCpu / rounds,
    cpuRatio: job.isElsewhere || limitCpu === 0 ? null : ownCpu / limitCpu,
    meetsGoal: job.meets ? job.meets({ medianMs, p95Ms, ratio, p99Ratio }) : null,
  }
}

export function table(results: readonly Result[]): string {
  const lines = [
    '| goal | job | median | p95 | limit | ratio | processor | ratio | met |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
  ]
  for (const result of results) {
    const { job, medianMs, p95Ms, limitMs, ratio, cpuMs, cpuRatio, meetsGoal } = result
    const met = meetsGoal === null ? '' : meetsGoal ? 'yes' : 'NO'
    lines.push(
      `| ${job.goal} | ${job.name} | ${ms(medianMs)} | ${ms(p95Ms)} | ${limitMs === null ? '' : ms(limitMs)} | ${times(ratio)} | ${cpuMs === null ? '' : ms(cpuMs)} | ${times(cpuRatio)} | ${met} |`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** Median of writing 4 KiB and waiting until the disk says it has them; milliseconds. */
export async function measureFsync(dir: string): Promise<number> {
  const path = join(dir, 'fsync')
  const file = openSync(path, 'w')
  try {
    const page = Buffer.alloc(4096, 1)
    const times: number[] = []
    for (let round = 0; round < 50; round += 1)
      times.push(
        await timed(() => {
          writeSync(file, page, 0, page.length, 0)
          fsyncSync(file)
        }),
      )
    return quantile(times, 0.5)
  } finally {
    closeSync(file)
    rmSync(path)
  }
}

function times(ratio: number | null): string {
  return ratio === null ? '' : `${ratio.toFixed(1)}×`
}

/** Milliseconds this process has had of the processor. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
}
