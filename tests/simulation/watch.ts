/**
 * Looks at what changed after each step, by the invariants of sync.md 23: at the server every entry of
 * its log, at a desktop its own rows. The model hears every operation in the order the server took it.
 */
import { externalId } from '../../sync/engine/ids.ts'
import type { Exchanged } from '../../sync/client/loop.ts'
import { OPS_MAX } from '../../sync/protocol/limits.ts'
import type { pushRequest, OpResult } from '../../sync/protocol/messages.ts'
import type { z } from 'zod'
import type { Row } from '../../sync/engine/central/tables.ts'
import { texts } from '../../sync/server/identity/callers.ts'
import { checkDevice, checkDeviceDeep } from './check-device.ts'
import type { SimDevice } from './device.ts'
import { Model } from './model.ts'
import { blockNumberOf } from './model-numbers.ts'
import type { Envelope } from './model-types.ts'
import type { Message } from './network.ts'
import { must, named, Violation } from './violation.ts'
import type { SimServer } from './server.ts'
import type { Counters } from './counters.ts'

/** What an outcome the model does not share says is broken. */
const INVARIANT_OF: Readonly<Record<string, string>> = {
  PERIOD_CLOSED: 'I16',
  DEP_HELD: 'I19',
  ALLOC_EXCEEDS_OPEN: 'I30',
  EXT_REF_CONFLICT: 'I3',
  MASTER_MISSING: 'I20',
  MASTER_ARCHIVED: 'I20',
  FORBIDDEN: 'I33',
  NUMBER_TAKEN: 'I15',
}

/** What is looked at. */
export interface Watched {
  readonly server: SimServer
  readonly counters: Counters
  note(text: string): void
}

export class Watch {
  readonly model: Model
  readonly #world: Watched
  #members = new Map<string, Row<'member'>>()
  /** Sequence the model has heard up to. */
  seq = 0
  /** Ends of the server's transactions, with the balances there. */
  readonly balancesAt = new Map<number, ReadonlyMap<string, number>>([[0, new Map()]])
  /** Sequences at which documents took effect, in order. */
  readonly #documents: number[] = []

  constructor(world: Watched) {
    this.#world = world
    this.model = new Model(
      (user) => {
        const member = this.#members.get(user)
        return (
          member && {
            person: member.person,
            roles: texts(member.roles),
            active: member.status === 'active',
          }
        )
      },
      (what, opId, group) => externalId(world.server.companyId, what, `${opId}\0${group}`),
    )
  }

  /** After anybody's roles or standing changed. */
  async people(): Promise<void> {
    const { server } = this.#world
    const members = await server.rows.read(server.companyId, (tx) => tx.all('member'))
    this.#members = new Map((members ?? []).map((member) => [member.user_id, member]))
  }

  /** After the server did anything, or was killed doing it. */
  async serverStep(): Promise<void> {
    const { server, counters } = this.#world
    const [bug] = server.bugs
    if (bug !== undefined) throw new Violation('bug', `server: ${named(bug)}`, bug)
    const rows = await server.logAfter(this.seq)
    if (rows.length === 0) return
    for (const row of rows) {
      must('I7', row.seq === this.seq + 1, () => `after ${this.seq} comes ${row.seq}`)
      this.seq = row.seq
      counters.add('operations')
      counters.add(['outcome', row.outcome, row.code ?? ''].join(' ').trim())
      counters.add(`kind ${row.kind}`)
      this.#hear(row)
    }
    await this.#newDocuments(rows[0]?.seq ?? 0)
    this.balancesAt.set(this.seq, this.model.books.balances())
  }

  #hear(row: Row<'op_log'>): void {
    must('I6', row.kind !== 'unknown', () => `operation ${row.seq} cannot be read`)
    const envelope = JSON.parse(row.envelope) as Envelope
    this.#world.note(`op ${row.seq} ${row.kind} ${row.outcome} ${row.code ?? ''}`)
    must('I3', !this.model.outcomes.has(row.op_id), () => `operation ${row.op_id} is logged twice`)
    if (row.outcome === 'accepted' && blockNumberOf(envelope) !== null)
      this.#world.counters.add('number of a block')
    const verdict = this.model.take(envelope, { withdrawn: row.outcome === 'withdrawn' })
    const [said, meant] = [row.code ?? row.outcome, verdict.code ?? verdict.status]
    if (said !== meant)
      throw new Violation(
        INVARIANT_OF[meant] ?? INVARIANT_OF[said] ?? 'model',
        `${row.kind} at ${row.seq}: the server says ${said}, the model ${meant}; ${row.envelope}`,
      )
  }

  async #newDocuments(from: number): Promise<void> {
    const { server } = this.#world
    const changes = await server.rows.read(server.companyId, async (tx) => {
      const rows = await tx.range('change', from - 1, tx.head.seq, 1e6)
      const ids = rows.flatMap(({ class: of, entity_id }) =>
        of === 'J' && entity_id !== null ? [entity_id] : [],
      )
      return tx.lookup('document', 'doc_id', ids)
    })
    const documents = (changes ?? []).filter(({ cause }) => cause === null)
    for (const { doc_id, seq, content_hash, number } of documents.toSorted(
      (a, b) => a.seq - b.seq,
    )) {
      this.#documents.push(seq)
      const told = this.model.books.docs.get(doc_id)
      must('I2', told?.hash === content_hash, () => `document ${doc_id} is not what was signed`)
      must(
        'I15',
        told?.number === number,
        () => `document ${doc_id} is ${number}, the model says ${told?.number}`,
      )
    }
  }

  /** The answer to a push, before it leaves. */
  answered({ request, answer }: Message): void {
    if (answer === null || 'error' in answer) return
    const { ops, first_seq } = request as z.infer<typeof pushRequest>
    const { results, device_head } = answer.value as {
      results: OpResult[]
      device_head: { seq: number }
    }
    must(
      'I14',
      results.length === ops.length && device_head.seq >= first_seq + ops.length - 1,
      () => `${ops.length} operations sent, ${results.length} answered`,
    )
  }

  exchanged(device: SimDevice, done: Exchanged): void {
    if (done.digest === 'not_compared') return
    this.#world.counters.add('roots compared')
    must(
      'I10',
      done.digest === 'equal',
      () => `the root of ${device.code} at ${done.cursor} differs`,
    )
  }

  documentsAt(seq: number): number {
    let [from, to] = [0, this.#documents.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#documents[middle] as number) <= seq) from = middle + 1
      else to = middle
    }
    return from
  }

  /** After a desktop did anything. */
  device(device: SimDevice): void {
    if (!device.isChanged) return
    device.isChanged = false
    checkDevice(device, this)
  }

  restarted(device: SimDevice): void {
    this.#world.counters.add('device restarts')
    checkDevice(device, this)
    checkDeviceDeep(device)
  }

  /** Successful calls a device may need to be quiet again (I29). */
  callsMax(device: SimDevice): number {
    const pending = device.unsent
    const missed = this.seq - device.cursor
    return Math.ceil(pending / OPS_MAX) + 2 * Math.ceil((missed + pending) / 2000) + 4
  }
}
