/**
 * Documents and allocations of the model: plain maps and sums. `held` names a held operation on an
 * entity that is not there, so that whatever needs it waits for that one.
 */
import { blockNumberOf, ModelNumbers } from './model-numbers.ts'
import { type Envelope, type No, no, type Waiting } from './model-types.ts'

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
  /** Own, of a block, or of the series. */
  readonly number: string
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

type Line = { account: string; amount: number; base: number }
export type Outcome = No | 'known' | null

/** What a document says of its customer: no account, out of use, or nothing against it. */
export type Card = 'missing' | 'archived' | 'open'

export class ModelBooks {
  readonly docs = new Map<string, Doc>()
  readonly allocations = new Map<string, Allocation>()
  readonly takes: Take[] = []
  readonly numbers = new ModelNumbers()
  lockedThrough = ''
  /** The last month that is locked or closed softly. */
  closedThrough = ''
  readonly #held: Waiting

  constructor(held: Waiting) {
    this.#held = held
  }

  isLocked(day: string, late: boolean): boolean {
    return !late && day.slice(0, 7) <= this.lockedThrough
  }

  close(month: string, isLock: boolean): void {
    if (isLock) this.lockedThrough = month
    if (month > this.closedThrough) this.closedThrough = month
  }

  /** That month and all after it are open again. */
  reopenFrom(month: string): void {
    if (month > this.closedThrough) return
    const [year = 0, number = 0] = month.split('-').map(Number)
    const before = number === 1 ? [year - 1, 12] : [year, number - 1]
    this.closedThrough = before.map((part) => String(part).padStart(2, '0')).join('-')
    if (this.lockedThrough > this.closedThrough) this.lockedThrough = this.closedThrough
  }

  /** Unknown: its own operation is held, and this one waits for it; or the given code. */
  missing(entity: string, code: string): No {
    const dep = this.#held(entity)
    return dep === undefined ? no(code) : { code: 'DEP_HELD', dep }
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

  post(envelope: Envelope, late: boolean, cardOf: (customer: string) => Card): Outcome {
    const { payload } = envelope
    const lines = payload['lines'] as Line[]
    if (total(lines, 'amount') !== 0 || total(lines, 'base') !== 0) return no('INVALID')
    const id = String(payload['doc_id'])
    const known = this.docs.get(id)
    if (known) return known.hash === payload['content_hash'] ? 'known' : no('EXT_REF_CONFLICT')
    const customer = (payload['customer_id'] as string | undefined) ?? null
    if (customer !== null) {
      const card = cardOf(customer)
      if (card === 'missing') return this.missing(customer, 'MASTER_MISSING')
      if (card === 'archived') return no('MASTER_ARCHIVED')
    }
    const on = String(payload['doc_date'])
    if (this.isLocked(on, late)) return no('PERIOD_CLOSED')
    const ownNumber = (payload['document_no'] as string | undefined) ?? null
    const isTaken = [...this.docs.values()].some(
      (doc) =>
        ownNumber !== null &&
        doc.ownNumber === ownNumber &&
        doc.kind === payload['kind'] &&
        doc.customer === customer &&
        !doc.reversed,
    )
    if (isTaken) return no('NUMBER_TAKEN')
    const ofBlock = ownNumber === null ? blockNumberOf(envelope) : null
    if (ofBlock !== null) {
      const device = envelope.device_id
      const refused = this.numbers.giveOfBlock(String(payload['block']), ofBlock, device)
      if (refused !== null) return refused
    }
    const number = ownNumber ?? ofBlock ?? this.numbers.give(String(payload['kind']), on)
    this.#add(payload, ownNumber, number)
    return null
  }

  #add(payload: Record<string, unknown>, ownNumber: string | null, number: string): void {
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
      number,
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

  reverse(id: string, payload: Record<string, unknown>, late: boolean): Outcome {
    const original = this.docs.get(id)
    if (!original) return this.missing(id, 'INVALID')
    const mirror = this.docs.get(String(payload['doc_id']))
    if (mirror) return mirror.hash === payload['content_hash'] ? 'known' : no('EXT_REF_CONFLICT')
    if (original.reversed) return no('ALREADY_REVERSED')
    const lines = payload['lines'] as Line[]
    const isMirror = original.lines.every(
      (line, at) =>
        lines[at]?.account === line.account &&
        lines[at].amount === 0 - line.amount &&
        lines[at].base === 0 - line.base,
    )
    if (!isMirror || payload['customer_id'] !== (original.customer ?? undefined))
      return no('INVALID')
    const on = String(payload['doc_date'])
    if (on < original.on) return no('INVALID')
    if (this.isLocked(on, late)) return no('PERIOD_CLOSED')
    for (const [at, size] of original.parts.entries())
      if (this.#free(id, at + 1, on) < size) return no('DOCUMENT_ALLOCATED')
    this.#add(payload, null, original.number)
    original.reversed = true
    const mirrorId = String(payload['doc_id'])
    original.parts.forEach((size, at) => {
      this.takes.push({ doc: id, part: at + 1, size, on })
      this.takes.push({ doc: mirrorId, part: 1, size, on })
    })
    return null
  }

  allocate(id: string, payload: Record<string, unknown>, late: boolean): Outcome {
    if (this.allocations.has(id)) return 'known'
    const debit = this.docs.get(String(payload['debit_doc']))
    if (!debit) return this.missing(String(payload['debit_doc']), 'INVALID')
    const credit = this.docs.get(String(payload['credit_doc']))
    if (!credit) return this.missing(String(payload['credit_doc']), 'INVALID')
    const on = String(payload['effective_on'])
    const slices = payload['slices'] as { debit_n: number; credit_n: number; amount: number }[]
    if (debit.currency !== credit.currency || debit.amount <= 0 || credit.amount >= 0)
      return no('INVALID')
    if (on < debit.on || on < credit.on) return no('INVALID')
    if (slices.reduce((sum, slice) => sum + slice.amount, 0) !== payload['amount'])
      return no('INVALID')
    if (this.isLocked(on, late)) return no('PERIOD_CLOSED')
    const before = this.takes.length
    for (const slice of slices) {
      if (
        slice.amount > this.#free(debit.id, slice.debit_n, on) ||
        slice.amount > this.#free(credit.id, slice.credit_n, on)
      ) {
        this.takes.length = before
        return no('ALLOC_EXCEEDS_OPEN')
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

  deallocate(id: string, payload: Record<string, unknown>, late: boolean): Outcome {
    const allocation = this.allocations.get(id)
    if (!allocation) return this.missing(id, 'INVALID')
    const on = String(payload['effective_on'])
    const live = (payload['slices'] as number[])
      .map((n) => allocation.slices[n])
      .filter((slice) => slice !== undefined && slice.removedOn === null)
    if (live.some((slice) => slice !== undefined && on < slice.on)) return no('INVALID')
    if (live.length > 0 && this.isLocked(on, late)) return no('PERIOD_CLOSED')
    for (const slice of live) {
      if (!slice) continue
      slice.removedOn = on
      this.takes.push({ doc: slice.debit, part: slice.debitPart, size: -slice.amount, on })
      this.takes.push({ doc: slice.credit, part: slice.creditPart, size: -slice.amount, on })
    }
    return null
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

function total(lines: readonly Line[], key: 'amount' | 'base'): number {
  return lines.reduce((sum, line) => sum + line[key], 0)
}
