/**
 * A second company on the same server core, with devices, customers and documents of its own that bear
 * ids of the first, and devices of either that try the other (I22).
 */
import { RequestError } from '../../sync/protocol/codes.ts'
import type { OpResult } from '../../sync/protocol/messages.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { enrolPaper } from '../server/paper-company.ts'
import { PaperDevice } from '../server/paper-device.ts'
import type { Chance } from './chance.ts'
import type { Counters } from './counters.ts'
import { numberOf } from './model-numbers.ts'
import type { Asked } from './network.ts'
import type { SimServer } from './server.ts'
import { must } from './violation.ts'

/** What it has to do with the company beside it. */
export interface Street {
  readonly server: SimServer
  readonly counters: Counters
  readonly newId: () => string
  readonly devices: readonly { readonly deviceId: string }[]
  readonly watch: {
    readonly seq: number
    readonly model: {
      readonly books: { readonly docs: ReadonlyMap<string, unknown> }
      readonly cards: { readonly customers: ReadonlyMap<string, unknown> }
    }
  }
  openCompany(companyId: string): Promise<void>
}

const CALLS = ['hello', 'push', 'pull', 'digest', 'docs', 'control'] as const
const ZERO = '0'.repeat(64)

export class Neighbour {
  readonly companyId: string
  readonly #street: Street
  readonly #people: readonly PaperDevice[]
  readonly #customers: string[] = []
  /** Ids its operations have. */
  readonly #taken = new Set<string>()
  /** Operations that name the other company. */
  readonly #foreign = new Set<string>()
  /** What stands once an operation is accepted. */
  readonly #then = new Map<string, () => unknown>()
  /** By customer, in the company's currency. */
  readonly #sums = new Map<string, number>()
  readonly #numbers = new Set<string>()

  constructor(street: Street, companyId: string, people: readonly PaperDevice[]) {
    this.#street = street
    this.companyId = companyId
    this.#people = people
  }

  async open(): Promise<void> {
    const { server } = this.#street
    await this.#street.openCompany(this.companyId)
    for (const [n, person] of this.#people.entries())
      await enrolPaper(server.rows, person, {
        name: `Neighbour ${n}`,
        roles: ['accountant', 'finance_manager'],
        deviceCode: `N00${n}`,
      })
  }

  async act(chance: Chance): Promise<void> {
    if (chance.happens(0.4)) await this.#work(chance)
    else if (chance.happens(0.8)) await this.#intrude(chance)
    else await this.#sayForeign(chance)
  }

  // --- its own work ------------------------------------------------------------------------------

  async #work(chance: Chance): Promise<void> {
    const person = chance.pick(this.#people)
    if (person.pending.length === 0) this.#write(person, chance)
    await this.#deliver(person)
  }

  #write(person: PaperDevice, chance: Chance): void {
    const { watch, newId } = this.#street
    const opId = newId()
    // The ids of the company beside it are free here.
    const idLike = (ids: Iterable<string>) =>
      [...ids].find((id) => !this.#taken.has(id) && chance.happens(0.5)) ?? newId()
    if (this.#customers.length < 3) {
      const id = idLike(watch.model.cards.customers.keys())
      const fields = { code: `K${this.#taken.size}` }
      person.write('master.create', id, { entity: 'customer', fields }, { opId })
      this.#taken.add(id)
      this.#then.set(opId, () => this.#customers.push(id))
    } else {
      const docId = idLike(watch.model.books.docs.keys())
      const customerId = chance.pick(this.#customers)
      const amount = chance.from(1, 1000_00)
      person.document({ docId, customerId, amount }, { opId })
      this.#taken.add(docId)
      this.#then.set(opId, () =>
        this.#sums.set(customerId, (this.#sums.get(customerId) ?? 0) + amount),
      )
    }
  }

  async #deliver(person: PaperDevice): Promise<void> {
    for (const { op_id: opId, status, facts, code } of (await this.#push(person)) ?? []) {
      const meant = this.#foreign.has(opId) ? 'held INVALID' : 'accepted'
      const said = [status, code].join(' ').trim()
      must('I22', said === meant, () => `an operation of the neighbour is ${said}, not ${meant}`)
      this.#street.counters.add(`neighbour ${meant}`)
      this.#then.get(opId)?.()
      if (facts?.number !== undefined) this.#numbers.add(facts.number)
    }
  }

  /** Undefined where no answer came: the same goes again the next time. */
  async #push(person: PaperDevice): Promise<readonly OpResult[] | undefined> {
    const request = pushOf(this.companyId, person)
    const { deviceId } = person
    const answer = await this.#street.server.handle(deviceId, 'push', request, [this.companyId])
    if (answer === null || 'error' in answer) return undefined
    person.pending = []
    person.sent = person.seq
    person.sentHash = person.hash
    return (answer.value as { readonly results: OpResult[] }).results
  }

  // --- who tries the other -----------------------------------------------------------------------

  async #intrude(chance: Chance): Promise<void> {
    const { server, counters, devices } = this.#street
    const isOurs = chance.happens(0.5)
    const { deviceId } = chance.pick(isOurs ? this.#people : [...devices])
    const [own, other] = isOurs
      ? [this.companyId, server.companyId]
      : [server.companyId, this.companyId]
    const call = chance.pick(CALLS)
    // The token is its own, or names the other company as if it had been issued for it.
    const companies = chance.pick([[own], [own, other], [other], [other, own]])
    const before = await this.#standing()
    const answer = await server.handle(deviceId, call, this.#requestOf(call, other), companies)
    must(
      'I22',
      answer === null || ('error' in answer && answer.error instanceof RequestError),
      () => `a device of ${own} was answered ${call} about ${other}`,
    )
    const after = await this.#standing()
    must('I22', before === after, () => `${call} of another company's device wrote something`)
    if (answer && 'error' in answer) counters.add(`intruder ${answer.error.code}`)
  }

  /** An operation made for the other company, sent in the own one. */
  async #sayForeign(chance: Chance): Promise<void> {
    const { server, newId, watch } = this.#street
    const person = chance.pick(this.#people)
    if (person.pending.length > 0) return
    const { userId, deviceId, key } = person
    const other = new PaperDevice(server.companyId, userId, { deviceId, key })
    Object.assign(other, { seq: person.seq, hash: person.hash })
    const fields = { code: 'FOREIGN' }
    other.write('master.create', newId(), { entity: 'customer', fields }, { opId: newId() })
    Object.assign(person, { pending: other.pending, seq: other.seq, hash: other.hash })
    for (const { opId } of other.pending) this.#foreign.add(opId)
    const before = watch.seq
    await this.#deliver(person)
    must('I22', watch.seq === before, () => 'the company beside it went on')
  }

  #requestOf(call: Asked, companyId: string): object {
    const { newId } = this.#street
    switch (call) {
      case 'hello':
        return { company_id: companyId, device_epoch: 1, protocol: 1, app: 'intruder' }
      case 'push':
        return pushOf(companyId, null)
      case 'pull':
        return {
          company_id: companyId,
          timeline_id: null,
          cursor: { seq: 0, hash: ZERO },
          scope_ver: 1,
          limit: 2000,
        }
      case 'digest':
        return { company_id: companyId, seq: 0, level: 'bucket', keys: [], nodes: {} }
      case 'docs':
        return { company_id: companyId, seq: 0, ids: [...this.#taken].slice(0, 5), ops: [] }
      case 'control':
        return {
          company_id: companyId,
          op_id: newId(),
          ask: { do: 'block', series: 'INV', size: 1 },
        }
    }
  }

  /** Everything a call could have left of both. */
  async #standing(): Promise<string> {
    const { rows, companyId } = this.#street.server
    const told = [companyId, this.companyId].map((id) =>
      rows.read(id, async (tx) => [tx.head, await tx.all('device'), await tx.all('device_head')]),
    )
    return JSON.stringify(await Promise.all(told))
  }

  // --- at the end --------------------------------------------------------------------------------

  async check(): Promise<void> {
    const { rows } = this.#street.server
    for (const person of this.#people) if (person.pending.length > 0) await this.#deliver(person)
    const series = [...this.#numbers].map((_, n) => numberOf('INV2026', n + 1))
    must(
      'I22',
      series.every((number) => this.#numbers.has(number)),
      () => `the neighbour's numbers are ${[...this.#numbers].join()}`,
    )
    for (const { name, failures } of (await verifyCompany(rows, this.companyId)) ?? [])
      must('I22', failures.length === 0, () => `the neighbour's ${name}: ${failures[0]}`)
    const cells = await rows.read(this.companyId, (tx) => tx.all('cell'))
    const sums = new Map<string, number>()
    for (const { customer_id: id, debit, credit } of cells ?? [])
      sums.set(id, (sums.get(id) ?? 0) + debit - credit)
    for (const id of new Set([...sums.keys(), ...this.#sums.keys()]))
      must('I22', sums.get(id) === this.#sums.get(id), () => `the neighbour's balance of ${id}`)
  }
}

/** What waits at a device of paper; of nobody nothing. */
function pushOf(companyId: string, person: PaperDevice | null): object {
  return {
    company_id: companyId,
    device_epoch: 1,
    start_counter: 1,
    first_seq: (person?.sent ?? 0) + 1,
    prev: person?.sentHash ?? ZERO,
    ops: person?.pending.map(({ text }) => text) ?? [],
    withdrawn: [],
    pending_after: 0,
    min_pending_doc_date: null,
    timeline_id: null,
  }
}
