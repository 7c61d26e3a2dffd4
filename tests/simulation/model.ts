/**
 * What must come of operations in the order the server took them, told a second time and in another
 * way: plain maps and sums, no line shared with the product. The simulation asks it for every outcome
 * and, at the end, for every balance.
 *
 * It knows less than the server (no hashes, no digests, no numbers of series) and never more.
 */

interface Envelope {
  readonly op_id: string
  readonly device_id: string
  readonly kind: string
  readonly entity_id: string
  readonly actor: string
  readonly deps: readonly string[]
  readonly supersedes?: string
  readonly payload: Record<string, unknown>
}

interface Doc {
  readonly id: string
  readonly kind: string
  readonly customer: string | null
  readonly currency: string
  readonly amount: number
  readonly base: number
  readonly on: string
  readonly hash: string
  readonly ownNumber: string | null
  reversed: boolean
  /** Size of each part, by number from 1 on. */
  readonly parts: readonly number[]
  readonly lines: readonly Line[]
}

interface Take {
  readonly doc: string
  readonly part: number
  readonly size: number
  readonly on: string
}

interface Allocation {
  readonly slices: readonly {
    readonly debit: string
    readonly debitPart: number
    readonly credit: string
    readonly creditPart: number
    readonly amount: number
    readonly on: string
    removedOn: string | null
  }[]
}

export interface Verdict {
  readonly status: 'accepted' | 'accepted_dup' | 'held' | 'withdrawn'
  readonly code?: string
}

export interface Person {
  readonly person: string
  readonly roles: readonly string[]
  readonly active: boolean
}

type Line = { account: string; amount: number; base: number }

export class Model {
  readonly docs = new Map<string, Doc>()
  readonly customers = new Map<string, { groups: Map<string, string>; archived: boolean }>()
  readonly allocations = new Map<string, Allocation>()
  readonly takes: Take[] = []
  readonly held = new Map<string, { envelope: Envelope; code: string; dep: string | null }>()
  readonly outcomes = new Map<string, Verdict>()
  readonly disputes = new Map<string, 'open' | 'resolved'>()
  readonly approvals = new Map<
    string,
    {
      what: string
      by: string
      op?: string
      customer?: string
      group?: string
      from?: string
      to?: string
      month?: string
      done: boolean
    }
  >()
  readonly conflicts = new Map<
    string,
    { customer: string; group: string; other: string; by: string; done: boolean }
  >()
  lockedThrough = ''
  readonly #people: (user: string) => Person | undefined
  /** The id a request or a conflict gets that an operation leaves behind. */
  readonly #idOf: (what: 'approval' | 'conflict', opId: string, group: string) => string

  constructor(
    people: (user: string) => Person | undefined,
    idOf: (what: 'approval' | 'conflict', opId: string, group: string) => string,
  ) {
    this.#people = people
    this.#idOf = idOf
  }

  /** Σ per customer and currency of everything accepted. */
  balances(): Map<string, number> {
    const sums = new Map<string, number>()
    for (const doc of this.docs.values())
      if (doc.customer !== null) {
        const key = `${doc.customer} ${doc.currency}`
        sums.set(key, (sums.get(key) ?? 0) + doc.amount)
      }
    return sums
  }

  /** What is open of a document. */
  openOf(id: string): number {
    const doc = this.docs.get(id)
    if (!doc) return 0
    return doc.parts.reduce((sum, size, at) => sum + size - this.#taken(id, at + 1, '9999'), 0)
  }

  take(
    envelope: Envelope,
    options: { readonly withdrawn?: boolean; readonly late?: boolean } = {},
  ): Verdict {
    const before = this.outcomes.get(envelope.op_id)
    if (before) return before
    const verdict: Verdict = options.withdrawn
      ? { status: 'withdrawn' }
      : this.#judge(envelope, options.late ?? false)
    this.outcomes.set(envelope.op_id, verdict)
    if (verdict.status === 'held')
      this.held.set(envelope.op_id, {
        envelope,
        code: verdict.code ?? '',
        dep: this.#lastDep,
      })
    if (verdict.status === 'accepted') this.#settled(envelope)
    return verdict
  }

  /** The operation stands: those that waited for it, or for the one it replaces, are judged anew. */
  #settled(envelope: Envelope): void {
    for (const id of [envelope.op_id, envelope.supersedes])
      if (id !== undefined) for (const opId of this.#waitingFor(id)) this.#again(opId, false)
  }

  #waitingFor(id: string): string[] {
    return [...this.held]
      .filter(([, { dep, code }]) => dep === id && code === 'DEP_HELD')
      .map(([opId]) => opId)
  }

  #again(opId: string, late: boolean): void {
    const waiting = this.held.get(opId)
    if (!waiting) return
    this.held.delete(opId)
    const verdict = this.#judge(waiting.envelope, late)
    if (verdict.status === 'held')
      this.held.set(opId, { ...waiting, code: verdict.code ?? '', dep: this.#lastDep })
    else this.#settled(waiting.envelope)
  }

  #lastDep: string | null = null

  #judge(envelope: Envelope, late: boolean): Verdict {
    this.#lastDep = null
    const refuse = (code: string): Verdict => ({ status: 'held', code })
    const person = this.#people(envelope.actor)
    if (!person?.active) return refuse('FORBIDDEN')
    if (envelope.supersedes !== undefined) {
      const old = this.held.get(envelope.supersedes)
      if (!old || old.envelope.entity_id !== envelope.entity_id) return refuse('INVALID')
      this.held.delete(envelope.supersedes)
    }
    if (!mayWrite(person.roles, envelope)) return refuse('FORBIDDEN')
    for (const dep of envelope.deps) {
      const outcome = this.outcomes.get(dep)
      if (
        !outcome ||
        outcome.status === 'withdrawn' ||
        this.held.has(dep) ||
        this.#given.has(dep)
      ) {
        this.#lastDep = dep
        return refuse('DEP_HELD')
      }
    }
    const code = this.#apply(envelope, late, person)
    if (code === 'known') return { status: 'accepted_dup' }
    return code === null ? { status: 'accepted' } : refuse(code)
  }

  /** Held operations their authors gave up. */
  readonly #given = new Set<string>()

  #apply(envelope: Envelope, late: boolean, person: Person): string | null {
    const { payload, entity_id: id } = envelope
    switch (envelope.kind) {
      case 'master.create':
        return this.#create(id, payload['fields'] as Record<string, unknown>, envelope)
      case 'master.patch':
        return this.#patch(envelope)
      case 'master.archive': {
        const customer = this.customers.get(id)
        if (!customer) return this.#missing(id, 'MASTER_MISSING')
        const owes = [...this.balances()].some(([key, sum]) => key.startsWith(id) && sum !== 0)
        if (payload['archived'] === true && !customer.archived && owes) return 'INVALID'
        customer.archived = payload['archived'] === true
        return null
      }
      case 'doc.post':
        return this.#post(payload, late)
      case 'doc.reverse':
        return this.#reverse(id, payload, late)
      case 'alloc.add':
        return this.#allocate(id, payload, late)
      case 'alloc.remove':
        return this.#deallocate(id, payload, late)
      case 'wf.event':
        return this.#event(id, payload, late)
      case 'op.withdraw': {
        const held = this.held.get(id)
        if (!held) return this.outcomes.get(id)?.status === 'held' ? 'BAD_TRANSITION' : 'INVALID'
        if (held.envelope.actor !== envelope.actor && !person.roles.includes('finance_manager'))
          return 'FORBIDDEN'
        this.held.delete(id)
        this.#given.add(id)
        return null
      }
      case 'period.lock':
        if (String(payload['month']) <= this.lockedThrough) return 'BAD_TRANSITION'
        this.lockedThrough = String(payload['month'])
        return null
      case 'approval.request': {
        const op = this.held.get(String(payload['op']))
        if (payload['what'] === 'late_posting' && op?.code !== 'PERIOD_CLOSED')
          return 'BAD_TRANSITION'
        this.approvals.set(id, {
          what: String(payload['what']),
          by: envelope.actor,
          op: String(payload['op']),
          month: String(payload['month']),
          done: false,
        })
        return null
      }
      case 'approval.decide':
        return this.#decide(id, payload['approve'] === true, envelope, person)
      case 'conflict.resolve':
        return this.#resolve(id, payload['choice'] === 'take', envelope.actor, person)
      default:
        return 'INVALID'
    }
  }

  #create(id: string, fields: Record<string, unknown>, envelope: Envelope): string | null {
    const known = this.customers.get(id)
    if (!known) {
      const groups = new Map(Object.entries(fields).map(([key, value]) => [key, told(value)]))
      this.customers.set(id, { groups, archived: false })
      return null
    }
    for (const [group, value] of Object.entries(fields))
      this.#group(known.groups, id, group, '', told(value), envelope)
    return null
  }

  #patch(envelope: Envelope): string | null {
    const { payload, entity_id: id } = envelope
    const customer = this.customers.get(id)
    if (!customer) return this.#missing(id, 'MASTER_MISSING')
    const from = payload['from'] as Record<string, unknown>
    const to = payload['to'] as Record<string, unknown>
    for (const group of payload['groups'] as string[])
      if (customer.archived) this.#conflict(envelope, group, told(to[group]))
      else this.#group(customer.groups, id, group, told(from[group]), told(to[group]), envelope)
    return null
  }

  #group(
    groups: Map<string, string>,
    customer: string,
    group: string,
    from: string,
    to: string,
    envelope: Envelope,
  ): void {
    const now = groups.get(group) ?? ''
    if (now === to) return
    if (GUARDED.includes(group))
      this.approvals.set(this.#idOf('approval', envelope.op_id, group), {
        what: 'guarded',
        by: envelope.actor,
        customer,
        group,
        from,
        to,
        done: false,
      })
    else if (now === from) groups.set(group, to)
    else this.#conflict(envelope, group, to)
  }

  #conflict(envelope: Envelope, group: string, other: string): void {
    this.conflicts.set(this.#idOf('conflict', envelope.op_id, group), {
      customer: envelope.entity_id,
      group,
      other,
      by: envelope.actor,
      done: false,
    })
  }

  #post(payload: Record<string, unknown>, late: boolean): string | null {
    const lines = payload['lines'] as Line[]
    if (total(lines, 'amount') !== 0 || total(lines, 'base') !== 0) return 'INVALID'
    const id = String(payload['doc_id'])
    const known = this.docs.get(id)
    if (known) return known.hash === payload['content_hash'] ? 'known' : 'EXT_REF_CONFLICT'
    const customer = (payload['customer_id'] as string | undefined) ?? null
    if (customer !== null) {
      const card = this.customers.get(customer)
      if (!card) return this.#missing(customer, 'MASTER_MISSING')
      if (card.archived) return 'MASTER_ARCHIVED'
    }
    const on = String(payload['doc_date'])
    if (!late && on.slice(0, 7) <= this.lockedThrough) return 'PERIOD_CLOSED'
    const ownNumber = (payload['document_no'] as string | undefined) ?? null
    const isTaken = [...this.docs.values()].some(
      (doc) =>
        ownNumber !== null &&
        doc.ownNumber === ownNumber &&
        doc.kind === payload['kind'] &&
        doc.customer === customer &&
        !doc.reversed,
    )
    if (isTaken) return 'NUMBER_TAKEN'
    this.#add(payload, ownNumber)
    return null
  }

  #add(payload: Record<string, unknown>, ownNumber: string | null): void {
    const [first] = payload['lines'] as Line[]
    const amount = first?.amount ?? 0
    const parts = payload['installments'] as { amount: number }[] | undefined
    this.docs.set(String(payload['doc_id']), {
      id: String(payload['doc_id']),
      kind: String(payload['kind']),
      customer: (payload['customer_id'] as string | undefined) ?? null,
      currency: String(payload['currency']),
      amount,
      base: first?.base ?? 0,
      on: String(payload['doc_date']),
      hash: String(payload['content_hash']),
      ownNumber,
      reversed: false,
      lines: payload['lines'] as Line[],
      parts:
        parts && parts.length > 0
          ? parts.map((part) => part.amount)
          : amount === 0
            ? []
            : [Math.abs(amount)],
    })
  }

  #reverse(id: string, payload: Record<string, unknown>, late: boolean): string | null {
    const original = this.docs.get(id)
    if (!original) return this.#missing(id, 'INVALID')
    const mirror = this.docs.get(String(payload['doc_id']))
    if (mirror) return mirror.hash === payload['content_hash'] ? 'known' : 'EXT_REF_CONFLICT'
    if (original.reversed) return 'ALREADY_REVERSED'
    const lines = payload['lines'] as Line[]
    const isMirror = original.lines.every(
      (line, at) =>
        lines[at]?.account === line.account &&
        lines[at].amount === 0 - line.amount &&
        lines[at].base === 0 - line.base,
    )
    if (!isMirror || payload['customer_id'] !== (original.customer ?? undefined)) return 'INVALID'
    const on = String(payload['doc_date'])
    if (on < original.on) return 'INVALID'
    if (!late && on.slice(0, 7) <= this.lockedThrough) return 'PERIOD_CLOSED'
    for (const [at, size] of original.parts.entries())
      if (this.#free(id, at + 1, on) < size) return 'DOCUMENT_ALLOCATED'
    this.#add(payload, null)
    original.reversed = true
    const mirrorId = String(payload['doc_id'])
    original.parts.forEach((size, at) => {
      this.takes.push({ doc: id, part: at + 1, size, on })
      this.takes.push({ doc: mirrorId, part: 1, size, on })
    })
    return null
  }

  #allocate(id: string, payload: Record<string, unknown>, late: boolean): string | null {
    if (this.allocations.has(id)) return 'known'
    const debit = this.docs.get(String(payload['debit_doc']))
    if (!debit) return this.#missing(String(payload['debit_doc']), 'INVALID')
    const credit = this.docs.get(String(payload['credit_doc']))
    if (!credit) return this.#missing(String(payload['credit_doc']), 'INVALID')
    const on = String(payload['effective_on'])
    const slices = payload['slices'] as { debit_n: number; credit_n: number; amount: number }[]
    if (debit.currency !== credit.currency || debit.amount <= 0 || credit.amount >= 0)
      return 'INVALID'
    if (on < debit.on || on < credit.on) return 'INVALID'
    if (slices.reduce((sum, slice) => sum + slice.amount, 0) !== payload['amount']) return 'INVALID'
    if (!late && on.slice(0, 7) <= this.lockedThrough) return 'PERIOD_CLOSED'
    const before = this.takes.length
    for (const slice of slices) {
      if (
        slice.amount > this.#free(debit.id, slice.debit_n, on) ||
        slice.amount > this.#free(credit.id, slice.credit_n, on)
      ) {
        this.takes.length = before
        return 'ALLOC_EXCEEDS_OPEN'
      }
      this.takes.push({ doc: debit.id, part: slice.debit_n, size: slice.amount, on })
      this.takes.push({ doc: credit.id, part: slice.credit_n, size: slice.amount, on })
    }
    this.allocations.set(id, {
      slices: slices.map((slice) => ({
        debit: debit.id,
        debitPart: slice.debit_n,
        credit: credit.id,
        creditPart: slice.credit_n,
        amount: slice.amount,
        on,
        removedOn: null,
      })),
    })
    return null
  }

  #deallocate(id: string, payload: Record<string, unknown>, late: boolean): string | null {
    const allocation = this.allocations.get(id)
    if (!allocation) return this.#missing(id, 'INVALID')
    const on = String(payload['effective_on'])
    const live = (payload['slices'] as number[])
      .map((n) => allocation.slices[n])
      .filter((slice) => slice !== undefined && slice.removedOn === null)
    if (live.some((slice) => slice !== undefined && on < slice.on)) return 'INVALID'
    if (!late && live.length > 0 && on.slice(0, 7) <= this.lockedThrough) return 'PERIOD_CLOSED'
    for (const slice of live) {
      if (!slice) continue
      slice.removedOn = on
      this.takes.push({ doc: slice.debit, part: slice.debitPart, size: -slice.amount, on })
      this.takes.push({ doc: slice.credit, part: slice.creditPart, size: -slice.amount, on })
    }
    return null
  }

  #event(id: string, payload: Record<string, unknown>, late: boolean): string | null {
    switch (payload['type']) {
      case 'dispute.opened':
        if (!this.docs.has(String(payload['doc_id'])))
          return this.#missing(String(payload['doc_id']), 'INVALID')
        if (this.disputes.has(id)) return 'BAD_TRANSITION'
        this.disputes.set(id, 'open')
        return null
      case 'dispute.resolved': {
        const state = this.disputes.get(id)
        if (state === undefined) return this.#missing(id, 'INVALID')
        if (state === 'resolved') return 'BAD_TRANSITION'
        this.disputes.set(id, 'resolved')
        return null
      }
      case 'due_date.agreed':
        if (!this.docs.has(id)) return this.#missing(id, 'INVALID')
        return !late && String(payload['effective_on']).slice(0, 7) <= this.lockedThrough
          ? 'PERIOD_CLOSED'
          : null
      default:
        return null
    }
  }

  #decide(id: string, isYes: boolean, envelope: Envelope, person: Person): string | null {
    const approval = this.approvals.get(id)
    if (!approval) return 'INVALID'
    if (approval.done) return 'BAD_TRANSITION'
    if (approval.by === envelope.actor || this.#people(approval.by)?.person === person.person)
      return 'FORBIDDEN'
    if (!isYes) {
      approval.done = true
      return null
    }
    if (!person.roles.includes('finance_manager')) return 'FORBIDDEN'
    if (approval.what === 'late_posting') {
      if (!this.held.has(approval.op ?? '')) return 'BAD_TRANSITION'
      approval.done = true
      this.#again(approval.op ?? '', true)
      return null
    }
    if (approval.what === 'guarded') {
      const groups = this.customers.get(approval.customer ?? '')?.groups
      if (!groups || (groups.get(approval.group ?? '') ?? '') !== approval.from)
        return 'BAD_TRANSITION'
      groups.set(approval.group ?? '', approval.to ?? '')
    }
    approval.done = true
    return null
  }

  #resolve(id: string, isTaken: boolean, actor: string, person: Person): string | null {
    const conflict = this.conflicts.get(id)
    if (!conflict) return 'INVALID'
    if (conflict.done) return 'BAD_TRANSITION'
    if (isTaken && GUARDED.includes(conflict.group)) {
      const author = this.#people(conflict.by)
      if (conflict.by === actor || author?.person === person.person) return 'FORBIDDEN'
      if (!person.roles.includes('finance_manager')) return 'FORBIDDEN'
    }
    conflict.done = true
    if (isTaken) this.customers.get(conflict.customer)?.groups.set(conflict.group, conflict.other)
    return null
  }

  /** Unknown: its own operation is held, and this one waits for it; or the given code. */
  #missing(entity: string, code: string): string {
    for (const [opId, held] of this.held)
      if (held.envelope.entity_id === entity) {
        this.#lastDep = opId
        return 'DEP_HELD'
      }
    return code
  }

  /** The most that can be taken of a part on a day and every day after. */
  #free(doc: string, part: number, on: string): number {
    const size = this.docs.get(doc)?.parts[part - 1] ?? 0
    const days = this.takes
      .filter((take) => take.doc === doc && take.part === part && take.on > on)
      .map((take) => take.on)
    return Math.min(...[on, ...days].map((day) => size - this.#taken(doc, part, day)))
  }

  #taken(doc: string, part: number, through: string): number {
    let sum = 0
    for (const take of this.takes)
      if (take.doc === doc && take.part === part && take.on <= through) sum += take.size
    return sum
  }
}

const GUARDED = ['limit', 'iban', 'taxId', 'terms', 'riskClass', 'blocked', 'controller']

function told(value: unknown): string {
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

function total(lines: readonly Line[], key: 'amount' | 'base'): number {
  return lines.reduce((sum, line) => sum + line[key], 0)
}

function mayWrite(roles: readonly string[], { kind, payload }: Envelope): boolean {
  const any = (...wanted: string[]) => roles.some((role) => wanted.includes(role))
  const [acc, cc, fm] = ['accountant', 'credit_controller', 'finance_manager']
  switch (kind) {
    case 'doc.post':
      return ['receipt', 'cheque', 'note'].includes(String(payload['kind']))
        ? any(acc, cc, fm)
        : any(acc, fm)
    case 'doc.reverse':
      return any(acc, fm)
    case 'alloc.add':
    case 'alloc.remove':
    case 'master.create':
    case 'master.archive':
      return any(acc, cc, fm)
    case 'master.patch':
      return (
        any(acc, cc, fm) ||
        (any('sales') &&
          (payload['groups'] as string[]).every((g) => ['contact', 'email', 'phone'].includes(g)))
      )
    case 'wf.event':
      return any(acc, cc, fm, 'sales')
    case 'period.lock':
      return any(fm)
    default:
      return roles.some((role) => role !== 'auditor')
  }
}
