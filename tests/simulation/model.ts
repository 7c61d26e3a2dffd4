/**
 * What must come of operations in the order the server took them, told a second time and in another
 * way: plain maps and sums, no line shared with the product. The simulation asks it for every outcome
 * and, at the end, for every balance.
 *
 * It knows less than the server (no hashes, no digests) and never more.
 */
import { type Card, ModelBooks, type Outcome } from './model-books.ts'
import { type IdOf, ModelCards } from './model-cards.ts'
import { mayWrite } from './model-rights.ts'
import { type Envelope, no, type Person, type Verdict } from './model-types.ts'

interface HeldOp {
  readonly envelope: Envelope
  readonly code: string
  readonly dep: string | null
}

export class Model {
  readonly held = new Map<string, HeldOp>()
  readonly outcomes = new Map<string, Verdict>()
  /** 'open', or the operation that answered it last. */
  readonly disputes = new Map<string, string>()
  readonly books = new ModelBooks((entity) => this.#heldOn(entity))
  readonly cards: ModelCards
  readonly #people: (user: string) => Person | undefined
  /** Held operations their authors gave up. */
  readonly #given = new Set<string>()

  constructor(people: (user: string) => Person | undefined, idOf: IdOf) {
    this.#people = people
    this.cards = new ModelCards(idOf)
  }

  take(
    envelope: Envelope,
    options: { readonly withdrawn?: boolean; readonly late?: boolean } = {},
  ): Verdict {
    const before = this.outcomes.get(envelope.op_id)
    if (before) return before
    const judged = options.withdrawn ? 'withdrawn' : this.#judge(envelope, options.late ?? false)
    const verdict = verdictOf(judged)
    if (judged === 'withdrawn' || judged === 'known') this.books.numbers.voidOf(envelope)
    this.outcomes.set(envelope.op_id, verdict)
    if (verdict.status === 'held') this.#hold(envelope, judged)
    if (verdict.status === 'accepted') this.#settled(envelope)
    return verdict
  }

  #hold(envelope: Envelope, judged: Outcome | 'withdrawn'): void {
    if (judged === null || typeof judged === 'string') return
    this.held.set(envelope.op_id, { envelope, code: judged.code, dep: judged.dep ?? null })
  }

  /** The operation stands: those that waited for it, or for the one it replaces, are judged anew. */
  #settled(envelope: Envelope): void {
    for (const id of [envelope.op_id, envelope.supersedes])
      if (id !== undefined) for (const opId of this.#waitingFor(id)) this.#again(opId, false)
  }

  /** In order of their ids. */
  #waitingFor(id: string): string[] {
    return [...this.held]
      .filter(([, { dep, code }]) => dep === id && code === 'DEP_HELD')
      .map(([opId]) => opId)
      .toSorted()
  }

  #again(opId: string, late: boolean): void {
    const waiting = this.held.get(opId)
    if (!waiting) return
    this.held.delete(opId)
    const judged = this.#judge(waiting.envelope, late)
    if (judged === 'known') this.books.numbers.voidOf(waiting.envelope)
    if (verdictOf(judged).status === 'held') this.#hold(waiting.envelope, judged)
    else this.#settled(waiting.envelope)
  }

  #heldOn(entity: string): string | undefined {
    for (const [opId, held] of this.held) if (held.envelope.entity_id === entity) return opId
    return undefined
  }

  #judge(envelope: Envelope, late: boolean): Outcome {
    const person = this.#people(envelope.actor)
    if (!person?.active) return no('FORBIDDEN')
    if (envelope.supersedes !== undefined) {
      const old = this.held.get(envelope.supersedes)
      if (!old || old.envelope.entity_id !== envelope.entity_id) return no('INVALID')
      this.held.delete(envelope.supersedes)
      this.books.numbers.voidOf(old.envelope, envelope)
    }
    if (!mayWrite(person.roles, envelope)) return no('FORBIDDEN')
    for (const dep of envelope.deps) {
      const outcome = this.outcomes.get(dep)
      const isOpen = outcome && outcome.status !== 'withdrawn'
      if (!isOpen || this.held.has(dep) || this.#given.has(dep)) return { code: 'DEP_HELD', dep }
    }
    return this.#apply(envelope, late, person)
  }

  #apply(envelope: Envelope, late: boolean, person: Person): Outcome {
    const { payload, entity_id: id } = envelope
    const { books, cards } = this
    switch (envelope.kind) {
      case 'master.create':
        cards.create(envelope)
        return null
      case 'master.patch':
        if (!cards.customers.has(id)) return books.missing(id, 'MASTER_MISSING')
        cards.patch(envelope)
        return null
      case 'master.archive':
        return this.#archive(id, payload['archived'] === true)
      case 'doc.post':
        return books.post(envelope, late, (customer) => this.#cardOf(customer))
      case 'doc.reverse':
        return books.reverse(id, payload, late)
      case 'alloc.add':
        return books.allocate(id, payload, late)
      case 'alloc.remove':
        return books.deallocate(id, payload, late)
      case 'wf.event':
        return this.#event(id, envelope, late)
      case 'op.withdraw':
        return this.#withdraw(id, envelope.actor, person)
      case 'number.void':
        return books.numbers.voidByHand(String(payload['number']), envelope.device_id)
      case 'number.block':
        books.numbers.takeBlock(envelope)
        return null
      case 'period.lock':
      case 'period.soft_close':
        if (String(payload['month']) <= books.lockedThrough) return no('BAD_TRANSITION')
        books.close(String(payload['month']), envelope.kind === 'period.lock')
        return null
      case 'approval.request':
        return this.#request(id, payload, envelope.actor, person)
      case 'approval.decide':
        return this.#decide(id, payload['approve'] === true, envelope.actor, person)
      case 'conflict.resolve': {
        const decider = { ...person, user: envelope.actor }
        const code = cards.resolve(id, payload['choice'] === 'take', decider, this.#people)
        return code === null ? null : no(code)
      }
      default:
        return no('INVALID')
    }
  }

  #cardOf(customer: string): Card {
    const card = this.cards.customers.get(customer)
    return card === undefined ? 'missing' : card.archived ? 'archived' : 'open'
  }

  #archive(id: string, archived: boolean): Outcome {
    const customer = this.cards.customers.get(id)
    if (!customer) return this.books.missing(id, 'MASTER_MISSING')
    const owes = [...this.books.balances()].some(([key, sum]) => key.startsWith(id) && sum !== 0)
    if (archived && !customer.archived && owes) return no('INVALID')
    customer.archived = archived
    return null
  }

  #withdraw(id: string, actor: string, person: Person): Outcome {
    const held = this.held.get(id)
    if (!held) return no(this.outcomes.get(id)?.status === 'held' ? 'BAD_TRANSITION' : 'INVALID')
    if (held.envelope.actor !== actor && !person.roles.includes('finance_manager'))
      return no('FORBIDDEN')
    this.held.delete(id)
    this.books.numbers.voidOf(held.envelope)
    this.#given.add(id)
    return null
  }

  #event(id: string, { op_id: opId, payload }: Envelope, late: boolean): Outcome {
    const { books } = this
    switch (payload['type']) {
      case 'dispute.opened': {
        const document = String(payload['doc_id'])
        if (!books.docs.has(document)) return books.missing(document, 'INVALID')
        if (this.disputes.has(id)) return no('BAD_TRANSITION')
        this.disputes.set(id, 'open')
        return null
      }
      case 'dispute.resolved': {
        const state = this.disputes.get(id)
        if (state === undefined) return books.missing(id, 'INVALID')
        if (state !== 'open' && payload['over'] !== state) return no('BAD_TRANSITION')
        this.disputes.set(id, opId)
        return null
      }
      case 'due_date.agreed':
        if (!books.docs.has(id)) return books.missing(id, 'INVALID')
        return books.isLocked(String(payload['effective_on']), late) ? no('PERIOD_CLOSED') : null
      default:
        return null
    }
  }

  #request(id: string, payload: Record<string, unknown>, by: string, person: Person): Outcome {
    const op = this.held.get(String(payload['op']))
    if (payload['what'] === 'late_posting') {
      if (op?.code !== 'PERIOD_CLOSED') return no('BAD_TRANSITION')
    } else if (!person.roles.includes('finance_manager')) return no('FORBIDDEN')
    else if (String(payload['month']) > this.books.closedThrough) return no('BAD_TRANSITION')
    this.cards.approvals.set(id, {
      what: String(payload['what']),
      by,
      op: String(payload['op']),
      month: String(payload['month']),
      done: false,
    })
    return null
  }

  #decide(id: string, isYes: boolean, actor: string, person: Person): Outcome {
    const approval = this.cards.approvals.get(id)
    if (!approval) return no('INVALID')
    if (approval.done) return no('BAD_TRANSITION')
    if (approval.by === actor || this.#people(approval.by)?.person === person.person)
      return no('FORBIDDEN')
    if (!isYes) {
      approval.done = true
      return null
    }
    if (!person.roles.includes('finance_manager')) return no('FORBIDDEN')
    switch (approval.what) {
      case 'late_posting':
        if (!this.held.has(approval.op ?? '')) return no('BAD_TRANSITION')
        approval.done = true
        this.#again(approval.op ?? '', true)
        return null
      case 'guarded':
        if (!this.cards.agree(approval)) return no('BAD_TRANSITION')
        break
      case 'reopen':
        this.books.reopenFrom(approval.month ?? '')
    }
    approval.done = true
    return null
  }
}

function verdictOf(judged: Outcome | 'withdrawn'): Verdict {
  if (judged === null) return { status: 'accepted' }
  if (judged === 'known') return { status: 'accepted_dup' }
  if (judged === 'withdrawn') return { status: 'withdrawn' }
  return { status: 'held', code: judged.code }
}
