/**
 * Operations of one company decided one after the other (sync.md 8): each takes a sequence, is logged
 * with its outcome, and what it does is in the rows. Pure: rows in, rows out.
 *
 * `Missing` passes through with everything of the running operation taken back; any other throw of a
 * rule holds that operation alone as INTERNAL_HELD, and its neighbours go on.
 */
import type { HeldCode } from '../../protocol/codes.ts'
import { OUTCOME_CLASS, type OpResult } from '../../protocol/messages.ts'
import { isBad, type GoodOp, type ReadOp } from '../../protocol/read-op.ts'
import { NO_CUSTOMER } from '../digest.ts'
import { NodeBook } from '../node-book.ts'
import { checkAndApply, supersede } from './decide.ts'
import {
  type Accepted,
  type CompanyFacts,
  type Deciding,
  Held,
  invalid,
  Known,
} from './deciding.ts'
import { faultOf, hashIn, isPublished, type Link } from './link.ts'
import { chainHash, goodOpOf, linkOf, storedResult } from './log-entry.ts'
import { nodeRows } from './node-rows.ts'
import { idOfPlace } from './prefetch.ts'
import { Missing, type RowCache } from './row-cache.ts'
import type { Json, Row } from './tables.ts'
import { voidUnborne } from './void-numbers.ts'

export interface Decided {
  readonly result: OpResult
  /** Hash that stands for this link in the chain. */
  readonly hash: string
}

type Status = OpResult['status']

interface Verdict {
  readonly status: Status
  readonly code?: HeldCode
  readonly detail?: Readonly<Record<string, Json>>
  readonly accepted?: Accepted
  /** Held operations to decide anew now that this one stands. */
  readonly releases: readonly string[]
}

export class CompanyBatch {
  readonly rows: RowCache
  readonly #company: CompanyFacts
  readonly #nowMs: number
  readonly #nodes: NodeBook
  readonly #supportId: (error: unknown) => string
  #seq: number
  #chainHash: string
  #ord = 0
  /** First sequence of this transaction. */
  readonly #tx: number

  constructor(options: {
    readonly rows: RowCache
    readonly company: CompanyFacts
    readonly head: { readonly seq: number; readonly chainHash: string }
    readonly nowMs: number
    /** Notes a bug and answers the number people can ask about it by. */
    readonly supportId: (error: unknown) => string
    /** First sequence of the transaction; by default the one after the head. */
    readonly tx?: number
  }) {
    this.rows = options.rows
    this.#company = options.company
    this.#nowMs = options.nowMs
    this.#nodes = new NodeBook(nodeRows(options.rows))
    this.#supportId = options.supportId
    this.#seq = options.head.seq
    this.#tx = options.tx ?? options.head.seq + 1
    this.#chainHash = options.head.chainHash
  }

  get head(): { readonly seq: number; readonly chainHash: string } {
    return { seq: this.#seq, chainHash: this.#chainHash }
  }

  /** Brings the digests' nodes up to what was decided: before the rows are written. */
  close(): void {
    this.#nodes.close()
  }

  /** Decides one operation; throws `Missing` with nothing changed. */
  decide(op: ReadOp, link: Link): Decided {
    const before = { mark: this.rows.mark(), seq: this.#seq, chainHash: this.#chainHash }
    try {
      return this.#decide(op, link)
    } catch (error) {
      this.rows.rollback(before.mark)
      this.#seq = before.seq
      this.#chainHash = before.chainHash
      throw error
    }
  }

  /** Holds an operation whose rows the database would not take: a bug of ours, kept for its mending. */
  holdInternal(op: ReadOp, link: Link, support: string): Decided {
    this.#ord = 0
    const opId = isBad(op) ? idOfPlace(this.#company.companyId, link) : op.envelope.op_id
    return this.#holdAt(op, link, opId, 'INTERNAL_HELD', { support })
  }

  /** Logged and held whatever it says; answered under `opId`. */
  #holdAt(
    op: ReadOp,
    link: Link,
    opId: string,
    code: HeldCode,
    detail: Readonly<Record<string, Json>>,
  ): Decided {
    const hash = hashIn(op)
    this.#log(op, opId, hash, link, { status: 'held', code, detail, releases: [] })
    this.#hold(op, opId, link, code, detail)
    const result = { op_id: opId, status: 'held', seq: this.#seq, code, detail: detail as never }
    return { hash, result: result as OpResult }
  }

  #decide(op: ReadOp, link: Link): Decided {
    this.#ord = 0
    const seq = this.#seq + 1
    const fault = faultOf(op, link, this.#company.companyId)
    const opId = isBad(op)
      ? (op.opId ?? idOfPlace(this.#company.companyId, link))
      : op.envelope.op_id
    const hash = hashIn(op)
    const known = this.rows.one('op_log', 'op_id', opId)
    if (known) return this.#again(op, link, known, hash)

    const verdict: Verdict = link.isWithdrawn
      ? { status: 'withdrawn', releases: [] }
      : fault !== null || isBad(op)
        ? { status: 'held', ...heldOf(fault ?? invalid('schema')), releases: [] }
        : this.#verdict(op, seq, link)
    this.#log(op, opId, hash, link, verdict)
    if (!isBad(op)) voidUnborne({ rows: this.rows, seq }, op.envelope, verdict.status)
    if (verdict.status === 'held')
      this.#hold(op, opId, link, verdict.code ?? 'INVALID', verdict.detail ?? {})
    if (!isBad(op) && verdict.status === 'accepted') {
      for (const waiting of [...verdict.releases, ...this.#waitingOn(op)])
        this.#release(waiting, op)
    }
    return {
      hash,
      result: {
        op_id: opId,
        status: verdict.status,
        seq,
        ...(verdict.code === undefined ? {} : { code: verdict.code }),
        ...(verdict.detail === undefined ? {} : { detail: verdict.detail as never }),
        ...(verdict.accepted === undefined ? {} : { facts: verdict.accepted.facts }),
      },
    }
  }

  /** The same operation at another place of a chain keeps its outcome; another one under its id is refused. */
  #again(op: ReadOp, link: Link, known: Row<'op_log'>, hash: string): Decided {
    if (!isBad(op) && known.op_hash === hash) return { hash, result: storedResult(known) }
    const place = idOfPlace(this.#company.companyId, link)
    const { code, detail } = invalid('op_id_used', { op: known.op_id })
    const decided = this.#holdAt(op, link, place, code, detail)
    // The asker knows it by the id she sent.
    const named = isBad(op) ? op.opId : op.envelope.op_id
    return { hash, result: { ...decided.result, op_id: named ?? place } }
  }

  #verdict(op: GoodOp, seq: number, link: Link, lateApproval = false): Verdict {
    let mark = this.rows.mark()
    let ord = this.#ord
    const releases: string[] = []
    const deciding = this.#deciding(op, seq, link, lateApproval, releases)
    try {
      // The corrected operation is replaced, whatever becomes of the one that corrects it.
      supersede(deciding)
      mark = this.rows.mark()
      ord = this.#ord
      const accepted = checkAndApply(deciding)
      return { status: 'accepted', accepted, releases }
    } catch (error) {
      this.rows.rollback(mark)
      this.#ord = ord
      if (error instanceof Missing) throw error
      if (error instanceof Known) return { status: 'accepted_dup', releases: [] }
      if (error instanceof Held) return { status: 'held', ...heldOf(error), releases: [] }
      const support = this.#supportId(error)
      return { status: 'held', code: 'INTERNAL_HELD', detail: { support }, releases: [] }
    }
  }

  #deciding(
    op: GoodOp,
    seq: number,
    link: Pick<Link, 'deviceId' | 'deviceSeq' | 'userId'>,
    lateApproval: boolean,
    releases: string[],
  ): Deciding {
    const { rows } = this
    return {
      rows,
      nodes: this.#nodes,
      company: this.#company,
      op: op.envelope,
      text: op.text,
      seq,
      nowMs: this.#nowMs,
      member: rows.one('member', 'user_id', op.envelope.actor),
      isPublished: isPublished(this.#company, link),
      lateApproval,
      feed: (change) => {
        if (change.class === 'W' || change.class === 'C') this.#event(op, change.customerId, seq)
        this.#feed(
          {
            class: change.class,
            kind: op.envelope.kind,
            entity_id: change.entityId,
            customer_id: change.customerId,
            op_id: op.envelope.op_id,
            facts: change.facts as Json,
          },
          seq,
        )
      },
      outcome: (opId, status) => this.#outcome(opId, status, null, {}, seq),
      release: (opId) => releases.push(opId),
    }
  }

  /** Whatever is no document, allocation or card counts in the digests as an event. */
  #event({ envelope }: GoodOp, customerId: string | null, seq: number): void {
    const { type } = envelope.payload
    this.rows.insert('wf_event', {
      op_id: envelope.op_id,
      seq,
      type: typeof type === 'string' ? type : envelope.kind,
      entity_id: envelope.entity_id,
      customer_id: customerId,
      node_id: customerId ?? NO_CUSTOMER,
      op_hash: envelope.op_hash,
    })
    this.#nodes.event(customerId, envelope.op_hash, seq)
  }

  /** Operations that wait for this one, or for the one it stands in for. */
  #waitingOn({ envelope }: GoodOp): string[] {
    const ids = [
      envelope.op_id,
      ...(envelope.supersedes === undefined ? [] : [envelope.supersedes]),
    ]
    return ids.flatMap((id) =>
      this.rows
        .all('op_held', 'waits_on', id)
        .filter(({ state }) => state === 'held')
        .map(({ op_id }) => op_id),
    )
  }

  /** Decides a held operation anew; its effect takes the sequence of the one that released it. */
  #release(opId: string, by: GoodOp): void {
    const held = this.rows.one('op_held', 'op_id', opId)
    const logged = this.rows.one('op_log', 'op_id', opId)
    if (!held || !logged || held.state !== 'held') return
    const op = goodOpOf(logged)
    const isLate = by.envelope.kind === 'approval.decide'
    const verdict = this.#verdict(
      op,
      this.#seq,
      { ...linkOf(logged), prev: '', isWithdrawn: false, userId: logged.actor },
      isLate,
    )
    if (verdict.status === 'held') {
      const { code = 'INVALID', detail = {} } = verdict
      this.rows.update('op_held', { ...held, code, detail, waits_on: waitsOn(code, detail) })
      this.#outcome(opId, 'held', code, detail, this.#seq)
      return
    }
    voidUnborne({ rows: this.rows, seq: this.#seq }, op.envelope, verdict.status)
    this.rows.update('op_held', { ...held, state: 'released', ended_seq: this.#seq })
    this.#outcome(opId, 'released', null, {}, this.#seq)
    for (const waiting of [...verdict.releases, ...this.#waitingOn(op)]) this.#release(waiting, op)
  }

  #log(op: ReadOp, opId: string, hash: string, link: Link, verdict: Verdict): void {
    this.#seq += 1
    const outcome =
      verdict.code === undefined ? verdict.status : `${verdict.status} ${verdict.code}`
    this.#chainHash = chainHash(this.#chainHash, this.#seq, hash, outcome)
    this.rows.insert('op_log', {
      seq: this.#seq,
      op_id: opId,
      device_id: link.deviceId,
      epoch: link.epoch,
      device_seq: link.deviceSeq,
      actor: isBad(op) ? link.userId : op.envelope.actor,
      kind: isBad(op) ? 'unknown' : op.envelope.kind,
      entity_id: isBad(op) ? null : op.envelope.entity_id,
      v: isBad(op) ? 0 : op.envelope.v,
      // What is no operation of ours may hold characters no database takes: kept as JSON text.
      envelope: isBad(op) ? JSON.stringify(op.text) : op.text,
      op_hash: hash,
      outcome: verdict.status,
      code: verdict.code ?? null,
      detail: verdict.detail ?? null,
      facts: (verdict.accepted?.facts as Json | undefined) ?? null,
      chain_hash: this.#chainHash,
      recorded_at: this.#nowMs,
    })
  }

  #hold(
    op: ReadOp,
    opId: string,
    link: Link,
    code: HeldCode,
    detail: Readonly<Record<string, Json>>,
  ): void {
    this.rows.insert('op_held', {
      op_id: opId,
      seq: this.#seq,
      kind: isBad(op) ? 'unknown' : op.envelope.kind,
      entity_id: isBad(op) ? null : op.envelope.entity_id,
      actor: isBad(op) ? link.userId : op.envelope.actor,
      device_id: link.deviceId,
      code,
      detail,
      state: 'held',
      waits_on: waitsOn(code, detail),
      ended_seq: null,
      held_at: this.#nowMs,
    })
    this.#outcome(opId, 'held', code, detail, this.#seq)
  }

  #outcome(
    opId: string,
    status: string,
    code: HeldCode | null,
    detail: Readonly<Record<string, Json>>,
    seq: number,
  ): void {
    this.#feed(
      {
        class: OUTCOME_CLASS,
        kind: status,
        entity_id: null,
        customer_id: null,
        op_id: opId,
        facts: code === null ? null : { code, detail },
      },
      seq,
    )
  }

  #feed(change: Omit<Row<'change'>, 'seq' | 'ord' | 'tx'>, seq: number): void {
    this.rows.insert('change', { seq, ord: this.#ord, ...change, tx: this.#tx })
    this.#ord += 1
  }
}

function heldOf(held: Held): { code: HeldCode; detail: Readonly<Record<string, Json>> } {
  return { code: held.code, detail: held.detail }
}

function waitsOn(code: HeldCode, detail: Readonly<Record<string, Json>>): string | null {
  const dep = detail['dep']
  return code === 'DEP_HELD' && typeof dep === 'string' ? dep : null
}
