/** A company with its server and desktops, and one scheduler that decides alone what happens next. */
import { enrolPaper, paperCompany } from '../server/paper-company.ts'
import { PaperDevice } from '../server/paper-device.ts'
import { takeIdsFrom } from '../../main/backend/ledger/new-id.ts'
import { Chance, WALK } from './chance.ts'
import { Counters } from './counters.ts'
import { keyFrom, type NewDevice, newIdentity, SimDevice } from './device.ts'
import type { Mutant } from './mutant.ts'
import { Neighbour } from './neighbour.ts'
import { type Plan, START_MS } from './plan.ts'
import { SimServer } from './server.ts'
import { Traffic } from './traffic.ts'
import { Watch } from './watch.ts'

const SALT = Buffer.alloc(32, 7)
const NAMES = ['Selin', 'Murat', 'Ayla', 'Defne', 'Can', 'Emre', 'Zeynep', 'Kerem'] as const

export class World {
  readonly plan: Plan
  readonly counters = new Counters()
  /** Those of the plan first, then copies of them. */
  readonly devices: SimDevice[] = []
  /** Two finance managers who only decide what others asked, on devices that never fail. */
  readonly managers: readonly PaperDevice[]
  readonly server: SimServer
  /** Another company on the same server. */
  readonly neighbour: Neighbour
  readonly traffic: Traffic
  readonly watch: Watch
  readonly trace: string[] = []
  readonly newId: () => string
  nowMs = START_MS
  step = 0
  readonly #suspended = new Set<string>()
  readonly #mutant: Mutant | null

  private constructor(plan: Plan, mutant: Mutant | null) {
    this.plan = plan
    this.#mutant = mutant
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
    for (const index of plan.devices.keys())
      this.#addDevice({
        companyId,
        identity: newIdentity(keys, index, NAMES[index % NAMES.length] as string, this.nowMs),
        image: null,
      })
    this.managers = [keys, keys].map((chance) => this.#paper(companyId, chance))
    const next = this.newId()
    this.neighbour = new Neighbour(
      this,
      next,
      [keys, keys].map((chance) => this.#paper(next, chance)),
    )
    this.traffic = new Traffic(this)
    this.watch = new Watch(this)
  }

  /** Whose clock the ids are made with. */
  readonly onBehalfOf: (device: SimDevice | null) => void

  static async open(plan: Plan, mutant: Mutant | null = null): Promise<World> {
    const world = new World(plan, mutant)
    const { server } = world
    const { companyId } = server
    await world.openCompany(companyId)
    for (const { index, name, code, userId, deviceId, publicKey } of world.devices)
      await enrolPaper(
        server.rows,
        { companyId, userId, deviceId, publicKey },
        { name, roles: plan.devices[index] ?? [], deviceCode: code },
      )
    for (const [n, manager] of world.managers.entries())
      await enrolPaper(server.rows, manager, {
        name: `Manager ${n}`,
        roles: ['finance_manager'],
        deviceCode: `M00${n}`,
      })
    await world.neighbour.open()
    await world.watch.people()
    return world
  }

  async openCompany(companyId: string): Promise<void> {
    const { rows } = this.server
    const company = paperCompany(companyId, SALT.toString('hex'))
    await rows.createCompany({ ...company, tenantId: this.newId(), timelineId: this.newId() })
    await rows.write(companyId, (tx) =>
      tx.insert('series', [
        { code: 'INV', kind: 'invoice' },
        { code: 'RCT', kind: 'receipt' },
      ]),
    )
  }

  /** A desktop, or a copy of one: the file as it stands, at work beside the other. */
  #addDevice(of: Pick<NewDevice, 'companyId' | 'identity' | 'image'>): SimDevice {
    const device = new SimDevice({
      ...of,
      index: this.devices.length,
      saltKey: SALT,
      nowMs: () => this.nowMs,
      onStruck: (what) => this.counters.add(`device ${what}`),
      mutant: this.#mutant,
    })
    this.devices.push(device)
    return device
  }

  copy(device: SimDevice): void {
    const { identity } = device
    const { companyId } = this.server
    const copy = this.#addDevice({ companyId, identity, image: device.disk.image() })
    copy.takesUp(device.standing())
    device.isOneOfMany = true
    copy.isOneOfMany = true
    this.note(`${device.code} is copied`)
    this.watch.restarted(copy)
  }

  /** The device's file is put back to what it was when it was last kept. */
  putBack(device: SimDevice): void {
    this.traffic.forget(device)
    device.putBack()
    device.isOneOfMany = true
    this.note(`${device.code} is put back`)
    this.watch.restarted(device)
  }

  /** The one of the plan, or one of its copies. */
  deviceAt(place: number): SimDevice {
    const first = this.devices[place] as SimDevice
    const same = this.devices.filter(({ deviceId }) => deviceId === first.deviceId)
    return same[this.step % same.length] ?? first
  }

  #paper(companyId: string, chance: Chance): PaperDevice {
    return new PaperDevice(companyId, this.newId(), {
      deviceId: this.newId(),
      key: keyFrom(chance),
    })
  }

  note(text: string): void {
    this.trace.push(`${this.step} ${text}`)
  }

  close(): void {
    takeIdsFrom(null)
    for (const device of this.devices) device.close()
    this.server.close()
  }

  /** Faults are over: whatever is on its way arrives. */
  async calm(): Promise<void> {
    this.server.disarm()
    for (const device of this.devices) device.disk.disarm()
    await this.setStanding(null)
    await this.traffic.drain()
  }

  isSuspended({ userId }: SimDevice): boolean {
    return this.#suspended.has(userId)
  }

  /** Everybody active but one; null: everybody. */
  async setStanding(suspended: number | null): Promise<void> {
    const userId = suspended === null ? null : this.devices[suspended]?.userId
    if (userId) this.#suspended.add(userId)
    else this.#suspended.clear()
    await this.server.rows.write(this.server.companyId, async (tx) => {
      const members = await tx.all('member')
      await tx.update(
        'member',
        members.map((member) => ({
          ...member,
          status: userId === member.user_id ? 'suspended' : 'active',
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
