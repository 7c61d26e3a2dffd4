/**
 * What one device and one company may ask of this process (sync.md 21): 10 requests a second and 3 at
 * once a device, 50 devices pushing at once a company. Beyond that SLOW_DOWN, with the time to wait.
 *
 * Counted in each process: behind a balancer a device has as many as there are processes, which
 * protects the process all the same.
 */
import { RequestError } from '../../protocol/codes.ts'

const REQUESTS_A_SECOND = 10
const PARALLEL_MAX = 3
const PUSHERS_MAX = 50
/** A device that was silent as long is forgotten: its bucket is full again. */
const FORGET_MS = 60_000
const SWEEP_FROM = 10_000

interface Bucket {
  tokens: number
  at: number
  running: number
}

export class Limiter {
  readonly #buckets = new Map<string, Bucket>()
  /** Devices pushing just now, by company. */
  readonly #pushers = new Map<string, Map<string, number>>()
  /** Milliseconds that never run backwards. */
  readonly #ticks: () => number

  constructor(ticks: () => number) {
    this.#ticks = ticks
  }

  /** Runs one request of a device; SLOW_DOWN when it asks too much. */
  async during<T>(deviceId: string, work: () => Promise<T>): Promise<T> {
    const leave = this.#enter(deviceId)
    try {
      return await work()
    } finally {
      leave()
    }
  }

  #enter(deviceId: string): () => void {
    const now = this.#ticks()
    if (this.#buckets.size > SWEEP_FROM) this.#sweep(now)
    const bucket = this.#buckets.get(deviceId) ?? { tokens: REQUESTS_A_SECOND, at: now, running: 0 }
    this.#buckets.set(deviceId, bucket)
    bucket.tokens = Math.min(
      REQUESTS_A_SECOND,
      bucket.tokens + ((now - bucket.at) * REQUESTS_A_SECOND) / 1000,
    )
    bucket.at = now
    if (bucket.tokens < 1) throw slowDown(((1 - bucket.tokens) * 1000) / REQUESTS_A_SECOND)
    if (bucket.running >= PARALLEL_MAX) throw slowDown(250)
    bucket.tokens -= 1
    bucket.running += 1
    return once(() => {
      bucket.running -= 1
    })
  }

  enterPush(companyId: string, deviceId: string): () => void {
    const pushers = this.#pushers.get(companyId) ?? new Map<string, number>()
    if (!pushers.has(deviceId) && pushers.size >= PUSHERS_MAX) throw slowDown(1000)
    this.#pushers.set(companyId, pushers)
    pushers.set(deviceId, (pushers.get(deviceId) ?? 0) + 1)
    return once(() => {
      const left = (pushers.get(deviceId) ?? 1) - 1
      if (left > 0) pushers.set(deviceId, left)
      else pushers.delete(deviceId)
      if (pushers.size === 0) this.#pushers.delete(companyId)
    })
  }

  #sweep(now: number): void {
    for (const [deviceId, { at, running }] of this.#buckets)
      if (running === 0 && now - at > FORGET_MS) this.#buckets.delete(deviceId)
  }
}

function slowDown(ms: number): RequestError {
  return new RequestError('SLOW_DOWN', { retry_after_ms: Math.max(1, Math.ceil(ms)) })
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}
