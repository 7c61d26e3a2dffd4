/**
 * The exchange of one device with its server (sync.md 10): pull, push, pull until nothing is left, one
 * page or batch after the other. Everything is in the company file between two steps, so it may be
 * killed anywhere: a page lies in the inbox until it is applied together with the cursor, and what was
 * sent without an answer is sent again under the same ids, which the server answers as it did.
 *
 * Timers, clock and chance are given.
 */
import { RequestError, retryOf, type RequestCode } from '../protocol/codes.ts'
import { OPS_MAX, PAGE_CHANGES_MAX, PROTOCOL, PUSH_BYTES_MAX } from '../protocol/limits.ts'
import { Incident } from './incident.ts'
import type { Replica, Standing, Transport } from './replica.ts'
import { joinBySnapshot, type SnapshotReplica, type SnapshotSource } from './snapshot.ts'

export interface Exchanged {
  readonly pushed: number
  readonly accepted: number
  readonly held: number
  readonly pulled: number
  readonly calls: number
  readonly cursor: number
  readonly head: number
  readonly pending: number
  readonly digest: 'equal' | 'different' | 'not_compared'
}

/** The exchange cannot go on by itself: a person or another program version has to act. */
export class Stopped extends Error {
  readonly code: string
  readonly detail: Readonly<Record<string, string | number | null>>

  constructor(
    code: string,
    detail: Readonly<Record<string, string | number | null>>,
    cause: unknown,
  ) {
    super(code, { cause })
    this.name = 'Stopped'
    this.code = code
    this.detail = detail
  }
}

export interface ExchangeOptions {
  readonly direction?: 'push' | 'pull' | 'both'
  /** Operations sent at most in all. */
  readonly opsMax?: number
  /** Operations of one batch and changes worked in together at most: smaller pieces leave the file free sooner. */
  readonly opsAtOnce?: number
  readonly changesAtOnce?: number
  /** Between two pieces of work: what it throws ends the exchange between them. */
  readonly onTurn?: () => void
  /** A device that joins takes the log in large pieces where it is longer than `from` changes. */
  readonly snapshots?: {
    readonly source: SnapshotSource
    readonly into: SnapshotReplica
    readonly from: number
    /** Chunks worked in together. */
    readonly chunksAtOnce?: number
  }
}

/** One exchange; throws `Stopped`, or what the transport threw when another try may do better. */
export async function exchange(
  replica: Replica,
  transport: Transport,
  options: ExchangeOptions = {},
): Promise<Exchanged> {
  const { direction = 'both', opsMax = Number.POSITIVE_INFINITY } = options
  const run = new Exchange(replica, transport, options)
  try {
    await run.hello()
    if (direction !== 'push') await run.pull()
    if (direction !== 'pull' && (await run.push(opsMax)) && direction === 'both') await run.pull()
    const done = run.done()
    replica.saveStopped(null)
    return done
  } catch (error) {
    throw stopping(replica, error)
  }
}

/** Changes worked in by one transaction, where nobody wants smaller pieces. */
const CHANGES_TOGETHER = 10_000

class Exchange {
  readonly #replica: Replica
  readonly #transport: Transport
  readonly #onTurn: (() => void) | undefined
  readonly #snapshots: ExchangeOptions['snapshots']
  readonly #opsAtOnce: number
  readonly #changesAtOnce: number
  readonly #changesTogether: number
  #pushed = 0
  #accepted = 0
  #held = 0
  #pulled = 0
  #calls = 0
  #head = 0
  #digest: Exchanged['digest'] = 'not_compared'

  constructor(replica: Replica, transport: Transport, options: ExchangeOptions) {
    this.#replica = replica
    this.#transport = transport
    this.#onTurn = options.onTurn
    this.#snapshots = options.snapshots
    this.#opsAtOnce = Math.min(OPS_MAX, options.opsAtOnce ?? OPS_MAX)
    this.#changesAtOnce = Math.min(PAGE_CHANGES_MAX, options.changesAtOnce ?? PAGE_CHANGES_MAX)
    this.#changesTogether = options.changesAtOnce ?? CHANGES_TOGETHER
  }

  async hello(): Promise<void> {
    const { companyId, deviceEpoch, app } = this.#replica.standing()
    const said = await this.#transport.hello({
      company_id: companyId,
      device_epoch: deviceEpoch,
      protocol: PROTOCOL,
      app,
    })
    this.#heard(said)
    const { seq, hash } = said.device_head
    // A copy of this file went on, or this one was put back to an earlier day: nothing is sent or applied.
    if (!this.#replica.hasLink({ seq, hash })) throw new Incident('FORK_DETECTED', { seq })
  }

  /**
   * Page after page until the head is reached; what a killed run left in the inbox comes first. Pages
   * are worked in some at a time: rows that lie beside each other are written once for all of them.
   */
  async pull(): Promise<void> {
    await this.#join()
    let at = await this.#applied()
    let waiting = 0
    for (;;) {
      const { companyId, timelineId, cursor, scopeVer } = at
      const page = await this.#transport.pull({
        company_id: companyId,
        timeline_id: timelineId,
        cursor,
        scope_ver: scopeVer,
        limit: this.#changesAtOnce,
      })
      this.#heard(page)
      this.#pulled += page.changes.length
      const isNews = page.to_seq > cursor.seq
      if (isNews) this.#replica.savePage(page)
      waiting += page.changes.length + page.outcomes.length
      const { to_seq: seq, to_hash: hash, timeline_id, scope_ver } = page
      if (page.digest === null && waiting < this.#changesTogether)
        at = { ...at, timelineId: timeline_id, cursor: { seq, hash }, scopeVer: scope_ver }
      else {
        at = await this.#applied()
        waiting = 0
      }
      if (page.digest !== null) {
        this.#digest = this.#replica.compare(page.digest)
        return
      }
      if (!isNews) throw new Incident('PAGE_STANDS_STILL', { seq: cursor.seq, head: page.head_seq })
    }
  }

  /** Where the device stands with everything noted worked in. */
  async #applied(): Promise<Standing> {
    while (await this.#replica.applyNext(this.#onTurn));
    return this.#replica.standing()
  }

  /** What was cut before goes on behind the last piece that came. */
  async #join(): Promise<void> {
    const { isJoining, cursor } = this.#replica.standing()
    if (!this.#snapshots || !isJoining) return
    const { source, into, from, chunksAtOnce } = this.#snapshots
    if (this.#head - cursor.seq <= from) return
    const onTurn = this.#onTurn
    const joined = await joinBySnapshot(into, source, { from, chunksAtOnce, onTurn })
    this.#calls += joined.calls
    this.#pulled += joined.changes
  }

  /** Batch after batch; false when there was nothing to send. */
  async push(opsMax: number): Promise<boolean> {
    const before = this.#pushed
    while (this.#pushed < opsMax) {
      const batch = this.#replica.nextPush({
        opsMax: Math.min(this.#opsAtOnce, opsMax - this.#pushed),
        bytesMax: PUSH_BYTES_MAX,
      })
      if (batch === null) break
      const { companyId, deviceEpoch, startCounter, timelineId } = this.#replica.standing()
      try {
        const answer = await this.#transport.push({
          company_id: companyId,
          device_epoch: deviceEpoch,
          start_counter: startCounter,
          first_seq: batch.firstSeq,
          prev: batch.prev,
          ops: [...batch.ops],
          withdrawn: [...batch.withdrawn],
          pending_after: batch.pendingAfter,
          min_pending_doc_date: batch.minPendingDocDate,
          timeline_id: timelineId,
        })
        this.#heard(answer)
        this.#replica.saveResults(answer.results, answer.device_head.seq)
        this.#pushed += batch.ops.length
        for (const { status } of answer.results) {
          if (status === 'held') this.#held += 1
          else if (status !== 'withdrawn') this.#accepted += 1
        }
      } catch (error) {
        this.#replica.takeBack(batch)
        throw error
      }
      this.#onTurn?.()
    }
    return this.#pushed > before
  }

  done(): Exchanged {
    const { cursor, unsent } = this.#replica.standing()
    return {
      pushed: this.#pushed,
      accepted: this.#accepted,
      held: this.#held,
      pulled: this.#pulled,
      calls: this.#calls,
      cursor: cursor.seq,
      head: this.#head,
      pending: unsent,
      digest: this.#digest,
    }
  }

  #heard(answer: { readonly head_seq: number; readonly server_time: number }): void {
    this.#calls += 1
    this.#head = Math.max(this.#head, answer.head_seq)
    this.#replica.saveContact({ headSeq: answer.head_seq, serverTime: answer.server_time })
  }
}

/** Codes that no repetition mends. */
const STOPPING: ReadonlySet<RequestCode> = new Set([
  'SEQ_GAP',
  'FORK_DETECTED',
  'TIMELINE_MISMATCH',
  'DEVICE_REVOKED',
  'DEVICE_SUSPENDED',
  'USER_SUSPENDED',
  'WRONG_COMPANY',
  'CLIENT_TOO_OLD',
  'BAD_REQUEST',
  'HASH_MISMATCH',
  'BAD_SIGNATURE',
])

function stopping(replica: Replica, error: unknown): unknown {
  const isOver =
    error instanceof Incident || (error instanceof RequestError && STOPPING.has(error.code))
  if (!isOver) return error
  const { code, detail } = error
  replica.saveStopped({ code, detail })
  return new Stopped(code, detail, error)
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 5 * 60_000

/** Waits between tries: twice as long each time, any length up to that (full jitter). */
export class Backoff {
  readonly #random: () => number
  #tries = 0

  /** `random` answers from 0 up to, but not including, 1. */
  constructor(random: () => number) {
    this.#random = random
  }

  /** Milliseconds to wait now; a server that says how long is given at least that. */
  next(atLeastMs = 0): number {
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#tries, 20))
    this.#tries += 1
    return Math.max(atLeastMs, Math.round(this.#random() * most))
  }

  /** After any success, and when the network changes. */
  reset(): void {
    this.#tries = 0
  }
}

export interface Surroundings {
  /** Resolves after that time, or as soon as there is something to do; false: the loop ends. */
  readonly wait: (ms: number) => Promise<boolean>
  /** Whoever holds it starts over with short waits when there is hope: a network that changed. */
  readonly backoff: Backoff
  /** How long a device that has nothing to do leaves the server alone, milliseconds. */
  readonly idleMs: number
  readonly onExchanged?: (done: Exchanged) => void
  readonly onFailed?: (error: unknown) => void
}

/** Does `once`, an exchange, again and again until `wait` says no; ends by throwing `Stopped`. */
export async function keepExchanging(
  once: () => Promise<Exchanged>,
  { wait, backoff, idleMs, onExchanged, onFailed }: Surroundings,
): Promise<void> {
  for (;;) {
    let waitMs = idleMs
    try {
      const done = await once()
      backoff.reset()
      onExchanged?.(done)
    } catch (error) {
      if (error instanceof Stopped) throw error
      onFailed?.(error)
      const isNow = error instanceof RequestError && retryOf(error.code) === 'now'
      waitMs = isNow ? 0 : backoff.next()
    }
    if (!(await wait(waitMs))) return
  }
}
