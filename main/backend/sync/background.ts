/**
 * The exchange of one open company that nobody asks for: at start, soon after local work, when the
 * server says that there is news (a long poll), and now and then. Offline it tries again with waits
 * that grow; what only a person can mend stops it, and says so.
 *
 * It works in small pieces, so that whoever posts meanwhile waits for one of them at most. Exchanges
 * of one file never overlap, whoever asked for them.
 */
import { networkInterfaces } from 'node:os'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import {
  Backoff,
  exchange,
  type Exchanged,
  type ExchangeOptions,
  keepExchanging,
  Stopped,
} from '../../../sync/client/loop.ts'
import type { Line, Replica, Transport } from '../../../sync/client/replica.ts'
import type { SnapshotReplica, SnapshotSource } from '../../../sync/client/snapshot.ts'
import { JOIN_FROM } from '../../../sync/protocol/limits.ts'
import type { Log } from '../device/log.ts'
import { exchangeRefusal } from './connection.ts'

/** Work of one moment goes together. */
const GATHER_MS = 1000
/** While the server does not answer, new work does not ask more often. */
const GATHER_OFFLINE_MS = 10_000
/** The long poll brings what is new; this is for what it would miss. */
const IDLE_MS = 10 * 60_000
/** The same where the long poll came to nothing: some proxies cut what is quiet. */
const BLIND_MS = 30_000
/** How often a device without its server looks whether the network changed. */
const LOOK_MS = 5000
const OPS_AT_ONCE = 100
const CHANGES_AT_ONCE = 500

export interface SyncState {
  /** `off`: it ended with its file. */
  readonly phase: 'off' | 'idle' | 'exchanging' | 'offline' | 'stopped'
  /** Why it is offline or stopped: the code of a refusal, or `bug`. */
  readonly code: string | null
  /** Offline or stopped since; milliseconds since 1970 UTC, like all moments here. */
  readonly since: number | null
  readonly nextTryAt: number | null
  /** The last whole exchange of this process, and the last that came out equal. */
  readonly exchangedAt: number | null
  readonly provenAt: number | null
}

export interface BackgroundOptions {
  readonly replica: Replica & SnapshotReplica
  readonly line: Line & SnapshotSource
  /** Names the server in refusals. */
  readonly server: string
  readonly now: () => number
  /** From 0 up to, but not including, 1. */
  readonly random: () => number
  readonly log: Log
  readonly onMoved: () => void
  /** After an exchange that sent and received: what the device asks for by itself. */
  readonly afterwards?: () => Promise<void>
}

/** The disk may have room again; everything else that is no missing answer waits for a person. */
const PASSING = new Set(['server.offline', 'disk.full', 'disk.failed'])

export class BackgroundSync {
  readonly #options: BackgroundOptions
  readonly #backoff: Backoff
  readonly #ending = new AbortController()
  readonly #transport: Transport & SnapshotSource
  #state: SyncState = {
    phase: 'idle',
    code: null,
    since: null,
    nextTryAt: null,
    exchangedAt: null,
    provenAt: null,
  }
  #turn: Promise<unknown> = Promise.resolve()
  #isLooping = false
  #canListen = true
  #wake: (() => void) | null = null
  #gathering: ReturnType<typeof setTimeout> | null = null

  constructor(options: BackgroundOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.random)
    this.#transport = during(this.#ending.signal, options.line)
  }

  get state(): SyncState {
    return this.#state
  }

  start(): void {
    if (this.#isLooping || this.#ending.signal.aborted) return
    this.#isLooping = true
    keepExchanging(() => this.#exchange({}), {
      wait: (ms) => this.#wait(ms),
      backoff: this.#backoff,
      idleMs: IDLE_MS,
    })
      .catch((error: unknown) => {
        if (!(error instanceof Stopped)) this.#options.log.bug('sync', error)
      })
      .finally(() => {
        this.#isLooping = false
      })
  }

  /** At once, by hand: also where it had stopped. Throws the refusal the exchange ended with. */
  async now(options: ExchangeOptions): Promise<Exchanged> {
    this.#backoff.reset()
    try {
      return await this.#exchange(options)
    } catch (error) {
      throw exchangeRefusal(error, this.#options.server)
    } finally {
      if (this.#state.phase !== 'stopped') this.start()
      this.#wake?.()
    }
  }

  /** Something was written here: is it for the server? */
  wrote(): void {
    const { phase } = this.#state
    if (this.#gathering !== null || (phase !== 'idle' && phase !== 'offline')) return
    if (this.#options.replica.standing().unsent === 0) return
    this.#gathering = setTimeout(
      () => {
        this.#gathering = null
        this.#wake?.()
      },
      phase === 'idle' ? GATHER_MS : GATHER_OFFLINE_MS,
    )
  }

  /** Ends it; what was under way counts as not answered. */
  stop(): void {
    this.#ending.abort()
    if (this.#gathering !== null) clearTimeout(this.#gathering)
    this.#wake?.()
    this.#say({ phase: 'off', nextTryAt: null })
  }

  #exchange(options: ExchangeOptions): Promise<Exchanged> {
    const run = this.#turn.then(() => this.#once(options))
    this.#turn = run.catch(() => undefined)
    return run
  }

  async #once(options: ExchangeOptions): Promise<Exchanged> {
    this.#ending.signal.throwIfAborted()
    this.#say({ phase: 'exchanging', nextTryAt: null })
    try {
      const done = await exchange(this.#options.replica, this.#transport, {
        opsAtOnce: OPS_AT_ONCE,
        changesAtOnce: CHANGES_AT_ONCE,
        snapshots: {
          source: this.#transport,
          into: this.#options.replica,
          from: JOIN_FROM,
          chunksAtOnce: 1,
        },
        ...options,
      })
      if (done.digest !== 'different' && (options.direction ?? 'both') === 'both')
        await this.#options.afterwards?.()
      const at = this.#options.now()
      const proven = done.digest === 'equal' ? { provenAt: at } : {}
      if (done.digest === 'different') this.#fail('stopped', 'digest.different', at)
      else this.#say({ phase: 'idle', code: null, since: null, exchangedAt: at, ...proven })
      return done
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#failed(error)
      throw error
    }
  }

  #failed(error: unknown): void {
    const refusal = exchangeRefusal(error, this.#options.server)
    const code = refusal instanceof Refusal ? refusal.code : 'bug'
    if (code === 'bug') this.#options.log.bug('sync', error)
    this.#fail(code === 'bug' || PASSING.has(code) ? 'offline' : 'stopped', code)
  }

  #fail(phase: 'offline' | 'stopped', code: string, exchangedAt = this.#state.exchangedAt): void {
    const isSame = this.#state.code === code && this.#state.since !== null
    const since = isSame ? this.#state.since : this.#options.now()
    this.#say({ phase, code, since, exchangedAt })
  }

  /** True when it is time for the next exchange. */
  async #wait(ms: number): Promise<boolean> {
    if (this.#isOver()) return false
    const awake = new AbortController()
    const isOffline = this.#state.phase === 'offline'
    if (isOffline) this.#say({ nextTryAt: this.#options.now() + ms })
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      const isBlind = !isOffline && !this.#canListen
      const timer = setTimeout(resolve, isBlind ? BLIND_MS : ms)
      awake.signal.addEventListener('abort', () => clearTimeout(timer))
      this.#canListen = true
      if (isOffline) this.#watchNetwork(resolve, awake.signal)
      else {
        this.wrote()
        if (!isBlind) this.#listen(resolve, awake.signal)
      }
    })
    this.#wake = null
    awake.abort()
    return !this.#isOver()
  }

  /** The long poll, again and again; no answer to it means that an exchange will say why. */
  #listen(heard: () => void, awake: AbortSignal): void {
    const signal = AbortSignal.any([awake, this.#ending.signal])
    const ask = async (): Promise<void> => {
      while (!signal.aborted) {
        const { companyId, cursor } = this.#options.replica.standing()
        const head = await this.#options.line.wait({ companyId, seq: cursor.seq }, signal)
        if (head > cursor.seq) return heard()
      }
    }
    ask().catch(() => {
      if (signal.aborted) return
      this.#canListen = false
      heard()
    })
  }

  #isOver(): boolean {
    return this.#ending.signal.aborted || this.#state.phase === 'stopped'
  }

  #watchNetwork(changed: () => void, awake: AbortSignal): void {
    const before = addresses()
    const timer = setInterval(() => {
      if (addresses() === before) return
      this.#backoff.reset()
      changed()
    }, LOOK_MS)
    awake.addEventListener('abort', () => clearInterval(timer))
  }

  #say(news: Partial<SyncState>): void {
    this.#state = { ...this.#state, ...news }
    this.#options.onMoved()
  }
}

/** Calls that fail once the signal is aborted, also where the answer came meanwhile. */
function during(
  signal: AbortSignal,
  transport: Transport & SnapshotSource,
): Transport & SnapshotSource {
  const only =
    <A, R>(send: (request: A) => Promise<R>) =>
    async (request: A): Promise<R> => {
      signal.throwIfAborted()
      const answer = await send(request)
      signal.throwIfAborted()
      return answer
    }
  return {
    hello: only((request) => transport.hello(request)),
    push: only((request) => transport.push(request)),
    pull: only((request) => transport.pull(request)),
    snapshot: only((request) => transport.snapshot(request)),
    chunk: only((request) => transport.chunk(request)),
  }
}

function addresses(): string {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .map(({ address }) => address)
    .join(' ')
}
