/**
 * A device that writes and pushes: operations really signed, over HTTP, by the desktop's own transport.
 * What it was answered is kept, and every later answer to the same operation must be the same.
 */
import { HttpTransport } from '../../sync/client/http.ts'
import { RequestError, retryOf } from '../../sync/protocol/codes.ts'
import type { OpResult } from '../../sync/protocol/messages.ts'
import { PaperDevice, ZERO, type Written } from '../server/paper-device.ts'
import { pause } from './servers.ts'

/** Seconds are short here: a device waits up to this long after a failure. */
const WAIT_MS_MAX = 400
const BATCH_MAX = 500

export interface PushCounts {
  written: number
  answered: number
  failures: number
  /** Pushes of what had been sent before: after a failure, or on purpose. */
  again: number
  held: number
}

export class LoadPusher {
  readonly paper: PaperDevice
  readonly transport: HttpTransport
  /** By operation: as it was first answered. */
  readonly results = new Map<string, OpResult>()
  readonly counts: PushCounts = { written: 0, answered: 0, failures: 0, again: 0, held: 0 }
  /** Milliseconds of each push that was answered. */
  readonly times: number[] = []
  readonly #customers: readonly string[]
  readonly #random: () => number
  readonly #open: {
    readonly docId: string
    readonly customer: string
    readonly isDebit: boolean
  }[] = []
  /** Written, not answered yet: links in order. */
  #unanswered: Written[] = []
  #answeredHash = ZERO

  constructor(options: {
    readonly paper: PaperDevice
    readonly transport: HttpTransport
    readonly customers: readonly string[]
    readonly random: () => number
  }) {
    this.paper = options.paper
    this.transport = options.transport
    this.#customers = options.customers
    this.#random = options.random
  }

  /** Writes and pushes until the time is over, then drains what is left; throws what no repetition mends. */
  async run(until: number): Promise<void> {
    while (performance.now() < until) {
      if (this.#unanswered.length < BATCH_MAX / 2) this.#write(this.#batchSize())
      await this.#pushOnce()
    }
    while (this.#unanswered.length > 0) await this.#pushOnce()
  }

  #batchSize(): number {
    const drawn = this.#random()
    return drawn < 0.6 ? 1 + this.#below(10) : drawn < 0.95 ? 20 + this.#below(60) : 200
  }

  #write(count: number): void {
    const { paper } = this
    for (let n = 0; n < count; n += 1) this.#writeOne()
    this.counts.written += count
    this.#unanswered.push(...paper.pending)
    paper.pending = []
  }

  #writeOne(): void {
    const { paper } = this
    const customerId = this.#customers[this.#below(this.#customers.length)] as string
    const on = `2026-0${1 + this.#below(9)}-${String(1 + this.#below(28)).padStart(2, '0')}`
    const amount = 1 + this.#below(1_000_000)
    const drawn = this.#random()
    if (drawn < 0.05) {
      paper.write('wf.event', customerId, { type: 'note.added', text: `n${this.counts.written}` })
      return
    }
    const pair = drawn < 0.25 ? this.#pair() : null
    if (pair) {
      // Now and then more than is open, which is held.
      paper.allocate(pair.debit, pair.credit, 1 + this.#below(400_000), '2026-10-01')
      return
    }
    const done = drawn < 0.3 ? this.#open.pop() : undefined
    if (done) {
      paper.reverse(done.docId, '2026-10-01')
      return
    }
    const isDebit = drawn < 0.7
    const kind = isDebit ? 'invoice' : 'receipt'
    const { docId } = paper.document({ customerId, amount, on, kind })
    this.#open.push({ docId, customer: customerId, isDebit })
    if (this.#open.length > 200) this.#open.shift()
  }

  /** A debit and a credit of one customer. */
  #pair(): { debit: string; credit: string } | null {
    const debit = this.#open.findLast(({ isDebit }) => isDebit)
    const credit = this.#open.findLast(
      ({ isDebit, customer }) => !isDebit && customer === debit?.customer,
    )
    return debit && credit ? { debit: debit.docId, credit: credit.docId } : null
  }

  async #pushOnce(): Promise<void> {
    const batch = this.#unanswered.slice(0, BATCH_MAX)
    const [first] = batch
    if (!first) return
    const begun = performance.now()
    let pushed: Awaited<ReturnType<HttpTransport['push']>>
    try {
      pushed = await this.#send(batch, first.seq, this.#answeredHash)
      // As if the answer had been lost: all of it again, and the same outcome each.
      if (this.#random() < 0.03) {
        this.counts.again += 1
        this.#keep(batch, (await this.#send(batch, first.seq, this.#answeredHash)).results)
      }
    } catch (error) {
      if (error instanceof RequestError && retryOf(error.code) === 'no' && !isPassing(error))
        throw error
      this.counts.failures += 1
      this.counts.again += 1
      await pause(this.#random() * WAIT_MS_MAX)
      return
    }
    this.times.push(performance.now() - begun)
    this.#keep(batch, pushed.results)
    this.#unanswered = this.#unanswered.slice(batch.length)
    this.#answeredHash = batch.at(-1)?.hash ?? this.#answeredHash
    if (pushed.device_head.seq < first.seq + batch.length - 1)
      throw new Error(`the server stands at ${pushed.device_head.seq}, behind what it answered`)
  }

  #send(batch: readonly Written[], firstSeq: number, prev: string) {
    return this.transport.push({
      company_id: this.paper.companyId,
      device_epoch: 1,
      start_counter: 1,
      first_seq: firstSeq,
      prev,
      ops: batch.map(({ text }) => text),
      withdrawn: [],
      pending_after: this.#unanswered.length - batch.length,
      min_pending_doc_date: null,
      timeline_id: null,
    })
  }

  #keep(batch: readonly Written[], results: readonly OpResult[]): void {
    if (results.length !== batch.length)
      throw new Error(`${batch.length} operations, ${results.length} results`)
    batch.forEach(({ opId }, n) => {
      const result = results[n] as OpResult
      if (result.op_id !== opId) throw new Error(`${result.op_id} answered in place of ${opId}`)
      const before = this.results.get(opId)
      if (before && !isSameOutcome(before, result))
        throw new Error(
          `${opId} was ${before.status} at ${before.seq}, now ${result.status} at ${result.seq}`,
        )
      if (before) return
      this.results.set(opId, result)
      this.counts.answered += 1
      if (result.status === 'held') this.counts.held += 1
    })
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n)
  }
}

/** A nonce or token asked for too often in a row, when connections break in between. */
function isPassing(error: RequestError): boolean {
  return error.code === 'TOKEN_EXPIRED' || error.code === 'UNAUTHORIZED'
}

function isSameOutcome(a: OpResult, b: OpResult): boolean {
  return (
    a.status === b.status &&
    a.seq === b.seq &&
    a.code === b.code &&
    a.facts?.number === b.facts?.number
  )
}
