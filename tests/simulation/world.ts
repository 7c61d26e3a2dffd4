/** A company with its server and desktops, and one scheduler that decides alone what happens next. */
import { enrolPaper, paperCompany } from '../server/paper-company.ts'
import { PaperDevice } from '../server/paper-device.ts'
import { exchange, type Exchanged, Stopped } from '../../sync/client/loop.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { takeIdsFrom } from '../../main/backend/ledger/new-id.ts'
import { Chance, WALK } from './chance.ts'
import { Counters } from './counters.ts'
import { keyFrom, SimDevice } from './device.ts'
import { DeviceCrashed } from './disk.ts'
import { Watch } from './watch.ts'
import { type Message, Network, NoAnswer } from './network.ts'
import type { Mutant } from './mutant.ts'
import { type Plan, START_MS } from './plan.ts'
import { SimServer } from './server.ts'
import { named, Violation } from './violation.ts'

const SALT = Buffer.alloc(32, 7)
const NAMES = ['Selin', 'Murat', 'Ayla', 'Defne', 'Can', 'Emre', 'Zeynep', 'Kerem'] as const

interface Run {
  readonly ended: Promise<void>
  posted: () => void
  isOver: boolean
  result: Exchanged | null
}

export class World {
  readonly plan: Plan
  readonly counters = new Counters()
  readonly network = new Network()
  readonly devices: SimDevice[] = []
  /** Two finance managers who only decide what others asked, on devices that never fail. */
  readonly managers: readonly PaperDevice[]
  readonly server: SimServer
  readonly watch: Watch
  readonly trace: string[] = []
  readonly newId: () => string
  nowMs = START_MS
  step = 0
  /** Device, and the step its partition ends at, each way. */
  readonly #cut = new Map<number, { way: 'up' | 'down' | 'both'; until: number }>()
  readonly #runs = new Map<number, Run>()
  readonly #suspended = new Set<number>()

  private constructor(plan: Plan, mutant: Mutant | null) {
    this.plan = plan
    const ids = new Chance(plan.seed, WALK.ids)
    let asking = () => this.nowMs
    this.newId = ids.ids(() => asking())
    this.onBehalfOf = (device) => {
      device?.disk.goOn()
      asking = device ? () => device.now() : () => this.nowMs
    }
    takeIdsFrom(this.newId)
    const companyId = this.newId()
    this.server = new SimServer(
      companyId,
      () => this.nowMs,
      (what) => this.counters.add(`server ${what}`),
      mutant,
    )
    const keys = new Chance(plan.seed, WALK.keys)
    plan.devices.forEach((_, index) => {
      this.devices.push(
        new SimDevice({
          companyId,
          index,
          name: NAMES[index % NAMES.length] as string,
          saltKey: SALT,
          keys,
          nowMs: () => this.nowMs,
          onStruck: (what) => this.counters.add(`device ${what}`),
          mutant,
        }),
      )
    })
    this.managers = [keys, keys].map(
      (chance) =>
        new PaperDevice(companyId, this.newId(), { deviceId: this.newId(), key: keyFrom(chance) }),
    )
    this.watch = new Watch(this)
  }

  /** Whose clock the ids are made with. */
  readonly onBehalfOf: (device: SimDevice | null) => void

  static async open(plan: Plan, mutant: Mutant | null = null): Promise<World> {
    const world = new World(plan, mutant)
    const { server } = world
    const company = paperCompany(server.companyId, SALT.toString('hex'))
    await server.rows.createCompany({
      ...company,
      tenantId: world.newId(),
      timelineId: world.newId(),
    })
    await server.rows.write(server.companyId, (tx) =>
      tx.insert('series', [
        { code: 'INV', kind: 'invoice' },
        { code: 'RCT', kind: 'receipt' },
      ]),
    )
    for (const { index, name, code, userId, deviceId, publicKey } of world.devices)
      await enrolPaper(
        server.rows,
        { companyId: server.companyId, userId, deviceId, publicKey },
        { name, roles: plan.devices[index] ?? [], deviceCode: code },
      )
    for (const [n, manager] of world.managers.entries())
      await enrolPaper(server.rows, manager, {
        name: `Manager ${n}`,
        roles: ['finance_manager'],
        deviceCode: `M00${n}`,
      })
    await world.watch.people()
    return world
  }

  note(text: string): void {
    this.trace.push(`${this.step} ${text}`)
  }

  close(): void {
    takeIdsFrom(null)
    for (const device of this.devices) device.close()
    this.server.close()
  }

  // --- exchanges -------------------------------------------------------------------------------

  isExchanging(device: number): boolean {
    return this.#runs.has(device)
  }

  /** Begins an exchange and works until it waits for an answer, or is over. */
  async begin(index: number, direction: 'both' | 'push' | 'pull'): Promise<void> {
    const device = this.devices[index] as SimDevice
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
    this.onBehalfOf(device)
    const transport = this.network.transport(index, () => run.posted())
    Object.assign(run, {
      ended: exchange(device.replica, transport, { direction }).then(
        (done) => this.#over(device, run, done, null),
        (error: unknown) => this.#over(device, run, null, error),
      ),
    })
    this.#runs.set(index, run)
    await Promise.race([waits, run.ended])
    await this.#afterwards(device, run)
  }

  #over(_device: SimDevice, run: Run, done: Exchanged | null, error: unknown): void {
    run.isOver = true
    run.result = done
    Object.assign(run, { error })
  }

  /** An exchange has come to a call, or to its end. */
  async #afterwards(device: SimDevice, run: Run): Promise<void> {
    if (run.isOver) {
      this.#runs.delete(device.index)
      const { error } = run as Run & { readonly error: unknown }
      this.note(`${device.code} exchange ${run.result ? told(run.result) : named(error)}`)
      if (run.result) {
        this.counters.add('exchanges')
        this.watch.exchanged(device, run.result)
      } else this.#failed(device, error)
    }
    if (device.disk.isDead) this.restart(device)
    this.watch.device(device)
  }

  #failed(device: SimDevice, error: unknown): void {
    if (error instanceof Violation) throw error
    if (error instanceof NoAnswer || error instanceof DeviceCrashed) return
    if (device.disk.isDead) return
    if (error instanceof RequestError && (error.code === 'BUSY' || error.code === 'INTERNAL'))
      return
    if (error instanceof Refusal && error.code.startsWith('disk.')) return
    if (
      error instanceof Stopped &&
      error.code.endsWith('_SUSPENDED') &&
      this.#suspended.has(device.index)
    )
      return
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
    this.#runs.delete(device.index)
    for (const message of this.network.waiting)
      if (message.device === device.index) message.isStray = true
    device.restart()
    this.note(`${device.code} restarts`)
    this.watch.restarted(device)
  }

  // --- messages --------------------------------------------------------------------------------

  #isCut(device: number, way: 'up' | 'down'): boolean {
    const cut = this.#cut.get(device)
    return cut !== undefined && this.step < cut.until && (cut.way === 'both' || cut.way === way)
  }

  partition(device: number, way: 'up' | 'down' | 'both', steps: number): void {
    this.#cut.set(device, { way, until: this.step + steps })
    this.counters.add('partition')
  }

  async turn(chance: Chance): Promise<void> {
    const { waiting } = this.network
    const [oldest] = waiting
    if (!oldest) return
    const { rates } = this.plan
    const isLater = waiting.length > 1 && chance.happens(rates.reordered)
    const message = isLater ? (waiting[chance.from(1, waiting.length - 1)] as Message) : oldest
    if (isLater) this.counters.add('message reordered')
    if (message.isStray) return this.#stray(message)
    const way = message.answer === null ? 'up' : 'down'
    if (this.#isCut(message.device, way)) {
      this.counters.add(`message cut off ${way}`)
      return this.#settle(message, null)
    }
    if (way === 'up') {
      if (chance.happens(rates.lost)) {
        this.counters.add('message lost')
        return this.#settle(message, null)
      }
      if (chance.happens(rates.delayed)) {
        // The device gives up; the message arrives all the same, when it likes.
        this.counters.add('message delayed')
        this.network.post({ ...message, settle: () => undefined }, true)
        return this.#settle(message, null)
      }
      if (chance.happens(rates.doubled)) {
        this.counters.add('message doubled')
        this.network.post({ ...message, settle: () => undefined }, true)
      }
      return this.#arrive(message)
    }
    if (chance.happens(rates.answerLost)) {
      this.counters.add('answer lost')
      return this.#settle(message, null)
    }
    return this.#settle(message, message.answer)
  }

  async #arrive(message: Message): Promise<void> {
    const device = this.devices[message.device] as SimDevice
    const answer = await this.server.handle(device.deviceId, message.call, message.request)
    await this.watch.serverStep()
    if (answer === null) return this.#settle(message, null)
    message.answer = answer
    if (message.call === 'push') this.watch.answered(message)
  }

  async #stray(message: Message): Promise<void> {
    this.network.take(message)
    if (message.answer !== null) return
    const device = this.devices[message.device] as SimDevice
    await this.server.handle(device.deviceId, message.call, message.request)
    await this.watch.serverStep()
  }

  /** The device hears the answer, or that none comes, and works on until it waits again. */
  async #settle(message: Message, answer: Message['answer']): Promise<void> {
    this.network.take(message)
    const device = this.devices[message.device] as SimDevice
    const run = this.#runs.get(message.device)
    if (!run) throw new Error('an answer that nobody waits for')
    const waits = new Promise<void>((resolve) => {
      run.posted = resolve
    })
    this.onBehalfOf(device)
    message.settle(answer)
    await Promise.race([waits, run.ended])
    await this.#afterwards(device, run)
  }

  // --- quiet -----------------------------------------------------------------------------------

  /** Faults are over: whatever is on its way arrives. */
  async calm(): Promise<void> {
    this.#cut.clear()
    this.server.disarm()
    for (const device of this.devices) device.disk.disarm()
    this.#suspended.clear()
    await this.setStanding(null)
    while (this.network.waiting.length > 0) {
      const message = this.network.waiting[0] as Message
      if (message.isStray) await this.#stray(message)
      else if (message.answer === null) await this.#arrive(message)
      else await this.#settle(message, message.answer)
    }
  }

  /** A whole exchange without a fault; answers how many calls it took. */
  async exchangeWhole(device: SimDevice): Promise<number> {
    const before = this.network.sent
    await this.begin(device.index, 'both')
    while (this.#runs.has(device.index)) {
      const message = this.network.waiting[0] as Message
      if (message.answer === null) await this.#arrive(message)
      else await this.#settle(message, message.answer)
    }
    return this.network.sent - before
  }

  /** Everybody active but one; null: everybody. */
  async setStanding(suspended: number | null): Promise<void> {
    if (suspended !== null) this.#suspended.add(suspended)
    else this.#suspended.clear()
    await this.server.rows.write(this.server.companyId, async (tx) => {
      const members = await tx.all('member')
      await tx.update(
        'member',
        members.map((member) => ({
          ...member,
          status:
            suspended !== null && this.devices[suspended]?.userId === member.user_id
              ? 'suspended'
              : 'active',
        })),
      )
    })
    await this.watch.people()
  }

  async setRoles(index: number, roles: readonly string[]): Promise<void> {
    await this.server.rows.write(this.server.companyId, async (tx) => {
      const [member] = await tx.lookup('member', 'user_id', [this.devices[index]?.userId ?? ''])
      if (member) await tx.update('member', [{ ...member, roles: [...roles] }])
    })
    await this.watch.people()
  }
}

function told({ pushed, accepted, held, pulled, cursor }: Exchanged): string {
  return `pushed ${pushed} accepted ${accepted} held ${held} pulled ${pulled} cursor ${cursor}`
}
