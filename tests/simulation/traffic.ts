/**
 * Exchanges under way and what becomes of their messages: each waits until the scheduler lets it
 * arrive, loses it, doubles it or lets another pass.
 */
import { exchange, type Exchanged, Stopped } from '../../sync/client/loop.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import type { Chance } from './chance.ts'
import type { Counters } from './counters.ts'
import type { SimDevice } from './device.ts'
import { DeviceCrashed } from './disk.ts'
import { type Message, Network, NoAnswer } from './network.ts'
import type { Rates } from './plan.ts'
import type { SimServer } from './server.ts'
import { named, Violation } from './violation.ts'
import type { Watch } from './watch.ts'

interface Run {
  readonly ended: Promise<void>
  posted: () => void
  isOver: boolean
  result: Exchanged | null
}

export type Way = 'up' | 'down' | 'both'
export type Direction = 'both' | 'push' | 'pull'

/** Where it happens. */
export interface Scene {
  readonly plan: { readonly rates: Rates }
  readonly step: number
  readonly devices: readonly SimDevice[]
  readonly server: SimServer
  readonly watch: Watch
  readonly counters: Counters
  readonly onBehalfOf: (device: SimDevice | null) => void
  note(text: string): void
  isSuspended(device: SimDevice): boolean
}

/** How an exchange ends that must not go on: another has gone on in this device's name. */
const FORKS: ReadonlySet<string> = new Set(['FORK_DETECTED', 'OWN_OPERATION_UNKNOWN'])

export class Traffic {
  readonly network = new Network()
  readonly #scene: Scene
  /** Device, and the step its partition ends at, each way. */
  readonly #cut = new Map<number, { way: Way; until: number }>()
  readonly #runs = new Map<number, Run>()

  constructor(scene: Scene) {
    this.#scene = scene
  }

  // --- exchanges -------------------------------------------------------------------------------

  isExchanging({ index }: SimDevice): boolean {
    return this.#runs.has(index)
  }

  /** Begins an exchange and works until it waits for an answer, or is over. */
  async begin(device: SimDevice, direction: Direction): Promise<void> {
    const { index } = device
    if (this.#runs.has(index)) return
    const run: Run = {
      ended: Promise.resolve(),
      posted: () => undefined,
      isOver: false,
      result: null,
    }
    const waits = new Promise<void>((resolve) => {
      run.posted = resolve
    })
    this.#scene.onBehalfOf(device)
    const transport = this.network.transport(index, () => run.posted())
    Object.assign(run, {
      ended: exchange(device.replica, transport, { direction }).then(
        (done) => this.#over(run, done, null),
        (error: unknown) => this.#over(run, null, error),
      ),
    })
    this.#runs.set(index, run)
    await Promise.race([waits, run.ended])
    await this.#afterwards(device, run)
  }

  #over(run: Run, done: Exchanged | null, error: unknown): void {
    run.isOver = true
    run.result = done
    Object.assign(run, { error })
  }

  /** An exchange has come to a call, or to its end. */
  async #afterwards(device: SimDevice, run: Run): Promise<void> {
    const { counters, watch } = this.#scene
    if (run.isOver) {
      this.#runs.delete(device.index)
      const { error } = run as Run & { readonly error: unknown }
      this.#scene.note(`${device.code} exchange ${run.result ? told(run.result) : named(error)}`)
      if (run.result) {
        if (device.stopped !== null)
          throw new Violation('I24', `${device.code} goes on after ${device.stopped}`)
        counters.add('exchanges')
        watch.exchanged(device, run.result)
      } else this.#failed(device, error)
    }
    if (device.disk.isDead) this.restart(device)
    watch.device(device)
  }

  #failed(device: SimDevice, error: unknown): void {
    if (error instanceof Violation) throw error
    if (error instanceof NoAnswer || error instanceof DeviceCrashed) return
    if (device.disk.isDead) return
    if (error instanceof RequestError && (error.code === 'BUSY' || error.code === 'INTERNAL'))
      return
    if (error instanceof Refusal && error.code.startsWith('disk.')) return
    if (error instanceof Stopped) {
      if (error.code.endsWith('_SUSPENDED') && this.#scene.isSuspended(device)) return
      if (FORKS.has(error.code) && device.isOneOfMany) {
        if (device.stopped === null) this.#scene.counters.add('fork detected')
        device.stopped = error.code
        return
      }
    }
    throw error instanceof Stopped
      ? new Violation(
          'I29',
          `the exchange of ${device.code} stopped for good: ${error.code} ${JSON.stringify(error.detail)}`,
          error,
        )
      : new Violation('bug', `exchange of ${device.code}: ${named(error)}`, error)
  }

  /** What was on its way for a device that is no more is strayed. */
  restart(device: SimDevice): void {
    this.forget(device)
    device.restart()
    this.#scene.note(`${device.code} restarts`)
    this.#scene.watch.restarted(device)
  }

  /** Nobody waits for what it had asked. */
  forget(device: SimDevice): void {
    this.#runs.delete(device.index)
    for (const message of this.network.waiting)
      if (message.device === device.index) message.isStray = true
  }

  // --- messages --------------------------------------------------------------------------------

  #isCut(device: number, way: 'up' | 'down'): boolean {
    const cut = this.#cut.get(device)
    return (
      cut !== undefined && this.#scene.step < cut.until && (cut.way === 'both' || cut.way === way)
    )
  }

  partition(device: SimDevice, way: Way, steps: number): void {
    this.#cut.set(device.index, { way, until: this.#scene.step + steps })
    this.#scene.counters.add('partition')
  }

  async turn(chance: Chance): Promise<void> {
    const { waiting } = this.network
    const [oldest] = waiting
    if (!oldest) return
    const { counters, plan } = this.#scene
    const { rates } = plan
    const isLater = waiting.length > 1 && chance.happens(rates.reordered)
    const message = isLater ? (waiting[chance.from(1, waiting.length - 1)] as Message) : oldest
    if (isLater) counters.add('message reordered')
    if (message.isStray) return this.#stray(message)
    const way = message.answer === null ? 'up' : 'down'
    if (this.#isCut(message.device, way)) {
      counters.add(`message cut off ${way}`)
      return this.#settle(message, null)
    }
    if (way === 'up') {
      if (chance.happens(rates.lost)) {
        counters.add('message lost')
        return this.#settle(message, null)
      }
      if (chance.happens(rates.delayed)) {
        // The device gives up; the message arrives all the same, when it likes.
        counters.add('message delayed')
        this.network.post({ ...message, settle: () => undefined }, true)
        return this.#settle(message, null)
      }
      if (chance.happens(rates.doubled)) {
        counters.add('message doubled')
        this.network.post({ ...message, settle: () => undefined }, true)
      }
      return this.#arrive(message)
    }
    if (chance.happens(rates.answerLost)) {
      counters.add('answer lost')
      return this.#settle(message, null)
    }
    return this.#settle(message, message.answer)
  }

  async #arrive(message: Message): Promise<void> {
    const { devices, server, watch } = this.#scene
    const device = devices[message.device] as SimDevice
    const answer = await server.handle(device.deviceId, message.call, message.request)
    await watch.serverStep()
    if (answer === null) return this.#settle(message, null)
    message.answer = answer
    if (message.call === 'push') watch.answered(message)
  }

  async #stray(message: Message): Promise<void> {
    const { devices, server, watch } = this.#scene
    this.network.take(message)
    if (message.answer !== null) return
    const device = devices[message.device] as SimDevice
    await server.handle(device.deviceId, message.call, message.request)
    await watch.serverStep()
  }

  /** The device hears the answer, or that none comes, and works on until it waits again. */
  async #settle(message: Message, answer: Message['answer']): Promise<void> {
    this.network.take(message)
    const device = this.#scene.devices[message.device] as SimDevice
    const run = this.#runs.get(message.device)
    if (!run) throw new Error('an answer that nobody waits for')
    const waits = new Promise<void>((resolve) => {
      run.posted = resolve
    })
    this.#scene.onBehalfOf(device)
    message.settle(answer)
    await Promise.race([waits, run.ended])
    await this.#afterwards(device, run)
  }

  // --- without faults --------------------------------------------------------------------------

  /** Whatever is on its way arrives. */
  async drain(): Promise<void> {
    this.#cut.clear()
    while (this.network.waiting.length > 0) {
      const message = this.network.waiting[0] as Message
      if (message.isStray) await this.#stray(message)
      else await this.#pass(message)
    }
  }

  /** A whole exchange without a fault of the network; answers how many calls it took. */
  async exchangeWhole(device: SimDevice, direction: Direction = 'both'): Promise<number> {
    const before = this.network.sent
    await this.begin(device, direction)
    while (this.isExchanging(device)) {
      const { waiting } = this.network
      const message = waiting.find((one) => one.device === device.index && !one.isStray)
      if (!message) throw new Error(`${device.code} waits for nothing`)
      await this.#pass(message)
    }
    return this.network.sent - before
  }

  #pass(message: Message): Promise<void> {
    return message.answer === null ? this.#arrive(message) : this.#settle(message, message.answer)
  }
}

function told({ pushed, accepted, held, pulled, cursor }: Exchanged): string {
  return `pushed ${pushed} accepted ${accepted} held ${held} pulled ${pulled} cursor ${cursor}`
}
